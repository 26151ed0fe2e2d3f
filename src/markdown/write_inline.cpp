#include "markdown/write_inline.h"

#include <algorithm>

#include "base/number.h"
#include "markdown/characters.h"

namespace pamphlet {
namespace {

/// Characters that mean something anywhere in a line.
constexpr std::string_view kSpecial = "\\`*_[]<>~|{}^$";

/// What would begin a block at the start of a line gets a backslash.
std::size_t escape_at(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  if (line[0] == '#' || line[0] == '+' || line[0] == '-' || line[0] == '=' || line[0] == ':') return 0;
  std::size_t digits = 0;
  while (digits < line.size() && digits < 10 && is_ascii_digit(line[digits])) ++digits;
  if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) return digits;
  return std::string_view::npos;
}

bool looks_like_entity(std::string_view rest) {
  std::size_t at = 1;
  while (at < rest.size() && at < 34 && rest[at] != ';' && rest[at] != ' ') ++at;
  return at < rest.size() && rest[at] == ';';
}

class InlineWriter {
 public:
  explicit InlineWriter(const Document& document) : document_(document) {}

  void children_of(NodeId parent) {
    for (const NodeId child : children(document_, parent)) node(child);
  }
  std::string out;

 private:
  void text(std::string_view words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      const bool line_start = out.empty() || out.back() == '\n';
      if (line_start && at == 0) {
        const std::size_t mark = escape_at(words);
        if (mark != std::string_view::npos) {
          out.append(words, 0, mark);
          out += '\\';
          out += words[mark];
          at = mark;
          continue;
        }
      }
      const char c = words[at];
      const bool address = c == ':' && words.substr(at).starts_with("://");  // plain text stays plain
      if (kSpecial.find(c) != std::string_view::npos || address || (c == '&' && looks_like_entity(words.substr(at)))) out += '\\';
      out += c;
    }
  }

  void wrapped(NodeId id, std::string_view mark) {
    out += mark;
    children_of(id);
    out += mark;
  }

  void code(NodeId id) {
    const std::string_view words = document_.text(id);
    std::size_t run = 0, longest = 0;
    for (const char c : words) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const bool pad = words.starts_with('`') || words.ends_with('`') || (words.starts_with(' ') && words.ends_with(' '));
    out += fence + (pad ? " " : "") + std::string(words) + (pad ? " " : "") + fence;
  }

  void link(NodeId id) {
    const LinkData& data = document_.data<LinkData>(id);
    out += '[';
    children_of(id);
    out += "](<" + data.target + ">";
    if (!data.title.empty()) out += " \"" + escaped_title(data.title) + "\"";
    out += ")" + write_attributes(document_.attributes_of(id));
  }

  void node(NodeId id) {
    switch (document_[id].element) {
      case Element::text: return text(document_.text(id));
      case Element::soft_break: out += '\n'; return;
      case Element::hard_break: out += "\\\n"; return;
      case Element::emphasis: return wrapped(id, "*");
      case Element::strong: return wrapped(id, "**");
      case Element::strikethrough: return wrapped(id, "~~");
      case Element::superscript: out += "<sup>"; children_of(id); out += "</sup>"; return;
      case Element::subscript: out += "<sub>"; children_of(id); out += "</sub>"; return;
      case Element::code: return code(id);
      case Element::link: return link(id);
      case Element::image: out += write_image(document_, id, {}); return;
      case Element::span:
        out += '[';
        children_of(id);
        out += "]" + (document_.attributes_of(id).empty() ? std::string("{}") : write_attributes(document_.attributes_of(id)));
        return;
      case Element::note_reference: out += write_note_reference(document_, id); return;
      case Element::number:
      case Element::page_reference: break;
      // A block within a line: its words.
      case Element::document: case Element::header: case Element::publisher: case Element::kicker: case Element::title:
      case Element::standfirst: case Element::byline: case Element::colophon: case Element::contents:
      case Element::contents_list: case Element::contents_entry: case Element::contents_line: case Element::index:
      case Element::index_letter: case Element::index_entry: case Element::notes: case Element::note:
      case Element::paragraph: case Element::heading: case Element::list: case Element::item:
      case Element::block_quote: case Element::quotation: case Element::attribution: case Element::callout:
      case Element::callout_title: case Element::code_block: case Element::figure: case Element::caption:
      case Element::thematic_break: case Element::div: case Element::definition_list: case Element::timeline:
      case Element::term: case Element::description: case Element::table: case Element::table_row:
      case Element::table_cell:
      case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
      case Element::first_line: case Element::first_letter:
        break;
    }
    children_of(id);
  }

 public:
  static std::string escaped_title(std::string_view title) {
    std::string text;
    for (const char c : title) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    return text;
  }

 private:
  const Document& document_;
};

}  // namespace

std::string write_attributes(const Attributes& attributes) {
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "{" : " ") + part; };
  if (!attributes.id.empty()) add("#" + attributes.id);
  for (const std::string& name : attributes.classes) add("." + name);
  if (!attributes.lang.empty()) add("lang=" + attributes.lang);
  if (!attributes.dir.empty()) add("dir=" + attributes.dir);
  for (const auto& [key, value] : attributes.values) {
    if (key != "label") add(key + "=\"" + InlineWriter::escaped_title(value) + "\"");
  }
  return out.empty() ? out : out + "}";
}

std::string write_note_reference(const Document& document, NodeId reference) {
  for (const auto& [key, value] : document.attributes_of(reference).values) {
    if (key == "label") return "[^" + value + "]";
  }
  return {};
}

std::string write_image(const Document& document, NodeId image, std::string_view caption) {
  const ImageData& data = document.data<ImageData>(image);
  std::string alt;
  for (const char c : data.alt) {
    if (kSpecial.find(c) != std::string_view::npos) alt += '\\';
    alt += c;
  }
  const std::string title = caption.empty() ? data.title.str() : std::string(caption);
  std::string out = "![" + alt + "](<" + data.source + ">";
  if (!title.empty()) out += " \"" + InlineWriter::escaped_title(title) + "\"";
  out += ")";
  std::string attributes = write_attributes(document.attributes_of(image));
  std::string extra;
  if (data.decorative) extra += " role=presentation";
  if (data.width) extra += " width=" + number(*data.width * 100) + "%";
  if (extra.empty()) return out + attributes;
  if (attributes.empty()) return out + "{" + extra.substr(1) + "}";
  attributes.insert(attributes.size() - 1, extra);
  return out + attributes;
}

std::string write_inlines(const Document& document, NodeId block) {
  InlineWriter writer(document);
  writer.children_of(block);
  return std::move(writer.out);
}

}  // namespace pamphlet
