#pragma once

#include "core/augment/operation_table.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace tandem {

class MarkedSlider;

/// The parameters of one operation: a slider and a field with its unit for each number, the paper's value marked.
class OperationForm : public QWidget {
    Q_OBJECT
public:
    explicit OperationForm(QWidget *parent = nullptr);

    /// Null: nothing. Rows are made anew when the kind is another one, and filled otherwise.
    void setOperation(const Operation *operation);
    /// The widget whose place in the tab order is before the fields, also before those of another kind. Of this window.
    void setTabPredecessor(QWidget *widget);

Q_SIGNALS:
    /// `parameter` tells which row it was, for joining the steps of a slider; `text` names the change.
    void edited(const tandem::Operation &operation, int parameter, const QString &text);
    /// The next change is another one, also of the same parameter: a slider was let go, a field left, a choice made.
    void editFinished();

private:
    struct Row {
        std::function<void(const Operation &)> fill;
    };
    void build();
    void chainFields();
    /// Everything as people read it: a share of 0.8 is 80.
    struct Number {
        QString label, prefix, suffix;
        double minimum, maximum, reach;
        std::optional<double> paper;
        std::function<double(const Operation &)> get;
        std::function<void(Operation &, double)> set;
    };
    [[nodiscard]] Number probability() const;
    [[nodiscard]] Number number(const OperationParameter &parameter) const;
    void addNumber(const Number &number, int index);
    static void markPaper(MarkedSlider &slider, const Number &number);
    void addScope();
    void addFlag(const OperationParameter &parameter, int index);
    void addChoice(const OperationParameter &parameter, int index);
    void apply(int index, const QString &label, const std::function<void(Operation &, double)> &set, double value);

    Operation m_operation{HorizontalFlip{}};
    bool m_isShown = false;
    bool m_isFilling = false;
    QWidget *m_body = nullptr;
    QWidget *m_tabPredecessor = nullptr;
    std::vector<Row> m_rows;
};

} // namespace tandem
