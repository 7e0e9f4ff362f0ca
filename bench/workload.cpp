#include "bench/workload.hpp"

#include <algorithm>
#include <memory>

#include "bench/cases.hpp"
#include "bench/texts.hpp"
#include "kernels/contrast.hpp"
#include "kernels/squared.hpp"
#include "planning/networks.hpp"
#include "planning/pretext_plan.hpp"
#include "pretext/fit.hpp"
#include "pretext/neighbours.hpp"
#include "pretext/rng.hpp"
#include "pretext/rows.hpp"

namespace pretext::bench {
namespace {

constexpr Shape digit{28, 28, 1};
constexpr int classes = 10;
constexpr Shape photo{32, 32, 3};

/// Inpainting whose head doubles the sides between its convolutions, as decoders do.
constexpr const char* inpainting_by_conv =
    R"({"transform": [{"op": "erase"}], "predict": "changed",
        "head": [{"layer": "resize", "side": 7}, {"layer": "conv", "filters": 32},
                 {"layer": "resize", "side": 14}, {"layer": "conv", "filters": 16},
                 {"layer": "resize", "side": 28}, {"layer": "conv", "filters": 1, "relu": 0}]})";

/// What the workloads are made of; lives as long as they do.
struct Stock {
  explicit Stock(std::span<const unsigned char> images) {
    networks = std::move(*plan_networks(Spec{}, {digit, classes}));
    digits.shape = digit;
    digits.rows = static_cast<std::uint32_t>(images.size() / digit.size());
    digits.pixels = images;
    for (std::uint32_t i = 0; i < digits.rows; ++i) labels.push_back(static_cast<std::uint8_t>(i % classes));
    digits.labels = labels;
  }

  /// Rows other than digits: half of their values zero, as activations are behind a ReLU.
  Dataset activations(Shape shape) {
    Rng rng(1, Stream::task);
    std::vector<float>& some = values.emplace_back(64 * shape.size());
    for (float& v : some) v = std::max(0.0f, 2.0f * rng.uniform() - 1.0f);
    Dataset data;
    data.shape = shape;
    data.rows = 64;
    data.values = some;
    data.labels = std::span(labels).first(64);
    return data;
  }

  std::vector<std::uint8_t> labels;
  std::vector<std::vector<float>> values;
  Dataset digits;
  Networks networks;
  std::vector<std::unique_ptr<Network>> others;
  std::vector<std::unique_ptr<Source>> sources;
  std::vector<std::unique_ptr<PretextPlan>> plans;
};

using Shared = std::shared_ptr<Stock>;

std::vector<std::uint32_t> examples(std::size_t n, std::uint32_t of) {
  std::vector<std::uint32_t> list(n);
  for (std::size_t i = 0; i < n; ++i) list[i] = static_cast<std::uint32_t>(i) % of;
  return list;
}

std::vector<float> initial(const Network& network) {
  std::vector<float> weights(network.params().floats());
  network.params().initialise(1, weights);
  return weights;
}

struct Batches {
  int batch;
  int micro_batch;
};

/// Training steps: batches filled by the task, forward, loss, backward, the sum of the gradients and the update.
Workload training(std::string name, const Shared& stock, const Network& network, const Source& source,
                  const Dataset& data, Batches size) {
  // An epoch is long, for its end to weigh as little as in a run, and there are more of them than anybody measures.
  Examples all{data, examples(static_cast<std::size_t>(256 * size.batch), data.rows * source.examples_per_row()), {}};
  const FitSettings settings{.rule = Adam{}, .batch = size.batch, .micro_batch = size.micro_batch, .epochs = 4096};
  auto fit = std::make_shared<Fit>("fit", prediction(network, source, CrossEntropy{}), std::move(all), settings, 1,
                                   initial(network));
  // Backward does forward's arithmetic twice, for the weights and for the input; the first layer's input needs none.
  const double first = network.layers().step(0).plan.multiplications;
  const double flop = 2.0 * size.batch * (3.0 * network.plan().multiplications - first);
  return {std::move(name), flop, [stock, fit] { advance(*fit); }};
}

/// A named task with the default encoder, or a description of one; lives as long as the stock.
const PretextPlan& planned(Stock& stock, const std::string& task, Batches size, Shape image) {
  Spec spec = *read_spec("{\"task\": " + task + "}");
  if (image.c == 3) spec.encoder = {{.filters = 64, .stride = 2}, {.filters = 64}};
  spec.pretext.batch = size.batch;
  spec.pretext.micro_batch = size.micro_batch;
  return *stock.plans.emplace_back(std::make_unique<PretextPlan>(std::move(*plan_pretext(spec, {image, classes}))));
}

