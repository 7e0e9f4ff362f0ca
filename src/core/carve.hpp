#pragma once

#include <cstddef>
#include <span>

namespace pretext {

inline constexpr std::size_t alignment = 64;

inline std::size_t round_up_to_alignment(std::size_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

/// Cuts a buffer into aligned arrays, one after another. Without a buffer it only counts, so that the same lines that
/// cut a buffer also tell how large it must be.
class Carver {
 public:
  Carver() = default;
  explicit Carver(std::span<std::byte> buffer) : base_(buffer.data()) {}
  /// For a buffer that was written through another carver and is only read from now on.
  explicit Carver(std::span<const std::byte> buffer) : base_(const_cast<std::byte*>(buffer.data())) {}

  /// The next `count` elements. A null pointer if there is no buffer.
  template <class T>
  T* take(std::size_t count) {
    T* at = base_ == nullptr ? nullptr : reinterpret_cast<T*>(base_ + used_);
    used_ += round_up_to_alignment(count * sizeof(T));
    return at;
  }

  /// Bytes taken so far, a multiple of 64.
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  std::byte* base_ = nullptr;
  std::size_t used_ = 0;
};

}  // namespace pretext
