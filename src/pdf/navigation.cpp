#include "pdf/navigation.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/number.h"
#include "base/numerals.h"
#include "base/utf8.h"
#include "pdf/number_tree.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

/// A label as prefix, numbering style (D, r, R, or 0 for none) and number.
struct PageLabel {
  std::string_view prefix;
  char style = 0;
  std::int64_t number = 0;
};

PageLabel parse_label(std::string_view text) {
  std::size_t digits = text.size();
  while (digits > 0 && is_ascii_digit(text[digits - 1])) --digits;
  // "007" does not count: PDF would show "7".
  if (digits < text.size() && text[digits] != '0') {
    const auto number = parse_integer(text.substr(digits));
    if (number && *number <= std::numeric_limits<std::int32_t>::max()) return {text.substr(0, digits), 'D', *number};
  }
  std::string small(text);
  const bool capitals = std::all_of(small.begin(), small.end(), is_ascii_upper<char>);
  if (capitals) std::transform(small.begin(), small.end(), small.begin(), ascii_lower<char>);
  if (const std::int64_t value = roman_value(small); value > 0) return {{}, capitals ? 'R' : 'r', value};
  return {text, 0, 0};
}

}  // namespace

void write_bookmarks(Haru& haru, const Document& document, const Targets& targets, const TagTree& tags, const std::vector<ObjectId>& elements) {
  const auto place_of = [&](NodeId node) {
    std::optional<PagePlace> place = targets.place(node);
    if (place && tags.standard == PdfStandard::ua_2) place->element = elements[tags.own[node]];
    return place;
  };
  std::vector<std::pair<int, BookmarkId>> open;  // level and bookmark, from the outermost
  for (NodeId node = 0; node < document.nodes.size(); ++node) {
    const Element element = document.nodes[node].element;
    if (const std::string box = landmark_title(document, node); !box.empty()) {
      if (const auto place = place_of(node)) haru.add_bookmark(open.empty() ? kNoBookmark : open.back().second, box, *place);
    }
    if (!has_trait(element, Trait::titles)) continue;
    const int level = element == Element::title ? 1 : document.data<HeadingData>(node).level;
    const std::string text = collapse_spaces(document.plain_text(node));
    const auto place = place_of(node);
    if (text.empty() || !place) continue;
    while (!open.empty() && open.back().first >= level) open.pop_back();
    const BookmarkId bookmark = haru.add_bookmark(open.empty() ? kNoBookmark : open.back().second, text, *place);
    open.emplace_back(level, bookmark);
  }
}

std::string page_labels(const std::vector<Page>& pages) {
  std::string out = "<</Nums[";
  std::optional<PageLabel> previous;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const PageLabel label = parse_label(pages[i].label);
    const bool follows = previous && label.style != 0 && label.style == previous->style && label.prefix == previous->prefix &&
                         label.number == previous->number + 1;
    previous = label;
    if (follows) continue;
    append_integer(out, static_cast<std::int64_t>(i));
    out += "<<";
    if (label.style != 0) {
      out += "/S/";
      out += label.style;
      if (label.number != 1) {
        out += "/St ";
        append_integer(out, label.number);
      }
    }
    if (!label.prefix.empty()) {
      out += "/P";
      append_text(out, label.prefix);
    }
    out += ">>\n";
  }
  return out + "]>>";
}

ObjectId write_destinations(Haru& haru, const Targets& targets, const TagTree& tags, const std::vector<ObjectId>& elements) {
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto& [id, node] : targets.ids()) {
    const auto place = targets.place(node);
    if (!place || id.size() > kMaxStringBytes) continue;
    const auto array = [&](ObjectId object) {
      std::string out = "[";
      append_reference(out, object);
      out += "/XYZ 0 ";
      append_points(out, place->y);
      return out + " 0]";
    };
    std::string value = array(haru.page(place->page));
    if (tags.standard == PdfStandard::ua_2) value = "<</D" + value + "/SD" + array(elements[tags.own[node]]) + ">>";
    entries.emplace_back(std::string(id), std::move(value));
  }
  return entries.empty() ? kNoObject : haru.add_object(name_tree(haru, entries));
}

}  // namespace pamphlet::pdf
