#include "html/page_style.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/color.h"
#include "base/number.h"
#include "base/utf8.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

void set_tag(Look& look, std::size_t place, string_view tag) { look.tags[place] = tag; }

struct Ink {
  bool told = false;
  std::uint32_t colour = 0;  // 0: white, black, a grey, or what is around it
};

// A colour of CSS, as far as it tells words from others. Names are told apart by their letters: which colour is no matter.
Ink ink_of(string_view value, int least) {
  static constexpr string_view kGreys[] = {"black", "white", "gray", "grey", "silver", "dimgray", "dimgrey", "darkgray", "darkgrey", "lightgray", "lightgrey", "gainsboro", "whitesmoke",
                                           "snow", "ivory", "inherit", "initial", "unset", "revert", "currentcolor", "transparent", "none", "windowtext", "window", "auto", "canvastext", "canvas"};
  if (value.empty() || std::find(std::begin(kGreys), std::end(kGreys), value) != std::end(kGreys)) return {!value.empty(), 0};
  int channels[3] = {};
  if (value[0] == '#') {
    const auto colour = parse_color(value.substr(0, value.size() == 9 ? 7 : value.size() == 5 ? 4 : value.size()));
    if (!colour) return {};
    channels[0] = colour->r, channels[1] = colour->g, channels[2] = colour->b;
  } else if (value.starts_with("rgb")) {
    std::size_t at = value.find('(');
    for (int& channel : channels) {
      at = std::min(value.find_first_of("0123456789", at), value.size());
      while (at < value.size() && is_ascii_digit(value[at])) channel = std::min(channel * 10 + value[at++] - '0', 255);
    }
  } else {
    const bool word = std::all_of(value.begin(), value.end(), [](char c) { return is_ascii_letter(c); });
    std::uint32_t sum = 1;
    for (const char c : value) sum = sum * 31 + static_cast<unsigned char>(c);
    return {word, word ? sum | 1u << 31 : 0};
  }
  const auto [low, high] = std::minmax({channels[0], channels[1], channels[2]});
  return {true, high - low < least ? 0 : 1u << 24 | static_cast<std::uint32_t>(channels[0] << 16 | channels[1] << 8 | channels[2])};
}

// A size of CSS, as Look has it.
int size_of(string_view value) {
  static constexpr std::pair<string_view, int> kWords[] = {{"larger", -120}, {"large", 180}, {"x-large", 240}, {"xx-large", 320}, {"xxx-large", 480}, {"medium", 160}};
  for (const auto& [word, size] : kWords) {
    if (value == word) return size;
  }
  const std::size_t end = std::min(value.find_first_not_of("0123456789."), value.size());
  const auto number = parse_number(value.substr(0, end));
  if (!number || *number > 1000) return 0;
  const string_view unit = value.substr(end);
  const double scale = unit == "px" ? 10 : unit == "pt" ? 10 * 96.0 / 72 : unit == "rem" ? 160 : unit == "em" ? -100 : unit == "%" ? -1 : 0;
  return static_cast<int>(*number * scale);
}

// One "property: value".
void take_rule(Look& look, string_view property, string_view value) {
  constexpr int kGrey = 60, kTint = 24;  // of 255: what nobody calls a coloured letter, and a coloured ground
  if (property == "font-weight") {
    const bool bold = value == "bold" || value == "bolder" || value == "600" || value == "700" || value == "800" || value == "900";
    if (bold) set_tag(look, 0, "b");
    look.plain_weight = value == "normal" || value == "400";
  } else if (property == "font-style") {
    if (value == "italic" || value == "oblique") set_tag(look, 1, "i");
    look.plain_slant = value == "normal";
  } else if (property == "vertical-align" && (value == "super" || value == "sub")) {
    set_tag(look, 2, value == "super" ? "sup" : "sub");
  } else if (property == "text-decoration" || property == "text-decoration-line") {
    if (value.find("line-through") != string_view::npos) set_tag(look, 3, "s");
    if (value.find("underline") != string_view::npos) set_tag(look, 4, "u");
  } else if (property == "background-color" || property == "background") {
    if (const Ink ground = ink_of(value.substr(0, value.starts_with("rgb") ? value.size() : value.find(' ')), kTint); ground.told) set_tag(look, 5, ground.colour != 0 ? "mark" : "");
  } else if (property == "color") {
    if (const Ink ink = ink_of(value, kGrey); ink.told) look.colour = ink.colour;
  } else if (property == "text-transform") {
    look.capitals = value == "uppercase" || value == "capitalize";
  } else if (property == "font-variant" || property == "font-variant-caps") {
    look.small_capitals = value.find("small-caps") != string_view::npos;
  } else if (property == "font-size") {
    look.size = size_of(value);
  }
}

