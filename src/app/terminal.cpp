#include "app/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <ctime>

namespace pamphlet {

bool is_terminal(Stream stream) { return isatty(stream == Stream::output ? STDOUT_FILENO : STDERR_FILENO) != 0; }

void show_progress(std::string_view text) {
  // ECMA-48: carriage return, then "erase in line".
  std::fprintf(stderr, "\r\x1b[K%.*s", static_cast<int>(text.size()), text.data());
  std::fflush(stderr);
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace pamphlet
