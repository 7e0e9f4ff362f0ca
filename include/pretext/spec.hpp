#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pretext/error.hpp"
#include "pretext/task.hpp"

namespace pretext {

/// An experiment: data split, encoder, pretext training, transfer, baselines and seed. Written as JSON with these names
/// for keys; what a JSON text leaves out is as it stands here, which is the preset `fair`.
struct Spec {
  /// `count` rows of a split, beginning with row `from`.
  struct Rows {
    std::uint32_t from = 0;
    std::uint32_t count = 0;
    bool operator==(const Rows&) const = default;
  };

  struct Data {
    std::string set = "mnist";    ///< that is meant: "mnist", "emoji", "definitions", or "own" for the reader's
    Rows unlabelled{0, 10000};    ///< of the training split, for the pretext task
    Rows labelled{10000, 1000};   ///< of the training split, for everything that learns digits
    Rows test{300, 300};          ///< of the test split; results also give all of it
    std::string pixels = "unit";  ///< "unit": 0 to 1, "raw": 0 to 255
  };

  /// The encoder of texts: pre-norm blocks of attention and two dense layers (Vaswani et al., 2017).
  struct Transformer {
    int width = 64;
    int blocks = 2;
    int heads = 4;
    int inner = 256;   ///< units of a block's first dense layer
    int context = 32;  ///< places, the start and the separator included
    bool operator==(const Transformer&) const = default;
  };

  /// One block of the encoder: convolution, ReLU, max pooling.
  struct Block {
    int filters = 32;
    int kernel = 3;
    int stride = 1;
    int pool = 2;
  };

  struct Training {
    std::string optimiser = "adam";  ///< or "sgd", or "adamw"
    double learning_rate = 1e-3;
    double momentum = 0.0;       ///< of "sgd"
    double beta1 = 0.0;          ///< of "adam"; 0: 0.9, or 0.5 where a generator is trained against the network
    double weight_decay = 0.01;  ///< of "adamw"
    int batch = 32;
    int micro_batch = 8;      ///< rows of one pass; part of the spec because the order of summation depends on it
    int epochs = 200;         ///< at most
    std::uint32_t steps = 0;  ///< updates, at most; 0 for no limit
    std::string schedule =
        "constant";        ///< of the learning rate after the warm-up, or "cosine", or "linear"; see schedule.hpp
    double warm_up = 0.0;  ///< share of the steps
    /// "shuffled" anew each epoch, "stored" as in the file, or "first_last": as stored but the first row at the end; of
    /// labelled rows also "dealt": drawn by the seed as a study draws them, and shuffled
    std::string order = "shuffled";
    bool standardise = false;    ///< features by their spread over the unlabelled images; only for transfer
    double held_out = 0.0;       ///< last part of the labels that is kept for validation
    std::string stop = "never";  ///< "training_accuracy" or "validation_loss" (which keeps the best weights)
    int patience = 10;           ///< epochs without improvement
  };

  std::string name = "fair";
  std::uint32_t seed = 1;
  Task task{.name = "rotation", .transform = {{"turn", {}}}, .predict = Predict::choice, .head = {}, .loss = {}};
  Data data;
  /// What a study's cells learn after pretraining: "label", of images as they are; or "box" or "mask", as the tasks of
  /// these names ask for them, of images on canvases
  std::string downstream = "label";
  std::vector<Block> encoder{{.filters = 64, .stride = 2}, {.filters = 32}};
  Transformer transformer;  ///< in place of `encoder` where the task is one of texts
  Training pretext{.batch = 192, .micro_batch = 24, .epochs = 10};
  // As a study trains its cells of 1,000 labels, so that both come to the same.
  Training transfer{.batch = 32, .micro_batch = 32, .epochs = 94, .steps = 3000, .order = "dealt", .standardise = true};
  Training supervised{.batch = 32, .micro_batch = 32, .epochs = 63, .steps = 2000, .order = "dealt"};
};

/// Reads a spec; an unknown key, a wrong type or a number out of range is refused with a sentence that names the field.
Result<Spec> read_spec(std::string_view json);

/// The whole spec as JSON, in the order of the struct.
std::string write_spec(const Spec& spec);

/// Whether what is asked of that task's inputs are tokens of texts, not images.
inline bool of_texts(const Task& task) { return task.predict == Predict::token; }

/// The named task of that name, read.
std::optional<Task> named_task(std::string_view name);

/// The description of a task as JSON, without its name.
std::string write_task(const Task& task);

/// The JSON Schema (draft 2020-12) of what read_spec() accepts, generated from the same list of fields.
std::string spec_schema();

}  // namespace pretext