void take_rules(Look& look, string_view rules) {
  for (std::size_t at = 0; at < rules.size();) {
    const std::size_t end = std::min(rules.find(';', at), rules.size());
    const string_view rule = rules.substr(at, end - at);
    const std::size_t colon = rule.find(':');
    if (colon != string_view::npos) take_rule(look, trim(rule.substr(0, colon)), trim(rule.substr(colon + 1, rule.find('!') - colon - 1)));
    at = end + 1;
  }
}

bool is_made_up(string_view name) {
  return name.size() >= 2 && name.size() <= 5 && name[0] == 'c' && std::all_of(name.begin() + 1, name.end(), [](char c) { return is_ascii_digit(c); });
}

}  // namespace

StyleRules made_up_rules(string_view page) {
  StyleRules rules;
  const std::size_t begin = page.find("<style");
  if (begin == string_view::npos) return rules;
  const string_view sheet = page.substr(begin, page.find("</style", begin) - begin);
  if (sheet.find("lst-kix") == string_view::npos && sheet.find(".c0{") == string_view::npos) return rules;
  for (std::size_t at = sheet.find('{'); at != string_view::npos; at = sheet.find('{', at + 1)) {
    const std::size_t end = sheet.find('}', at), dot = sheet.rfind('.', at);
    if (end == string_view::npos) break;
    const string_view name = dot == string_view::npos ? string_view() : trim(sheet.substr(dot + 1, at - dot - 1));
    if (is_made_up(name)) take_rules(rules[std::string(name)], lower(sheet.substr(at + 1, std::min<std::size_t>(end - at - 1, 2000))));
    at = end;
  }
  return rules;
}

Look look_of(const Tree& tree, std::uint32_t id, const StyleRules& rules) {
  Look look;
  if (tree[id].info->tag == "big") look.size = -120;
  if (tree[id].attributes == 0) return look;
  if (!rules.empty()) {
    const string_view names = tree.attribute(id, "class").value_or("");
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find(' ', at), names.size());
      if (const auto rule = rules.find(names.substr(at, end - at)); rule != rules.end()) {
        for (std::size_t i = 0; i < look.tags.size(); ++i) {
          if (!rule->second.tags[i].empty()) look.tags[i] = rule->second.tags[i];
        }
        look.plain_weight = look.plain_weight || rule->second.plain_weight;
        look.plain_slant = look.plain_slant || rule->second.plain_slant;
        look.capitals = look.capitals || rule->second.capitals;
        look.small_capitals = look.small_capitals || rule->second.small_capitals;
        if (rule->second.colour != 0) look.colour = rule->second.colour;
        if (rule->second.size != 0) look.size = rule->second.size;
      }
      at = end + 1;
    }
  }
  if (tree[id].info->tag == "font") {
    if (const auto ink = tree.attribute(id, "color")) take_rule(look, "color", lower(ink->substr(0, 40)));
    const string_view size = tree.attribute(id, "size").value_or("");
    if (size.size() == 2 && size[0] == '+') look.size = -120;
    if (size.size() == 1 && size[0] > '3' && size[0] <= '7') look.size = 160 + 40 * (size[0] - '3');  // 3 is the text's (HTML §15.3.4)
  }
  if (const auto style = tree.attribute(id, "style")) take_rules(look, lower(style->substr(0, 4000)));
  return look;
}

bool has_name_word(const Tree& tree, std::uint32_t id, string_view word) {
  for (const string_view key : {"class", "id"}) {
    const std::string names = lower(tree.attribute(id, key).value_or("").substr(0, 400));
    for (std::size_t at = names.find(word); at != std::string::npos; at = names.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if ((at == 0 || !is_ascii_letter(names[at - 1])) && (end == names.size() || !is_ascii_letter(names[end]))) return true;
    }
  }
  return false;
}

