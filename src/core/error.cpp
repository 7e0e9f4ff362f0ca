#include "pretext/error.hpp"

namespace pretext {

const char* name(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_file: return "bad_file";
    case ErrorCode::bad_spec: return "bad_spec";
    case ErrorCode::bad_data: return "bad_data";
    case ErrorCode::diverged: return "diverged";
  }
  return "unknown";
}

Error bad_file(const std::string& name, const std::string& what) { return {ErrorCode::bad_file, name + ": " + what}; }

}  // namespace pretext
