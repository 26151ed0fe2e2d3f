// Document → Markdown: canonical forms only, so that reading what was written gives the same tree, and writing that
// again gives the same bytes.
#include <algorithm>

#include "base/ascii.h"
#include "markdown/dialect_blocks.h"
#include "markdown/front_matter.h"
#include "markdown/markdown.h"
#include "markdown/write_inline.h"

namespace pamphlet {
namespace {

/// Puts `first` before the first line and `rest` before the others; lines without text get `rest` without its spaces.
std::string prefixed(std::string_view text, std::string_view first, std::string_view rest) {
  std::string out;
  std::string_view prefix = first;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = std::string(prefix) + std::string(text.substr(at, end - at));
    while (line.ends_with(' ') && end == at) line.pop_back();
    out += line;
    if (end < text.size()) out += '\n';
    prefix = rest;
    at = end + 1;
  }
  return out;
}

/// Inlines on one line: a break of the line is `<br>` there.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n') {
      out += c;
      continue;
    }
    const std::size_t words = out.find_last_not_of('\\') + 1;
    const bool broken = (out.size() - words) % 2 == 1;
    if (broken) out.pop_back();
    out += broken ? "<br>" : " ";
  }
  return out;
}

/// In a table of pipes also those within code and formulas have a backslash.
std::string escaped_pipes(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' && (out.size() - out.find_last_not_of('\\') - 1) % 2 == 0) out += '\\';
    out += c;
  }
  return out;
}

std::string_view alert(CalloutKind kind) {
  switch (kind) {
    case CalloutKind::note: return "NOTE";
    case CalloutKind::tip: return "TIP";
    case CalloutKind::important: return "IMPORTANT";
    case CalloutKind::warning: return "WARNING";
    case CalloutKind::caution: return "CAUTION";
    case CalloutKind::help: return "HELP";
    case CalloutKind::summary: return "SUMMARY";
  }
  return "NOTE";
}

class BlockWriter {
 public:
  explicit BlockWriter(const Document& document) : document_(document) {}

  /// The children of a node, separated by blank lines. Two lists side by side would run together: a comment parts them.
  std::string blocks(NodeId parent) {
    std::string out;
    Element before = Element::document;
    for (const NodeId child : children(document_, parent)) {
      const std::string text = block(child);
      if (text.empty()) continue;
      const Element element = document_[child].element;
      const bool lists = element == Element::list && before == Element::list;
      if (!out.empty()) out += lists ? "\n\n<!-- -->\n\n" : "\n\n";
      out += text;
      before = element;
    }
    return out;
  }