string_view kind_of_sign(string_view words) {
  struct MarkKind { string_view sign, kind; };
  static constexpr MarkKind kSigns[] = {{"⚠", "warning"}, {"❗", "warning"}, {"🚨", "warning"}, {"🛑", "warning"}, {"‼", "warning"}, {"💡", "tip"}, {"ℹ", "note"}, {"📌", "note"}, {"📝", "note"}, {"❓", "help"}};
  for (const MarkKind& row : kSigns) {
    if (words.starts_with(row.sign) && words.size() <= row.sign.size() + 3) return row.kind;  // with a variation selector
  }
  return {};
}

// Notion's and Ghost's callouts, admonitions, the care cards of health services. Parts of a box ("callout__text") are none.
string_view box_kind(const Tree& tree, std::uint32_t id) {
  if (tree[id].kind != Node::Kind::element || tree[id].attributes == 0 || (tree[id].info->role != Role::division && tree[id].info->role != Role::figure)) return {};
  const std::string names = lower(tree.attribute(id, "class").value_or("").substr(0, 400));
  bool box = false;
  for (std::size_t at = 0; at < names.size() && !box;) {
    const std::size_t end = std::min(names.find(' ', at), names.size());
    string_view name = string_view(names).substr(at, end - at);
    name = name.substr(0, name.find("--"));
    for (const string_view word : {"callout", "callout-card", "care-card", "admonition"}) {
      box = box || (name.ends_with(word) && name.find("__") == string_view::npos && (name.size() == word.size() || !is_ascii_letter(name[name.size() - word.size() - 1])));
    }
    at = end + 1;
  }
  if (!box) return {};
  struct Word { string_view word, kind; };
  static constexpr Word kWords[] = {{"warning", "warning"}, {"danger", "warning"}, {"urgent", "warning"}, {"emergency", "warning"}, {"immediate", "warning"},
                                    {"caution", "caution"}, {"important", "important"}, {"tip", "tip"},   {"success", "tip"}};
  for (const Word& row : kWords) {
    const std::size_t at = names.find(row.word);
    if (at != std::string::npos && names.find("non-urgent") == std::string::npos) return row.kind;
  }
  const std::string words = page_words(tree, id, 12);
  const string_view kind = kind_of_sign(string_view(words).substr(0, words.find(' ')));
  return kind.empty() ? "note" : kind;
}

std::optional<bool> task_of(const Tree& tree, std::uint32_t item) {
  for (std::uint32_t at = item + 1; at < tree[item].end && at < item + 6; ++at) {
    if (tree[at].kind == Node::Kind::text && !trim(tree[at].text).empty()) return {};
    if (tree[at].kind != Node::Kind::element) continue;
    if (tree[at].info->tag == "input" && lower(tree.attribute(at, "type").value_or("")) == "checkbox") return tree.attribute(at, "checked").has_value();
    if (tree[at].info->tag == "div" && has_name_word(tree, at, "checkbox")) return has_name_word(tree, at, "checkbox-on");
  }
  return {};
}

int list_level(string_view names) {
  const std::size_t at = names.find("lst-");
  if (at == string_view::npos) return -1;
  const string_view name = names.substr(at, names.find(' ', at) - at);
  const std::size_t dash = name.rfind('-');
  const string_view digits = name.substr(dash + 1);
  return digits.size() == 1 && is_ascii_digit(digits[0]) ? digits[0] - '0' : -1;
}

bool starts_list(string_view names) { return names == "start" || names.ends_with(" start") || names.find(" start ") != string_view::npos || names.starts_with("start "); }

std::int64_t parse_count(string_view digits) {
  std::int64_t value = 1;
  digits = trim(digits);
  std::int32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error == std::errc() && end == digits.data() + digits.size()) value = number;
  return value;
}

bool is_within_pre(const Tree& tree, std::uint32_t id) {
  for (std::uint32_t at = tree[id].parent; at > 0; at = tree[at].parent) {
    if (tree[at].kind == Node::Kind::element && tree[at].info->role == Role::preformatted) return true;
    if (is_block(tree[at])) return false;
  }
  return false;
}

}  // namespace pamphlet::html
