// Is the text Markdown already?
#include "recover/characters.h"
#include "recover/page.h"
#include "recover/recover.h"

namespace pamphlet {
namespace {

using std::string_view;

bool is_front_matter_key(string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == string_view::npos) return false;
  return line.substr(0, colon).find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
         string_view::npos;
}

// "## Feeding", not "#1 rule" and not "#hashtag".
bool is_hash_heading(string_view line) {
  const std::size_t hashes = line.find_first_not_of('#');
  return hashes != string_view::npos && hashes >= 1 && hashes <= 6 && line[hashes] == ' ';
}

// **strong** or [text](target) in a line.
bool has_inline_marks(string_view line) {
  const std::size_t strong = line.find("**");
  if (strong != string_view::npos && line.find("**", strong + 3) != string_view::npos) return true;
  const std::size_t link = line.find("](");
  return link != string_view::npos && link > 0 && line.find('[') < link && line.find(')', link) != string_view::npos;
}

// *word*, _word_ or `word`, not "2 * 3" and not "snake_case".
bool has_light_marks(string_view line) {
  for (std::size_t at = line.find_first_of("*_`"); at != string_view::npos; at = line.find_first_of("*_`", at + 1)) {
    const auto blank = [&](std::size_t i) { return i >= line.size() || std::string_view(" \t.,;:!?()\"'").find(line[i]) != string_view::npos; };
    const std::size_t close = line.find(line[at], at + 1);
    if (close == string_view::npos || close == at + 1) continue;
    if ((at == 0 || blank(at - 1)) && !blank(at + 1) && line[close - 1] != ' ' && blank(close + 1)) return true;
  }
  return false;
}

struct Signs {
  std::size_t headings = 0, fences = 0, quotes = 0, inlines = 0, light = 0;
  bool front_matter = false;
};

Signs count_signs(const Source& source) {
  Signs signs;
  // Front matter needs three lines at least; a key, so that a rule at the top is not taken for it.
  signs.front_matter = source.line(1) == "---" && is_front_matter_key(source.line(2));
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    const string_view line = source.line(number);
    if (line.empty()) continue;
    if (line[0] == '#') signs.headings += is_hash_heading(line);
    signs.fences += line.starts_with("```") || line.starts_with("~~~") || line.starts_with(":::");
    signs.quotes += line.starts_with("> ");
    signs.inlines += has_inline_marks(line);
    if (signs.light == 0) signs.light += has_light_marks(line.substr(0, 2000));
  }
  return signs;
}

}  // namespace

bool is_markdown(const Source& source) {
  const Signs signs = count_signs(source);
  // One heading may be a line with a number sign; together with anything else, or twice, it is a habit.
  return signs.front_matter || signs.headings >= 2 || (signs.headings == 1 && signs.fences + signs.quotes + signs.inlines >= 1) ||
         signs.fences >= 2 || signs.inlines >= 2 || (source.line(1).starts_with("# ") && signs.headings == 1);
}

bool has_markdown_signs(const Source& source) {
  const Signs signs = count_signs(source);
  return signs.front_matter || signs.headings + signs.fences + signs.quotes + signs.inlines + signs.light > 0;
}

}  // namespace pamphlet
