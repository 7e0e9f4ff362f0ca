// The experiment without JavaScript: reads a spec and the IDX files, prints the result as JSON and writes the final
// weights as raw float32, whose SHA-256 is the digest that every other way of running the same spec gives.

#include <cstdio>
#include <string>
#include <vector>

#include "files.hpp"
#include "pretext/session.hpp"

using namespace pretext;

int main(int argc, char** argv) {
  const auto extent = argc == 5 ? extent_named(argv[4]) : Extent::all;
  if ((argc != 4 && argc != 5) || !extent) {
    std::fprintf(
        stderr,
        "usage: experiment SPEC.json DATA_FOLDER WEIGHTS_OUT [EXTENT]\n"
        "Runs the spec, all of it or the extent 'pretext', on the IDX files or the texts in DATA_FOLDER, prints\n"
        "the result and writes the final weights.\n");
    return 2;
  }
  const auto spec = apps::read_spec_file(argv[1]);
  if (!spec) return apps::fail(spec.error());
  const auto data = apps::read_data(argv[2]);
  if (!data) return apps::fail(data.error());
  auto session = Session::open(*spec, data->train, data->test, *extent);
  if (!session) return apps::fail(session.error());

  while (!(*session)->done()) (*session)->advance();
  if (const Failure failure = (*session)->failure()) return apps::fail(*failure);

  if (!apps::print_line((*session)->result())) return 1;
  const std::vector<float> weights = (*session)->final_weights();
  return apps::write_file(argv[3], weights.data(), weights.size() * sizeof(float)) ? 0 : 1;
}