 private:
  /// Lines that would be read as lines of an address are joined, where they are none (dialect_blocks.h).
  std::string inlines(NodeId id) const {
    std::string text = write_inlines(document_, id);
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(std::string_view(text).substr(at, end - at));
      at = end + 1;
    }
    if (!markdown::keeps_lines(lines)) return text;
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
      if (at == 0 || text[at - 1] != '\\') text[at] = ' ';  // those that are broken stay so
    }
    return text;
  }

  std::string block(NodeId id) {
    switch (document_[id].element) {
      case Element::title: case Element::standfirst: case Element::kicker: case Element::publisher: return {};  // of the front matter
      case Element::heading: return heading(id);
      case Element::list: return list(id);
      case Element::block_quote: return prefixed(blocks(id), "> ", "> ");
      case Element::quotation: return prefixed(quotation(id), "> ", "> ");
      case Element::callout: return callout(id);
      case Element::code_block: return code_block(id);
      case Element::figure: return figure(id);
      case Element::thematic_break: return "***";
      case Element::div: return div(id);
      case Element::definition_list:
      case Element::timeline: return definitions(id);  // the div around a timeline says that it is one
      case Element::table: return table(id);
      case Element::note: return prefixed(blocks(id), "[^" + document_.data<NoteData>(id).label + "]: ", "    ");
      case Element::notes: return blocks(id);
      // Of others the words stay: what resolve() and add_parts() made comes from elsewhere, parts of blocks are theirs.
      case Element::document: case Element::header:
      case Element::byline: case Element::colophon: case Element::contents:
      case Element::contents_list: case Element::contents_entry: case Element::contents_line: case Element::index:
      case Element::index_letter: case Element::index_entry: case Element::paragraph: case Element::item:
      case Element::attribution: case Element::callout_title: case Element::equation: case Element::caption: case Element::term:
      case Element::description: case Element::table_row: case Element::table_cell:
      case Element::text: case Element::soft_break: case Element::hard_break: case Element::emphasis:
      case Element::strong: case Element::strikethrough: case Element::superscript: case Element::subscript:
      case Element::highlight: case Element::underline: case Element::insertion:
      case Element::small: case Element::keyboard: case Element::abbreviation:
      case Element::code: case Element::formula: case Element::link: case Element::image: case Element::span: case Element::note_reference:
      case Element::number: case Element::page_reference:
      case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
      case Element::first_line: case Element::first_letter:
        break;
    }
    return inlines(id);
  }

  std::string heading(NodeId id) {
    const std::string text = one_line(inlines(id));
    const std::string attributes = write_attributes(document_.attributes_of(id));
    return std::string(static_cast<std::size_t>(document_.data<HeadingData>(id).level), '#') + (text.empty() ? "" : " " + text) +
           (attributes.empty() ? "" : " " + attributes);
  }

  std::string list(NodeId id) {
    const ListData& data = document_.data<ListData>(id);
    std::string out;
    const bool letters = counts_by_letters(id);
    std::int64_t number = data.start;
    for (const NodeId item : children(document_, id)) {
      std::string mark = "- ", hints;
      if (data.kind == ListKind::ordered) {
        mark = counter_text(number, letters ? data.style : NumberStyle::decimal);
        mark = data.delimiter == '(' && letters ? "(" + mark + ") " : mark + (data.delimiter == '.' ? ". " : ") ");
        if (!letters && out.empty() && data.style != NumberStyle::decimal) hints = std::string("type=") + type_letter(data.style);
        const std::int64_t own = document_.data<ItemData>(item).number;
        if (own != number && own != 0) hints += (hints.empty() ? "value=" : " value=") + std::to_string(own);
        number = own == 0 ? number + 1 : own + 1;
      }
      if (const std::string own = write_attributes(document_.attributes_of(item)); !own.empty()) hints += (hints.empty() ? "" : " ") + own.substr(1, own.size() - 2);
      if (!out.empty()) out += data.tight ? "\n" : "\n\n";
      out += prefixed((hints.empty() ? "" : "{" + hints + "} ") + item_text(item, data), mark, std::string(mark.size(), ' '));
    }
    return out;
  }

  /// Letters are read as numbers only where one follows the other (markdown/markers.h).
  bool counts_by_letters(NodeId id) const {
    const ListData& data = document_.data<ListData>(id);
    if (data.kind != ListKind::ordered || data.start != 1 || (data.style == NumberStyle::decimal && data.delimiter != '(')) return false;
    std::int64_t count = 0;
    for (const NodeId item : children(document_, id)) {
      if (document_.data<ItemData>(item).number != ++count) return false;
    }
    return count > 1 && count <= 26;
  }

  static char type_letter(NumberStyle style) {
    switch (style) {
      case NumberStyle::decimal: return '1';
      case NumberStyle::lower_alpha: return 'a';
      case NumberStyle::upper_alpha: return 'A';
      case NumberStyle::lower_roman: return 'i';
      case NumberStyle::upper_roman: return 'I';
    }
    return '1';
  }

  std::string item_text(NodeId item, const ListData& list) {
    const ItemData& data = document_.data<ItemData>(item);
    std::string text;
    if (data.checked.has_value()) text = *data.checked ? "[x] " : "[ ] ";
    if (list.kind == ListKind::marked && !data.marker.empty()) text = data.marker + " ";
    bool first = true;
    for (const NodeId child : children(document_, item)) {
      if (!first) text += list.tight ? "\n" : "\n\n";
      text += block(child);
      first = false;
    }
    return text;
  }

  std::string quotation(NodeId id) {
    std::string out;
    for (const NodeId child : children(document_, id)) {
      if (!out.empty()) out += "\n\n";
      out += document_[child].element == Element::attribution ? "\xE2\x80\x94 " + inlines(child) : block(child);
    }
    return out;
  }

  std::string callout(NodeId id) {
    std::string first = "[!" + std::string(alert(document_.data<CalloutData>(id).kind)) + "]";
    std::string body;
    for (const NodeId child : children(document_, id)) {
      if (document_[child].element == Element::callout_title) {
        first += " " + inlines(child);
        continue;
      }
      body += (body.empty() ? "" : "\n\n") + block(child);
    }
    if (document_.attributes_of(id).empty()) return prefixed(first + (body.empty() ? "" : "\n" + body), "> ", "> ");
    Attributes attributes = document_.attributes_of(id);  // which a quotation cannot have
    std::string kind(alert(document_.data<CalloutData>(id).kind));
    std::transform(kind.begin(), kind.end(), kind.begin(), ascii_lower<char>);
    attributes.classes.insert(attributes.classes.begin(), std::move(kind));
    if (first.find("] ") != std::string::npos) attributes.values.emplace_back("title", document_.plain_text(document_.first_child(id)));
    const std::string fence(static_cast<std::size_t>(3 + div_height(id)), ':');
    return fence + " " + write_attributes(attributes) + "\n" + body + (body.empty() ? "" : "\n") + fence;
  }

  std::string code_block(NodeId id) {
    const std::string text = document_.plain_text(id);
    std::size_t run = 0, longest = 2;
    for (const char c : text) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    return fence + document_.data<CodeData>(id).language + "\n" + text + (text.empty() || text.ends_with('\n') ? "" : "\n") + fence;
  }

  std::string figure(NodeId id) {
    NodeId image = kNoNode;
    std::string caption;
    for (const NodeId child : children(document_, id)) {
      if (document_[child].element == Element::image) image = child;
      if (document_[child].element != Element::caption) continue;
      caption = document_.plain_text(child);
      for (NodeId at = child + 1; at < document_[child].end; ++at) {
        if (document_[at].element != Element::text && document_[at].element != Element::soft_break) return write_html_figure(document_, id);
      }
    }
    return image == kNoNode ? std::string() : write_image(document_, image, caption, id);
  }

  std::string div(NodeId id) {
    const Attributes& asked = document_.attributes_of(id);
    if (document_[id].end == id + 1 && asked.classes.size() == 1 && asked.classes[0] == "contents-place") return "[TOC]";
    const std::string fence(static_cast<std::size_t>(3 + div_height(id)), ':');
    const std::string attributes = write_attributes(document_.attributes_of(id));
    return fence + " " + (attributes.empty() ? "{}" : attributes) + "\n" + blocks(id) + "\n" + fence;
  }

  /// How deep divs are nested inside: an outer fence is longer than an inner one.
  int div_height(NodeId id) const {
    int height = 0;
    for (NodeId at = id + 1; at < document_[id].end; ++at) {
      if (document_[at].element == Element::div || (document_[at].element == Element::callout && !document_.attributes_of(at).empty())) ++height;
    }
    return std::min(height, kMaxDepth);
  }

  std::string definitions(NodeId id) {
    std::string out;
    for (const NodeId child : children(document_, id)) {
      const bool term = document_[child].element == Element::term;
      if (!term && document_[child].end == child + 1) continue;  // nothing, which has no sign
      if (!out.empty()) out += term ? "\n\n" : "\n";
      out += term ? inlines(child) : prefixed(blocks(child), ": ", "  ");
    }
    return out;
  }

  std::string table(NodeId id) {
    if (needs_html(document_, id)) return write_html_table(document_, id);
    TableData data = document_.data<TableData>(id);  // of a table that came as HTML only resolve() knows the columns
    for (const NodeId row : children(document_, id)) {
      std::size_t cells = 0;
      for ([[maybe_unused]] const NodeId cell : children(document_, row)) cells += document_[cell].element == Element::table_cell ? 1 : 0;
      if (document_[row].element == Element::table_row && cells > data.columns.size()) data.columns.resize(cells, CellAlign::none);
    }
    std::string out;
    for (const NodeId row : children(document_, id)) {
      if (document_[row].element != Element::table_row) continue;
      std::string line = "|";
      for (const NodeId cell : children(document_, row)) {
        line += " " + escaped_pipes(one_line(inlines(cell))) + " |";
      }
      const bool first = out.empty(), head = document_.data<RowData>(row).header;
      if (first && !head) out = "|" + std::string(data.columns.size(), '|') + "\n" + delimiter_row(data);  // read as no head
      out += (out.empty() ? "" : "\n") + line;
      if (first && head) out += "\n" + delimiter_row(data);
    }
    const NodeId caption = document_.first_child(id);
    const std::string attributes = write_attributes(document_.attributes_of(id));
    if (caption == kNoNode || document_[caption].element != Element::caption) {
      if (!attributes.empty()) out += "\n{: " + attributes.substr(1);
    } else {
      const std::string words = one_line(inlines(caption));
      out += "\n\nTable: " + words + (attributes.empty() ? "" : " " + attributes);
    }
    return out;
  }

  static std::string delimiter_row(const TableData& table) {
    std::string line = "|";
    for (const CellAlign align : table.columns) {
      line += align == CellAlign::left ? " :-- |" : align == CellAlign::center ? " :-: |" : align == CellAlign::right ? " --: |" : " --- |";
    }
    return line;
  }

  const Document& document_;
};

}  // namespace

std::string write_markdown(const Document& document) {
  const std::string meta = write_meta(document);
  const std::string body = BlockWriter(document).blocks(0);
  if (body.empty()) return meta;
  return meta + (meta.empty() ? "" : "\n") + body + "\n";
}

}  // namespace pamphlet
