// Units and their roles → Document.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "doc/codes.h"
#include "math/math.h"
#include "recover/apostrophes.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/links.h"

namespace pamphlet::recover {
namespace {

// White space runs become one space; spaces that do not break lines stay, since French needs them.
std::string tidy(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (const char c : strip(text)) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

// "[ ] Yes [x] No" within a line: boxes as they are drawn.
std::string with_boxes(std::string text) {
  for (std::size_t at = text.find('['); at != std::string::npos; at = text.find('[', at + 1)) {
    const std::string_view rest = std::string_view(text).substr(at);
    const bool ticked = rest.starts_with("[x]") || rest.starts_with("[X]");
    if (!ticked && !rest.starts_with("[ ]")) continue;
    const bool before = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    const bool behind = rest.size() == 3 || std::string_view(" ,;.)").find(rest[3]) != std::string_view::npos;
    if (before && behind) text.replace(at, 3, ticked ? "☑" : "☐");
  }
  return text;
}

struct Writer {
  Article& article;
  DocumentBuilder builder;
  char32_t apostrophe = 0;
  std::set<std::uint32_t> cited_once{};  // numbers of sources

  std::string_view source(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(article.page.source.text).substr(begin, end - begin);
  }

  void inlines(std::string_view raw, Span span) {
    const std::string text = with_boxes(tidy(raw));
    for (std::size_t at = 0; at < text.size();) {
      const math::Marked found = math::find_formula(text, at);
      prose(std::string_view(text).substr(at, found.begin - at), span);
      at = found.end;
      if (found.judged.reading == math::Reading::formula) {
        builder.leaf(Element::formula, span, FormulaData{collapse_spaces(found.tex), false});
      } else if (found.judged.reading == math::Reading::beyond) {
        builder.code(std::string_view(text).substr(found.begin, found.end - found.begin), span);
        article.page.hints.push_back({code::formula_unsupported, span, "in this formula " + found.judged.problem.message + "; it is printed as its source", std::string(math::kHelp)});
      }
    }
  }

  void prose(std::string_view text, Span span) {
    for (std::size_t at = 0; at < text.size();) {
      const FoundLink link = find_link(text, at);
      const std::size_t end = std::min(link.begin, text.size());
      cited(text.substr(at, end - at), span);
      if (link.begin == std::string_view::npos) return;
      builder.open(Element::link, span, LinkData{link.target, {}});
      builder.text(text.substr(link.begin, link.end - link.begin), span);
      builder.close();
      at = link.end;
    }
  }

  // "[2]" leads to the line of the list that has the number, and the first words of that line lead back to its first citation.
  void link_sources(const FoundCitation& found, std::string_view sign, Span span) {
    const bool several = found.numbers.size() > 1;
    std::string_view before = several ? "[" : "";
    for (const std::uint32_t number : found.numbers) {
      const std::string name = std::to_string(number);
      Attributes attributes;
      if (cited_once.insert(number).second) attributes.id = "cited-" + name;
      builder.text(std::exchange(before, ", "), span);
      builder.open(Element::link, span, LinkData{"#source-" + name, {}}, std::move(attributes));
      builder.text(several ? std::string_view(name) : sign, span);
      builder.close();
    }
    if (several) builder.text("]", span);
  }
  void source_item(std::size_t i) {
    const std::string name = std::to_string(article.parts[i].number), text = tidy(words(article.unit(i), article.parts[i].keeps_marker));
    std::size_t end = std::min(find_link(text, 0).begin, text.size());  // a link of its own
    for (const std::string_view sign : {". ", ", ", ": "}) end = std::min(end, text.find(sign, 3) + (text.find(sign, 3) == std::string::npos ? 0 : 1));
    const std::string_view first = strip(std::string_view(text).substr(0, end));
    if (first.empty()) return inlines(text, span(i));
    builder.open(Element::link, span(i), LinkData{"#cited-" + name, {}}, Attributes{"source-" + name, {}, {}, {}, {}});
    builder.text(mend_apostrophes(std::string(first), apostrophe), span(i));
    builder.close();
    if (end == text.size()) return;
    builder.text(" ", span(i));
    inlines(text.substr(end), span(i));
  }

  // Words with their citations as references to notes. The blank before a citation goes with it.
  void cited(std::string_view text, Span span) {
    for (std::size_t at = 0; at < text.size();) {
      const FoundCitation found = find_citation(text, at, article.noted);
      std::string_view before = text.substr(at, std::min(found.begin, text.size()) - at);
      const bool spaced = found.begin != std::string_view::npos && !article.sources_listed && before.ends_with(' ') && before.size() > 1;
      builder.text(mend_apostrophes(before.substr(0, before.size() - (spaced ? 1 : 0)), apostrophe), span);
      if (found.begin == std::string_view::npos) return;
      if (article.sources_listed) link_sources(found, text.substr(found.begin, found.end - found.begin), span);
      for (const std::uint32_t number : article.sources_listed ? std::vector<std::uint32_t>() : found.numbers)
        builder.leaf(Element::note_reference, span, NoteReferenceData{}, Attributes{{}, {}, {}, {}, {{"label", std::to_string(number)}}});
      at = found.end;
    }
  }

  // The words of a unit on one line: a line end in Chinese or Japanese is nothing, elsewhere a space.
  std::string words(const Unit& unit, bool keeps_marker) const {
    std::string out;
    for (std::uint32_t p = 0; p < unit.piece_count; ++p) {
      const Piece& piece = article.units.pieces[unit.first_piece + p];
      const std::string_view text = source(p == 0 && keeps_marker ? unit.begin : piece.begin, piece.end);
      const bool unspaced = p > 0 && is_unspaced(last_character(out)) && is_unspaced(first_character(text));
      if (p > 0 && !unspaced) out += ' ';
      out += text;
    }
    return out;
  }

  Span span(std::size_t i) const { return article.span(i, i); }

  void block(Element element, std::size_t i, Payload payload = {}) {
    builder.open(element, span(i), std::move(payload));
    inlines(words(article.unit(i), true), span(i));
    builder.close();
  }

  std::size_t group_end(std::size_t i) const {
    const std::uint32_t group = article.parts[i].group;
    std::size_t end = i;
    while (end < article.size() && article.parts[end].group == group)
      ++end;
    return end;
  }

  ListData list_data(std::size_t i) const {
    const Part& part = article.parts[i];
    const Marker& marker = article.unit(i).marker;
    ListData data;
    data.kind = part.list;
    if (part.list == ListKind::ordered) {
      data.start = part.number != 0 ? part.number : marker.number;
      data.delimiter = marker.delimiter;
      data.style = marker.style;
    }
    if (part.list == ListKind::marked && !part.mixed) data.mark = marker.mark;
    return data;
  }

  ItemData item_data(std::size_t i) const {
    const Part& part = article.parts[i];
    const Unit& unit = article.unit(i);
    ItemData data;
    if (part.list == ListKind::ordered) data.number = part.number != 0 ? part.number : unit.marker.number;
    if (part.list == ListKind::task) data.checked = unit.marker.checked;
    if (part.list == ListKind::marked) {
      data.mark = unit.marker.mark;
      data.marker = source(unit.begin, unit.begin + unit.marker.length);
    }
    return data;
  }

  // Where the subtree of the item `i` ends: the next item that is no deeper.
  std::size_t subtree_end(std::size_t i, std::size_t end) const {
    std::size_t k = i + 1;
    while (k < end && article.parts[k].level > article.parts[i].level)
      ++k;
    return k;
  }

  void list(std::size_t begin, std::size_t end) {
    std::vector<std::size_t> open;  // the level of each open list
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t level = article.parts[i].level;
      while (open.size() > 1 && open.back() > level) {
        builder.close();  // item
        builder.close();  // list
        open.pop_back();
      }
      if (open.empty() || open.back() < level) {
        std::size_t last = i + 1;
        while (last < end && article.parts[last].level >= level)
          ++last;
        builder.open(Element::list, article.span(i, last - 1), list_data(i));
        open.push_back(level);
      } else {
        builder.close();  // the item before
      }
      builder.open(Element::item, article.span(i, subtree_end(i, end) - 1), item_data(i));
      builder.open(Element::paragraph, span(i));
      if (article.parts[i].source) source_item(i);
      else inlines(words(article.unit(i), article.parts[i].keeps_marker), span(i));
      builder.close();
    }
    for (; !open.empty(); open.pop_back()) {
      builder.close();
      builder.close();
    }
  }

  void row(std::size_t i, bool header, std::size_t columns) {
    const Unit& unit = article.unit(i);
    builder.open(Element::table_row, span(i), RowData{header});
    const std::string_view text = source(unit.begin, unit.end);
    std::uint32_t column = 0;
    const auto cell = [&](std::string_view words) {
      builder.open(Element::table_cell, span(i), CellData{CellAlign::none, header, column++});
      inlines(words, span(i));
      builder.close();
    };
    // The first cell of a head is often empty, and its tab was white space before the line, or was not copied.
    const std::size_t leading = std::min<std::size_t>(leading_tabs(article, i), columns - 1);
    for (std::size_t k = 0; k < leading; ++k)
      cell({});
    if (header && leading == 0 && unit.tabs + 2 == columns) cell({});
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\t', at), text.size());
      cell(text.substr(at, end - at));
      at = end + 1;
    }
    while (column < columns)
      cell({});
    builder.close();
  }

