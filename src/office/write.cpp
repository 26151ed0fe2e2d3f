// The model as a tree: paragraphs with numbers become nested lists, with pictures figures, with the look of code one block
// of it.
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "office/codes.h"
#include "office/inline_writer.h"
#include "office/model.h"

namespace pamphlet::office {
namespace {

class TreeWriter {
 public:
  TreeWriter(const Model& model, const Source& source, Diagnostics& diagnostics)
      : model_(model), source_(source), diagnostics_(diagnostics), builder_(source), inline_(model, builder_, places_) {}

  Document run() {
    builder_.meta() = model_.meta;
    for (const std::string& link : model_.links) {
      if (link.starts_with('#')) targets_.insert(link.substr(1));
    }
    name_places(model_.blocks);
    for (const Note& note : model_.notes) name_places(note.blocks);
    shown_line(Element::title, model_.title, model_.meta.title.span);
    shown_line(Element::standfirst, model_.subtitle, model_.meta.subtitle.span);
    blocks(model_.blocks);
    for (std::size_t k = 0; k < model_.notes.size(); ++k) {
      builder_.open(Element::note, model_.notes[k].span, NoteData{std::to_string(k + 1), 0});
      blocks(model_.notes[k].blocks);
      builder_.close();
    }
    return builder_.finish();
  }

 private:
  std::string_view words(const Inline& one) const { return std::string_view(model_.text).substr(one.span.begin, one.span.end - one.span.begin); }

  /// A title whose words are not all alike, or that has lines: resolve() takes it in the place of the metadata's plain words.
  void shown_line(Element element, std::vector<Inline> row, Span span) {
    unsigned shared = ~0u, any = 0;
    for (Inline& one : row) {
      if (one.kind == Inline::Kind::line_break) any = ~0u;
      if (one.kind != Inline::Kind::words || trim(words(one)).empty()) continue;
      if (one.link != 0) {
        diagnostics_.report(code::link_dropped, source_, one.span, "the title holds a link; its words were kept, not its address: " + model_.links[one.link], "write the address into the text");
      }
      one.link = 0;
      shared &= one.look;
      any |= one.look;
    }
    if ((any & ~shared) == 0) return;
    builder_.open(element, span);
    inline_.write(row, ~shared, 0, {});
    builder_.close();
  }

  // ---------------------------------------------------------------------------------------------------------- places

  // A block has one id, however many bookmarks Word put into it: links to the others lead there too.
  void name_places(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      const std::string* first = nullptr;
      for (const Inline& one : block.inlines) {
        if (one.kind != Inline::Kind::anchor || !targets_.contains(model_.anchors[one.data])) continue;
        if (first == nullptr) first = &model_.anchors[one.data];
        places_.try_emplace(model_.anchors[one.data], *first);
      }
      for (const Row& row : block.rows) {
        for (const Cell& cell : row.cells) name_places(cell.blocks);
      }
    }
  }

  /// The id that links to this block lead to; "" when there are none.
  std::string id_of(const std::vector<Inline>& inlines) const {
    for (const Inline& one : inlines) {
      if (one.kind != Inline::Kind::anchor) continue;
      const auto place = places_.find(model_.anchors[one.data]);
      if (place != places_.end()) return place->second;
    }
    return {};
  }

  // ----------------------------------------------------------------------------------------------------------- blocks

  static bool is_listed(const Block& block) { return block.item.has_value() || block.continues_item; }

  void blocks(const std::vector<Block>& row) {
    for (std::size_t i = 0; i < row.size();) {
      const std::size_t begin = i;
      const Block& block = row[i];
      if (block.item) {
        while (i < row.size() && is_listed(row[i])) ++i;
        list(row, begin, i);
      } else if (block.kind == Block::Kind::quote || block.kind == Block::Kind::code) {
        while (i < row.size() && row[i].kind == block.kind && !row[i].item) ++i;
        if (block.kind == Block::Kind::quote) quote(row, begin, i);
        else code(row, begin, i);
      } else {
        write(block);
        ++i;
      }
    }
  }