/// Inputs and targets alone, as the ops make them of digits.
Workload making(std::string name, const Shared& stock, const Source& source, int batch, const Dataset& images) {
  const auto n = static_cast<std::size_t>(batch);
  struct Buffers {
    std::vector<std::uint32_t> examples;
    std::vector<float> inputs;
    TargetBuffers targets;
    std::uint32_t step;
  };
  auto at = std::make_shared<Buffers>(Buffers{examples(n, images.rows * source.examples_per_row()),
                                              std::vector<float>(n * source.form().input.size()),
                                              TargetBuffers(source.form(), batch), 0});
  const auto run = [stock, at, &source, batch, images] {
    source.fill(images, at->examples, 1, at->step++, at->targets.batch(at->inputs, batch));
  };
  return {"making " + std::move(name), 0, run};
}

/// Training steps of a task's own objective, and the part of them that makes the examples.
void add_task(std::vector<Workload>& all, const Shared& stock, const std::string& name, const std::string& task,
              Batches size, Shape image = digit) {
  const PretextPlan& plan = planned(*stock, task, size, image);
  const Dataset images = image == digit ? stock->digits : stock->activations(image);
  const std::string title = name + " " + std::to_string(size.batch);
  Examples rows{
      images, examples(static_cast<std::size_t>(256 * size.batch), images.rows * plan.source->examples_per_row()), {}};
  const FitSettings settings{.rule = Adam{}, .batch = size.batch, .micro_batch = size.micro_batch, .epochs = 4096};
  std::vector<float> weights(plan.params.floats());
  plan.params.initialise(1, weights);
  const Spec::Training training{.batch = size.batch, .micro_batch = size.micro_batch};
  std::unique_ptr<Objective> objective = plan.objective(training);
  const bool halves = objective->related_floats() > 0;
  auto fit = std::make_shared<Fit>("fit", std::move(objective), std::move(rows), settings, 1, std::move(weights));
  const double views = plan.multiplications() / plan.network->plan().multiplications;
  double multiplications = 3.0 * plan.multiplications() - views * plan.network->layers().step(0).plan.multiplications;
  if (plan.critic) {
    // Forward over originals and outputs, backward over both for its own weights, and once more for the outputs.
    multiplications +=
        7.0 * plan.critic->plan().multiplications - 2.0 * plan.critic->layers().step(0).plan.multiplications;
  }
  const auto run = [stock, fit, halves] {
    advance(*fit);
    if (halves) advance(*fit);
  };
  all.push_back({title, 2.0 * size.batch * multiplications, run});
  all.push_back(making(title, stock, *plan.source, size.batch, images));
}

/// Features of 1,000 images, which are a tenth of what is reported.
Workload encoding(const Shared& stock) {
  constexpr std::size_t images = 1000;
  constexpr int part = 10;
  const Network& encoder = *stock->networks.encoder;
  auto weights = std::make_shared<std::vector<float>>(initial(encoder));
  auto work = std::make_shared<Encode>(encoder, *stock->networks.digits, stock->digits,
                                       examples(images, stock->digits.rows), *weights);
  const auto run = [stock, weights, work] {
    work->restart(*weights);
    while (!work->done()) advance(*work);
  };
  return {"encoding 10,000 images", part * 2.0 * images * encoder.plan().multiplications, run, part};
}

std::vector<float> some_values(std::size_t n) {
  Rng rng(2, Stream::task);
  std::vector<float> values(n);
  for (float& v : values) v = 2.0f * rng.uniform() - 1.0f;
  return values;
}

/// Decoupled contrastive loss and gradient: each row's product with each other, and as many for the gradient.
Workload contrast(int rows) {
  constexpr int width = 64;
  struct Buffers {
    std::vector<float> z, dz, losses, correct;
    std::vector<std::byte> scratch;
  };
  const auto floats = static_cast<std::size_t>(rows * width);
  const auto n = static_cast<std::size_t>(rows);
  auto at = std::make_shared<Buffers>(Buffers{some_values(floats), std::vector<float>(floats), std::vector<float>(n),
                                              std::vector<float>(n),
                                              std::vector<std::byte>(kernels::contrast_scratch(rows, width))});
  const auto run = [at, rows] {
    kernels::contrast({kernels::Contrast::Kind::dcl, 0.1f}, at->z.data(), rows, width, 1.0f, at->dz.data(),
                      at->losses.data(), at->correct.data(), at->scratch.data());
  };
  return {"contrast " + std::to_string(rows) + " x 64", 4.0 * rows * rows * width, run};
}

