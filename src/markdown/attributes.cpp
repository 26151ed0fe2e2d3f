#include "markdown/attributes.h"

#include <algorithm>

#include "markdown/characters.h"

namespace pamphlet::markdown {
namespace {


bool is_key(std::string_view text) {
  if (text.empty() || !(is_ascii_letter(text[0]) || text[0] == '_')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.' || c == ':';
  });
}

struct Parser {
  std::string_view text;
  std::size_t at = 0;
  Attributes out;

  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  void skip_blanks() { while (!done() && is_blank(text[at])) ++at; }

  std::string_view word(bool dots) {
    const std::size_t begin = at;
    while (!done() && is_attribute_byte(text[at]) && (dots || (text[at] != '.' && text[at] != '#'))) ++at;
    return text.substr(begin, at - begin);
  }

  bool quoted(std::string& value) {
    const char quote = text[at++];
    for (; !done() && text[at] != quote; ++at) {
      if (text[at] == '\n' || text[at] == '|') return false;
      if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == quote || text[at + 1] == '\\')) ++at;
      value += text[at];
    }
    return peek() == quote && ++at > 0;
  }

  bool pair() {
    const std::string_view key = word(true);
    if (!is_key(key) || peek() != '=') return false;
    ++at;
    std::string value;
    if (peek() == '"' || peek() == '\'') {
      if (!quoted(value)) return false;
    } else {
      value = word(true);
      if (value.empty()) return false;
    }
    return set_attribute(out, key, value);
  }

  bool item() {
    const char c = peek();
    if (c == '#' || c == '.') {
      ++at;
      // ".a.b" is two classes (Pandoc takes it so); a dot within an id is part of it.
      const std::string_view name = word(c == '#');
      if (name.empty()) return false;
      if (c == '#') out.id = name;
      else out.classes.emplace_back(name);
      return true;
    }
    if (c == '-' && (at + 1 >= text.size() || is_blank(text[at + 1]) || text[at + 1] == '}')) {
      ++at;
      out.classes.emplace_back("unnumbered");
      return true;
    }
    for (const std::string_view known : {"row-heads", "decorative"}) {  // words that stand alone
      const std::size_t end = at + known.size();
      if (!text.substr(at).starts_with(known) || end >= text.size() || (text[end] != '}' && !is_blank(text[end]))) continue;
      at = end;
      if (known == "decorative") return set_attribute(out, "role", "presentation");
      out.classes.emplace_back(known);
      return true;
    }
    return pair();
  }
};

AttributeList parse_mdx(std::string_view text) {
  const std::size_t end = text.substr(0, 400).find("*/}");  // longer ids do not occur
  if (end == std::string_view::npos) return {};
  const std::string_view id = text.substr(3, end - 3);
  if (!is_attribute_word(id)) return {};
  AttributeList list;
  list.attributes.id = id;
  list.length = end + 3;
  return list;
}

void append_quoted(std::string& out, std::string_view value) {
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_attribute_byte)) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' || c == '|' ? ' ' : c;
  }
  out += '"';
}

}  // namespace

std::string take_value(Attributes& attributes, std::string_view key) {
  const auto found = std::find_if(attributes.values.begin(), attributes.values.end(),
                                  [&](const auto& pair) { return pair.first == key; });
  if (found == attributes.values.end()) return {};
  std::string value = std::move(found->second);
  attributes.values.erase(found);
  return value;
}

AttributeList parse_attributes(std::string_view text) {
  if (!text.starts_with('{')) return {};
  if (text.starts_with("{/*")) return parse_mdx(text);
  Parser parser{text, 1, {}};
  if (parser.peek() == ':') ++parser.at;
  for (bool any = false;; any = true) {
    parser.skip_blanks();
    if (parser.peek() == '}') {
      if (!any) return {};
      return {std::move(parser.out), parser.at + 1};
    }
    if (parser.done() || !parser.item()) return {};
    // Items stand apart, except classes: ".a.b".
    if (!is_blank(parser.peek()) && parser.peek() != '}' && parser.peek() != '.') return {};
  }
}

bool looks_like_attributes(std::string_view text) {
  if (text.size() < 3 || text[0] != '{') return false;
  const std::size_t end = text.find_first_of("}\n");
  if (end == std::string_view::npos || text[end] != '}' || end == 1) return false;
  const std::string_view body = text.substr(1, end - 1);
  if ((body[0] == '#' || body[0] == '.') && body.size() > 1) return is_ascii_letter(body[1]);
  const std::size_t equals = body.find('=');
  return equals != std::string_view::npos && is_key(body.substr(0, equals));
}

std::string write_attributes(const Attributes& attributes) {
  if (attributes.empty()) return {};
  std::string out = "{";
  const auto separate = [&] { if (out.size() > 1) out += ' '; };
  if (!attributes.id.empty()) out += '#' + attributes.id;
  for (const std::string& name : attributes.classes) {
    separate();
    out += '.' + name;
  }
  const auto pair = [&](std::string_view key, std::string_view value) {
    separate();
    out += key;
    out += '=';
    append_quoted(out, value);
  };
  if (!attributes.lang.empty()) pair("lang", attributes.lang);
  if (!attributes.dir.empty()) pair("dir", attributes.dir);
  for (const auto& [key, value] : attributes.values) pair(key, value);
  return out += '}';
}

}  // namespace pamphlet::markdown
