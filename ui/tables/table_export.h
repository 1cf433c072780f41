#pragma once

#include <QAbstractItemModel>
#include <QString>

#include <stop_token>

namespace tandem {

enum class TableFormat { Csv, Markdown, Latex };

/// The top level of a model as text, with its horizontal headers: what is shown (Qt::DisplayRole) in the order of the
/// model's rows and columns. `columns`: which ones and in which order; empty: all. Vertical headers come first where
/// the model has words for them. CSV follows RFC 4180; in Markdown and LaTeX (booktabs) columns that are right-aligned
/// in the model are so, and what these formats would take as their own is escaped. Empty where it was stopped. On the
/// thread of the model, or on any if nobody changes the model meanwhile.
[[nodiscard]] QString tableAsText(const QAbstractItemModel &model, TableFormat format, const QList<int> &columns = {},
                                  const std::stop_token &stop = {});

/// The format for a file's ending: .csv, .md, .tex; CSV for others.
[[nodiscard]] TableFormat tableFormatFor(const QString &path);

} // namespace tandem
