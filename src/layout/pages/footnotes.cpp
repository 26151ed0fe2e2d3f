#include "layout/pages/footnotes.h"

#include "layout/blocks/blocks.h"

namespace pamphlet {
namespace {

/// The `notes` of a document: its last child, when there are any.
NodeId notes_of(const Document& document) {
  NodeId last = kNoNode;
  for (const NodeId child : children(document, 0)) last = child;
  return last != kNoNode && document[last].element == Element::notes ? last : kNoNode;
}

class FootnoteSetter {
 public:
  FootnoteSetter(Typesetter& typesetter, Column& text, Length page_height)
      : typesetter_(typesetter), document_(typesetter.document), text_(text), notes_(text.regions.front()) {
    known_.assign(document_.nodes.size(), false);
    setting_.page_height = page_height;
    setting_.may_turn = false;
    setting_.rtl = setting_.explicit_direction = document_.meta.dir == "rtl";
  }

  Footnotes run(NodeId notes) {
    std::size_t next_region = 0;
    for (std::size_t k = 0; k < text_.vitems.size(); ++k) {
      while (next_region < text_.regions.size() && text_.regions[next_region].begin <= k) {
        setting_.width = setting_.measure = text_.regions[next_region++].width;
      }
      const ColumnContent& content = text_.contents[k];
      cite(text_, content.first_item, content.item_count);
      text_.vitems[k].notes_end = notes_.size();
    }
    for (const NodeId note : children(document_, notes)) set(note);
    if (!text_.vitems.empty()) text_.vitems.back().notes_end = notes_.size();
    Footnotes out;
    out.column = std::move(notes_.column);
    std::size_t next_anchor = 0;
    for (std::size_t k = 0; k < out.column.vitems.size(); ++k) {
      const VItem& item = out.column.vitems[k];
      NoteLine line{item.gap, item.height, item.rule, false, item.repeat};
      for (; next_anchor < starts_.size() && starts_[next_anchor] <= k; ++next_anchor) line.starts = true;
      if (line.starts) line.rule = BreakRule::free;
      out.lines.push_back(line);
    }
    return out;
  }

 private:
  /// The notes that these items of a column cite for the first time.
  void cite(const Column& column, std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t n = first; n < first + count; ++n) {
      const auto* run = std::get_if<GlyphRun>(&column.items[n]);
      if (run == nullptr || run->node == kNoNode || document_[run->node].element != Element::note_reference) continue;
      set(document_.data<NoteReferenceData>(run->node).note);
    }
  }

  void set(NodeId first) {
    std::vector<NodeId> waiting{first};  // a stack: notes may cite notes, in chains as long as the document
    while (!waiting.empty()) {
      const NodeId note = waiting.back();
      waiting.pop_back();
      if (note == kNoNode || known_[note]) continue;
      known_[note] = true;
      starts_.push_back(notes_.size());
      notes_.set_region({0, 1, setting_.width, Length(), false});  // as wide as the column that cites it
      set_block({typesetter_, notes_}, note, setting_);
      for (NodeId inner = document_[note].end; inner-- > note;) {
        if (document_[inner].element == Element::note_reference) {
          waiting.push_back(document_.data<NoteReferenceData>(inner).note);
        }
      }
    }
  }

  Typesetter& typesetter_;
  const Document& document_;
  Column& text_;
  ColumnBuilder notes_;
  Setting setting_;                     // of a note that is cited next
  std::vector<bool> known_;             // notes that are set
  std::vector<std::uint32_t> starts_;   // their first lines
};

}  // namespace

Footnotes set_footnotes(Typesetter& typesetter, Column& text, Length page_height) {
  const NodeId notes = notes_of(typesetter.document);
  if (notes == kNoNode || typesetter.input.style.page.notes != NotePlacement::page) return {};
  Footnotes out = FootnoteSetter(typesetter, text, page_height).run(notes);
  const ComputedStyle& style = typesetter.styles[notes];
  const auto used_length = [&](EmLength value) { return used(typesetter, style, value); };
  out.rule_top = used_length(style.margin_top);
  out.rule_thickness = used_length(style.border_top_width);
  out.rule_width = style.width.ratio;
  out.rule_color = style.border_color;
  out.separator = out.rule_top + out.rule_thickness + used_length(style.padding_top);
  return out;
}

}  // namespace pamphlet
