#include <algorithm>
#include <array>

#include "pretext/registry.hpp"

namespace pretext {

namespace {

constexpr std::array entries{
    TaskEntry{"rotation", rotation_task},
};

}  // namespace

std::span<const TaskEntry> pretext_tasks() { return entries; }

std::unique_ptr<Task> make_pretext_task(std::string_view name) {
  const auto* entry = std::ranges::find(entries, name, &TaskEntry::name);
  return entry == entries.end() ? nullptr : entry->make();
}

}  // namespace pretext
