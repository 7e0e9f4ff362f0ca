// What the library does without labels, and with few over a graph, timed case by case for peers.mjs, which has a peer
// do the same with the same points:
//   pretext_peers POINTS LABELS GRAPH ROUNDS
// POINTS: rows of 288 floats; LABELS: an IDX file of theirs; GRAPH: what the graph is written to, for the peer to flow
// along. Prints one JSON object per case: its name, milliseconds of the processor in each round, which others on the
// machine change little, and a number that the peer must come to as well.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "pretext/clusters.hpp"
#include "pretext/neighbours.hpp"
#include "pretext/propagation.hpp"
#include "pretext/source.hpp"

namespace pretext {
namespace {

constexpr int width = 288;
constexpr int classes = 10;
constexpr int rounds_of_kmeans = 21;  // of which the last only tells where rows lie
constexpr int rounds_of_em = 20;
constexpr int sweeps = 300;

std::vector<char> bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void time_case(const char* name, int rounds, const std::function<double()>& run) {
  double comes_to = 0;
  std::printf("{\"name\":\"%s\",\"ms\":[", name);
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t start = std::clock();
    comes_to = run();
    const double taken = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%s%.3f", round == 0 ? "" : ",", taken);
  }
  std::printf("],\"comes_to\":%.9g}\n", comes_to);
}

template <class Written>
void write(std::ofstream& file, const std::vector<Written>& values) {
  file.write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(Written)));
}

/// The centres that k-means begins with: rows at equal distances.
std::vector<float> first_centres(std::span<const float> points, std::size_t count) {
  std::vector<float> centres;
  for (std::size_t c = 0; c < classes; ++c) {
    const auto row = points.subspan(c * (count / classes) * width, width);
    centres.insert(centres.end(), row.begin(), row.end());
  }
  return centres;
}

/// One labelled node of each class, the first.
std::vector<LabelledNode> one_of_each(std::span<const std::uint8_t> labels) {
  std::vector<LabelledNode> found;
  std::vector<bool> seen(classes);
  for (std::uint32_t node = 0; node < labels.size(); ++node) {
    if (seen[labels[node]]) continue;
    seen[labels[node]] = true;
    found.push_back({node, labels[node]});
  }
  return found;
}

void run(std::span<const float> values, std::span<const std::uint8_t> labels, const char* graph_file, int rounds) {
  const std::unique_ptr<Source> source = labelled_rows({1, 1, width}, classes);
  const Points points = points_of(values, width);
  const std::vector<float> centres = first_centres(values, points.count());
  const auto clustered = [&] {
    KMeans kmeans({*source, points.data, points.rows}, {.clusters = classes, .rounds = rounds_of_kmeans}, centres);
    while (!kmeans.done()) kmeans.advance();
    return kmeans;
  };
  time_case("k-means", rounds, [&] { return clustered().inertia(); });

  const KMeans begun = clustered();
  time_case("Gaussian mixture", rounds, [&] {
    Mixture mixture(begun, {.rounds = rounds_of_em, .tolerance = -std::numeric_limits<double>::infinity()});
    while (!mixture.done()) mixture.advance();
    if (mixture.most_likely(begun.rows()).size() != points.count()) return 0.0;
    return mixture.log_likelihood();
  });

  std::vector<Neighbour> found;
  time_case("kNN graph", rounds, [&] {
    Neighbours work(points);
    while (!work.done()) advance(work);
    found = work.found();
    double sum = 0;
    for (const Neighbour& near : found) sum += static_cast<double>(near.similarity);
    return sum / static_cast<double>(found.size());
  });

  const Graph graph = join_neighbours(found, {});
  std::ofstream file(graph_file, std::ios::binary);
  write(file, graph.first);
  write(file, graph.to);
  write(file, graph.weights);
  const std::vector<LabelledNode> known = one_of_each(labels);
  time_case("Poisson learning", rounds, [&] {
    Propagation propagation(graph, known, {.classes = classes, .sweeps = sweeps, .roundings = 0});
    while (!propagation.done()) propagation.advance();
    const std::vector<std::int32_t> told = propagation.classes();
    int right = 0;
    for (std::size_t i = 0; i < told.size(); ++i) right += told[i] == labels[i] ? 1 : 0;
    return static_cast<double>(right) / static_cast<double>(told.size());
  });
}

}  // namespace
}  // namespace pretext

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: pretext_peers POINTS LABELS GRAPH ROUNDS\n");
    return 2;
  }
  const std::vector<char> points = pretext::bytes_of(argv[1]);
  const std::vector<char> labels = pretext::bytes_of(argv[2]);
  constexpr std::size_t header = 8;
  const std::size_t row = sizeof(float) * pretext::width;
  if (points.empty() || points.size() % row != 0 || labels.size() != header + points.size() / row) {
    std::fprintf(stderr, "%s: expected rows of %d floats, one for each label of %s\n", argv[1], pretext::width,
                 argv[2]);
    return 1;
  }
  pretext::run({reinterpret_cast<const float*>(points.data()), points.size() / sizeof(float)},
               {reinterpret_cast<const std::uint8_t*>(labels.data()) + header, labels.size() - header}, argv[3],
               std::atoi(argv[4]));
}
