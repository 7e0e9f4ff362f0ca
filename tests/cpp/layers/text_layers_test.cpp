#include "pretext/text_layers.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "kernels/matrix.hpp"
#include "kernels/token_loss.hpp"
#include "layers/layer_run.hpp"
#include "naive_text.hpp"
#include "pretext/layers.hpp"
#include "pretext/sequence.hpp"

namespace pretext {
namespace {

using testing::in_double;
using testing::LayerRun;
using testing::random_values;
using testing::relative_error;

std::vector<float> transposed(const std::vector<float>& values, int rows, int columns) {
  std::vector<float> out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto row = i / static_cast<std::size_t>(columns);
    out[i % static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) + row] = values[i];
  }
  return out;
}

TEST_CASE("products of matrices of any size, either side transposed, are their naive twins") {
  for (const auto [rows, depth, columns] :
       {std::array{1, 1, 1}, {3, 5, 7}, {4, 8, 8}, {5, 9, 17}, {13, 33, 8}, {2, 4, 24}, {31, 16, 11}}) {
    CAPTURE(rows);
    CAPTURE(columns);
    const std::vector<float> a = random_values(static_cast<std::size_t>(rows * depth), 1);
    const std::vector<float> b = random_values(static_cast<std::size_t>(depth * columns), 2);
    const std::vector<float> bias = random_values(static_cast<std::size_t>(columns), 3);
    naive::Values expected = naive::product(in_double(a), in_double(b), rows, depth, columns);
    std::vector<float> panels(kernels::packed_floats(depth, columns));
    std::vector<float> plain(expected.size(), LayerRun::nan);
    kernels::pack_panels({b.data(), columns, 1, depth, columns}, panels.data());
    kernels::multiply({a.data(), depth, 1, rows}, panels.data(), depth, columns, {plain.data(), columns});
    CHECK(relative_error(plain, expected) < 1e-6);

    const std::vector<float> at = transposed(a, rows, depth);
    const std::vector<float> bt = transposed(b, depth, columns);
    std::vector<float> turned(expected.size(), 1.0f);
    kernels::pack_panels({bt.data(), 1, depth, depth, columns}, panels.data());
    kernels::multiply({at.data(), 1, rows, rows}, panels.data(), depth, columns,
                      {turned.data(), columns, true, bias.data()});
    for (std::size_t i = 0; i < expected.size(); ++i) {
      expected[i] += 1.0 + static_cast<double>(bias[i % static_cast<std::size_t>(columns)]);
    }
    CHECK(relative_error(turned, expected) < 1e-6);
  }
}

TEST_CASE("layer norm is its naive twin, and what it makes has mean 0 and deviation 1") {
  for (const int width : {4, 13, 64}) {
    CAPTURE(width);
    LayerRun run(layer_norm(), {1, 1, width}, 5);
    run.run();
    const naive::Norm twin = naive::layer_norm(in_double(run.x), in_double(run.tensor(run.weights, 0)),
                                               in_double(run.tensor(run.weights, 1)), in_double(run.dy), 5, width);
    CHECK(relative_error(run.y, twin.y) < 1e-5);
    CHECK(relative_error(run.dx, twin.dx) < 1e-5);
    CHECK(relative_error(run.tensor(run.grads, 0, 3.0f), twin.dgain) < 1e-5);
    CHECK(relative_error(run.tensor(run.grads, 1, 3.0f), twin.dbias) < 1e-5);
  }
}

TEST_CASE("gelu is its naive twin, far away too") {
  LayerRun run(gelu(), {1, 1, 11}, 3);
  for (const auto& [i, x] : {std::pair{0u, 40.0f}, {1u, -40.0f}, {2u, 1e10f}, {3u, -1e10f}, {4u, 0.0f}}) run.x[i] = x;
  run.run();
  const naive::Plain twin = naive::gelu(in_double(run.x), in_double(run.dy));
  for (std::size_t i = 0; i < run.y.size(); ++i) {
    CHECK(static_cast<double>(run.y[i]) == doctest::Approx(twin.y[i]).epsilon(1e-5));
    CHECK(static_cast<double>(run.dx[i]) == doctest::Approx(twin.dx[i]).epsilon(1e-5));
  }
}

/// Attention over texts of these lengths in one pass.
LayerRun attended(const std::vector<int>& lengths, int width, int heads, bool causal) {
  const int places = std::accumulate(lengths.begin(), lengths.end(), 0);
  LayerRun run(attention(heads, causal, 9), {1, 1, 3 * width}, places);
  std::vector<std::int32_t> texts{0};
  for (const int length : lengths) texts.push_back(texts.back() + length);
  Pass pass = run.pass();
  pass.texts = texts;
  run.layer->forward(pass, run.x, run.y);
  run.layer->backward(pass, run.x, run.y, run.dy, run.dx);
  return run;
}

TEST_CASE("attention over texts of different lengths is its naive twin") {
  const std::vector<int> lengths{3, 1, 9, 4, 8, 2};
  for (const auto [width, heads] : {std::array{16, 2}, {12, 3}, {10, 1}, {64, 4}}) {
    for (const bool causal : {false, true}) {
      CAPTURE(width);
      CAPTURE(causal);
      const LayerRun run = attended(lengths, width, heads, causal);
      const naive::Plain twin = naive::attention(in_double(run.x), in_double(run.dy), lengths, width, heads, causal);
      CHECK(relative_error(run.y, twin.y) < 1e-5);
      CHECK(relative_error(run.dx, twin.dx) < 1e-5);
    }
  }
}

