#pragma once

#include "ui/page.h"

namespace tandem {

/// A page that is not there yet: says in one sentence what it will show.
class ComingPage : public Page {
    Q_OBJECT
public:
    ComingPage(PageId id, const QString &title, const QString &iconName, const QString &sentence,
               QWidget *parent = nullptr);
};

} // namespace tandem
