// Values that are lists or texts: families, OpenType features, generated content.
#include <algorithm>
#include <utility>

#include "base/number.h"
#include "base/utf8.h"
#include "style/values.h"

namespace pamphlet {
namespace {

template <class T>
Parsed<T> refuse_list(std::string problem, std::string help) {
  return {std::nullopt, std::move(problem), std::move(help)};
}

/// Calls `use` for the trimmed parts of `text` between commas that stand outside quotes.
template <class F>
void for_each_part(std::string_view text, F use) {
  char open = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == ',' && open == 0)) {
      use(trim(text.substr(begin, i - begin)));
      begin = i + 1;
    } else if (open != 0) {
      if (text[i] == open) open = 0;
    } else if (text[i] == '"' || text[i] == '\'') {
      open = text[i];
    }
  }
}

std::string_view unquote(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
  return quoted ? trim(text.substr(1, text.size() - 2)) : text;
}

/// `"onum"`, `onum 0`, `tnum=1`, `kern off` (CSS Fonts 4 §6.12; a tag is four printable ASCII characters).
std::optional<std::pair<std::string, int>> parse_feature(std::string_view text) {
  std::size_t split = text.find_first_of(" =", !text.empty() && (text[0] == '"' || text[0] == '\'') ? 5 : 0);
  split = std::min(split, text.size());
  const std::string_view tag = unquote(text.substr(0, split));
  std::string_view setting = trim(text.substr(split));
  if (setting.starts_with('=')) setting = trim(setting.substr(1));
  const bool printable =
      std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 0x21 && c <= 0x7E && c != '"' && c != '\\'; });
  if (tag.size() != 4 || !printable) return std::nullopt;
  if (setting.empty() || setting == "on") return std::pair(std::string(tag), 1);
  if (setting == "off") return std::pair(std::string(tag), 0);
  const auto value = parse_integer(setting);
  if (!value || *value < 0 || *value > 99) return std::nullopt;
  return std::pair(std::string(tag), static_cast<int>(*value));
}

}  // namespace

Parsed<FontFamilies> parse_families(const RawValue& raw) {
  constexpr std::size_t kMostFamilies = 16;
  FontFamilies families;
  bool sound = true;
  for (const RawItem& item : raw.items) {
    if (item.kind != TomlKind::string) sound = false;
    for_each_part(item.text, [&](std::string_view part) {
      const std::string_view name = unquote(part);
      if (name.empty() || families.size() >= kMostFamilies) sound = false;
      if (sound) families.emplace_back(name);
    });
  }
  if (!sound || families.empty()) {
    return refuse_list<FontFamilies>(quote(raw.text()) + " is not a list of font families",
                                "write one to 16 names, as in [\"Open Sans\", \"sans-serif\"]");
  }
  return {std::move(families), {}, {}};
}

Parsed<FontFeatures> parse_features(const RawValue& raw) {
  FontFeatures features;
  bool sound = !raw.items.empty();
  for (const RawItem& item : raw.items) {
    if (raw.items.size() == 1 && item.text == "normal") return {FontFeatures{}, {}, {}};
    for_each_part(item.text, [&](std::string_view part) {
      const auto feature = parse_feature(part);
      if (!feature || features.size() >= 16) sound = false;
      if (sound) features.push_back(*feature);
    });
  }
  if (!sound) {
    return refuse_list<FontFeatures>(quote(raw.text()) + " is not a list of OpenType features",
                                "write tags of four characters, as in \"onum, tnum 0\"");
  }
  return {std::move(features), {}, {}};
}

Parsed<ContentText> parse_content(const RawValue& raw) {
  constexpr std::size_t kLongestContent = 200;  // an ornament, not a sentence
  const bool single = raw.items.size() == 1;
  const std::string_view text = single ? std::string_view(raw.items[0].text) : std::string_view();
  if (!single || raw.items[0].kind != TomlKind::string || text.size() > kLongestContent) {
    return refuse_list<ContentText>("content is a short text or mark(NAME)",
                               "write it in quotes, as in \"❧\" or \"mark(leaf)\"");
  }
  if (text.starts_with("mark(") && text.ends_with(')')) {
    const std::string_view wanted = trim(text.substr(5, text.size() - 6));
    std::vector<std::string_view> names;
    for (std::size_t i = 1; i < kMarkCount; ++i) {
      names.push_back(name(static_cast<Mark>(i)));
      if (names.back() == wanted) return {ContentText{{}, static_cast<Mark>(i)}, {}, {}};
    }
    return refuse_list<ContentText>("there is no mark " + quote(wanted), suggest(wanted, names));
  }
  return {ContentText{text == "none" ? std::string() : std::string(text), Mark::none}, {}, {}};
}

}  // namespace pamphlet
