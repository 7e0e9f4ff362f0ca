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

}  // namespace pretext
