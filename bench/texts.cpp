#include "bench/texts.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "planning/pretext_plan.hpp"
#include "pretext/fit.hpp"
#include "pretext/generate.hpp"
#include "pretext/rng.hpp"

namespace pretext::bench {
namespace {

/// Texts of random tokens whose lengths are those of definitions: 20.4 places on average, of 32; or all of one length.
struct Stock {
  Stock(const Spec& given, int vocabulary, int length) : spec(given) {
    constexpr int often[] = {8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 25, 30, 30};
    Rng rng(3, Stream::task);
    for (std::uint32_t row = 0; row < 4096; ++row) {
      const int tokens = length > 0 ? length : often[row % 16] + (row % 32 < 16 ? 0 : 1) - (row % 16 < 14 ? 0 : 1);
      for (int i = 0; i < tokens; ++i) {
        all.push_back(static_cast<std::uint16_t>(special_tokens +
                                                 rng.below(static_cast<std::uint32_t>(vocabulary - special_tokens))));
      }
      starts.push_back(static_cast<std::uint32_t>(all.size()));
    }
    data.shape = {spec.transformer.context, 1, 1};
    data.rows = 4096;
    data.texts.vocabulary = vocabulary;
    data.texts.tokens = all;
    data.texts.starts = starts;
    plan = std::move(*plan_text_pretext(spec, data.texts));
    weights.resize(plan.params.floats());
    plan.params.initialise(1, weights);
  }

  Spec spec;
  std::vector<std::uint16_t> all;
  std::vector<std::uint32_t> starts{0};
  Dataset data;
  PretextPlan plan;
  std::vector<float> weights;
};

/// Additions and multiplications of a step: forward, and twice as many backward. asked: share of the places.
double flop_of(const Stock& stock, int batch, double asked) {
  const Spec::Transformer& t = stock.spec.transformer;
  double places = 0;
  double pairs = 0;
  for (std::uint32_t row = 0; row < stock.data.rows; ++row) {
    const double length = std::min<double>(static_cast<double>(stock.data.texts.text(row).size()) + 2, t.context);
    places += length;
    pairs += length * length;
  }
  const double block = 4.0 * t.width * t.width + 2.0 * t.width * t.inner;
  const double each = t.blocks * block + asked * t.width * stock.data.texts.vocabulary;
  return 6.0 * batch / stock.data.rows * (places * each + pairs * t.blocks * 2.0 * t.width);
}

Workload step(const std::string& name, const std::string& task, int batch, int micro_batch, Spec::Transformer shape,
              int vocabulary, int length, double asked) {
  Spec spec;
  spec.task = *named_task(task);
  spec.transformer = shape;
  spec.pretext.batch = batch;
  spec.pretext.micro_batch = micro_batch;
  const auto stock = std::make_shared<Stock>(spec, vocabulary, length);
  Examples rows{stock->data, {}, {}};
  for (std::uint32_t row = 0; row < stock->data.rows; ++row) rows.training.push_back(row);
  const FitSettings settings{.rule = AdamW{}, .batch = batch, .micro_batch = micro_batch, .epochs = 4096};
  auto fit =
      std::make_shared<Fit>("fit", stock->plan.objective(spec.pretext), std::move(rows), settings, 1, stock->weights);
  return {name, flop_of(*stock, batch, asked), [stock, fit] { advance(*fit); }};
}

/// Tokens one by one, as many as there are places; the part is what makes the time that of 400 tokens.
Workload writing() {
  Spec spec;
  spec.task = *named_task("next_token");
  const auto stock = std::make_shared<Stock>(spec, 2048, 0);
  auto generator = std::make_shared<Generator>(spec.transformer, 2048, stock->plan.params, stock->weights);
  const auto run = [stock, generator] {
    generator->begin();
    Rng rng(1, Stream::sample);
    std::uint16_t token = static_cast<std::uint16_t>(SpecialToken::start);
    for (int i = 0; i < 20; ++i) token = draw(generator->next(token), {.temperature = 1, .top_k = 40}, rng);
  };
  return {"writing 400 tokens", 0, run, 20};
}

}  // namespace

void add_text_workloads(std::vector<Workload>& all) {
  all.push_back(step("texts, GPT 32", "next_token", 32, 4, {}, 2048, 0, 19.4 / 20.4));
  all.push_back(step("texts, MLM 32", "masked_tokens", 32, 4, {}, 2048, 0, 0.15 * 18.4 / 20.4));
  all.push_back(step("texts, GPT 16 x 64, 3 blocks of 96", "next_token", 16, 4,
                     {.width = 96, .blocks = 3, .heads = 3, .inner = 384, .context = 64}, 256, 62, 63.0 / 64));
  all.push_back(writing());
}

}  // namespace pretext::bench
