#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "pretext/task.hpp"

namespace pretext {

/// A pretext task that a spec can name.
struct TaskEntry {
  const char* name;
  std::unique_ptr<Task> (*make)();
};

/// All pretext tasks. An explicit table: linkers drop objects that register themselves.
std::span<const TaskEntry> pretext_tasks();

/// The task of that name, or null.
std::unique_ptr<Task> make_pretext_task(std::string_view name);

}  // namespace pretext
