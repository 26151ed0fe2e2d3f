// A table, or a figure, as HTML, for what a table of pipes cannot say: cells that span, heads of rows, several rows of heads, row
// groups. No line is empty, for an HTML block ends there (CommonMark §4.6).
#include <algorithm>
#include <vector>

#include "base/number.h"
#include "markdown/write_inline.h"

namespace pamphlet {
namespace {

std::string_view align_name(CellAlign align) {
  switch (align) {
    case CellAlign::none: return "";
    case CellAlign::left: return "left";
    case CellAlign::center: return "center";
    case CellAlign::right: return "right";
  }
  return "";
}

std::string_view scope_name(CellScope scope) {
  switch (scope) {
    case CellScope::none: return "";
    case CellScope::column: return "col";
    case CellScope::row: return "row";
    case CellScope::column_group: return "colgroup";
    case CellScope::row_group: return "rowgroup";
  }
  return "";
}

class HtmlTableWriter {
 public:
  explicit HtmlTableWriter(const Document& document) : document_(document) {}

  std::string run(NodeId table) {
    open("table", table);
    out_ += "\n";
    std::string_view section;
    for (const NodeId child : children(document_, table)) {
      if (document_[child].element == Element::caption) element("caption", child);
      const auto* row = std::get_if<RowData>(&document_[child].payload);
      if (row == nullptr) continue;
      const std::string_view wanted = row->header && section != "tbody" ? "thead" : "tbody";
      if (section != wanted || row->begins_group) {
        if (!section.empty()) close(section);
        section = wanted;
        taken_.clear();  // no cell reaches into another group
        out_.append("<").append(section).append(">\n");
      }
      open("tr", child);
      this->row(table, child, row->header);
      close("tr");
    }
    if (!section.empty()) close(section);
    return out_ + "</table>";
  }

  std::string figure(NodeId figure) {
    open("figure", figure);
    out_ += "\n";
    for (const NodeId child : children(document_, figure)) {
      if (document_[child].element == Element::caption) {
        element("figcaption", child);
      } else {
        node(child);
        out_ += "\n";
      }
    }
    return out_ + "</figure>";
  }

 private:
  /// Where a cell stands says how a table of pipes aligned it; cells from above take places.
  void row(NodeId table, NodeId row, bool header) {
    const std::vector<CellAlign>& aligned = document_.data<TableData>(table).columns;
    std::size_t column = 0;
    const auto pass = [&] {
      for (; column < taken_.size() && taken_[column] > 0; ++column) --taken_[column];
    };
    for (const NodeId node : children(document_, row)) {
      pass();
      const auto* data = std::get_if<CellData>(&document_[node].payload);
      cell(node, header, column < aligned.size() ? aligned[column] : CellAlign::none);
      for (std::uint32_t k = 0; data != nullptr && k < std::min(data->column_span, kMaxColumnSpan); ++k, ++column) {
        if (taken_.size() <= column) taken_.resize(column + 1);
        taken_[column] = data->row_span > 0 ? data->row_span - 1 : 0;
      }
    }
    pass();
  }

  void attribute(std::string_view name, std::string_view value) {
    if (!value.empty()) out_.append(" ").append(name).append("=\"").append(escaped_html(value)).append("\"");
  }

  /// "<tag" with what the author said of the node, but for what HTML has no word for.
  void begin(std::string_view tag, NodeId node) {
    out_.append("<").append(tag);
    const Attributes& own = document_.attributes_of(node);
    attribute("id", own.id);
    std::string classes;
    for (const std::string& name : own.classes) classes += (classes.empty() ? "" : " ") + name;
    attribute("class", classes);
    attribute("lang", own.lang);
    attribute("dir", own.dir);
    if (tag == "abbr") attribute("title", expansion(document_, node));
  }
  void open(std::string_view tag, NodeId node) {
    begin(tag, node);
    out_ += ">";
  }
  void close(std::string_view tag) { out_.append("</").append(tag).append(">\n"); }
  void element(std::string_view tag, NodeId node) {
    open(tag, node);
    inlines(node);
    close(tag);
  }

