#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace tandem {

class TrainedEncoder;

/// Chooses the run and the checkpoint whose encoder looks at images, and says what is at work. Several of them may show
/// one encoder.
class EncoderPicker : public QWidget {
    Q_OBJECT
public:
    enum class Size { Full, OneLine }; // without the line that says what is at work
    /// The encoder must outlive this.
    explicit EncoderPicker(TrainedEncoder &encoder, Size size = Size::Full, QWidget *parent = nullptr);

    /// What the encoder is, or why there is none.
    [[nodiscard]] QString status() const;

private:
    void fill();
    void describe(const QString &trouble = {});

    TrainedEncoder &m_encoder;
    QComboBox *m_run;
    QComboBox *m_checkpoint;
    QLabel *m_status;
};

} // namespace tandem
