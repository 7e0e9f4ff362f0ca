// Replays golden runs, one after the other, and prints each one's report as a line of JSON.

#include <cstdio>
#include <string>

#include "files.hpp"
#include "golden/replay.hpp"

using namespace pretext;

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: golden DATA_FOLDER RUN.safetensors...\n");
    return 2;
  }
  const auto data = apps::read_data(argv[1]);
  if (!data) return apps::fail(data.error());
  for (int i = 2; i < argc; ++i) {
    const std::string path = argv[i];
    const auto file = apps::read_file(path);
    if (!file) return apps::fail(file.error());
    const auto report = replay_golden(path.substr(path.rfind('/') + 1), *file, data->train);
    if (!report) return apps::fail(report.error());
    if (!apps::print_line(report->json())) return 1;
  }
  return 0;
}
