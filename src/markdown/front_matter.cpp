#include "markdown/front_matter.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/toml_tree.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/codes.h"
#include "markdown/markdown.h"
#include "markdown/meta_reader.h"

namespace pamphlet::markdown {
namespace {

// Real front matter has a few hundred bytes; a limit keeps what follows a stray `---` from being taken for it, and
// yaml-cpp from work that grows faster than its input.
constexpr std::size_t kMaxFrontMatter = 64 * 1024;

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

bool is_fence(std::string_view line, std::string_view fence) {
  if (fence.empty() || !line.starts_with(fence)) return false;
  return line.find_first_not_of(" \t", fence.size()) == std::string_view::npos;
}

/// The languages of front matter, by the line that opens it.
struct Syntax {
  std::string_view name, open, close, other_close;
};
constexpr Syntax kSyntaxes[] = {{"YAML", "---", "---", "..."}, {"TOML", "+++", "+++", {}}, {"JSON", ";;;", ";;;", {}}, {"JSON", "{", "}", {}}};

struct Block {
  std::uint32_t fence = 0, begin = 0, end = 0, body = 0;  // the opening line, the metadata, the article behind it
  bool closed = false;
};

Block find_block(std::string_view text, std::size_t fence, const Syntax& syntax) {
  Block block;
  block.fence = static_cast<std::uint32_t>(fence);
  block.begin = static_cast<std::uint32_t>(std::min(fence + line_at(text, fence).size() + 1, text.size()));
  for (std::size_t at = block.begin; at < text.size() && at <= fence + kMaxFrontMatter;) {
    const std::string_view line = line_at(text, at);
    if (is_fence(line, syntax.close) || is_fence(line, syntax.other_close)) {
      block.end = static_cast<std::uint32_t>(at);
      block.body = static_cast<std::uint32_t>(std::min(at + line.size() + 1, text.size()));
      block.closed = true;
      return block;
    }
    at += line.size() + 1;
  }
  return block;
}

// The first line of the metadata that is neither blank nor a comment.
std::string_view first_entry(std::string_view text, const Block& block) {
  const std::size_t end = block.closed ? block.end : std::min(text.size(), std::size_t{block.begin} + 4096);
  for (std::size_t at = block.begin; at < end;) {
    const std::string_view line = line_at(text, at);
    const std::string_view words = trim(line);
    if (!words.empty() && words[0] != '#') return line;
    at += line.size() + 1;
  }
  return {};
}

// Where the first line is that is no blank line and no comment: editors and site generators put those first.
std::size_t first_line(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = line_at(text, at), words = trim(line);
    if (words.starts_with("<!--")) {
      const std::size_t end = text.find("-->", at);
      if (end == std::string_view::npos || end > at + kMaxFrontMatter || !trim(line_at(text, end + 3)).empty()) return at;
      at = end + 3 + line_at(text, end + 3).size() + 1;
    } else if (words.empty() || words == "\xEF\xBB\xBF") {
      at += line.size() + 1;
    } else {
      return at + (line.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    }
  }
  return 0;
}

// Whether what the fence opens is front matter. A line of dashes above prose is a thematic break, one of plus signs a
// page break or what an author means by it.
bool opens_metadata(std::string_view text, const Block& block, const Syntax& syntax) {
  const std::string_view entry = first_entry(text, block), words = trim(entry);
  if (syntax.name == "JSON") return block.closed && (words.starts_with('"') || words.starts_with('{'));
  if (syntax.name == "TOML") return block.closed && (words.empty() || words[0] == '[' || words.find('=') != std::string_view::npos);
  if (block.closed && entry.empty()) return true;
  if (looks_like_entry(entry)) return true;
  const bool list_or_flow = block.closed && (entry.starts_with("- ") || entry.starts_with("{"));
  return list_or_flow && trim(line_at(text, block.begin)) == words;
}

MetaValue from_toml(TomlNode&& node) {
  MetaValue value;
  value.span = node.span;
  if (node.kind == TomlKind::table) {
    value.type = MetaValue::Type::mapping;
    for (TomlNode& child : node.children) {
      MetaEntry entry{std::move(child.key), child.key_span, {}};
      entry.value = from_toml(std::move(child));
      value.entries.push_back(std::move(entry));
    }
  } else if (node.kind == TomlKind::array) {
    value.type = MetaValue::Type::sequence;
    for (TomlNode& child : node.children) value.items.push_back(from_toml(std::move(child)));
  } else {
    value.type = MetaValue::Type::scalar;
    value.text = std::move(node.text);
  }
  return value;
}

MetaValue read_toml(const Source& source, const Block& block, Diagnostics& diagnostics) {
  TomlError error;
  if (auto root = parse_toml(source, block.begin, block.end, error)) return from_toml(std::move(*root));
  diagnostics.report(code::front_matter_invalid, source, error.span, fmt::format("the front matter cannot be read: {}", error.message),
                     error.help.empty() ? "or write it as YAML, between two lines of ---: title: \"…\"" : std::move(error.help));
  return {};
}

MetaValue read_yaml_or_entries(const Source& source, std::uint32_t begin, std::uint32_t end, Diagnostics& diagnostics) {
  const std::string_view text = std::string_view(source.text).substr(begin, end - begin);
  std::optional<YamlError> error;
  if (!needs_lines(text)) {
    MetaValue root = read_yaml(source, begin, end, error);
    if (!error) return root;
  }
  return read_entries(source, begin, end, diagnostics);
}

MetaValue read_json(const Source& source, const Block& block, bool bare, Diagnostics& diagnostics) {
  // JSON is YAML (YAML 1.2 §1.3). The braces are lines of the block or its fences.
  std::optional<YamlError> error;
  MetaValue root = read_yaml(source, bare ? block.fence : block.begin, bare ? block.body : block.end, error);
  if (!error) return root;
  diagnostics.report(code::front_matter_invalid, source, error->span, fmt::format("the front matter is not valid JSON: {}", error->message),
                     "or write it as YAML, between two lines of ---: title: \"…\"");
  return {};
}

}  // namespace

std::uint32_t read_front_matter(const Source& source, Meta& meta, Wishes& wishes, std::vector<MarkedLine>& marked, Diagnostics& diagnostics) {
  const std::string_view text = source.text;
  const std::size_t fence = first_line(text);
  const std::string_view first = line_at(text, fence);
  const auto* const syntax = std::find_if(std::begin(kSyntaxes), std::end(kSyntaxes), [&](const Syntax& one) { return is_fence(first, one.open); });
  if (syntax == std::end(kSyntaxes)) return 0;
  const Block block = find_block(text, fence, *syntax);
  if (!opens_metadata(text, block, *syntax)) return 0;
  if (!block.closed) {
    diagnostics.report(code::front_matter_invalid, source, {block.fence, block.fence + 3}, text.size() > block.fence + kMaxFrontMatter ? "the front matter is not closed within 64 KB" : "the front matter is never closed",
                       "put --- on a line of its own below it; what is longer is no front matter");
    return block.begin;
  }
  if (first_entry(text, block).empty()) return block.body;
  const MetaValue root = syntax->name == "TOML"   ? read_toml(source, block, diagnostics)
                         : syntax->name == "JSON" ? read_json(source, block, syntax->open == "{", diagnostics)
                                                  : read_yaml_or_entries(source, block.begin, block.end, diagnostics);
  if (root.type == MetaValue::Type::mapping) {
    read_meta(root, source, meta, wishes, marked, diagnostics);
  } else if (root.type != MetaValue::Type::null) {
    diagnostics.report(code::front_matter_invalid, source, root.span, "the front matter is no list of keys and values",
                       "write one \"key: value\" on each line");
  }
  return block.body;
}

}  // namespace pamphlet::markdown

namespace pamphlet {

Meta read_defaults(const Source& source, TomlNode table, Diagnostics& diagnostics) {
  using namespace markdown;
  // What two articles cannot share, and what is kept beside one of them.
  static constexpr std::string_view kOwn = "title, subtitle, kicker, description, date, identifier, isbn, cover, sources, book, smart-punctuation";
  MetaValue root = from_toml(std::move(table));
  std::erase_if(root.entries, [&](const MetaEntry& entry) {
    const MetaReader::Key* const key = MetaReader::find_key(entry.name);
    const bool own = key != nullptr && is_one_of(kOwn, key->name);
    if (own) diagnostics.report(code::front_matter_bad_value, source, entry.place, fmt::format("\"{}\" is for each article to say, not for all of them", entry.name), "write it into the front matter of the article");
    return own;
  });
  Meta meta;
  Wishes wishes;
  std::vector<MarkedLine> marked;
  read_meta(root, source, meta, wishes, marked, diagnostics);
  return meta;
}

}  // namespace pamphlet
