// Names of table rows as files write them: the C++ name with hyphens for underscores, made at compile time.
#pragma once

#include <cstddef>
#include <string_view>

namespace pamphlet {

/// constexpr Hyphenated k_file_missing("file_missing"): view() is "file-missing".
template <std::size_t N>
struct Hyphenated {
  char text[N] = {};
  constexpr explicit Hyphenated(const char (&name)[N]) {
    for (std::size_t i = 0; i < N; ++i)
      text[i] = name[i] == '_' ? '-' : name[i];
  }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

}  // namespace pamphlet