  void cell(NodeId node, bool header_row, CellAlign column) {
    const auto* found = std::get_if<CellData>(&document_[node].payload);
    const CellData data = found == nullptr ? CellData{} : *found;
    const bool header = header_row || data.header;
    begin(header ? "th" : "td", node);
    if (data.row_span != 1) attribute("rowspan", std::to_string(data.row_span));
    if (data.column_span != 1) attribute("colspan", std::to_string(data.column_span));
    if (!header_row || data.scope != CellScope::column) attribute("scope", scope_name(data.scope));
    attribute("align", align_name(data.align == CellAlign::none ? column : data.align));
    out_ += ">";
    inlines(node);
    out_ += header ? "</th>" : "</td>";
  }

  void inlines(NodeId parent) {
    for (const NodeId child : children(document_, parent)) node(child);
  }
  void wrapped(std::string_view tag, NodeId node) {
    open(tag, node);
    inlines(node);
    out_.append("</").append(tag).append(">");
  }

  void node(NodeId id) {
    switch (document_[id].element) {
      case Element::text: out_ += escaped_html(document_.text(id)); return;
      case Element::soft_break: out_ += ' '; return;
      case Element::hard_break: out_ += "<br>"; return;
      case Element::emphasis: return wrapped("em", id);
      case Element::strong: return wrapped("strong", id);
      case Element::strikethrough: return wrapped("del", id);
      case Element::highlight: return wrapped("mark", id);
      case Element::underline: return wrapped("u", id);
      case Element::insertion: return wrapped("ins", id);
      case Element::small: return wrapped("small", id);
      case Element::keyboard: return wrapped("kbd", id);
      case Element::abbreviation: return wrapped("abbr", id);
      case Element::superscript: return wrapped("sup", id);
      case Element::subscript: return wrapped("sub", id);
      case Element::span:
        if (const Mark mark = shown_mark(document_, id); mark != Mark::none) out_ += canonical_emoji(mark);
        return wrapped("span", id);
      case Element::code: out_ += "<code>" + escaped_html(document_.text(id)) + "</code>"; return;
      case Element::formula: out_ += escaped_html("\\(" + document_.data<FormulaData>(id).tex.str() + "\\)"); return;
      case Element::link: return link(id);
      case Element::image: return image(id);
      case Element::note_reference: out_ += write_note_reference(document_, id); return;
      default: inlines(id);
    }
  }

  void link(NodeId id) {
    const LinkData& data = document_.data<LinkData>(id);
    begin("a", id);
    attribute("href", data.target);
    attribute("title", data.title);
    out_ += ">";
    inlines(id);
    out_ += "</a>";
  }

  void image(NodeId id) {
    const ImageData& data = document_.data<ImageData>(id);
    begin("img", id);
    attribute("src", data.source);
    out_ += data.decorative ? " alt=\"\"" : "";
    attribute("alt", data.alt);
    attribute("title", data.title);
    if (data.width) attribute("width", number(*data.width * 100) + "%");
    if (data.pixels > 0) attribute("width", number(data.pixels));
    out_ += ">";
  }

  const Document& document_;
  std::string out_;
  std::vector<std::uint32_t> taken_;  // by column: rows that a cell above still covers
};

}  // namespace

bool needs_html(const Document& document, NodeId table) {
  std::size_t rows = 0;
  for (const NodeId row : children(document, table)) {
    const auto* data = std::get_if<RowData>(&document[row].payload);
    if (data == nullptr) continue;
    if (++rows > 1 && data->header) return true;
    if (rows > 2 && data->begins_group) return true;
    for (const NodeId cell : children(document, row)) {
      const auto* own = std::get_if<CellData>(&document[cell].payload);
      if (own == nullptr) continue;
      for (NodeId at = cell + 1; at < document[cell].end; ++at) {
        if (document[at].element == Element::hard_break) return true;
      }
      if (own->row_span != 1 || own->column_span != 1 || (own->header && !data->header)) return true;
      if (own->scope != CellScope::none && own->scope != CellScope::column) return true;
    }
  }
  return false;
}

std::string write_html_table(const Document& document, NodeId table) { return HtmlTableWriter(document).run(table); }
std::string write_html_figure(const Document& document, NodeId figure) { return HtmlTableWriter(document).figure(figure); }

}  // namespace pamphlet