  void write(const Block& block) {
    switch (block.kind) {
      case Block::Kind::table: return table(block);
      case Block::Kind::rule: builder_.leaf(Element::thematic_break, block.span); return;
      case Block::Kind::page_break: builder_.leaf(Element::div, block.span, {}, Attributes{{}, {}, {}, {"page-break"}, {}}); return;
      case Block::Kind::heading: return simple(Element::heading, block, HeadingData{block.level}, block.all_bold ? ~unsigned{kStrong} : ~0u);
      case Block::Kind::paragraph:
      case Block::Kind::title:
      case Block::Kind::subtitle:
      case Block::Kind::caption:
      case Block::Kind::quote:
      case Block::Kind::code: break;
    }
    if (!figure(block) && !equation(block)) simple(Element::paragraph, block, {}, ~0u);
  }

  void simple(Element element, const Block& block, Payload payload, unsigned mask) {
    // Markdown has attributes of headings, and of words.
    const std::uint32_t lang = element == Element::heading ? inline_.lang_of(block.inlines) : 0;
    Attributes attributes;
    if (lang != 0) attributes.lang = model_.langs[lang];
    std::string id = id_of(block.inlines);
    if (element == Element::heading) attributes.id = std::exchange(id, {});
    builder_.open(element, block.span, std::move(payload), std::move(attributes));
    inline_.write(block.inlines, mask, lang, std::move(id));
    builder_.close();
  }

  /// Formulas on lines of their own.
  bool equation(const Block& block) {
    std::vector<const Inline*> formulas;
    for (const Inline& one : block.inlines) {
      if (one.kind == Inline::Kind::anchor || (one.kind == Inline::Kind::words && trim(words(one)).empty())) continue;
      if (one.kind != Inline::Kind::formula || !model_.formulas[one.data].display) return false;
      formulas.push_back(&one);
    }
    Attributes attributes;
    attributes.id = id_of(block.inlines);
    for (const Inline* const formula : formulas) {
      builder_.open(Element::equation, block.span, {}, std::exchange(attributes, {}));
      builder_.leaf(Element::formula, formula->span, model_.formulas[formula->data]);
      builder_.close();
    }
    return !formulas.empty();
  }

  /// A picture that stands alone.
  bool figure(const Block& block) {
    const Inline* picture = nullptr;
    for (const Inline& one : block.inlines) {
      if (one.kind == Inline::Kind::picture && picture == nullptr && one.link == 0) picture = &one;
      else if (one.kind == Inline::Kind::picture || one.kind == Inline::Kind::note || one.kind == Inline::Kind::formula) return false;
      else if (one.kind == Inline::Kind::words && !trim(words(one)).empty()) return false;
    }
    if (picture == nullptr) return false;
    Attributes attributes;
    attributes.id = id_of(block.inlines);
    builder_.open(Element::figure, block.span, {}, std::move(attributes));
    inline_.image(*picture);
    if (!block.caption.empty()) caption(block);
    builder_.close();
    return true;
  }

  void caption(const Block& block) {
    builder_.open(Element::caption, block.caption_span);
    inline_.write(block.caption, ~0u, inline_.lang_of(block.caption), {});
    builder_.close();
  }

  void code(const std::vector<Block>& row, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
      for (const Inline& one : row[i].inlines) {
        if (one.kind == Inline::Kind::words) text += words(one);
        if (one.kind == Inline::Kind::line_break) text += '\n';
      }
      text += i + 1 < end ? "\n" : "";
    }
    const Span span{row[begin].span.begin, row[end - 1].span.end};
    builder_.open(Element::code_block, span, CodeData{});
    builder_.text(text, span);
    builder_.close();
  }

  /// "— Ana, midwife" as the last paragraph says who says it.
  static std::size_t dash(std::string_view text) {
    for (const std::string_view mark : {"—", "–", "―"}) {
      if (text.starts_with(mark)) return mark.size();
    }
    return 0;
  }