TEST_CASE("in causal attention nothing depends on what comes later") {
  const std::vector<int> lengths{8};
  LayerRun run = attended(lengths, 16, 2, true);
  const std::vector<float> before = run.y;
  for (std::size_t i = run.x.size() - 48; i < run.x.size(); ++i) run.x[i] += 1.0f;  // the last place
  Pass pass = run.pass();
  const std::vector<std::int32_t> texts{0, 8};
  pass.texts = texts;
  run.layer->forward(pass, run.x, run.y);
  CHECK(std::equal(before.begin(), before.end() - 16, run.y.begin()));
  CHECK_FALSE(std::equal(before.begin(), before.end(), run.y.begin()));
}

TEST_CASE("an embedding adds the vectors of token, place and part, and sums their gradients") {
  LayerRun run(embedding({.vocabulary = 6, .places = 4, .width = 3, .segments = true}), {1, 1, 1}, 5);
  run.x = {1, 4, 2, 4, 5};  // start, a word, a separator, the same word, another one
  const std::vector<std::int32_t> texts{0, 4, 5};
  Pass pass = run.pass();
  pass.texts = texts;
  run.layer->forward(pass, run.x, run.y);
  run.layer->backward(pass, run.x, run.y, run.dy, run.dx);
  const std::vector<float> tok = run.tensor(run.weights, 0);
  const std::vector<float> pos = run.tensor(run.weights, 1);
  const std::vector<float> seg = run.tensor(run.weights, 2);
  const std::size_t places[] = {0, 1, 2, 3, 0};
  const std::size_t parts[] = {0, 0, 0, 1, 0};
  naive::Values dtok(tok.size());
  naive::Values dpos(pos.size());
  naive::Values dseg(seg.size());
  for (std::size_t i = 0; i < 5; ++i) {
    const auto token = static_cast<std::size_t>(run.x[i]);
    for (std::size_t c = 0; c < 3; ++c) {
      CHECK(run.y[i * 3 + c] == tok[token * 3 + c] + pos[places[i] * 3 + c] + seg[parts[i] * 3 + c]);
      const double dy = static_cast<double>(run.dy[i * 3 + c]);
      dtok[token * 3 + c] += dy;
      dpos[places[i] * 3 + c] += dy;
      dseg[parts[i] * 3 + c] += dy;
    }
  }
  CHECK(relative_error(run.tensor(run.grads, 0, 3.0f), dtok) < 1e-6);
  CHECK(relative_error(run.tensor(run.grads, 1, 3.0f), dpos) < 1e-6);
  CHECK(relative_error(run.tensor(run.grads, 2, 3.0f), dseg) < 1e-6);
}

TEST_CASE("padding behind a text changes nothing, and gets nothing") {
  const auto made = [](Places kept, int places) {
    auto inner = std::make_unique<Sequence>();
    inner->add("", embedding({.vocabulary = 9, .places = 6, .width = 8}));
    inner->add("qkv", dense(24));
    inner->add("", attention(2, false, 6));
    return LayerRun(over_places(kept, std::move(inner)), {places, 1, 1}, 2);
  };
  for (const Places kept : {Places::all, Places::mean, Places::first}) {
    LayerRun padded = made(kept, 6);
    LayerRun exact = made(kept, 3);
    exact.weights = padded.weights;
    padded.x = {1, 5, 2, 0, 0, 0, 1, 7, 2, 0, 0, 0};
    exact.x = {1, 5, 2, 1, 7, 2};
    if (kept != Places::all) padded.dy = exact.dy;
    else {
      for (std::size_t i = 0; i < 2 * 24; ++i) padded.dy[i / 24 * 48 + i % 24] = exact.dy[i];
    }
    padded.run();
    exact.run();
    for (std::size_t i = 0; i < exact.y.size(); ++i) {
      CHECK(exact.y[i] == padded.y[kept == Places::all ? i / 24 * 48 + i % 24 : i]);
    }
    if (kept == Places::all)
      CHECK(std::all_of(padded.y.begin() + 24, padded.y.begin() + 48, [](float y) { return y == 0; }));
    CHECK(exact.grads == padded.grads);
  }
}

TEST_CASE("the loss of tokens is the cross-entropy of its naive twin") {
  constexpr int n = 3;
  for (const int classes : {1, 5, 64}) {
    std::vector<float> logits = random_values(static_cast<std::size_t>(n * classes), 7, 4.0f);
    const std::vector<float> before = logits;
    const std::vector<std::int32_t> target{0, classes - 1, classes / 2};
    std::vector<float> spare(static_cast<std::size_t>(classes));
    const float without = kernels::token_loss(logits.data(), target.data(), n, classes, 0, spare.data()).loss;
    CHECK(logits == before);
    const kernels::TokenLoss found = kernels::token_loss(logits.data(), target.data(), n, classes, 0.5f, spare.data());
    double loss = 0;
    double correct = 0;
    naive::Values gradients;
    for (std::size_t row = 0; row < n; ++row) {
      const auto first = before.begin() + static_cast<std::ptrdiff_t>(row) * classes;
      const naive::Values values(first, first + classes);
      naive::Values gradient;
      loss += naive::cross_entropy(values, target[row], gradient);
      const auto best = std::max_element(values.begin(), values.end()) - values.begin();
      correct += best == target[row] ? 1 : 0;
      for (const double g : gradient) gradients.push_back(g / 2);
    }
    CHECK(static_cast<double>(found.loss) == doctest::Approx(loss).epsilon(1e-6));
    CHECK(without == found.loss);
    CHECK(static_cast<double>(found.correct) == correct);
    CHECK(relative_error(logits, gradients) < 1e-5);
  }
}

}  // namespace
}  // namespace pretext
