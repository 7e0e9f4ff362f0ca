#pragma once

#include "pretext/op.hpp"

namespace pretext {

// One op a file; the table in table.cpp names them all.

const OpEntry& turn_op();

}  // namespace pretext
