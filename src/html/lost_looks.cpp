// Coloured and larger words of a page, and capitals that only its style makes: no element of ours says them, but "red: stop"
// may hang on one. What most of the article looks like says nothing.

#include <fmt/core.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "html/page_style.h"

namespace pamphlet::html {
namespace {

bool has_small_letter(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    if (is_lower(next_code_point(words, at))) return true;
  }
  return false;
}

}  // namespace

void LostLooks::element(const Tree& tree, std::uint32_t id, const Look& look, const Measure& measure) {
  const std::uint32_t length = measure.length;
  if (length == 0) return;
  const std::string sign = length < 3 ? page_words(tree, id, 16) : "word";
  if (std::none_of(sign.begin(), sign.end(), [](char c) { return is_ascii_alphanumeric(c); })) return;  // an icon
  if (look.colour != 0) {
    colours_[look.colour] += length;
    places_.push_back({Kind::colour, id, look.colour});
  }
  const auto size = static_cast<std::uint32_t>(look.size < 0 ? -look.size * 160 / 100 : look.size);
  if (size != 0) {
    if (look.size > 0) sizes_[size] += length;
    places_.push_back({Kind::size, id, size});
  }
  if ((look.capitals || look.small_capitals) && has_small_letter(page_words(tree, id, 200))) {
    places_.push_back({look.capitals ? Kind::capitals : Kind::small_capitals, id, 0});
  }
}

void LostLooks::report(const Tree& tree, const Report& report) const {
  const auto of_most = [&](const std::map<std::uint32_t, std::uint64_t>& weights) -> std::uint32_t {
    for (const auto& [value, length] : weights) {
      if (length * 2 > total_) return value;
    }
    return 0;
  };
  const std::uint32_t colour = of_most(colours_), size = of_most(sizes_);
  constexpr std::uint32_t kText = 160;  // tenths of a pixel: what browsers set
  static constexpr std::pair<Kind, std::string_view> kKinds[] = {{Kind::capitals, "in capitals that its style makes"}, {Kind::small_capitals, "in small capitals"},
                                                                 {Kind::colour, "in colour"}, {Kind::size, "in larger letters"}};
  for (const auto& [kind, where] : kKinds) {
    std::uint32_t first = 0, end = 0;
    std::size_t count = 0;
    for (const Place& place : places_) {
      if (place.kind != kind || place.node < end) continue;  // within one that counts
      if (kind == Kind::colour && place.value == colour) continue;
      if (kind == Kind::size && place.value * 5 < std::max(size, kText) * 6) continue;  // less than a fifth is hardly seen
      if (count++ == 0) first = place.node;
      end = tree[place.node].end;
    }
    if (count == 0) continue;
    const std::string words = page_words(tree, first, 45);
    const std::string more = count == 1 ? "stands" : fmt::format("and {} more {} stand", count - 1, count == 2 ? "place" : "places");
    report(code::attribute_unused, {tree[first].span.begin, tree[first].span.begin + 1},
           fmt::format("“{}” {} {}, which is not kept: only the words are", words, more, where), "where it means something, say so in words, or set it in bold or italic type");
  }
}

}  // namespace pamphlet::html
