#include "html/page_style.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

void set_tag(Look& look, std::size_t place, string_view tag) { look.tags[place] = tag; }

// One "property: value".
void take_rule(Look& look, string_view property, string_view value) {
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
    if (value.find("line-through") != string_view::npos) set_tag(look, 2, "s");
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
      }
      at = end + 1;
    }
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
