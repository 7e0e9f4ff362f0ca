// One cell of a study without JavaScript: pretrains as the spec says, works out a transfer mode for so many labels,
// prints the result as JSON and writes the predicted class of each test image, one byte each.

#include <charconv>
#include <cstdio>
#include <string_view>

#include "files.hpp"
#include "pretext/session.hpp"
#include "pretext/study.hpp"

using namespace pretext;

int main(int argc, char** argv) {
  std::uint32_t labels = 0;
  const std::string_view wanted = argc > 4 ? argv[4] : "";
  const auto [end, problem] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), labels);
  if (argc != 6 || problem != std::errc{} || end != wanted.data() + wanted.size()) {
    std::fprintf(stderr,
                 "usage: cell SPEC.json DATA_FOLDER MODE LABELS PREDICTIONS_OUT\n"
                 "Works out a mode of transfer for so many labels on the IDX files in DATA_FOLDER.\n");
    return 2;
  }
  const auto spec = apps::read_spec_file(argv[1]);
  if (!spec) return apps::fail(spec.error());
  const auto data = apps::read_data(argv[2]);
  if (!data) return apps::fail(data.error());
  auto session = Session::open(*spec, data->train, data->test, Extent::pretext);
  if (!session) return apps::fail(session.error());
  while (!(*session)->done()) (*session)->advance();
  if (const Failure failure = (*session)->failure()) return apps::fail(*failure);

  auto study = Study::open(*spec, data->train, data->test, (*session)->checkpoints());
  if (!study) return apps::fail(study.error());
  if (const Failure failure = (*study)->begin({argv[3], labels, {}})) return apps::fail(*failure);
  while (!(*study)->done()) (*study)->advance();
  if (const Failure failure = (*study)->failure()) return apps::fail(*failure);

  if (!apps::print_line((*study)->result())) return 1;
  const std::vector<std::uint8_t>& predictions = (*study)->predictions();
  return apps::write_file(argv[5], predictions.data(), predictions.size()) ? 0 : 1;
}
