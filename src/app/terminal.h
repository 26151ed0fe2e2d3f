// What only a terminal knows. The one place in app/ that asks the operating system.
#pragma once

#include <string_view>

namespace pamphlet {

enum class Stream : unsigned char { output, error };
bool is_terminal(Stream stream);
/// Replaces the current line of standard error, when it is a terminal; an empty text clears it.
void show_progress(std::string_view text);
/// CPU seconds of this process so far, user and system.
double cpu_seconds();

}  // namespace pamphlet
