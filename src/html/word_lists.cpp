// Lists of Word in HTML, saved or from the clipboard: no <ul>, but paragraphs of a class "MsoListParagraph" whose bullet or
// number is words at their beginning, in a font of signs and before blanks that are not to be broken. Here the paragraph
// becomes an item, at the depth that its style says, and loses those words. Cost: the first words of such a paragraph.

#include <cstdlib>
#include <optional>

#include "base/ascii.h"
#include "base/numerals.h"
#include "html/page_builder.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

struct WordMarker {
  std::size_t length = 0;     // of the marker and the blanks behind it; 0: none
  std::int64_t number = 0;    // 0: a bullet
  string_view type;           // HTML's, of letters and Roman numerals
};

std::size_t gap_at(string_view text, std::size_t at) {
  const std::size_t begin = at;
  for (bool more = true; more;) {
    more = false;
    for (const string_view blank : {" ", "\t", "\n", "\r", "\u00A0"}) {
      if (text.substr(at).starts_with(blank)) at += blank.size(), more = true;
    }
  }
  return at - begin;
}

WordMarker marker_of(string_view text) {
  const std::size_t begin = gap_at(text, 0);
  // Word's bullets: those of Symbol, Wingdings and Courier, and what people choose.
  for (const string_view bullet : {"·", "•", "o", "§", "Ø", "ü", "v", "q", "-", "–", "\uF0B7", "\uF0A7", "\uF0D8", "\uF0FC", "◦", "▪", "■"}) {
    const std::size_t gap = text.substr(begin).starts_with(bullet) ? gap_at(text, begin + bullet.size()) : 0;
    if (gap > 0) return {begin + bullet.size() + gap, 0, {}};
  }
  std::size_t end = begin;
  while (end < text.size() && end - begin < 6 && is_ascii_alphanumeric(text[end])) ++end;
  const std::size_t gap = end > begin && end < text.size() && (text[end] == '.' || text[end] == ')') ? gap_at(text, end + 1) : 0;
  if (gap == 0) return {};
  const std::string word = lower(text.substr(begin, end - begin));
  const std::size_t length = end + 1 + gap;
  const bool upper = text[begin] != word[0];
  if (is_ascii_digit(word[0])) return word.size() <= 3 ? WordMarker{length, std::atoi(word.c_str()), {}} : WordMarker{};
  if (const std::int64_t roman = roman_value(word); roman > 0 && (word.size() > 1 || word == "i")) return {length, roman, upper ? "I" : "i"};
  if (word.size() == 1) return {length, word[0] - 'a' + 1, upper ? "A" : "a"};
  return {};
}

/// "mso-list:l0 level2 lfo1", or else "margin-left:1.0in": half an inch for each depth.
int level_of(string_view style) {
  const std::size_t level = style.find("level");
  if (level != string_view::npos && level + 5 < style.size() && is_ascii_digit(style[level + 5])) return std::max(0, style[level + 5] - '1');
  const std::size_t margin = style.find("margin-left:");
  if (margin == string_view::npos) return 0;
  const std::string value(style.substr(margin + 12, 12));
  char* unit = nullptr;
  const double length = std::strtod(value.c_str(), &unit) * (string_view(unit).starts_with("in") ? 72 : string_view(unit).starts_with("cm") ? 28.35 : 1);
  return length < 54 ? 0 : std::min(8, static_cast<int>(length / 36 + 0.5) - 1);
}

}  // namespace

// False: it is no paragraph of such a list.
bool ArticleBuilder::word_item(std::uint32_t id) {
  if (role(id) != Role::paragraph || !tree_.attribute(id, "class").value_or("").starts_with("MsoList")) return false;
  constexpr std::size_t kLongest = 64;  // bytes of a marker and its blanks
  std::string begin;
  for (std::uint32_t at = id + 1; at < node(id).end && begin.size() < kLongest; ++at) {
    if (node(at).kind == Node::Kind::text) begin += node(at).text.substr(0, kLongest);
  }
  const WordMarker marker = marker_of(begin);
  if (marker.length == 0) return false;
  std::size_t left = marker.length;
  for (std::uint32_t at = id + 1; at < node(id).end && left > 0; ++at) {
    if (node(at).kind != Node::Kind::text) continue;
    cut_[at] = std::min(left, node(at).text.size());
    left -= cut_[at];
  }
  const std::uint32_t parent = made_[node(id).parent];
  const int level = level_of(tree_.attribute(id, "style").value_or(""));
  const string_view tag = marker.number == 0 ? "ul" : "ol";
  std::vector<OpenList>& open = lists_[parent];
  while (!open.empty() && (open.back().level > level || (open.back().level == level && open.back().tag != tag))) open.pop_back();
  std::uint32_t list = open.empty() || open.back().level < level ? 0 : open.back().made;
  if (list == 0) {
    list = add(open.empty() ? parent : items_[open.back().made].last, id, find_element(tag));
    if (!marker.type.empty()) out_.attributes.emplace_back("type", marker.type);
    if (marker.number > 0) give("start", std::to_string(marker.number));
    out_.nodes[list].attributes = static_cast<std::uint32_t>(out_.attributes.size() - out_.nodes[list].data);
    open.push_back({list, level, tag, {}});
  }
  made_[id] = add(list, id, find_element("li"));
  if (marker.number > 0) give("value", std::to_string(marker.number));
  out_.nodes[made_[id]].attributes = marker.number > 0 ? 1 : 0;
  items_[list].last = made_[id];
  begun_ = true;
  return true;
}

}  // namespace pamphlet::html
