// The clipboard of the desktop.
#pragma once

#include <cstdint>
#include <string>

namespace pamphlet {

struct Clipboard {
  std::string bytes;
  bool html = false;      // text/html; else plain text
  std::string program;    // that gave it
  std::string problem;    // why there is nothing; empty when there is something
};
/// Its HTML where it has any, which is where a copy from a browser keeps its lists; else its text. At most one byte more
/// than `limit`.
Clipboard read_clipboard(std::uint64_t limit);

}  // namespace pamphlet
