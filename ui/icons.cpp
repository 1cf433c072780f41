#include "ui/icons.h"

#include "ui/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

static void registerResources()
{
    Q_INIT_RESOURCE(tandem); // must stand outside of namespaces
    Q_INIT_RESOURCE(tandem_i18n);
}

namespace tandem {

namespace {

QString iconPath(const QString &name)
{
    initialiseResources();
    return QStringLiteral(":/tandem/icons/%1.svg").arg(name);
}

QColor toneColor(IconTone tone, QIcon::Mode mode)
{
    const ThemeColors &colors = colorsFor(QGuiApplication::palette());
    if (mode == QIcon::Disabled)
        return colors.disabledText;
    switch (tone) {
    case IconTone::Text:
        return colors.text;
    case IconTone::Muted:
        return colors.mutedText;
    case IconTone::Accent:
        return colors.accentText;
    case IconTone::OnAccent:
        return colors.onAccent;
    case IconTone::Good:
        return colors.good;
    case IconTone::Warning:
        return colors.warning;
    case IconTone::Bad:
        return colors.bad;
    }
    return colors.text;
}

/// Draws a one-colour SVG (stroke #000) in a colour of the theme that is asked for at each paint.
class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QString name, IconTone tone) : m_name(std::move(name)), m_tone(tone)
    {
        QFile file(iconPath(m_name));
        const bool found = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(found, "icon", qPrintable(m_name));
        m_svg = file.readAll();
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, 1));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const QString color = toneColor(m_tone, mode).name();
        const QString key =
            QStringLiteral("tandem-icon:%1:%2:%3x%4").arg(m_name, color).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QByteArray svg = m_svg;
        svg.replace("#000", color.toLatin1());
        QSvgRenderer renderer(svg);
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    QString m_name;
    IconTone m_tone;
    QByteArray m_svg;
};

} // namespace

void initialiseResources()
{
    static const bool ready = [] {
        registerResources();
        return true;
    }();
    Q_UNUSED(ready)
}

QIcon icon(const QString &name, IconTone tone)
{
    return QIcon(new ThemedIconEngine(name, tone));
}

bool hasIcon(const QString &name)
{
    return QFile::exists(iconPath(name));
}

QIcon applicationIcon()
{
    initialiseResources();
    return QIcon(QStringLiteral(":/tandem/org.tandem.Tandem.svg"));
}

} // namespace tandem
