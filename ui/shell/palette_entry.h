#pragma once

#include <QIcon>
#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

namespace tandem {

/// One thing that the command palette can do.
struct PaletteEntry {
    enum class Kind { Action, Run, Setting, Help };

    Kind kind = Kind::Action;
    QString key;   // by which it is remembered as used lately; equal in every start
    QString title; // "Stop after this epoch"
    QString place; // "Runs", where it belongs
    QString words; // further ones that find it
    QString keys;  // "Ctrl+R", as the platform writes them; empty: none
    QIcon icon = {};
    bool isEnabled = true;
    std::function<void()> go = {};
    const void *action = nullptr; // the QAction or button behind it; never read
};
using PaletteEntries = std::vector<PaletteEntry>;

} // namespace tandem
