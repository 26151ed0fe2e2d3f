#include "markdown/fences.h"

#include <algorithm>

#include "markdown/attributes.h"
#include "markdown/callouts.h"
#include "markdown/characters.h"

namespace pamphlet::markdown {
namespace {

bool is_name_byte(char c) {
  return is_ascii_alphanumeric(c) || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

AdmonitionLine parse_admonition(std::string_view line) {
  AdmonitionLine out;
  if (!line.starts_with("!!!") && !line.starts_with("???")) return out;
  std::size_t at = 3;
  if (line[0] == '?' && at < line.size() && line[at] == '+') ++at;
  if (at >= line.size() || !is_blank(line[at])) return out;
  std::string_view rest = trim_blanks(line.substr(at));
  std::size_t end = 0;
  while (end < rest.size() && is_name_byte(rest[end])) ++end;
  if (end == 0 || (end < rest.size() && !is_blank(rest[end]))) return out;
  out.kind = rest.substr(0, end);
  rest = trim_blanks(rest.substr(end));
  if (const std::size_t quote = rest.find('"'); quote != std::string_view::npos && rest.size() > quote + 1 && rest.back() == '"') {
    out.title = rest.substr(quote + 1, rest.size() - quote - 2);  // words before it say where the box floats
  } else if (rest.find('"') != std::string_view::npos || rest.size() > 24) {
    return out;  // a sentence
  }
  out.sign = line[0];
  return out;
}

bool is_grid_border(std::string_view line) {
  line = trim_blanks(line);
  return line.size() > 2 && line.front() == '+' && line.back() == '+' && line.find_first_not_of("+-=:") == std::string_view::npos &&
         line.find_first_of("-=") != std::string_view::npos && line.find("++") == std::string_view::npos;
}

// `{{% notice warning "Title" %}}` … `{{% /notice %}}`: Hugo's boxes, as its themes call them, and Liquid's.
static FenceLine parse_shortcode(std::string_view line) {
  line = trim_blanks(line);
  const bool liquid = line.starts_with("{% ") && line.ends_with("%}");  // GitBook and Jekyll: {% hint style="info" %} … {% endhint %}
  const bool closed = line.size() > 6 && (liquid || (line.starts_with("{{%") && line.ends_with("%}}")) || (line.starts_with("{{<") && line.ends_with(">}}")));
  if (!closed) return {};
  const std::size_t signs = liquid ? 2 : 3;
  std::string_view inner = trim_blanks(line.substr(signs, line.size() - 2 * signs));
  FenceLine fence;
  const std::string_view close = inner.starts_with('/') ? "/" : "end";  // Markdoc has {% /callout %}
  fence.closes = inner.starts_with(close) && (liquid || close == "/");
  if (fence.closes) inner = trim_blanks(inner.substr(close.size()));
  const auto word = [&] {
    const std::size_t end = std::min(inner.find_first_of(" \t="), inner.size());
    const std::string_view out = inner.substr(0, end);
    inner = trim_blanks(inner.substr(end));
    return out;
  };
  const std::string_view name = word();
  const bool generic = name == "notice" || name == "callout" || name == "admonition" || name == "alert" || name == "hint";
  if (!generic && !callout_by_name(name)) return {};
  fence.colons = 3;
  if (fence.closes) return fence;
  fence.name = name;
  for (bool first = true; !inner.empty(); first = false) {  // `warning "Title"`, `style="info"`, `title="…" color="warning"`
    std::string_view key;
    if (inner.front() != '"') key = word();
    const bool named = inner.starts_with('=');
    if (named) inner = trim_blanks(inner.substr(1));
    std::string_view value = key;
    if (inner.starts_with('"') && (named || key.empty())) {
      const std::size_t end = std::min(inner.find('"', 1), inner.size() - 1);
      value = inner.substr(1, end - 1);
      inner = trim_blanks(inner.substr(end + 1));
    } else if (named) {
      value = word();
    }
    const bool kind = named ? key == "type" || key == "style" || key == "color" || key == "context" || key == "kind" : first;
    if (kind && generic && callout_by_name(value)) fence.name = value;
    else if (named ? key == "title" : key.empty()) fence.title = value;
    if (value.empty() && key.empty() && !named) break;
  }
  if (!callout_by_name(fence.name)) fence.name = std::string_view("note");
  return fence;
}

CodeFence parse_code_fence(std::string_view line) {
  CodeFence fence;
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return fence;
  const std::size_t length = std::min(line.find_first_not_of(line[0]), line.size());
  if (length < 3) return fence;
  const std::string_view rest = trim_blanks(line.substr(length));
  if (line[0] == '`' && rest.find('`') != std::string_view::npos) return fence;  // CommonMark §4.5
  fence.sign = line[0];
  fence.length = length;
  fence.closes = rest.empty();
  const std::size_t end = rest.starts_with('{') ? rest.find('}') : std::string_view::npos;
  if (end == std::string_view::npos) return fence;
  const std::string_view name = rest.substr(1, end - 1);
  fence.box = name == "admonition" || callout_by_name(name).has_value();
  return fence;
}

FenceLine parse_fence(std::string_view line) {
  if (line.starts_with("{{") || line.starts_with("{%")) return parse_shortcode(line);
  FenceLine fence;
  if (const CodeFence code = parse_code_fence(line); code.sign != 0 && !code.box && !code.closes) return fence;
  std::size_t colons = line.empty() ? 0 : std::min(line.find_first_not_of(line[0]), line.size());
  if (line.empty() || (line[0] != ':' && line[0] != '`' && line[0] != '~')) return fence;
  if (colons < 3) return {};  // as Pandoc's fenced_divs
  std::string_view rest = trim_blanks(line.substr(colons));
  // Pandoc lets colons decorate the end of an opening line.
  const std::size_t last = rest.find_last_not_of(':');
  if (last == std::string_view::npos) rest = {};
  else if (rest.size() - last > 3) rest = trim_blanks(rest.substr(0, last + 1));
  if (rest.empty()) {
    fence.closes = true;
    fence.colons = colons;
    return fence;
  }
  std::size_t at = 0;
  while (at < rest.size() && is_name_byte(rest[at])) ++at;
  fence.name = rest.substr(0, at);
  // Docusaurus writes a title in brackets: `:::tip[Title]`.
  const bool in_brackets = at > 0 && at < rest.size() && rest[at] == '[' && rest.back() == ']';
  rest = trim_blanks(rest.substr(at));
  if (rest.starts_with('{')) {
    // A masked list cannot be parsed, but holds no other brace.
    const std::size_t list = parse_attributes(rest).length;
    const std::size_t end = list > 0 ? list - 1 : rest.find('}');
    if (end == std::string_view::npos) return {};
    fence.attributes = rest.substr(0, end + 1);
    rest = trim_blanks(rest.substr(end + 1));
  }
  if (fence.name.empty() && fence.attributes.empty()) return {};
  if (in_brackets) rest = trim_blanks(rest.substr(1, rest.size() - 2));
  fence.title = rest;
  fence.colons = colons;
  return fence;
}

FormulaMark formula_mark(std::string_view line) {
  line = trim_blanks(line);
  return line == "$$" ? FormulaMark::dollars : line == "\\[" ? FormulaMark::opens : line == "\\]" ? FormulaMark::closes : FormulaMark::none;
}

}  // namespace pamphlet::markdown
