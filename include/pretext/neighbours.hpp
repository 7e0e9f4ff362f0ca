#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/network.hpp"
#include "pretext/rows.hpp"
#include "pretext/source.hpp"
#include "pretext/work.hpp"

namespace pretext {

/// Features for telling which images are alike: what a network makes of each view of an example, scaled to length 1,
/// averaged over the views and scaled again. Views of zeros stay zero.
class Describe final : public RowWork {
 public:
  /// The network takes single views. `network`, `source` and `data` must outlive the work, `weights` too, unchanged.
  Describe(const Network& network, const Source& source, Dataset data, std::vector<std::uint32_t> examples,
           std::span<const float> weights);

  /// One row of network.out() per example.
  [[nodiscard]] const std::vector<float>& features() const { return kept(); }

 private:
  void keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) override;
};

/// A point near a query, and the cosine of the angle between them.
struct Neighbour {
  std::uint32_t row = 0;
  float similarity = 0;
  bool operator==(const Neighbour&) const = default;
};

/// Neighbours that a graph joins each image to.
inline constexpr int graph_neighbours = 10;

/// Some rows of a dataset: images, or features of them. A point's number is its place in the list.
struct Points {
  Dataset data;
  std::vector<std::uint32_t> rows;
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(rows.size()); }
};

/// `count` rows of a dataset, beginning with row `from`.
Points rows_of(Dataset data, std::uint32_t from, std::uint32_t count);

/// Saves or restores a list of up to `most` neighbours among `points` points as two fields.
void archive_neighbours(Archive& archive, const std::string& name, std::vector<Neighbour>& list, std::size_t most,
                        std::uint32_t points);

/// The `graph_neighbours` nearest points of each query by cosine similarity, all of them compared: sorted, the most
/// similar one first, of equally similar ones that with the lower number. A query of zeros is as far from everything as
/// anything can be.
class Neighbours final : public Work {
 public:
  /// `queries`: left out to look for each point's neighbours among the other points. What the datasets show must
  /// outlive the work, unchanged. Preconditions: rows of one shape; more than `graph_neighbours` points.
  explicit Neighbours(Points points, std::optional<Points> queries = {});

  [[nodiscard]] bool done() const override { return next_ == queries_.count(); }
  [[nodiscard]] std::size_t part_size(Share share) const override;
  std::span<const float> compute(Share share) override;
  void absorb(Parts parts) override;
  [[nodiscard]] Cost cost() const override;
  void archive(Archive& archive) override;

  /// `graph_neighbours` for each query, in the order of the queries.
  [[nodiscard]] const std::vector<Neighbour>& found() const { return found_; }

 private:
  struct Range {
    std::uint32_t first, last;
  };
  [[nodiscard]] Range range_of(Share share) const;
  [[nodiscard]] Range changed_by(Share share) const;
  [[nodiscard]] std::vector<float> queries_of(Range range) const;

  Points points_;
  bool among_themselves_;
  Points queries_;
  std::vector<float> inverse_lengths_;  ///< of the points
  std::vector<float> part_;
  std::vector<Neighbour> found_;
  std::uint32_t next_ = 0;
};

/// What images are compared by: what a network makes of the views that a source gives of them. Without a network, by
/// their pixels.
struct Viewpoint {
  std::unique_ptr<Network> network;
  std::unique_ptr<Source> source;
  std::vector<float> weights;
};

/// Describes images, then finds the nearest points of each.
class Locate final : public Work {
 public:
  /// images: those to be located. points: described by the same viewpoint, or the pixels of images; left out, the
  /// images themselves are the points. `by` and what the datasets show must outlive the work, unchanged.
  Locate(const Viewpoint& by, Points images, std::optional<Points> points = {});

  [[nodiscard]] bool done() const override { return neighbours_ && neighbours_->done(); }
  [[nodiscard]] std::size_t part_size(Share share) const override { return now().part_size(share); }
  std::span<const float> compute(Share share) override { return now().compute(share); }
  void absorb(Parts parts) override;
  [[nodiscard]] Cost cost() const override;
  void archive(Archive& archive) override;

  /// Of the images, as Describe and Neighbours have them; features are empty where there is no network.
  [[nodiscard]] const std::vector<float>& features() const { return features_; }
  [[nodiscard]] const std::vector<Neighbour>& found() const { return neighbours_->found(); }

 private:
  [[nodiscard]] Work& now() const;
  void look();

  Points images_;
  std::optional<Points> points_;
  std::size_t width_;
  double total_;  ///< cost of it all
  std::vector<float> features_;
  std::unique_ptr<Describe> describe_;  ///< null once it is done, or if there is nothing to do
  double described_ = 0;                ///< cost of describing
  std::unique_ptr<Neighbours> neighbours_;
};

/// The class that neighbours tell, each voting for its own by its similarity; a tie is the lower class's. classes: of
/// all points, below `count`.
std::int32_t told_by(std::span<const Neighbour> near, std::span<const std::int32_t> classes, std::size_t count);

/// Each row's nearest other rows, and for how many rows these tell the label.
struct Vicinity {
  std::vector<Neighbour> found;  ///< `graph_neighbours` for each row
  std::uint32_t right = 0;
};

/// How rows of features lie among each other, and what their neighbours tell. labels: one for each row. Empty where
/// there are no more rows than neighbours.
Vicinity vicinity_of(std::span<const float> features, std::span<const std::uint8_t> labels);

/// The most typical rows of so many clusters, those nearest to their centres, of the largest cluster first: k-means on
/// the sphere (Dhillon and Modha, "Concept decompositions for large sparse text data using clustering", 2001), begun as
/// k-means++ does (Arthur and Vassilvitskii, 2007), the best of several starts. features: rows x width of unit length,
/// at least `clusters` rows.
std::vector<std::uint32_t> typical_rows(std::span<const float> features, std::size_t width, int clusters);

/// What Locate costs for so many images and points, as Work::Cost counts it. pixels: of an image. among_themselves:
/// whether the images are the points.
double locating_cost(const Viewpoint& by, std::size_t pixels, std::uint32_t images, std::uint32_t points,
                     bool among_themselves);

/// Features that Locate has made, as points; they must outlive what is returned.
Points points_of(std::span<const float> features, std::size_t width);

}  // namespace pretext
