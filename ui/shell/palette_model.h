#pragma once

#include "ui/shell/palette_entry.h"

#include <QAbstractListModel>
#include <QStringList>

namespace tandem {

/// What the palette shows for what was typed: the best fits first, what cannot be used now after others like it.
/// Nothing typed: what was used lately, then the actions.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PlaceRole = Qt::UserRole, KeysRole, EnabledRole };
    static constexpr std::size_t kMost = 60; // rows; whoever wants another types on

    explicit PaletteModel(QObject *parent = nullptr);

    /// `recent`: keys of entries, the latest first.
    void setEntries(PaletteEntries entries, const QStringList &recent);
    void setPattern(const QString &text);

    [[nodiscard]] const PaletteEntries &entries() const { return m_entries; }
    [[nodiscard]] const PaletteEntry &entryAt(int row) const
    {
        return m_entries[m_shown[static_cast<std::size_t>(row)]];
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Searched {
        QString title, all; // folded
        int recency = -1;   // 0 = the latest; -1 = not lately
    };
    void show();

    PaletteEntries m_entries;
    std::vector<Searched> m_searched; // of each entry
    std::vector<std::size_t> m_shown;
    QString m_pattern;
};

} // namespace tandem
