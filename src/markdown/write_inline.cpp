#include "markdown/write_inline.h"

#include <algorithm>

#include "base/number.h"
#include "base/utf8.h"
#include "math/math.h"
#include "markdown/characters.h"
#include "markdown/inlines.h"
#include "markdown/list_markers.h"

namespace pamphlet {
namespace {

/// Characters that mean something anywhere in a line.
constexpr std::string_view kSpecial = "\\`*_[]<>~|{}^$";

/// What would begin a block at the start of a line gets a backslash.
std::size_t escape_at(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  if (line.starts_with("!!!") || line.starts_with("???")) return 0;
  if (line[0] == '#' || line[0] == '+' || line[0] == '-' || line[0] == '=' || line[0] == ':') return 0;
  std::size_t digits = 0;
  while (digits < line.size() && digits < 10 && is_ascii_digit(line[digits])) ++digits;
  if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) return digits;
  const markdown::ListMarker marker = markdown::find_list_marker(line);
  return marker.kind == markdown::ListMarker::Kind::number && line[marker.length - 1] > 0 ? marker.length - 1 : std::string_view::npos;
}

bool is_only_mark(const Attributes& own) {
  return own.values.size() == 1 && own.id.empty() && own.classes.empty() && own.lang.empty() && own.dir.empty();
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
      if (line_start && at == 0 && static_cast<unsigned char>(words[0]) >= 0x80 && markdown::find_list_marker(words).length > 0) {
        std::size_t end = 0;  // no backslash keeps a bullet from being one
        out += "&#" + std::to_string(static_cast<std::uint32_t>(next_code_point(words, end))) + ";";
        at = end - 1;
        continue;
      }
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
      std::size_t emoji = 0;
      markdown::emoji_by_name(words.substr(at), emoji);
      const bool pair = (c == '=' || c == '+' || c == '%') && (words.substr(at + 1, 1) == std::string_view(&c, 1) || (at > 0 && words[at - 1] == c));
      const bool mark = words.substr(at).starts_with(":mark-");
      if (emoji > 0 || mark || pair || (c == '@' && words.substr(at).find(':') < 5)) out += '\\';
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

  /// What Markdown has no sign for.
  void tagged(NodeId id, std::string_view tag) {
    const Attributes& own = document_.attributes_of(id);
    out.append("<").append(tag);
    const auto add = [&](std::string_view key, std::string_view value) {
      if (!value.empty()) out.append(" ").append(key).append("=\"").append(escaped_html(value)).append("\"");
    };
    std::string classes;
    for (const std::string& name : own.classes) classes += (classes.empty() ? "" : " ") + name;
    add("id", own.id);
    add("class", classes);
    add("lang", own.lang);
    add("dir", own.dir);
    add("title", expansion(document_, id));
    out += ">";
    children_of(id);
    out.append("</").append(tag).append(">");
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

  /// Between dollar signs where they are read as a formula again, else as `\(…\)`.
  void formula(NodeId id) {
    const FormulaData& data = document_.data<FormulaData>(id);
    if (data.display) {
      out += "$$" + data.tex.str() + "$$";
      return;
    }
    const NodeId next = id + 1;
    const std::string_view after = next < document_.nodes.size() && document_[next].element == Element::text ? document_.text(next) : std::string_view();
    const bool apart = out.empty() || (!is_ascii_alphanumeric(out.back()) && out.back() != '$' && out.back() != '\\');
    const bool ends = after.empty() || (!is_ascii_alphanumeric(after[0]) && after[0] != '$' && after[0] != '{');
    const bool dollars = apart && ends && math::judge(data.tex.str(), math::Opening::dollar).reading == math::Reading::formula;
    out += dollars ? "$" + data.tex.str() + "$" : "\\(" + data.tex.str() + "\\)";
  }

  void link(NodeId id) {
    const LinkData& data = document_.data<LinkData>(id);
    const std::string_view source = document_.source == nullptr ? std::string_view() : std::string_view(document_.source->text);
    if (document_[id].end == id + 1 && document_[id].span.begin < source.size() && source[document_[id].span.begin] == '@') {  // "@fig:cot"
      out += source.substr(document_[id].span.begin, document_[id].span.end - document_[id].span.begin);
      return;
    }
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
      case Element::highlight: return tagged(id, "mark");
      case Element::underline: return tagged(id, "u");
      case Element::insertion: return tagged(id, "ins");
      case Element::small: return tagged(id, "small");
      case Element::keyboard: return tagged(id, "kbd");
      case Element::abbreviation: return tagged(id, "abbr");
      case Element::superscript: return tagged(id, "sup");
      case Element::subscript: return tagged(id, "sub");
      case Element::code: return code(id);
      case Element::formula: return formula(id);
      case Element::link: return link(id);
      case Element::image: out += write_image(document_, id, {}); return;
      case Element::span:
        if (const Mark mark = shown_mark(document_, id); mark != Mark::none && is_only_mark(document_.attributes_of(id))) {
          out.append(":mark-").append(name(mark)).append(":");
          return;
        }
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
      case Element::callout_title: case Element::code_block: case Element::equation: case Element::figure: case Element::caption:
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

std::string escaped_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

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

std::string write_image(const Document& document, NodeId image, std::string_view caption, NodeId owner) {
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
  if (attributes.empty() && owner != kNoNode) attributes = write_attributes(document.attributes_of(owner));
  std::string extra;
  if (data.decorative) extra += " role=presentation";
  if (data.width) extra += " width=" + number(*data.width * 100) + "%";
  if (data.pixels > 0) extra += " width=" + number(data.pixels);
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
