#include "pretext/inspect.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/logistic.hpp"
#include "kernels/softmax.hpp"
#include "kernels/statistics.hpp"

namespace pretext {

namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

void normalise(Vector& v) {
  const double norm = std::sqrt(dot(v, v));
  for (double& x : v) x /= norm > 0 ? norm : 1;
}

/// a := a without its part along the unit vector b.
void remove(Vector& a, const Vector& b) {
  const double along = dot(a, b);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] -= along * b[i];
}

/// X^T (X v) for the centred rows X.
Vector multiply(std::span<const float> features, const Vector& mean, const Vector& v) {
  const std::size_t columns = v.size();
  Vector product(columns);
  for (std::size_t row = 0; row < features.size(); row += columns) {
    double along = 0;
    for (std::size_t i = 0; i < columns; ++i) along += (static_cast<double>(features[row + i]) - mean[i]) * v[i];
    for (std::size_t i = 0; i < columns; ++i) product[i] += (static_cast<double>(features[row + i]) - mean[i]) * along;
  }
  return product;
}

void point_up(Vector& v) {
  const double largest = *std::ranges::max_element(v, {}, [](double x) { return std::fabs(x); });
  if (largest < 0) std::ranges::transform(v, v.begin(), [](double x) { return -x; });
}

}  // namespace

Answered answer(const Network& network, const Source& source, const Loss& loss, const Dataset& data,
                std::uint32_t example, std::uint32_t step, std::span<const float> weights) {
  Workspace workspace(network, Workspace::Use::inference);
  workspace.set_weights(weights);
  const ExampleForm form = source.form();
  const int samples = static_cast<int>(form.input.size() / network.in().size());
  TargetBuffers targets(form, 1);
  const Batch batch = targets.batch(workspace.inputs(samples), 1);
  source.fill(data, {&example, 1}, 0, step, batch);
  Answered seen{.input = form.input,
                .views = form.views,
                .shown = {},
                .target = form.target,
                .wanted = {},
                .asked = {},
                .choice = -1,
                .outputs = {},
                .loss = 0};
  seen.shown.assign(batch.inputs.begin(), batch.inputs.end());
  seen.wanted.assign(batch.targets.begin(), batch.targets.end());
  seen.asked.assign(batch.weights.begin(), batch.weights.end());
  if (!batch.classes.empty()) seen.choice = batch.classes[0];
  const std::span<const float> outputs = workspace.forward(samples);
  const Buffer scratch(scratch_bytes(loss, 1, outputs.size()));
  seen.loss = evaluate(loss, 1, batch, outputs, 1.0f, {}, scratch.bytes()).loss;
  seen.outputs.assign(outputs.begin(), outputs.end());
  if (form.classes > 0) {
    kernels::softmax(outputs.data(), 1, static_cast<int>(outputs.size()), seen.outputs.data());
  }
  if (std::holds_alternative<MaskError>(loss)) {
    kernels::sigmoid(outputs.data(), seen.outputs.data(), static_cast<int>(outputs.size()));
  }
  return seen;
}

Dissection dissect(const Network& network, const Source& source, const Loss& loss, const Dataset& data,
                   std::uint32_t example, std::span<const float> weights) {
  Workspace workspace(network, Workspace::Use::training);
  workspace.set_weights(weights);
  Dissection seen;
  const int samples = static_cast<int>(source.form().input.size() / network.in().size());
  TargetBuffers targets(source.form(), 1);
  const Batch batch = targets.batch(workspace.inputs(samples), 1);
  source.fill(data, {&example, 1}, 0, 0, batch);
  seen.input.assign(batch.inputs.begin(), batch.inputs.end());
  seen.target.assign(batch.targets.begin(), batch.targets.end());
  seen.asked.assign(batch.weights.begin(), batch.weights.end());
  const std::span<const float> outputs = workspace.forward(samples, true);
  for (int i = 0; i < network.layers().length(); ++i) {
    const Sequence::Step& step = network.layers().step(i);
    const std::span<const float> output = workspace.output(i, samples);
    seen.layers.push_back({step.name, step.plan.out, {output.begin(), output.end()}});
  }
  if (source.form().classes > 0) {
    seen.probabilities.resize(outputs.size());
    kernels::softmax(outputs.data(), 1, static_cast<int>(outputs.size()), seen.probabilities.data());
  }
  const Buffer scratch(scratch_bytes(loss, 1, outputs.size()));
  seen.loss =
      evaluate(loss, 1, batch, outputs, 1.0f,
               {.doutputs = workspace.doutputs(samples), .losses = {}, .predicted = {}, .correct = {}}, scratch.bytes())
          .loss;
  seen.gradients.resize(weights.size());
  workspace.backward(samples, seen.gradients);
  return seen;
}

std::vector<float> principal_coordinates(std::span<const float> features, std::size_t rows, std::size_t columns) {
  constexpr int iterations = 40;
  Vector mean(columns);
  Vector deviation(columns);
  kernels::mean_and_deviation(features.data(), static_cast<int>(rows), static_cast<int>(columns), mean.data(),
                              deviation.data());
  // Any start does that is not orthogonal to the answer; the deviations are near the first direction.
  std::array<Vector, 2> directions{deviation, Vector(columns)};
  for (std::size_t i = 0; i < columns; ++i) directions[1][i] = i % 2 == 0 ? deviation[i] : -deviation[i];
  for (int i = 0; i < iterations; ++i) {
    for (Vector& direction : directions) direction = multiply(features, mean, direction);
    normalise(directions[0]);
    remove(directions[1], directions[0]);
    normalise(directions[1]);
  }
  std::vector<float> coordinates(2 * rows);
  for (std::size_t k = 0; k < 2; ++k) {
    point_up(directions[k]);
    for (std::size_t row = 0; row < rows; ++row) {
      double along = 0;
      for (std::size_t i = 0; i < columns; ++i) {
        along += (static_cast<double>(features[row * columns + i]) - mean[i]) * directions[k][i];
      }
      coordinates[2 * row + k] = static_cast<float>(along);
    }
  }
  return coordinates;
}

}  // namespace pretext