  void table(std::size_t begin, std::size_t end) {
    const std::size_t columns = article.parts[begin].level;
    builder.open(Element::table, article.span(begin, end - 1),
                 TableData{std::vector<CellAlign>(columns, CellAlign::none)});
    for (std::size_t i = begin; i < end; ++i)
      row(i, i == begin, columns);
    builder.close();
  }

  // Cells on lines of their own, row by row.
  void cells(std::size_t begin, std::size_t end) {
    const std::size_t columns = article.parts[begin].level;
    builder.open(Element::table, article.span(begin, end - 1), TableData{std::vector<CellAlign>(columns, CellAlign::none)});
    for (std::size_t i = begin; i < end; i += columns) {
      const bool header = i == begin;
      builder.open(Element::table_row, article.span(i, i + columns - 1), RowData{header});
      for (std::size_t k = i; k < i + columns; ++k) {
        builder.open(Element::table_cell, span(k), CellData{CellAlign::none, header, static_cast<std::uint32_t>(k - i)});
        inlines(words(article.unit(k), true), span(k));
        builder.close();
      }
      builder.close();
    }
    builder.close();
  }

  void note(std::size_t i) {
    const Span words_span{article.parts[i].note_begin, article.unit(i).end};
    builder.open(Element::note, span(i), NoteData{std::to_string(article.parts[i].number), 0});
    builder.open(Element::paragraph, words_span);
    inlines(words(article.unit(i), true).substr(words_span.begin - article.unit(i).begin), words_span);
    builder.close();
    builder.close();
  }

