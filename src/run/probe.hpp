#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pretext/archive.hpp"
#include "pretext/network.hpp"
#include "pretext/rows.hpp"

namespace pretext {

/// Mean and deviation of each feature; a feature that never changes has the deviation 1.
struct Standardisation {
  std::vector<double> mean;
  std::vector<double> deviation;
};

/// Of `rows` rows of features.
Standardisation standardisation_of(std::span<const float> features, std::size_t rows, std::size_t columns);

/// features := (features - mean) / deviation, row by row.
void standardise(std::span<float> features, const Standardisation& by);

/// What finds mean and deviation of features that come row by row, and are too many to be kept.
class Moments {
 public:
  explicit Moments(std::size_t columns) : sums_(columns), squares_(columns) {}
  void add(std::span<const float> row);
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Precondition: rows() > 0.
  [[nodiscard]] Standardisation standardisation() const;
  void archive(Archive& archive);

 private:
  // Of the differences to the first row, whose squares do not cancel as those of the values do.
  std::vector<float> first_row_;
  std::vector<double> sums_;
  std::vector<double> squares_;
  std::size_t rows_ = 0;
};

/// A standardisation as it is applied to many rows; one made of so many columns alone changes nothing.
class Scaling {
 public:
  explicit Scaling(std::size_t columns) : shift_(columns, 0.0f), factor_(columns, 1.0f) {}
  explicit Scaling(const Standardisation& by);
  /// to := (from - mean) / deviation, of one row each; they may be the same.
  void apply(std::span<const float> from, std::span<float> to) const;

 private:
  std::vector<float> shift_;
  std::vector<float> factor_;
};

/// A frozen encoder's features of labelled rows, and how those of the unlabelled ones spread.
class EncodeAndMeasure final : public RowWork {
 public:
  /// `measured`: rows whose features are not kept, may be none. What is given must outlive the work, `weights` too.
  EncodeAndMeasure(const Network& encoder, const Source& source, Dataset data, std::vector<std::uint32_t> measured,
                   const std::vector<std::uint32_t>& rows, std::span<const float> weights);
  /// One row of encoder.out() for each of `rows`, as the encoder gives them.
  [[nodiscard]] const std::vector<float>& features() const { return kept(); }
  /// Over the measured rows; empty if there are none.
  [[nodiscard]] Standardisation standardisation() const;
  void archive(Archive& archive) override;

 private:
  void keep(int n, const Batch& asked, std::span<const float> outputs, std::span<float> out) override;
  void pass(std::span<const float> row) override { moments_.add(row); }

  Moments moments_;
};

/// The classifier made of a frozen encoder and a probe on its features. The probe's standardisation is folded into the
/// dense layer: W' = W / deviation, b' = b - mean W'. `by` may be empty for features used as they are.
std::vector<float> join(const Network& encoder, std::span<const float> encoder_weights, const Network& probe,
                        std::span<const float> probe_weights, const Standardisation& by, const Network& classifier);

}  // namespace pretext
