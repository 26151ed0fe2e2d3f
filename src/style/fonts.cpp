#include "style/fonts.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/codes.h"
#include "style/codes.h"
#include "style/values.h"

namespace pamphlet {
namespace {

constexpr std::size_t kMostFaces = 40;  // 9 weights, upright and italic, two widths
constexpr std::size_t kLongestName = 200;

void report_unknown(const TomlNode& child, std::string_view table, const std::vector<std::string_view>& keys,
                    ReadContext& context) {
  std::string help = suggest(child.key, keys);
  if (help.empty()) {
    help = "the keys are";
    for (const std::string_view key : keys)
      help += " " + std::string(key);
  }
  context.reporter.report(code::style_unknown_key, {context.source, child.key_span},
                          "[" + std::string(table) + "] has no key " + quote(child.key), std::move(help));
}

void report_value(const TomlNode& node, std::string message, std::string help, ReadContext& context) {
  context.reporter.report(code::style_bad_value, {context.source, node.span}, std::move(message), std::move(help));
}

bool is_name(const TomlNode& node) {
  return node.kind == TomlKind::string && !node.text.empty() && node.text.size() <= kLongestName;
}

/// A font file is found by its name in the folders that are searched: a path would lead out of them.
bool check_file_name(const TomlNode& node, ReadContext& context) {
  if (!is_name(node)) {
    report_value(node, "file: a file name is asked here", "write it in quotes, as in \"OpenSans-Regular.ttf\"",
                 context);
    return false;
  }
  if (node.text.find_first_of("/\\") != std::string::npos || node.text == "..") {
    context.reporter.report(
        code::style_outside, {context.source, node.span}, "file: " + quote(node.text) + " is a path",
        "write the file's name alone and put the file into a folder \"fonts\" beside the style or the article");
    return false;
  }
  return true;
}

std::optional<int> read_whole(const TomlNode& node, int lowest, int highest, ReadContext& context) {
  const auto raw = context.tokens.resolve(node, context.source);
  if (!raw) return std::nullopt;
  const auto parsed = parse_whole_number(*raw, lowest, highest);
  if (!parsed.value) report_value(node, node.key + ": " + parsed.problem, parsed.help, context);
  return parsed.value;
}

std::optional<FontFace> read_face(const TomlNode& node, ReadContext& context) {
  FontFace face;
  for (const TomlNode& child : node.children) {
    if (child.key == "file") {
      if (check_file_name(child, context)) face.file = child.text;
    } else if (child.key == "weight") {
      face.weight = read_whole(child, 1, 1000, context).value_or(face.weight);  // CSS Fonts 4 §2.2
    } else if (child.key == "index") {
      face.index = read_whole(child, 0, 255, context).value_or(face.index);
    } else if (child.key == "italic" && child.kind == TomlKind::boolean) {
      face.italic = child.boolean;
    } else if (child.key == "italic") {
      report_value(child, "italic is neither true nor false", "write true or false, without quotes", context);
    } else {
      report_unknown(child, "fonts.families", {"file", "weight", "italic", "index"}, context);
    }
  }
  if (face.file.empty()) return std::nullopt;
  return face;
}

void read_family(const TomlNode& node, ReadContext& context, FontTable& fonts) {
  if (node.kind != TomlKind::table) {
    report_value(node, "a font family is a table",
                 "write [fonts.families." + quote(node.key) + "] with files = [{file = …}]", context);
    return;
  }
  FontFamily family{node.key, {}, {}};
  for (const TomlNode& child : node.children) {
    if (child.key == "package" && is_name(child)) {
      family.package = child.text;
    } else if (child.key == "files" && child.kind == TomlKind::array) {
      for (const TomlNode& file : child.children) {
        if (file.kind != TomlKind::table || family.faces.size() >= kMostFaces) {
          report_value(file, "files: each file is a table, at most 40 of them",
                       "write {file = \"Name-Bold.ttf\", weight = 700}", context);
          break;
        }
        if (auto face = read_face(file, context)) family.faces.push_back(std::move(*face));
      }
    } else if (child.key == "package" || child.key == "files") {
      report_value(child, child.key + " is of the wrong kind",
                   "write package = \"fonts-…\" and files = [{file = \"Name.ttf\", weight = 400}]", context);
    } else {
      report_unknown(child, "fonts.families", {"package", "files"}, context);
    }
  }
  if (family.faces.empty()) {
    context.reporter.report(code::style_bad_value, {context.source, node.key_span},
                            "the font family " + quote(node.key) + " has no files",
                            "write files = [{file = \"Name.ttf\"}]");
    return;
  }
  const auto same = [&](const FontFamily& other) { return other.name == family.name; };
  const auto found = std::find_if(fonts.families.begin(), fonts.families.end(), same);
  if (found == fonts.families.end()) {
    fonts.families.push_back(std::move(family));
  } else {
    *found = std::move(family);
  }
}

void read_fallback(const TomlNode& node, ReadContext& context, FontTable& fonts) {
  // ISO 15924: four letters, the first a capital.
  const bool script = node.key.size() == 4 && is_ascii_upper(node.key[0]) &&
                      std::all_of(node.key.begin() + 1, node.key.end(), is_ascii_lower<char>);
  if (!script) {
    context.reporter.report(code::style_unknown_key, {context.source, node.key_span},
                            quote(node.key) + " is not a script code",
                            "write the ISO 15924 code, as in Arab, Hebr, Deva; Zyyy for symbols, Zsye for emoji");
    return;
  }
  const auto raw = context.tokens.resolve(node, context.source);
  if (!raw) return;
  auto parsed = parse_property(Property::font_family, *raw, Length());
  if (!parsed.value) {
    context.reporter.report(code::style_bad_value, raw->blame, node.key + ": " + parsed.problem, parsed.help);
    return;
  }
  auto names = std::get<FontFamilies>(std::move(*parsed.value));
  const auto same = [&](const auto& other) { return other.first == node.key; };
  const auto found = std::find_if(fonts.fallback.begin(), fonts.fallback.end(), same);
  if (found == fonts.fallback.end()) {
    fonts.fallback.emplace_back(node.key, std::move(names));
  } else {
    found->second = std::move(names);
  }
}

}  // namespace

void read_fonts(const TomlNode& table, ReadContext& context, FontTable& fonts) {
  for (const TomlNode& child : table.children) {
    const bool families = child.key == "families";
    if ((!families && child.key != "fallback") || child.kind != TomlKind::table) {
      report_unknown(child, "fonts", {"families", "fallback"}, context);
      continue;
    }
    for (const TomlNode& row : child.children)
      families ? read_family(row, context, fonts) : read_fallback(row, context, fonts);
  }
}

void check_families(const Style& style, Reporter& reporter) {
  std::vector<std::string_view> known;
  for (const FontFamily& family : style.fonts.families)
    known.push_back(family.name);
  for (const Rule& rule : style.rules) {
    for (const Declaration& declaration : rule.declarations) {
      const auto* names = std::get_if<FontFamilies>(&declaration.value);
      if (!names) continue;
      for (const std::string& name : *names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string help = suggest(name, known);
        if (help.empty())
          help = "add a table [fonts.families.\"NAME\"] with its files; a font is never fetched from the network";
        reporter.report(code::font_missing, {declaration.source, declaration.span},
                        "no font family " + quote(name) + " is described in [fonts.families]", std::move(help));
      }
    }
  }
}

}  // namespace pamphlet
