// Prints what can be asked for, as JSON: the grammar, then on a second line the schema of specs. Only the build needs
// them; the page and Node read the files that it makes of them.

#include "files.hpp"
#include "pretext/spec.hpp"
#include "pretext/study.hpp"

int main() {
  using namespace pretext;
  return apps::print_line(grammar()) && apps::print_line(spec_schema()) ? 0 : 1;
}
