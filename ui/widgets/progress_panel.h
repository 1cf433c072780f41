#pragma once

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace tandem {

/// Progress of something long, in the place where its result will stand: what is done, how far, how long yet, Cancel.
class ProgressPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProgressPanel(QWidget *parent = nullptr);

    /// Begins anew, without an end in sight.
    void start(const QString &title);
    /// `total` > 0. The sentence tells both numbers in the user's words ("1,200 of 50,000 images").
    void setProgress(int done, int total, const QString &sentence);

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_title;
    QProgressBar *m_bar;
    QLabel *m_sentence;
    QElapsedTimer m_clock;
};

/// "about 2 minutes left"; empty until a guess is worth something.
[[nodiscard]] QString timeLeftText(qint64 elapsedMs, int done, int total);

} // namespace tandem