/// The ten nearest others of each of 10,000 points, each pair compared once.
Workload graph(int width) {
  constexpr std::uint32_t points = 10'000;
  const auto values =
      std::make_shared<std::vector<float>>(some_values(std::size_t{points} * static_cast<std::size_t>(width)));
  const auto run = [values, width] {
    Neighbours work(points_of(*values, static_cast<std::size_t>(width)));
    while (!work.done()) advance(work);
  };
  return {"graph of 10,000 x " + std::to_string(width), 1.0 * points * points * width, run};
}

Workload squared_error(int rows) {
  constexpr int size = 784;
  struct Buffers {
    std::vector<float> y, t, dy, losses;
  };
  const auto values = static_cast<std::size_t>(rows * size);
  auto at = std::make_shared<Buffers>(Buffers{some_values(values), some_values(values), std::vector<float>(values),
                                              std::vector<float>(static_cast<std::size_t>(rows))});
  const auto run = [at, rows] {
    kernels::squared_error(at->y.data(), at->t.data(), nullptr, rows, size, 1.0f, at->dy.data(), at->losses.data());
  };
  return {"squared error " + std::to_string(rows) + " x 784", 4.0 * rows * size, run};
}

const Network& network(Stock& stock, const NetworkCase& of, int micro_batch) {
  auto layers = std::make_unique<Sequence>();
  for (const ConvSpec& block : of.blocks) {
    layers->add("conv" + std::to_string(layers->length() + 1), conv_block(block));
  }
  add_classifier(*layers, classes);
  return *stock.others.emplace_back(std::make_unique<Network>(std::move(layers), of.in, micro_batch));
}

}  // namespace

std::vector<Workload> workloads(std::span<const unsigned char> images) {
  constexpr int peak_rounds = 25'000;
  std::vector<Workload> all;
  static float sink = 0.0f;
  all.push_back({"peak", static_cast<double>(peak_flop_per_round) * peak_rounds,
                 [] { sink = sink + multiply_and_add(peak_rounds, 0.999f, 1.0f); }});

  const auto stock = std::make_shared<Stock>(images);
  const Networks& nets = stock->networks;
  all.push_back(training("pretext 192", stock, *nets.pretext.network, *nets.pretext.source, stock->digits, {192, 24}));
  all.push_back(training("supervised 32", stock, *nets.classifier, *nets.digits, stock->digits, {32, 8}));
  for (const int rows : {16, 32}) {
    const std::string name = "supervised 32, " + std::to_string(rows) + " at a time";
    all.push_back(training(name, stock, *nets.classifier, *nets.digits, stock->digits, {32, rows}));
  }
  const Dataset features = stock->activations(nets.probe->in());
  all.push_back(training("transfer 32", stock, *nets.probe, *nets.features, features, {32, 32}));
  all.push_back(encoding(stock));
  for (const NetworkCase& other : network_cases()) {
    const Dataset data = other.in.c == 1 ? stock->digits : stock->activations(other.in);
    all.push_back(training(other.name, stock, network(*stock, other, 16),
                           *stock->sources.emplace_back(labelled_rows(other.in, classes)), data, {32, 16}));
  }
  add_task(all, stock, "contrastive", "\"contrastive\"", {96, 12});
  add_task(all, stock, "contrastive", "\"contrastive\"", {256, 32});
  add_task(all, stock, "jigsaw_tiles", "\"jigsaw_tiles\"", {192, 24});
  add_task(all, stock, "32x32x3: contrastive_colour", "\"contrastive_colour\"", {64, 8}, photo);
  add_task(all, stock, "32x32x3: colourisation", "\"colourisation\"", {64, 8}, photo);
  add_task(all, stock, "32x32x3: colourisation_squared", "\"colourisation_squared\"", {64, 8}, photo);
  add_task(all, stock, "next_frame", "\"next_frame\"", {192, 24});
  add_task(all, stock, "inpainting", "\"inpainting\"", {192, 24});
  add_task(all, stock, "inpainting, conv decoder", inpainting_by_conv, {192, 24});
  add_task(all, stock, "inpainting with a critic",
           R"({"transform": [{"op": "erase"}], "predict": "changed",
               "loss": [{"term": "squared"}, {"term": "adversarial"}]})",
           {192, 24});
  for (const std::string name : {"jigsaw", "context", "masked", "super_resolution", "denoising"}) {
    all.push_back(
        making(name + " 192", stock, *planned(*stock, '"' + name + '"', {192, 24}, digit).source, 192, stock->digits));
  }
  for (const int rows : {192, 512}) all.push_back(contrast(rows));
  all.push_back(squared_error(192));
  all.push_back(graph(256));
  add_text_workloads(all);
  return all;
}

}  // namespace pretext::bench
