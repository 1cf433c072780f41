#include "core/engine/ranks.h"

namespace tandem::engine {

namespace {

class Alone final : public Ranks {
public:
    [[nodiscard]] int rank() const override { return 0; }
    [[nodiscard]] int size() const override { return 1; }
    [[nodiscard]] std::unique_ptr<Pending> sumLater(torch::Tensor &) override { return std::make_unique<Done>(); }
    [[nodiscard]] torch::Device device() const override { return torch::kCPU; }
    void endMeeting(std::chrono::milliseconds) override {}
    void broadcast(torch::Tensor &) override {}
    void settle() override {}
    [[nodiscard]] std::shared_ptr<Ranks> group(int) override { return std::make_shared<Alone>(); }
    void leave(const Error &) override {}

private:
    class Done final : public Pending {
    public:
        void wait() override {}
    };
};

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

class GatherRows : public torch::autograd::Function<GatherRows> {
public:
    static torch::Tensor forward(AutogradContext *context, const torch::Tensor &local, const torch::Tensor &rows,
                                 std::int64_t total, const std::shared_ptr<Ranks> *ranks)
    {
        context->save_for_backward({rows});
        context->saved_data["ranks"] = reinterpret_cast<std::int64_t>(ranks->get());
        // Every row is nonzero on one rank only: the sum is exact.
        auto all = torch::zeros({total, local.size(1)}, local.options());
        all.index_copy_(0, rows, local);
        (*ranks)->sum(all);
        return all;
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        auto *ranks = reinterpret_cast<Ranks *>(context->saved_data["ranks"].toInt());
        auto whole = gradients[0].contiguous().clone();
        ranks->sum(whole);
        return {whole.index_select(0, context->get_saved_variables()[0]), {}, {}, {}};
    }
};

} // namespace

std::shared_ptr<Ranks> aloneRanks()
{
    return std::make_shared<Alone>();
}

torch::Tensor gatherRows(const torch::Tensor &local, const torch::Tensor &rows, std::int64_t total,
                         const std::shared_ptr<Ranks> &ranks)
{
    return ranks->size() == 1 ? local : GatherRows::apply(local, rows, total, &ranks);
}

torch::Tensor viewRows(const RankSlice &slice, std::int64_t images, const torch::Device &device)
{
    const auto first = torch::arange(slice.first, slice.last, torch::TensorOptions(torch::kLong).device(device));
    return torch::cat({first, first + images});
}

} // namespace tandem::engine
