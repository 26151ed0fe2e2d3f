#include "recover/apostrophes.h"

#include "base/utf8.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {
namespace {

// Calls `visit(offset, character)` for every apostrophe that stands between two letters: the sure ones.
template <class Visit>
void inside_words(std::string_view text, Visit&& visit) {
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(text, at);
    if (is_apostrophe(c) && is_letter(before) && at < text.size()) {
      std::size_t peek = at;
      if (is_letter(next_code_point(text, peek))) visit(here, c);
    }
    before = c;
  }
}

}  // namespace

char32_t choose_apostrophe(Article& article) {
  std::size_t straight = 0, curly = 0, first_straight = 0, first_curly = 0;
  for (std::size_t i = 0; i < article.size(); ++i) {
    const Unit& unit = article.unit(i);
    for (std::uint32_t p = 0; p < unit.piece_count; ++p) {
      const Piece& piece = article.units.pieces[unit.first_piece + p];
      inside_words(std::string_view(article.page.source.text).substr(piece.begin, piece.end - piece.begin),
                   [&](std::size_t offset, char32_t c) {
                     std::size_t& count = c == '\'' ? straight : curly;
                     if (count++ == 0) (c == '\'' ? first_straight : first_curly) = piece.begin + offset;
                   });
    }
  }
  if (straight == 0 || curly == 0) return 0;
  const bool to_curly = curly >= straight;
  const std::size_t changed = to_curly ? straight : curly, kept = to_curly ? curly : straight;
  const auto place = static_cast<std::uint32_t>(to_curly ? first_straight : first_curly);
  const std::uint32_t length = to_curly ? 1 : 3;
  article.page.hint(code::mended_apostrophes, {place, place + length},
                    std::to_string(changed) + (to_curly ? " straight" : " curly") +
                        (changed == 1 ? " apostrophe was" : " apostrophes were") + " written like the other " +
                        std::to_string(kept),
                    Sureness::sure);
  return to_curly ? 0x2019 : '\'';
}

std::string mend_apostrophes(std::string_view text, char32_t wanted) {
  if (wanted == 0 || (text.find('\'') == std::string_view::npos && text.find("’") == std::string_view::npos))
    return std::string(text);
  std::string out;
  out.reserve(text.size() + 8);
  char32_t before = 0;
  bool quoting = false;  // a single quotation mark is open: the next one after a word may close it
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    std::size_t peek = at;
    const char32_t after = at < text.size() ? next_code_point(text, peek) : 0;
    if (c == 0x2018 || (c == '\'' && !is_letter(before) && is_letter(after))) quoting = true;
    const bool inside = is_apostrophe(c) && is_letter(before) && is_letter(after);
    const bool plural = is_apostrophe(c) && (before == 's' || before == 'S') && !is_letter(after) && !quoting;
    append_utf8(out, inside || plural ? wanted : c);
    before = c;
  }
  return out;
}

}  // namespace pamphlet::recover
