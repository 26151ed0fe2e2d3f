#include <fmt/core.h>

#include <iterator>

#include "base/number.h"
#include "doc/doc.h"

namespace pamphlet {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out += '"';
}

std::string_view name_of(ListKind kind) {
  switch (kind) {
    case ListKind::bullet:
      return "bullet";
    case ListKind::ordered:
      return "ordered";
    case ListKind::task:
      return "task";
    case ListKind::marked:
      return "marked";
  }
  return "";
}

std::string_view name_of(CalloutKind kind) {
  switch (kind) {
    case CalloutKind::note:
      return "note";
    case CalloutKind::tip:
      return "tip";
    case CalloutKind::important:
      return "important";
    case CalloutKind::warning:
      return "warning";
    case CalloutKind::caution:
      return "caution";
    case CalloutKind::help:
      return "help";
    case CalloutKind::summary:
      return "summary";
  }
  return "";
}

std::string_view name_of(CellAlign align) {
  switch (align) {
    case CellAlign::none:
      return "none";
    case CellAlign::left:
      return "left";
    case CellAlign::center:
      return "center";
    case CellAlign::right:
      return "right";
  }
  return "";
}

std::string_view name_of(CellScope scope) {
  switch (scope) {
    case CellScope::none:
      return "none";
    case CellScope::column:
      return "column";
    case CellScope::row:
      return "row";
    case CellScope::column_group:
      return "column-group";
    case CellScope::row_group:
      return "row-group";
  }
  return "";
}

std::string_view name_of(NumberStyle style) {
  switch (style) {
    case NumberStyle::decimal: return "decimal";
    case NumberStyle::lower_alpha: return "lower-alpha";
    case NumberStyle::upper_alpha: return "upper-alpha";
    case NumberStyle::lower_roman: return "lower-roman";
    case NumberStyle::upper_roman: return "upper-roman";
  }
  return "";
}

// Appends the payload of a node as " key=value"; what has its default value is left out where that reads well.
struct PayloadWriter {
  const Document& document;
  NodeId id;
  std::string& out;

  void add(std::string_view key, std::string_view value) const {
    fmt::format_to(std::back_inserter(out), " {}={}", key, value);
  }
  void add_quoted(std::string_view key, std::string_view value) const {
    if (!value.empty()) add(key, quoted(value));
  }

  void operator()(std::monostate) const {}
  void operator()(const HeadingData& data) const { add("level", std::to_string(data.level)); }
  void operator()(const ListData& data) const {
    add("kind", name_of(data.kind));
    out += data.tight ? " tight" : " loose";
    if (data.kind == ListKind::ordered) {
      add("start", std::to_string(data.start));
      add("delimiter", std::string(1, data.delimiter));
      if (data.style != NumberStyle::decimal) add("style", name_of(data.style));
    }
    if (data.mark != Mark::none) add("mark", name(data.mark));
  }
  void operator()(const ItemData& data) const {
    if (data.number != 0) add("number", std::to_string(data.number));
    if (data.checked) add("checked", *data.checked ? "yes" : "no");
    if (data.mark != Mark::none) add("mark", name(data.mark));
    add_quoted("marker", data.marker);
  }
  void operator()(const CalloutData& data) const { add("kind", name_of(data.kind)); }
  void operator()(const CodeData& data) const { add_quoted("language", data.language); }
  void operator()(const TextData&) const { out += ' ' + quoted(document.text(id)); }
  void operator()(const FormulaData& data) const {
    out += ' ' + quoted(data.tex.str());
    if (data.display) out += " display";
  }
  void operator()(const LinkData& data) const {
    add("target", quoted(data.target));
    add_quoted("title", data.title);
  }
  void operator()(const ImageData& data) const {
    add("source", quoted(data.source));
    add_quoted("alt", data.alt);
    add_quoted("title", data.title);
    if (data.decorative) out += " decorative";
    if (data.width) add("width", number(*data.width));
    if (data.pixels > 0) add("pixels", number(data.pixels));
  }
  void operator()(const TableData& data) const {
    out += " columns=";
    for (std::size_t i = 0; i < data.columns.size(); ++i) {
      if (i > 0) out += ',';
      out += name_of(data.columns[i]);
    }
  }
  void operator()(const RowData& data) const {
    if (data.header) out += " header";
    if (data.begins_group) out += " begins-group";
  }
  void operator()(const CellData& data) const {
    add("column", std::to_string(data.column));
    if (data.row_span != 1) add("row-span", std::to_string(data.row_span));
    if (data.column_span != 1) add("column-span", std::to_string(data.column_span));
    if (data.align != CellAlign::none) add("align", name_of(data.align));
    if (data.header) out += " header";
    // Most heads are those of their columns: only others are named.
    if (data.scope != CellScope::none && data.scope != CellScope::column) add("scope", name_of(data.scope));
  }
  void operator()(const NoteData& data) const {
    add("label", quoted(data.label));
    if (data.number != 0) add("number", std::to_string(data.number));
  }
  void operator()(const ContentsData& data) const {
    switch (data.kind) {
      case ContentsKind::contents: return add("kind", "contents");
      case ContentsKind::figures: return add("kind", "figures");
      case ContentsKind::tables: return add("kind", "tables");
    }
  }
  void operator()(const ContentsLineData& data) const { add("depth", std::to_string(data.depth)); }
  void operator()(const PageReferenceData& data) const {
    switch (data.form) {
      case PageForm::number: add("form", "number"); break;
      case PageForm::words: add("form", "words"); break;
      case PageForm::listed: add("form", "listed"); break;
    }
    if (data.target != kNoNode) add_quoted("target", document.attributes_of(data.target).id);
    add_quoted("fallback", data.fallback);
  }
  void operator()(const NoteReferenceData& data) const {
    if (data.number == 0) return;
    add("number", std::to_string(data.number));
    if (data.occurrence != 1) add("occurrence", std::to_string(data.occurrence));
  }
};

