#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace pretext {

/// What kind of input was refused, or what stopped a run. The names cross the border to JavaScript unchanged.
enum class ErrorCode {
  bad_file,  ///< an IDX, safetensors or checkpoint file that is not what it says it is
  bad_spec,  ///< an experiment spec with an unknown key, a wrong type or a value out of range
  bad_data,  ///< data that do not fit together or do not fit the spec
  diverged,  ///< the loss became NaN or infinite
};

/// The code's name as JavaScript sees it, such as "bad_file".
const char* name(ErrorCode code);

/// One sentence that names the thing and says what was expected, for people to read.
struct Error {
  ErrorCode code;
  std::string message;
};

/// What is wrong with the file of that name.
Error bad_file(const std::string& name, const std::string& what);

/// A value or the reason why there is none. Nothing here throws or aborts.
template <class T>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }

  /// Precondition: the result holds a value.
  T& operator*() { return *std::get_if<0>(&state_); }
  const T& operator*() const { return *std::get_if<0>(&state_); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  /// Precondition: the result holds no value.
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// Nothing, or the reason why something could not be done.
using Failure = std::optional<Error>;

}  // namespace pretext
