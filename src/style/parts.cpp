// [parts]: contents, lists and numbers.
#include <algorithm>
#include <array>

#include "style/codes.h"
#include "style/page.h"
#include "style/values.h"

namespace pamphlet {
namespace {

struct Flag {
  std::string_view name;
  bool PartsOptions::*member;
};
constexpr Flag kFlags[] = {
    {"figure-list", &PartsOptions::figure_list},       {"table-list", &PartsOptions::table_list},
    {"number-figures", &PartsOptions::number_figures}, {"number-tables", &PartsOptions::number_tables},
    {"chapter-word", &PartsOptions::chapter_word},
};

struct Depth {
  std::string_view name;
  int PartsOptions::*member;
  int lowest;
};
constexpr int kLevels = 6;  // of headings
constexpr Depth kHeadingDepths[] = {
    {"contents-depth", &PartsOptions::contents_depth, 1},
    {"number-headings", &PartsOptions::number_headings, 0},
};

constexpr std::array<std::string_view, 3> kWhen{"never", "books", "always"};

void say(ReadContext& context, const RawValue& raw, std::string_view key, const std::string& problem, std::string help) {
  context.reporter.report(code::style_bad_value, raw.blame, std::string(key) + ": " + problem, std::move(help));
}

void read_when(const RawValue& raw, ReadContext& context, PartsOptions& parts) {
  const std::string word = raw.items.size() == 1 ? raw.items[0].text : std::string();
  const auto found = std::find(kWhen.begin(), kWhen.end(), word);
  if (found == kWhen.end()) {
    return say(context, raw, "contents", quote(raw.text()) + " is not understood", "write \"never\", \"books\" or \"always\"");
  }
  parts.contents = static_cast<PartsOptions::When>(found - kWhen.begin());
}

/// False when there is no such key.
bool read_key(std::string_view key, const RawValue& raw, ReadContext& context, PartsOptions& parts) {
  if (key == "contents") return read_when(raw, context, parts), true;
  for (const Flag& flag : kFlags) {
    if (flag.name != key) continue;
    const auto parsed = parse_boolean(raw);
    if (parsed.value) parts.*flag.member = *parsed.value;
    if (!parsed.value) say(context, raw, key, parsed.problem, parsed.help);
    return true;
  }
  for (const Depth& depth : kHeadingDepths) {
    if (depth.name != key) continue;
    const auto parsed = parse_whole_number(raw, depth.lowest, kLevels);
    if (parsed.value) parts.*depth.member = *parsed.value;
    if (!parsed.value) say(context, raw, key, parsed.problem, parsed.help);
    return true;
  }
  return false;
}

std::vector<std::string_view> keys() {
  std::vector<std::string_view> out{"contents"};
  for (const Flag& flag : kFlags) out.push_back(flag.name);
  for (const Depth& depth : kHeadingDepths) out.push_back(depth.name);
  return out;
}

}  // namespace

void read_parts(const TomlNode& table, ReadContext& context, PartsOptions& parts) {
  const std::vector<std::string_view> known = keys();
  for (const TomlNode& child : table.children) {
    if (child.kind == TomlKind::table || std::find(known.begin(), known.end(), child.key) == known.end()) {
      std::string help = suggest(child.key, known);
      if (help.empty()) help = "docs/styles.md lists every key";
      context.reporter.report(code::style_unknown_key, {context.source, child.key_span},
                              "[parts] has no key " + quote(child.key), std::move(help));
      continue;
    }
    const auto raw = context.tokens.resolve(child, context.source);
    if (raw) read_key(child.key, *raw, context, parts);
  }
}

}  // namespace pamphlet
