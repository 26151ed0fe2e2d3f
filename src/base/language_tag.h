// Language tags (BCP 47).
#pragma once

#include <string_view>

namespace pamphlet {

/// Whether the tag is well-formed (RFC 5646 §2.1; no registry is asked): "en", "es-419", "zh-Hant-TW". Its first part has
/// two or three letters, since longer ones were never registered, or the whole tag is for private use (x-…).
bool is_language_tag(std::string_view tag);

}  // namespace pamphlet
