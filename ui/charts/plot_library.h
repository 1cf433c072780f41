#pragma once

// QCustomPlot's header is written with Qt's lower-case keywords, which our targets switch off (QT_NO_KEYWORDS): include
// it through this one.

#include <QObject>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
