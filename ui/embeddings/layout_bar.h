#pragma once

#include "ui/embeddings/layout_director.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QToolButton;

namespace tandem {

/// How the map is made: of which space, by which method and perplexity; and how it settles, with ways to hold it, to
/// push it and to begin anew. GUI thread.
class LayoutBar : public QWidget {
    Q_OBJECT
public:
    /// The director must outlive this.
    explicit LayoutBar(LayoutDirector &director, QWidget *parent = nullptr);

    /// Which spaces there are.
    void setSpaces(bool hasFeatures, bool hasProjections);
    [[nodiscard]] EmbeddingSpace space() const;
    void setSpace(EmbeddingSpace space);
    void setMethod(LayoutMethod method);
    [[nodiscard]] QDoubleSpinBox &perplexity() { return *m_perplexity; }

Q_SIGNALS:
    void spaceChanged(tandem::EmbeddingSpace space);

private:
    void refresh();
    QToolButton *addButton(QLayout &row, const QString &iconName, const QString &text);

    LayoutDirector &m_director;
    QComboBox *m_space, *m_method;
    QLabel *m_perplexityLabel;
    QDoubleSpinBox *m_perplexity;
    QToolButton *m_pause, *m_perturb, *m_settle;
    QLabel *m_status;
};

} // namespace tandem
