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

}  // namespace

bool is_markdown(const Source& source) {
  // Front matter needs three lines at least; a key, so that a rule at the top is not taken for it.
  if (source.line(1) == "---" && is_front_matter_key(source.line(2))) return true;
  std::size_t headings = 0, fences = 0, quotes = 0, inlines = 0;
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    const string_view line = source.line(number);
    if (line.empty()) continue;
    if (line[0] == '#') headings += is_hash_heading(line);
    fences += line.starts_with("```") || line.starts_with("~~~") || line.starts_with(":::");
    quotes += line.starts_with("> ");
    inlines += has_inline_marks(line);
  }
  // One heading may be a line with a number sign; together with anything else, or twice, it is a habit.
  return headings >= 2 || (headings == 1 && fences + quotes + inlines >= 1) || fences >= 2 || inlines >= 2 ||
         (source.line(1).starts_with("# ") && headings == 1);
}

}  // namespace pamphlet