  void quote(const std::vector<Block>& row, std::size_t begin, std::size_t end) {
    const Block& last = row[end - 1];
    const bool named = end - begin > 1 && !last.inlines.empty() && last.inlines[0].kind == Inline::Kind::words &&
                       dash(trim(words(last.inlines[0]))) > 0 && last.span.end - last.span.begin < 120;
    builder_.open(named ? Element::quotation : Element::block_quote, {row[begin].span.begin, last.span.end});
    for (std::size_t i = begin; i + (named ? 1 : 0) < end; ++i) write(row[i]);
    if (named) {
      Block name = last;
      Span& span = name.inlines[0].span;
      span.begin += static_cast<std::uint32_t>(words(name.inlines[0]).find(trim(words(name.inlines[0]))));
      span.begin += static_cast<std::uint32_t>(dash(words(name.inlines[0])));
      simple(Element::attribution, name, {}, ~0u);
    }
    builder_.close();
  }

  // ------------------------------------------------------------------------------------------------------------ lists

  struct OpenList {
    ListPlace place;
    NodeId node;
  };

  /// The next item of a list; a number that does not follow begins another one.
  static bool is_same(const ListPlace& a, const ListPlace& b) {
    if (a.numbering != Numbering::bullet && !a.checked && b.number != a.number + 1) return false;
    return a.list == b.list && a.level == b.level && (a.numbering == Numbering::bullet) == (b.numbering == Numbering::bullet) && a.checked.has_value() == b.checked.has_value();
  }
  /// Whether an item belongs below the one before it: by its level, or where another list begins by its indent.
  static bool is_deeper(const ListPlace& item, const ListPlace& above) {
    constexpr int kStep = 150;  // twentieths of a point; Word's own step is 360
    if (item.list == above.list || item.level != above.level) return item.level > above.level;
    return item.indent > above.indent + kStep;
  }

  static NumberStyle style_of(Numbering numbering) {
    switch (numbering) {
      case Numbering::bullet:
      case Numbering::decimal: break;
      case Numbering::lower_letters: return NumberStyle::lower_alpha;
      case Numbering::upper_letters: return NumberStyle::upper_alpha;
      case Numbering::lower_roman: return NumberStyle::lower_roman;
      case Numbering::upper_roman: return NumberStyle::upper_roman;
    }
    return NumberStyle::decimal;
  }

  void close_list() {
    builder_.close();  // the item
    builder_.close();
    lists_.pop_back();
  }

  void place_item(const ListPlace& item, Span span) {
    while (!lists_.empty() && !is_same(lists_.back().place, item) && (!is_deeper(item, lists_.back().place) || builder_.depth() + 4 > kMaxDepth)) close_list();
    if (!lists_.empty() && is_same(lists_.back().place, item)) {
      builder_.close();
      lists_.back().place.number = item.number;
    } else {
      ListData data;
      data.kind = item.checked ? ListKind::task : item.numbering == Numbering::bullet ? ListKind::bullet : ListKind::ordered;
      data.start = item.numbering == Numbering::bullet ? 1 : item.number;
      data.delimiter = item.delimiter;
      data.style = style_of(item.numbering);
      lists_.push_back({item, builder_.open(Element::list, span, data)});
    }
    ItemData data;
    data.checked = item.checked;
    if (item.numbering != Numbering::bullet && !item.checked) data.number = item.number;
    builder_.open(Element::item, span, std::move(data));
  }

  void list(const std::vector<Block>& row, std::size_t begin, std::size_t end) {
    std::vector<OpenList> outer = std::exchange(lists_, {});
    for (std::size_t i = begin; i < end; ++i) {
      if (row[i].item) {
        place_item(*row[i].item, row[i].span);
      } else {
        std::get<ListData>(builder_.node(lists_.back().node).payload).tight = false;
      }
      write(row[i]);
    }
    while (!lists_.empty()) close_list();
    lists_ = std::move(outer);
  }

  // ----------------------------------------------------------------------------------------------------------- tables

