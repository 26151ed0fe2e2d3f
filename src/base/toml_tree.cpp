// The only file that sees toml++. Compiled header-only and without exceptions: a parse result is a value, and the
// program needs no shared library more at its start.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// toml++ 3.3 asserts that a table header begins with a key before it reports that "[=]" does not; with NDEBUG it turns
// the assertion into an assumption, and clang then drops the report. Without both, the report is made.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "base/toml_tree.h"

namespace pamphlet {
namespace {

/// Brackets and dotted keys nest at most this deep: a real style needs 4, and toml++ 3.3 destroys its tables by
/// recursion without a limit on dotted keys.
constexpr int kMaxTomlDepth = 24;

/// What must be refused before any parser builds a tree from it.
struct Trouble {
  std::optional<Span> deep;   // the file nests deeper than kMaxTomlDepth here
  std::optional<Span> stray;  // a character beyond ASCII outside texts and comments: no TOML, and toml++ 3.3 reaches an
                              // "unreachable" point on it (is_non_ascii_horizontal_whitespace), which is undefined
};
Trouble find_trouble(std::string_view text) {
  int brackets = 0, dots = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      dots = 0;
      continue;
    }
    if (c == '"' || c == '\'') {
      const bool multiline = text.substr(i, 3) == std::string(3, c);
      const std::string_view close = multiline ? text.substr(i, 3) : text.substr(i, 1);
      i += close.size();
      while (i < text.size() && text.substr(i, close.size()) != close && (multiline || text[i] != '\n')) {
        i += c == '"' && text[i] == '\\' ? 2 : 1;
      }
      i += close.size() - 1;
      continue;
    }
    if (static_cast<unsigned char>(c) >= 0x80) {
      return {{}, Span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)}};
    }
    if (c == '[' || c == '{') ++brackets;
    if (c == ']' || c == '}') brackets = std::max(0, brackets - 1);
    if (c == '.') {
      ++dots;
    } else if (c == '\n' || c == '=' || c == ',' || c == '[' || c == '{') {
      dots = 0;
    }
    if (brackets + dots > kMaxTomlDepth) {
      return {Span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)}, {}};
    }
  }
  return {};
}

/// toml++ counts lines and code points; spans count bytes of the source.
class Places {
 public:
  Places(std::string_view text, std::uint32_t begin) : text_(text), begin_(begin) {
    ascii_ = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    std::size_t count = 0;
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
        ++count;
        if (!ascii_) bytes_.push_back(static_cast<std::uint32_t>(i));
      }
      if (text[i] == '\n') line_starts_.push_back(count);
    }
  }
  std::uint32_t offset(toml::source_position at) const {
    if (at.line == 0) return begin_;
    const auto size = static_cast<std::uint32_t>(text_.size());
    if (at.line > line_starts_.size()) return begin_ + size;
    const std::size_t index = line_starts_[at.line - 1] + (at.column > 0 ? at.column - 1 : 0);
    if (ascii_) return begin_ + static_cast<std::uint32_t>(std::min<std::size_t>(index, size));
    return begin_ + (index < bytes_.size() ? bytes_[index] : size);
  }
  Span span(const toml::source_region& region) const {
    const std::uint32_t begin = offset(region.begin), end = offset(region.end);
    return {begin, std::max(begin, end)};
  }
  std::string text(Span span) const { return std::string(text_.substr(span.begin - begin_, span.end - span.begin)); }

 private:
  std::string_view text_;
  std::uint32_t begin_;
  bool ascii_ = true;
  std::vector<std::uint32_t> bytes_;      // offset of each code point, unless all are bytes
  std::vector<std::size_t> line_starts_;  // in code points
};

TomlNode convert(const toml::node& from, const Places& places) {
  TomlNode node;
  node.span = places.span(from.source());
  if (const auto* table = from.as_table()) {
    node.kind = TomlKind::table;
    for (auto&& [key, value] : *table) {
      TomlNode child = convert(value, places);
      child.key = std::string(key.str());
      child.key_span = places.span(key.source());
      node.children.push_back(std::move(child));
    }
    // toml++ sorts by name; later declarations of a shorthand and its longhands must win, so the file's order counts.
    std::stable_sort(node.children.begin(), node.children.end(),
                     [](const TomlNode& a, const TomlNode& b) { return a.key_span.begin < b.key_span.begin; });
  } else if (const auto* array = from.as_array()) {
    node.kind = TomlKind::array;
    for (auto&& value : *array)
      node.children.push_back(convert(value, places));
  } else if (const auto* string = from.as_string()) {
    node.kind = TomlKind::string;
    node.text = string->get();
  } else {
    node.text = places.text(node.span);
    if (const auto* integer = from.as_integer()) {
      node.kind = TomlKind::integer;
      node.number = static_cast<double>(integer->get());
    } else if (const auto* floating = from.as_floating_point()) {
      node.kind = TomlKind::number;
      node.number = floating->get();
    } else if (const auto* boolean = from.as_boolean()) {
      node.kind = TomlKind::boolean;
      node.boolean = boolean->get();
    } else {
      node.kind = TomlKind::date;
    }
  }
  return node;
}

}  // namespace

std::optional<TomlNode> parse_toml(const Source& source, std::uint32_t begin, std::uint32_t end, TomlError& error) {
  const std::string_view text = std::string_view(source.text).substr(begin, end - begin);
  const Trouble trouble = find_trouble(text);
  const auto moved = [&](Span span) { return Span{span.begin + begin, span.end + begin}; };
  if (trouble.stray) {
    error = {moved(*trouble.stray), "this is not valid TOML: only texts in quotation marks and comments may hold letters beyond ASCII",
             "put quotation marks around it"};
    return std::nullopt;
  }
  if (trouble.deep) {
    error = {moved(*trouble.deep), "this nests more than " + std::to_string(kMaxTomlDepth) + " levels deep",
             "a style needs at most four: [element.variant.pdf] and a property"};
    return std::nullopt;
  }
  const Places places(text, begin);
  const toml::parse_result result = toml::parse(text);
  if (!result) {
    Span span = places.span(result.error().source());
    if (span.empty() && span.begin < end) span.end = span.begin + 1;
    std::string what(result.error().description().substr(0, 200));
    std::replace_if(
        what.begin(), what.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    const bool twice = what.find("redefine") != std::string::npos;
    error = {span, "this is not valid TOML: " + what, twice ? "keep one of the two" : ""};
    return std::nullopt;
  }
  return convert(result.table(), places);
}

}  // namespace pamphlet
