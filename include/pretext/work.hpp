#pragma once

#include <cstdint>
#include <span>

#include "pretext/error.hpp"

namespace pretext {

class Archive;

/// Which part of a unit of work is meant: part `index` of `count` equal ones. The result of a unit never depends on
/// count.
struct Share {
  int index = 0;
  int count = 1;

  /// The first of `n` things that belong to this share; those of the next share begin where they end.
  [[nodiscard]] int first(int n) const { return static_cast<int>(std::int64_t{n} * index / count); }
  [[nodiscard]] int last(int n) const { return static_cast<int>(std::int64_t{n} * (index + 1) / count); }
};

/// What one share of a unit hands to all others, in order of the shares.
using Parts = std::span<const std::span<const float>>;

/// Work in small units. All workers hold the same state; for each unit, every worker computes its share and then
/// absorbs the parts of all, so that they stay the same. Only absorb() changes the state: a unit that was not absorbed
/// can be computed again, by anyone.
class Work {
 public:
  virtual ~Work() = default;

  [[nodiscard]] virtual bool done() const = 0;

  /// Length of the part that this share of the next unit makes, in floats; 0 for all shares when the unit needs no
  /// exchange because everybody computes all of it.
  [[nodiscard]] virtual std::size_t part_size(Share share) const = 0;

  /// Computes a share of the next unit. The part is valid until the next call.
  virtual std::span<const float> compute(Share share) = 0;

  /// Completes the unit with the parts of all shares, own one included; `parts` is empty when part_size() is 0.
  virtual void absorb(Parts parts) = 0;

  /// Cost of what is done and of everything, in the same unit for all work: multiplications on one sample's way through
  /// a network. An estimate for progress bars; the total may shrink.
  struct Cost {
    double done = 0;
    double total = 0;
  };
  [[nodiscard]] virtual Cost cost() const = 0;

  /// Saves or restores everything that absorb() may change.
  virtual void archive(Archive& archive) = 0;

  /// Why the work ended before it was done, if it did.
  [[nodiscard]] virtual Failure failure() const { return {}; }
};

/// Does the next unit alone, all shares of it.
inline void advance(Work& work) {
  const std::span<const float> part = work.compute({});
  work.absorb(work.part_size({}) == 0 ? Parts{} : Parts{&part, 1});
}

/// Does all that is left, alone.
inline void finish(Work& work) {
  while (!work.done()) advance(work);
}

}  // namespace pretext