  /// Where the cells of a table first hold more than one paragraph, or a list, and how many cells do so.
  struct CellBlocks {
    Span span;
    std::size_t cells = 0;
  };
  static void find_blocks(const Cell& cell, CellBlocks& paragraphs, CellBlocks& lists) {
    std::size_t plain = 0;
    const Block* second = nullptr;
    const Block* item = nullptr;
    for (const Block& block : cell.blocks) {
      if (block.kind == Block::Kind::table || block.kind == Block::Kind::rule || block.kind == Block::Kind::page_break || block.inlines.empty()) continue;
      if (block.item && item == nullptr) item = &block;
      if (!block.item && ++plain == 2) second = &block;
    }
    if (second != nullptr && paragraphs.cells++ == 0) paragraphs.span = second->span;
    if (item != nullptr && lists.cells++ == 0) lists.span = item->span;
  }
  void report_blocks(const Block& table) {
    CellBlocks paragraphs, lists;
    for (const Row& row : table.rows) {
      for (const Cell& cell : row.cells) find_blocks(cell, paragraphs, lists);
    }
    const auto say = [&](const CellBlocks& found, std::string_view what) {
      if (found.cells == 0) return;
      const std::string more = found.cells > 1 ? fmt::format("; so in {} cells of this table", found.cells) : std::string();
      diagnostics_.report(code::office_simplified, source_, found.span, fmt::format("the {} in this table cell became lines{}", what, more), fmt::format("cells hold lines; write the {} below the table", what));
    };
    say(paragraphs, "paragraphs");
    say(lists, "list");
  }

  void table(const Block& block) {
    report_blocks(block);
    builder_.open(Element::table, block.span, TableData{});
    if (!block.caption.empty()) caption(block);
    for (const Row& row : block.rows) {
      builder_.open(Element::table_row, row.span, RowData{row.header, false});
      for (const Cell& cell : row.cells) {
        CellData data;
        data.align = cell.align;
        data.header = cell.header;
        data.row_span = std::min(cell.row_span, kMaxRowSpan);
        data.column_span = cell.column_span;
        if (cell.header && !row.header) data.scope = CellScope::row;
        builder_.open(Element::table_cell, cell.span, data);
        bool any = false;
        cell_lines(cell.blocks, any, cell.header);
        builder_.close();
      }
      builder_.close();
    }
    builder_.close();
  }

  /// A cell holds words: its paragraphs and items become lines, with their markers.
  void cell_lines(const std::vector<Block>& blocks, bool& any, bool header) {
    for (const Block& block : blocks) {
      if (block.kind == Block::Kind::table) {
        diagnostics_.report(code::office_simplified, source_, block.span, "a table within a table's cell was kept as lines", "set it as a table of its own");
        for (const Row& row : block.rows) {
          for (const Cell& cell : row.cells) cell_lines(cell.blocks, any, header);
        }
        continue;
      }
      if (block.kind == Block::Kind::rule || block.kind == Block::Kind::page_break) continue;
      if (std::exchange(any, true)) builder_.leaf(Element::hard_break, block.span);
      if (block.item) {
        const ListPlace& place = *block.item;
        const std::string mark = place.checked ? *place.checked ? "☒ " : "☐ " : place.numbering == Numbering::bullet ? "• " : counter_text(place.number, style_of(place.numbering)) + ". ";
        builder_.text(mark, block.span);
      }
      inline_.write(block.inlines, header ? ~unsigned{kStrong} : ~0u, 0, id_of(block.inlines));
    }
  }

  const Model& model_;
  const Source& source_;
  Diagnostics& diagnostics_;
  DocumentBuilder builder_;
  std::set<std::string> targets_;                        // of links into the article
  std::unordered_map<std::string, std::string> places_;  // bookmark → id of its block
  InlineWriter inline_;
  std::vector<OpenList> lists_;
};

}  // namespace

Document write(const Model& model, const Source& source, Diagnostics& diagnostics) { return TreeWriter(model, source, diagnostics).run(); }

}  // namespace pamphlet::office
