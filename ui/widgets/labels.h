#pragma once

#include <QIcon>
#include <QLabel>

namespace tandem {

/// Secondary text: captions, explanations, units.
class MutedLabel : public QLabel {
    Q_OBJECT
public:
    explicit MutedLabel(const QString &text = {}, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolor();
    bool m_isRecoloring = false;
};

/// An icon of a fixed size, drawn anew in the colours of the theme.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    IconLabel(const QIcon &icon, int size, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
    int m_size;
};

/// One line that gives way: cut in the middle where it is too long, whole in the tooltip. For paths and names.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString &text = {}, Qt::TextElideMode mode = Qt::ElideMiddle, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    void setMuted(bool muted);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Qt::TextElideMode m_mode;
    bool m_isMuted = false;
};

} // namespace tandem