  void verse(std::size_t begin, std::size_t end) {
    builder.open(Element::paragraph, article.span(begin, end - 1));
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin) builder.leaf(Element::hard_break, span(i - 1));
      inlines(words(article.unit(i), true), span(i));
    }
    builder.close();
  }

  void quotation(std::size_t begin, std::size_t end) {
    const bool said = article.parts[begin].role != Role::quote || article.parts[end - 1].role != Role::quote || article.parts[begin].quote_end > 0;
    builder.open(said ? Element::quotation : Element::block_quote, article.span(begin, end - 1));
    for (std::size_t i = begin; i < end; ++i) {
      const Part& part = article.parts[i];
      const Unit& unit = article.unit(i);
      if (part.role == Role::lead_in) {
        block(Element::attribution, i);
      } else if (part.role == Role::attribution) {
        said_by(part.attribution, unit.end);
      } else if (part.quote_end > 0) {
        const Span words{unit.begin, part.quote_end};
        builder.open(Element::paragraph, words);
        inlines(source(words.begin, words.end), words);
        builder.close();
        said_by(part.attribution, unit.end);
      } else {
        block(Element::paragraph, i);
      }
    }
    builder.close();
  }

  void said_by(std::uint32_t begin, std::uint32_t end) {
    builder.open(Element::attribution, {begin, end});
    inlines(source(begin, end), {begin, end});
    builder.close();
  }

  Document run() {
    std::vector<std::size_t> notes;
    for (std::size_t i = 0; i < article.size();) {
      const Part& part = article.parts[i];
      std::size_t next = i + 1;
      switch (part.role) {
        case Role::gone:
          break;
        case Role::rule:
          builder.leaf(Element::thematic_break, span(i));
          break;
        case Role::heading:
          block(Element::heading, i, HeadingData{part.level});
          break;
        case Role::open:
        case Role::paragraph:
          block(Element::paragraph, i);
          break;
        case Role::item:
          list(i, next = group_end(i));
          break;
        case Role::row:
          table(i, next = group_end(i));
          break;
        case Role::cell:
          cells(i, next = group_end(i));
          break;
        case Role::note:
          notes.push_back(i);  // printers gather them at the end; so the rest of their list stays together
          break;
        case Role::verse:
          verse(i, next = group_end(i));
          break;
        case Role::lead_in:
        case Role::quote:
        case Role::attribution:
          quotation(i, next = group_end(i));
          break;
      }
      i = next;
    }
    for (const std::size_t i : notes)
      note(i);
    builder.meta() = std::move(article.meta);
    return builder.finish();
  }
};

}  // namespace

Document write_document(Article& article) {
  Writer writer{article, DocumentBuilder(article.page.source)};
  writer.apostrophe = choose_apostrophe(article);
  if (writer.apostrophe != 0) {
    article.meta.title.value = mend_apostrophes(article.meta.title.value, writer.apostrophe);
    article.meta.subtitle.value = mend_apostrophes(article.meta.subtitle.value, writer.apostrophe);
  }
  return writer.run();
}

}  // namespace pamphlet::recover