void append_attributes(std::string& out, const Attributes& attributes) {
  if (!attributes.id.empty()) out += " #" + attributes.id;
  for (const std::string& name : attributes.classes)
    out += " ." + name;
  if (!attributes.lang.empty()) out += " lang=" + attributes.lang;
  if (!attributes.dir.empty()) out += " dir=" + attributes.dir;
  for (const auto& [key, value] : attributes.values)
    out += ' ' + key + '=' + quoted(value);
}

class MetaWriter {
 public:
  MetaWriter(const Document& document, std::string& out) : document_(document), out_(out) {}

  void add(std::string_view key, const MetaText& text) {
    if (!text.empty()) line(key, quoted(text.value), text.span);
  }
  void add(std::string_view key, const std::vector<MetaText>& texts) {
    for (const MetaText& text : texts)
      add(key, text);
  }
  void add(std::string_view key, const std::optional<Date>& date, Span span) {
    if (date) line(key, to_iso(*date), span);
  }
  void add(std::string_view key, const std::string& word) {
    if (!word.empty()) fmt::format_to(std::back_inserter(out_), "meta {} {}\n", key, word);
  }

 private:
  void line(std::string_view key, const std::string& value, Span span) {
    fmt::format_to(std::back_inserter(out_), "meta {} {}", key, value);
    if (document_.source != nullptr && !span.empty()) {
      const LineColumn at = document_.source->locate(span.begin);
      fmt::format_to(std::back_inserter(out_), " @{}:{}", at.line, at.column);
    }
    out_ += '\n';
  }

  const Document& document_;
  std::string& out_;
};

void append_meta(std::string& out, const Document& document) {
  const Meta& meta = document.meta;
  MetaWriter writer(document, out);
  writer.add("title", meta.title);
  writer.add("subtitle", meta.subtitle);
  writer.add("kicker", meta.kicker);
  writer.add("author", meta.authors);
  writer.add("translator", meta.translator);
  writer.add("reviewer", meta.reviewer);
  writer.add("date", meta.date, meta.date_span);
  writer.add("review-by", meta.review_by, meta.review_by_span);
  writer.add("lang", meta.lang);
  writer.add("dir", meta.dir);
  writer.add("description", meta.description);
  writer.add("keyword", meta.keywords);
  writer.add("publisher", meta.publisher);
  writer.add("phone", meta.phone);
  writer.add("website", meta.website);
  writer.add("version", meta.version);
  writer.add("identifier", meta.identifier);
  writer.add("cover", meta.cover);
  writer.add("rights", meta.rights);
  writer.add("source", meta.sources);
  writer.add("book", meta.book);
  if (meta.toc) writer.add("toc", std::string(*meta.toc ? "true" : "false"));
}

}  // namespace

std::string dump(const Document& document) {
  std::string out;
  append_meta(out, document);
  std::vector<NodeId> open;  // ancestors of the node at hand
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    while (!open.empty() && open.back() != node.parent)
      open.pop_back();
    out.append(open.size() * 2, ' ');
    out += info(node.element).name;
    std::visit(PayloadWriter{document, id, out}, node.payload);
    append_attributes(out, document.attributes_of(id));
    if (document.source != nullptr) {
      const LineColumn at = document.source->locate(node.span.begin);
      const bool named = document.book && node.span != Span{};  // a book's nodes come from several files
      const std::string& path = document.source->path_at(node.span.begin);
      fmt::format_to(std::back_inserter(out), " @{}{}{}:{}", named ? path : std::string(), named ? ":" : "", at.line, at.column);
    }
    out += '\n';
    open.push_back(id);
  }
  return out;
}

}  // namespace pamphlet
