#include "allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

// Replaces the operators for the whole test program, so that a test can tell what has been allocated by anybody.

namespace {

std::atomic<std::size_t> calls{0};

void* counted(void* memory) {
  ++calls;
  if (memory == nullptr) std::abort();
  return memory;
}

}  // namespace

namespace pretext::testing {
std::size_t allocations() { return calls; }
}  // namespace pretext::testing

void* operator new(std::size_t size) { return counted(std::malloc(size == 0 ? 1 : size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const std::size_t to = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(to, (size + to) / to * to));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
