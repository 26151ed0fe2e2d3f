#include "office/symbols.h"

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet::office {
namespace {

enum class SymbolFont : unsigned char { none, wingdings, wingdings2, symbol };

SymbolFont font_of(std::string_view name) {
  if (name == "Wingdings") return SymbolFont::wingdings;
  if (name == "Wingdings 2") return SymbolFont::wingdings2;
  if (name == "Symbol") return SymbolFont::symbol;
  return SymbolFont::none;
}

struct SymbolRow {
  SymbolFont font;
  char32_t byte, unicode;
};
constexpr SymbolRow kRows[] = {
#define PAMPHLET_SYMBOL(font, byte, unicode) {SymbolFont::font, byte, unicode},
#include "office/symbols.def"
#undef PAMPHLET_SYMBOL
};
// Adobe's Symbol, 0x41 to 0x5A and 0x61 to 0x7A.
constexpr std::u32string_view kGreek = U"ΑΒΧ∆ΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", kSmallGreek = U"αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

}  // namespace

bool is_symbol_font(std::string_view font) { return font_of(font) != SymbolFont::none || font == "Webdings" || font == "Wingdings 3"; }

char32_t symbol(std::string_view font, char32_t character) {
  const char32_t byte = character >= 0xF000 && character <= 0xF0FF ? character - 0xF000 : character;
  const SymbolFont kind = font_of(font);
  for (const SymbolRow& row : kRows) {
    if (row.font == kind && row.byte == byte) return row.unicode;
  }
  if (kind == SymbolFont::symbol) {
    if (byte >= 'A' && byte <= 'Z') return kGreek[byte - 'A'];
    if (byte >= 'a' && byte <= 'z') return kSmallGreek[byte - 'a'];
    if (byte >= 0x20 && byte < 0x41) return byte;
  }
  if (byte == 0x20 || byte == 0xA0) return byte;
  return kind == SymbolFont::none && !is_symbol_font(font) && character < 0xE000 ? character : 0;
}

std::string in_font(std::string_view font, std::string_view text) {
  const bool whole = is_symbol_font(font);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool is_private = c >= 0xF000 && c <= 0xF0FF;
    if ((!whole || c > 0xFF) && !is_private) {  // characters of Unicode in such a font come from another one
      append_utf8(out, c);
      continue;
    }
    const char32_t known = symbol(font, c);
    append_utf8(out, known == 0 ? kReplacement : known);
  }
  return out;
}

}  // namespace pamphlet::office
