#include "markdown/front_matter.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "markdown/codes.h"

namespace pamphlet::markdown {
namespace {

// Real front matter has a few hundred bytes; a limit keeps what follows a stray `---` from being taken for it, and
// yaml-cpp from work that grows faster than its input.
constexpr std::size_t kMaxFrontMatter = 64 * 1024;

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

bool is_fence(std::string_view line, std::string_view fence) {
  if (!line.starts_with(fence)) return false;
  return line.find_first_not_of(" \t", fence.size()) == std::string_view::npos;
}

// "key:" or "key: value", also in quotes.
bool looks_like_entry(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line[0] == ' ' || line[0] == '\t') return false;
  if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t') return false;
  const std::string_view key = line.substr(0, colon);
  return std::count(key.begin(), key.end(), ' ') <= 2 && key.find_first_of("*_[<`") == std::string_view::npos;
}

struct Block {
  std::uint32_t begin = 0, end = 0, body = 0;  // the metadata, and the article behind it
  bool closed = false;
};

Block find_block(std::string_view text, std::string_view fence, std::string_view other_end) {
  Block block;
  block.begin = static_cast<std::uint32_t>(std::min(line_at(text, 0).size() + 1, text.size()));
  for (std::size_t at = block.begin; at < text.size() && at <= kMaxFrontMatter;) {
    const std::string_view line = line_at(text, at);
    if (is_fence(line, fence) || (!other_end.empty() && is_fence(line, other_end))) {
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

std::uint32_t refuse_toml(const Source& source, Diagnostics& diagnostics) {
  const Block block = find_block(source.text, "+++", {});
  diagnostics.report(code::front_matter_invalid, source, {0, 3}, "front matter in TOML (+++) is not supported",
                     "write it as YAML, between two lines of ---: title: \"…\"");
  return block.closed ? block.body : block.begin;
}

}  // namespace

std::uint32_t read_front_matter(const Source& source, Meta& meta, Wishes& wishes, Diagnostics& diagnostics) {
  const std::string_view text = source.text;
  const std::string_view first = line_at(text, 0);
  if (is_fence(first, "+++") && first.size() < text.size()) return refuse_toml(source, diagnostics);
  if (!is_fence(first, "---")) return 0;
  const Block block = find_block(text, "---", "...");
  const std::string_view entry = first_entry(text, block);
  // A line of dashes above prose is a thematic break.
  const bool empty = block.closed && entry.empty();
  if (!empty && !looks_like_entry(entry)) {
    const bool list_or_flow = block.closed && (entry.starts_with("- ") || entry.starts_with("{"));
    const bool right_below = trim(line_at(text, block.begin)) == trim(entry);
    if (!list_or_flow || !right_below) return 0;
  }
  if (!block.closed) {
    diagnostics.report(code::front_matter_invalid, source, {0, 3}, "the front matter is never closed",
                       "put --- on a line of its own below it");
    return block.begin;
  }
  if (empty) return block.body;
  std::optional<YamlError> error;
  const YamlValue root = read_yaml(source, block.begin, block.end, error);
  const Span place{block.begin, block.end};
  if (error) {
    diagnostics.report(code::front_matter_invalid, source, error->span, fmt::format("the front matter is not valid YAML: {}", error->message),
                       "put values that hold a colon, a # or a quote in double quotes, and indent with spaces");
  } else if (root.type == YamlValue::Type::mapping) {
    read_meta(root, source, place, meta, wishes, diagnostics);
  } else if (root.type != YamlValue::Type::null) {
    diagnostics.report(code::front_matter_invalid, source, root.span, "the front matter is no list of keys and values",
                       "write one \"key: value\" on each line");
  }
  return block.body;
}

}  // namespace pamphlet::markdown
