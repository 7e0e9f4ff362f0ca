#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/grammar.hpp"
#include "pretext/rng.hpp"
#include "pretext/tensor.hpp"

namespace pretext {

/// What the ops so far make of an image: what an op gets, and what it hands on.
struct Form {
  Shape view;  ///< of one view; an input is `views` of them, one below another
  int views = 1;
  int grid = 0;          ///< the views are the tiles of grid x grid cells of an image, row by row; 0 if they are not
  int choices = 1;       ///< variants that the ops so far choose among; 1 if none has a choice
  Shape source;          ///< of the original, which may be asked for
  float white = 1;       ///< what the brightest pixel is: 1 or 255
  bool in_place = true;  ///< one view, whose pixels lie where they lie in the original
  bool chroma = false;   ///< the original is asked for as its chroma
  int vocabulary = 0;    ///< of texts, whose views are numbers of tokens, 0 behind the last one; 0: images
  bool causal = false;   ///< no place may see those behind it
  bool parts = false;    ///< texts have two parts, each with a separator behind it
  bool placed = false;   ///< the image lies somewhere on a canvas, as the op before has noted in Canvas::object

  /// Numbers of an input, all its views.
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(views) * view.size(); }
  /// All views as one image.
  [[nodiscard]] Shape input() const { return {views * view.h, view.w, view.c}; }
};

/// The random choices for one example. They depend on (seed, step, example) alone.
class Draws {
 public:
  /// Of each row `examples_per_row` examples are made: those of one row go through the variants of ops that have a
  /// choice, as far as their number allows, instead of drawing them.
  Draws(std::uint64_t seed, std::uint32_t step, std::uint32_t example, std::uint32_t examples_per_row);

  /// A variant, 0 to n - 1.
  std::uint32_t choice(std::uint32_t n);

  /// A whole number from `least` to `most`, both included.
  int between(int least, int most) {
    return least + static_cast<int>(rng.below(static_cast<std::uint32_t>(most - least + 1)));
  }
  /// Uniform in [-limit, limit).
  float within(float limit) { return (2.0f * rng.uniform() - 1.0f) * limit; }

  Rng rng;

 private:
  std::uint32_t variant_;
  std::uint32_t variants_;
};

/// One example on its way through the ops. Buffers are as large as the largest form on that way; nothing is owned.
struct Canvas {
  float* image;           ///< what the op gets, and where what it makes is to be found afterwards
  float* spare;           ///< as large, free to use: an op may write its result here and call swap()
  float* source;          ///< the original, which an op may replace (as where the last frame is asked for)
  std::uint8_t* changed;  ///< per pixel (h x w) of the original: set to 1 where an op has changed it
  std::int32_t choice;    ///< variant number so far; an op with n variants that chose c makes it choice * n + c
  /// All rows that there are, null for an image alone. Of texts, their form's `changed` are the places that are asked.
  const Dataset* data = nullptr;
  std::uint32_t row = 0;  ///< which one this is
  /// Per pixel of the view: an op whose form is `placed` overwrites it, 1 where the image has ink. Null where nobody
  /// asks.
  std::uint8_t* object = nullptr;

  void swap() { std::swap(image, spare); }
};

/// A step of a transform. Immutable after plan(); it may hold tables that plan() has made. run() allocates nothing.
class Op {
 public:
  virtual ~Op() = default;

  /// Takes note of what it gets and tells what it makes of it. The message of an error goes on where
  /// "task.transform.1: 'permute' " has begun, such as "needs tiles before it.".
  virtual Result<Form> plan(const Form& in) = 0;

  /// Transforms one example. An op that has a choice chooses once for all views; others draw for each view anew.
  virtual void run(Canvas& canvas, Draws& draws) const = 0;
};

/// A kind of op and what makes one of it; `values` are in the order of the kind's fields.
struct OpEntry {
  Kind kind;
  std::unique_ptr<Op> (*make)(std::span<const double> values);
};

/// All kinds of ops. An explicit table: linkers drop objects that register themselves.
std::span<const OpEntry> ops();

/// The same for texts.
std::span<const OpEntry> text_ops();

/// The kind of that name, of either, or null.
const OpEntry* op_named(std::string_view name);

/// The orders into which `permute` puts so many tiles, 4 or 9, one after another: place p gets the tile whose number
/// stands at p.
std::vector<std::uint8_t> permutations_of(int tiles);

}  // namespace pretext
