#include "pretext/shortcuts.hpp"

#include <span>
#include <utility>

namespace pretext {

namespace {

/// How many values from the outermost one belong to the edge of a view.
constexpr int edge_width = 2;

struct Drawn {
  std::vector<float> inputs;
  std::vector<std::int32_t> choices;
};

Drawn draw(const Source& source, const Points& points) {
  const ExampleForm form = source.form();
  const std::size_t size = form.input.size();
  TargetBuffers targets(form, 1);
  Drawn drawn{.inputs = std::vector<float>(points.count() * size), .choices = {}};
  for (std::uint32_t i = 0; i < points.count(); ++i) {
    const std::uint32_t variants = source.examples_per_row();
    const std::uint32_t example = points.rows[i] * variants + i % variants;
    const Batch batch = targets.batch(std::span(drawn.inputs).subspan(i * size, size), 1);
    source.fill(points.data, {&example, 1}, 0, 0, batch);
    drawn.choices.push_back(batch.classes[0]);
  }
  return drawn;
}

/// For each value at the edge of a view whether it is blank, and whether it is not, so that no row is all zeros.
std::vector<float> edges_of(const std::vector<float>& inputs, const ExampleForm& form) {
  const Shape view{form.input.h / form.views, form.input.w, form.input.c};
  std::vector<float> edges;
  for (std::size_t at = 0; at < inputs.size(); at += view.size()) {
    for (int y = 0; y < view.h; ++y) {
      for (int x = 0; x < view.w; ++x) {
        const bool inside = y >= edge_width && y < view.h - edge_width && x >= edge_width && x < view.w - edge_width;
        if (inside) continue;
        const auto pixel = static_cast<std::size_t>(y * view.w + x) * static_cast<std::size_t>(view.c);
        const bool blank = inputs[at + pixel] == 0;
        edges.push_back(blank ? 1.0f : 0.0f);
        edges.push_back(blank ? 0.0f : 1.0f);
      }
    }
  }
  return edges;
}

/// What the nearest of `known` tell of each of `asked`.
std::vector<std::int32_t> tell(const std::vector<float>& known, const std::vector<std::int32_t>& choices,
                               const std::vector<float>& asked, int answers) {
  const std::size_t width = known.size() / choices.size();
  Neighbours search(points_of(known, width), points_of(asked, width));
  finish(search);
  std::vector<std::int32_t> told;
  for (std::size_t at = 0; at < search.found().size(); at += graph_neighbours) {
    const auto near = std::span(search.found()).subspan(at, graph_neighbours);
    told.push_back(told_by(near, choices, static_cast<std::size_t>(answers)));
  }
  return told;
}

}  // namespace

Shortcuts shortcuts_of(const Source& source, const Points& known, const Points& asked) {
  const ExampleForm form = source.form();
  if (form.classes == 0 || form.target.size() > 0 || known.count() <= graph_neighbours || asked.count() == 0) return {};
  const Drawn mine = draw(source, known);
  const Drawn others = draw(source, asked);
  const auto by_pixels = tell(mine.inputs, mine.choices, others.inputs, form.classes);
  const auto by_edges = tell(edges_of(mine.inputs, form), mine.choices, edges_of(others.inputs, form), form.classes);
  Shortcuts found{.answers = form.classes,
                  .known = known.count(),
                  .pixels = {asked.count(), 0},
                  .edges = {asked.count(), 0},
                  .classes = std::vector<Shortcuts::Told>(static_cast<std::size_t>(asked.data.classes))};
  for (std::uint32_t i = 0; i < asked.count(); ++i) {
    const std::uint32_t right = by_pixels[i] == others.choices[i] ? 1 : 0;
    found.pixels.right += right;
    found.edges.right += by_edges[i] == others.choices[i] ? 1 : 0;
    Shortcuts::Told& of_class = found.classes[asked.data.labels[asked.rows[i]]];
    of_class.asked += 1;
    of_class.right += right;
  }
  return found;
}

}  // namespace pretext
