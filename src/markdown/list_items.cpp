// What the signs of single items say: boxes, numbers, bullets before bullets.

#include <fmt/core.h>

#include <algorithm>

#include "base/number.h"
#include "base/utf8.h"
#include "markdown/blocks.h"
#include "markdown/characters.h"
#include "markdown/codes.h"
#include "markdown/dialect_blocks.h"
#include "markdown/list_markers.h"

namespace pamphlet::markdown {

// GFM §5.3: "[ ]" or "[x]" and white space before the words. cmark's own extension misses tasks in quotations and takes
// any "[x]" of the line for a tick.
std::optional<bool> BlockReader::task_state(TreeId item) const {
  if (!context_.options.dialect) return {};
  if (const ListMarker sign = find_list_marker(std::string_view(context_.source.text).substr(span_of(item).begin, 8)); sign.kind == ListMarker::Kind::box) return sign.checked;
  const TreeId paragraph = first_words(item);
  const std::string_view words = paragraph == 0 ? std::string_view() : tree_.piece(context_.source, paragraph);
  if (words == "[ ]" || words == "[]" || words.starts_with("[] ")) return false;
  if ((words == "[x]" || words == "[X]") && tree_.definitions.find("x") == nullptr) return true;
  if (words.size() < 4 || words[0] != '[' || words[2] != ']' || (words[3] != ' ' && words[3] != '\t')) return {};
  if (words[1] == ' ') return false;
  const bool ticked = (words[1] == 'x' || words[1] == 'X') && tree_.definitions.find("x") == nullptr;  // else a link
  return ticked ? std::optional(true) : std::nullopt;
}

// `[/]`, `[!]`, `[-]`: signs of other programs for what is half done, important or given up.
void BlockReader::say_sign(TreeId item) {
  const TreeId paragraph = first_words(item);
  const std::string_view words = paragraph == 0 ? std::string_view() : tree_.piece(context_.source, paragraph);
  if (words.size() < 4 || words[0] != '[' || words[2] != ']' || !is_blank(words[3]) || std::string_view("/!-?><*\"").find(words[1]) == std::string_view::npos) return;
  const Span span = span_of(paragraph);
  context_.reporter.report(code::markup_kept, {span.begin, span.begin + 3}, fmt::format("the sign \"{}\" of another program was kept as text", words.substr(0, 3)), "boxes are [ ] and [x]");
}

// "* TOC" and "{:toc}" below it, kramdown's mark for the contents.
bool BlockReader::is_contents_list(TreeId id) const {
  const TreeId item = tree_.first_child(id), paragraph = tree_.first_child(item);
  return tree_.next_sibling(item) == 0 && paragraph != 0 && tree_[paragraph].kind == Kind::paragraph && tree_.next_sibling(paragraph) == 0 &&
         tree_.piece_count(paragraph) == 2 && tree_.piece(context_.source, paragraph, 1).starts_with('{') && is_contents_word(tree_.piece(context_.source, paragraph, 1));
}

// The number that the item has in the text; 0 when it has none of figures.
std::int64_t BlockReader::own_number(TreeId item) const {
  const std::string_view sign = std::string_view(context_.source.text).substr(span_of(item).begin, 12);
  const std::size_t digits = std::min(sign.find_first_not_of("0123456789"), sign.size());
  const bool number = digits < sign.size() && (sign[digits] == '.' || sign[digits] == ')');
  return number ? parse_integer(sign.substr(0, digits)).value_or(0) : 0;
}

// "1." before each item: the numbers are left to the list.
bool BlockReader::is_lazily_numbered(TreeId list, std::int64_t first) const {
  for (TreeId item = tree_.first_child(list); item != 0; item = tree_.next_sibling(item)) {
    if (own_number(item) != first) return false;
  }
  return true;
}

// CommonMark counts on from the first number whatever the others are. True: it was said.
bool BlockReader::say_number(TreeId item, std::int64_t printed) {
  const std::int64_t own = own_number(item);
  if (own == 0 || own == printed) return false;
  const std::uint32_t begin = span_of(item).begin;
  context_.reporter.report(code::list_renumbered, {begin, begin + 1}, fmt::format("the item {} is printed as {}: a list counts on from its first number", own, printed),
                           "number the items in their order, or put a line of text between two lists");
  return true;
}

// "* • words", a bullet typed before one that was pasted: the item of the second, whose words are the first's; else 0.
TreeId BlockReader::doubled_item(TreeId item) const {
  const TreeId list = tree_.first_child(item), inner = list == 0 ? 0 : tree_.first_child(list);
  if (!context_.options.dialect || inner == 0 || tree_[list].kind != Kind::list || tree_[list].ordered || tree_.next_sibling(inner) != 0) return 0;
  const std::string_view text = context_.source.text;
  const std::uint32_t begin = span_of(item).begin, sign = span_of(list).begin;
  const bool typed = begin < text.size() && std::string_view("*-+").find(text[begin]) != std::string_view::npos;
  const bool pasted = sign > begin && sign < text.size() && static_cast<unsigned char>(text[sign]) >= 0x80;
  if (!typed || !pasted || text.substr(begin, sign - begin).find('\n') != std::string_view::npos) return 0;
  return find_list_marker(text.substr(sign, 8)).kind == ListMarker::Kind::box ? 0 : inner;
}

}  // namespace pamphlet::markdown
