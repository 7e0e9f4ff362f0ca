// Measures all workloads in interleaved rounds and prints one JSON object for bench.mjs, which makes sense of the
// times:
//   pretext_bench IMAGES ROUNDS [NAME]
// IMAGES is an IDX file of 28 x 28 images; NAME keeps only the workloads whose name contains it, and the peak.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "bench/workload.hpp"

namespace {

using pretext::bench::Workload;

double milliseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

/// Appends times of one run in ms, each averaged over as many as fill 8 ms: browsers' clocks are coarse.
void measure(const Workload& work, std::vector<double>& times) {
  for (int sample = 0; sample < 3; ++sample) {
    const double start = milliseconds();
    double elapsed = 0;
    int runs = 0;
    while (elapsed < 8.0) {
      work.run();
      ++runs;
      elapsed = milliseconds() - start;
    }
    times.push_back(work.part * elapsed / runs);
  }
}

void print_json(const std::vector<Workload>& all, const std::vector<std::vector<double>>& times) {
  std::printf("{\"workloads\":[");
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::printf("%s{\"name\":\"%s\",\"flop\":%.0f,\"ms\":[", i == 0 ? "" : ",", all[i].name.c_str(), all[i].flop);
    for (std::size_t r = 0; r < times[i].size(); ++r) std::printf("%s%.4f", r == 0 ? "" : ",", times[i][r]);
    std::printf("]}");
  }
  std::printf("]}\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: pretext_bench IMAGES ROUNDS [NAME]\n");
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  constexpr std::size_t header = 16;
  constexpr std::size_t wanted = 256 * 28 * 28;
  if (bytes.size() < header + wanted) {
    std::fprintf(stderr, "%s is not an IDX file with at least 256 images of 28 x 28\n", argv[1]);
    return 1;
  }
  std::vector<Workload> all =
      pretext::bench::workloads({reinterpret_cast<const unsigned char*>(bytes.data()) + header, wanted});
  const std::string name = argc > 3 ? argv[3] : "";
  std::erase_if(all, [&](const Workload& w) { return w.name != "peak" && w.name.find(name) == std::string::npos; });

  const int rounds = std::atoi(argv[2]);
  std::vector<std::vector<double>> times(all.size());
  for (int r = -2; r < rounds; ++r) {  // two rounds to warm up
    for (std::size_t i = 0; i < all.size(); ++i) measure(all[i], times[i]);
    if (r < 0) std::fill(times.begin(), times.end(), std::vector<double>{});
  }
  print_json(all, times);
}
