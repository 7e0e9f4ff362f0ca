#include <numeric>
#include <utility>

#include "pretext/archive.hpp"
#include "pretext/neighbours.hpp"

namespace pretext {

Points rows_of(Dataset data, std::uint32_t from, std::uint32_t count) {
  Points points{data, std::vector<std::uint32_t>(count)};
  std::iota(points.rows.begin(), points.rows.end(), from);
  return points;
}

Points points_of(std::span<const float> features, std::size_t width) {
  Dataset data;
  data.shape = {1, 1, static_cast<int>(width)};
  data.rows = static_cast<std::uint32_t>(features.size() / width);
  data.values = features;
  return rows_of(data, 0, data.rows);
}

double locating_cost(const Viewpoint& by, std::size_t pixels, std::uint32_t images, std::uint32_t points,
                     bool among_themselves) {
  const double width = static_cast<double>(by.network ? by.network->out().size() : pixels);
  const double looking = by.network ? by.source->form().views * by.network->plan().multiplications : 0;
  const double compared = among_themselves ? images / 2.0 : points;
  return images * (looking + compared * width);
}

Locate::Locate(const Viewpoint& by, Points images, std::optional<Points> points)
    : images_(std::move(images)), points_(std::move(points)),
      width_(by.network ? by.network->out().size() : images_.data.shape.size()),
      total_(locating_cost(by, images_.data.shape.size(), images_.count(), points_ ? points_->count() : images_.count(),
                           !points_)) {
  if (by.network) {
    describe_ = std::make_unique<Describe>(*by.network, *by.source, images_.data, images_.rows, by.weights);
    described_ = describe_->cost().total;
  } else {
    look();
  }
}

Work& Locate::now() const { return describe_ ? static_cast<Work&>(*describe_) : static_cast<Work&>(*neighbours_); }

void Locate::look() {
  if (describe_) features_ = describe_->features();
  describe_.reset();
  Points queries = features_.empty() ? images_ : points_of(features_, width_);
  if (points_) neighbours_ = std::make_unique<Neighbours>(*points_, std::move(queries));
  else neighbours_ = std::make_unique<Neighbours>(std::move(queries));
}

void Locate::absorb(Parts parts) {
  now().absorb(parts);
  if (describe_ && describe_->done()) look();
}

Work::Cost Locate::cost() const {
  return {describe_ ? describe_->cost().done : described_ + neighbours_->cost().done, total_};
}

void Locate::archive(Archive& archive) {
  std::uint32_t looking = describe_ ? 0 : 1;
  archive.number("looking", looking, 1);
  if (looking == 0) {
    if (!describe_) return archive.refuse("pixels need no description.");
    return archive.scope("describe", [&] { describe_->archive(archive); });
  }
  if (describe_) features_.resize(images_.count() * width_);
  archive.values("features", std::span(features_));
  if (describe_) {
    describe_.reset();
    look();
  }
  archive.scope("neighbours", [&] { neighbours_->archive(archive); });
}

}  // namespace pretext
