#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pretext/grammar.hpp"

namespace pretext {

/// What a network is asked about a transformed input. `choice`: which variant the ops chose, a class. `source`: the
/// whole original. `changed`: the original, only where ops have changed it. `pair`: which other view comes from the
/// same image. `label`: the label that the data give. `box`, `mask`: of an image on a canvas, the box around its ink,
/// or which pixels are its ink. `token`: of a text, which token stood where ops ask for one, and which variant they
/// chose, if they did.
enum class Predict { choice, source, changed, pair, label, box, mask, token };

inline constexpr std::array all_predictions{Predict::choice, Predict::source, Predict::changed, Predict::pair,
                                            Predict::label,  Predict::box,    Predict::mask,    Predict::token};

/// The word that a description has for it.
const char* name(Predict predict);

/// A pretext task as data, (x~, y~) = T(x): the ops that make an input of an image, what is predicted, the head's
/// layers and the terms of the loss. What is left empty is as `predict` has it by default.
struct Task {
  std::string name;  ///< of a named task; empty for one that is composed
  std::vector<Item> transform;
  Predict predict = Predict::choice;
  std::vector<Item> head;
  std::vector<Item> loss;

  /// Whether both describe the same, whatever they are called.
  [[nodiscard]] bool same_as(const Task& other) const {
    return transform == other.transform && predict == other.predict && head == other.head && loss == other.loss;
  }
};

/// A named task: the description that its name stands for, as JSON text.
struct NamedTask {
  const char* name;
  const char* what;
  const char* description;
};

/// All named tasks, the first one being the default.
std::span<const NamedTask> named_tasks();

/// The named tasks of texts.
std::span<const NamedTask> named_text_tasks();

/// The kinds of layers that a head can have, and of terms that a loss can have.
std::span<const Kind> layer_kinds();
std::span<const Kind> term_kinds();

}  // namespace pretext
