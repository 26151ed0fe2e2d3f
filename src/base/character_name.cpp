#include "base/character_name.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace pamphlet {

std::string character_name(char32_t code_point) {
  char name[128];  // the longest of Unicode 15 has 88 letters
  UErrorCode error = U_ZERO_ERROR;
  const int32_t size = u_charName(static_cast<UChar32>(code_point), U_EXTENDED_CHAR_NAME, name, sizeof name, &error);
  if (U_FAILURE(error) || size <= 0 || name[0] == '<') return {};
  return std::string(name, static_cast<std::size_t>(size));
}

std::string script_name(std::string_view code) {
  const std::string wanted(code);
  const int script = u_getPropertyValueEnum(UCHAR_SCRIPT, wanted.c_str());
  if (script <= USCRIPT_INHERITED || script == USCRIPT_UNKNOWN) return {};
  const char* name = uscript_getName(static_cast<UScriptCode>(script));
  std::string out = name == nullptr ? std::string() : std::string(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace pamphlet
