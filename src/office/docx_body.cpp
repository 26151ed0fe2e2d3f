// Paragraphs, lists' numbers, tables, content controls. What a part holds more than kMaxDepth deep is read as its words.
#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "office/codes.h"
#include "office/docx.h"

namespace pamphlet::office {

void DocxReader::blocks(const pugi::xml_node& parent, std::vector<Block>& out) {
  if (depth_ >= kMaxDepth) {
    model_.report(code::nesting_too_deep, paragraph_.here(), "blocks are nested too deeply; their words are kept in one paragraph");
    paragraph_.words(words_below(parent, "t"), 0, 0, 0);
    out.push_back(paragraph_.end());
    return;
  }
  ++depth_;
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) block(node, out);
  --depth_;
}

bool DocxReader::is_deleted(const pugi::xml_node& node, std::string_view name) {
  const pugi::xml_node mark = child(node, name);
  if (!mark) return false;
  if (!std::exchange(changed_, true)) first_change_ = paragraph_.here();
  return true;
}

void DocxReader::block(const pugi::xml_node& node, std::vector<Block>& out) {
  const std::string_view name = local(node);
  if (name == "p") return paragraph(node, out);
  if (name == "tbl") return table(node, out);
  if (name == "sdt") return content_control(node, &out);
  if (name == "ins" || name == "moveTo") {
    if (!std::exchange(changed_, true)) first_change_ = paragraph_.here();
    ++(name == "ins" ? insertions_ : moves_);
    return blocks(node, out);
  }
  if (name == "del" || name == "moveFrom") {
    if (!std::exchange(changed_, true)) first_change_ = paragraph_.here();
    deletions_ += name == "del" ? 1 : 0;
    return;
  }
  if (name == "AlternateContent") {
    const pugi::xml_node choice = child(node, "Choice");
    return blocks(choice ? choice : child(node, "Fallback"), out);
  }
  if (name == "altChunk" || name == "subDoc") {
    model_.report(code::office_dropped, paragraph_.here(), "another file that is embedded here as text (altChunk) was left out",
                  "open the file in Word and save it once: Word then takes the text over");
    return;
  }
  if (name == "oMathPara" || name == "oMath") {
    formula(node, 0);
    out.push_back(paragraph_.end());
    return;
  }
  // customXml, smartTag, txbxContent, sdtContent, and what later versions of the format put around paragraphs.
  if (descendant(node, "p")) blocks(node, out);
}

// A content control. A table of contents in one is made anew by the style, if it wants one.
void DocxReader::content_control(const pugi::xml_node& node, std::vector<Block>* out) {
  const pugi::xml_node properties = child(node, "sdtPr"), content = child(node, "sdtContent");
  const std::string_view gallery = child_value(child(properties, "docPartObj"), "docPartGallery");
  if (gallery == "Table of Contents") {
    model_.report(code::office_dropped, paragraph_.here(), "the table of contents was left out",
                  "its page numbers are Word's; a style makes contents of its own (toc: true)");
    return;
  }
  if (toggle(properties, "showingPlcHdr").value_or(false)) {
    const std::string words = words_below(content, "t");
    if (!trim(words).empty()) {
      model_.report(code::office_dropped, paragraph_.here(), fmt::format("the prompt {} of an empty field was left out", quoted(words)));
    }
    return;
  }
  if (out != nullptr) blocks(content, *out);
  else inlines(content, 0);
}

void DocxReader::set_kind(const pugi::xml_node& properties) {
  Block& block = paragraph_.block;
  switch (style_->kind) {
    case ParagraphKind::plain:
    case ParagraphKind::list:
    case ParagraphKind::table_head:
    case ParagraphKind::header: break;
    case ParagraphKind::heading:
      block.kind = Block::Kind::heading;
      block.level = std::clamp(style_->level, 1, 6);
      break;
    case ParagraphKind::title: block.kind = Block::Kind::title; break;
    case ParagraphKind::subtitle: block.kind = Block::Kind::subtitle; break;
    case ParagraphKind::quote: block.kind = Block::Kind::quote; break;
    case ParagraphKind::code: block.kind = Block::Kind::code; break;
    case ParagraphKind::caption: block.kind = Block::Kind::caption; break;
    case ParagraphKind::contents: break;
    case ParagraphKind::list_continued: block.continues_item = true; break;
  }
  if (const auto level = integer(child_value(properties, "outlineLvl"))) {
    if (*level >= 0 && *level < 9) {
      block.kind = Block::Kind::heading;
      block.level = std::clamp(*level + 1, 1, 6);
    }
  }
  block.in_box = in_box_;
}

void DocxReader::set_number(const pugi::xml_node& properties) {
  const pugi::xml_node own = child(properties, "numPr");
  std::optional<int> number = style_->number, level = style_->number_level;
  if (const auto said = integer(child_value(own, "numId"))) number = said;
  if (const auto said = integer(child_value(own, "ilvl"))) level = said;
  Block& block = paragraph_.block;
  const pugi::xml_node indent = child(properties, "ind");
  const auto left = integer(attribute(indent, has_attribute(indent, "start") ? "start" : "left"));
  if (number.value_or(0) == 0 || (own && child_value(own, "numId") == "0")) {
    if (style_->kind == ParagraphKind::list) block.continues_item = true;
    return;
  }
  const bool headline = block.kind == Block::Kind::heading || block.kind == Block::Kind::title || block.kind == Block::Kind::subtitle;
  if (headline && !level) level = block.level - 1;
  auto label = numbering_.next(*number, level.value_or(0));
  if (!label || label->none) return;
  if (headline || !label->plain) {  // what Word shows before the words is part of them
    if (label->place.numbering != Numbering::bullet || !headline) {
      paragraph_.words(label->words + " ", look_of(style_->look), 0, 0);
    }
    return;
  }
  label->place.indent = left ? *left : style_->indent && style_->number ? *style_->indent : label->place.indent;
  block.item = label->place;
}

void DocxReader::paragraph(const pugi::xml_node& node, std::vector<Block>& out) {
  const pugi::xml_node properties = child(node, "pPr");
  if (!std::exchange(joins_next_, false)) {
    style_ = &styles_.paragraph(child_value(properties, "pStyle"));
    const pugi::xml_node frame = child(properties, "framePr");
    if (has_attribute(frame, "dropCap") && attribute(frame, "dropCap") != "none") joins_next_ = true;  // a drop capital
    if (toggle(properties, "pageBreakBefore").value_or(style_->page_break)) {
      out.emplace_back().kind = Block::Kind::page_break;
      out.back().span = paragraph_.here();
    }
    const bool contents = style_->kind == ParagraphKind::contents;
    if (contents) {
      const std::string words = words_below(node, "t");
      if (!trim(words).empty()) {
        model_.report(code::office_dropped, paragraph_.here(), fmt::format("the line {} of a table of contents was left out", quoted(words)),
                      "its page number is Word's; a style makes contents of its own (toc: true)");
      }
      return;
    }
    set_kind(properties);
    const pugi::xml_node mark = child(properties, "rPr");
    if (!child(mark, "del") && !child(mark, "moveFrom")) set_number(properties);
  }
  inlines(node, 0);
  const pugi::xml_node mark = child(properties, "rPr");
  if (is_deleted(mark, "del")) {  // the end of this paragraph is deleted: it goes on in the next
    joins_next_ = true;
    ++deletions_;
  }
  if (child(mark, "ins")) (void)is_deleted(mark, "ins");
  if (!joins_next_) end_paragraph(properties, out);
}

void DocxReader::end_paragraph(const pugi::xml_node& properties, std::vector<Block>& out) {
  const pugi::xml_node border = child(child(properties, "pBdr"), "bottom");
  const bool rule = paragraph_.empty() && boxes_.empty() && border && attribute(border, "val") != "none" && attribute(border, "val") != "nil";
  std::vector<pugi::xml_node> boxes = std::exchange(boxes_, {});
  Block done = paragraph_.end();
  if (rule) done.kind = Block::Kind::rule;
  const std::uint32_t end = done.span.end;
  out.push_back(std::move(done));
  for (const pugi::xml_node& box : boxes) {
    const bool outer = std::exchange(in_box_, true);
    blocks(box, out);
    in_box_ = outer;
  }
  if (child(properties, "sectPr")) {
    const std::string_view type = child_value(child(properties, "sectPr"), "type");
    if (type != "continuous" && type != "nextColumn") {
      out.emplace_back().kind = Block::Kind::page_break;
      out.back().span = {end, end};
    }
  }
}

// -------------------------------------------------------------------------------------------------------------- tables

void DocxReader::cell(const pugi::xml_node& node, Cell& into) {
  const auto begin = static_cast<std::uint32_t>(model_.text.size());
  blocks(node, into.blocks);
  into.span = {begin, std::max(begin, static_cast<std::uint32_t>(model_.text.size()) - 1)};
  const pugi::xml_node first = child(node, "p");
  const std::string_view align = child_value(child(first, "pPr"), "jc");
  if (align == "center") into.align = CellAlign::center;
  if (align == "right" || align == "end") into.align = CellAlign::right;
}

namespace {

/// A cell of the row above that goes on downwards, by the column of the grid that it begins in.
struct Merge {
  std::uint32_t row, cell, columns;
};

void collect(const pugi::xml_node& parent, std::string_view name, std::vector<pugi::xml_node>& out) {
  for (pugi::xml_node at = parent.first_child(); at;) {
    const std::string_view own = local(at);
    if (own == name) out.push_back(at);
    const bool wraps = own == "sdt" || own == "sdtContent" || own == "customXml" || own == "ins" || own == "moveTo";
    at = wraps ? next_within(at, parent) : next_after(at, parent);
  }
}

}  // namespace

void DocxReader::table(const pugi::xml_node& node, std::vector<Block>& out) {
  Block table;
  table.kind = Block::Kind::table;
  const auto begin = static_cast<std::uint32_t>(model_.text.size());
  const pugi::xml_node look = child(child(node, "tblPr"), "tblLook");
  const auto asks = [&](std::string_view name, int bit) {
    if (has_attribute(look, name)) return attribute(look, name) == "1" || attribute(look, name) == "true";
    int value = 0;
    for (const char c : attribute(look, "val")) {
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : 0;
      value = (value & 0xFFF) * 16 + digit;
    }
    return (value & bit) != 0;
  };
  std::vector<pugi::xml_node> rows, cells;
  collect(node, "tr", rows);
  std::map<std::uint32_t, Merge> merges;  // by column
  for (const pugi::xml_node& tr : rows) {
    const pugi::xml_node properties = child(tr, "trPr");
    if (is_deleted(properties, "del")) {
      ++deletions_;
      continue;
    }
    Row row;
    row.header = toggle(properties, "tblHeader").value_or(false) &&
                 (table.rows.empty() || table.rows.back().header);  // Word repeats only rows at the top
    const auto row_begin = static_cast<std::uint32_t>(model_.text.size());
    std::uint32_t column = 0;
    if (const auto skipped = integer(child_value(properties, "gridBefore")); skipped && *skipped > 0 && *skipped < 64) {
      row.cells.emplace_back().column_span = static_cast<std::uint32_t>(*skipped);
      row.cells.back().span = {row_begin, row_begin};
      column += row.cells.back().column_span;
    }
    cells.clear();
    collect(tr, "tc", cells);
    for (const pugi::xml_node& tc : cells) {
      const pugi::xml_node about = child(tc, "tcPr");
      Cell made;
      made.column_span = static_cast<std::uint32_t>(std::clamp(integer(child_value(about, "gridSpan")).value_or(1), 1, int{kMaxColumnSpan}));
      const pugi::xml_node merge = child(about, "vMerge");
      const bool goes_on = merge && attribute(merge, "val") != "restart";
      cell(tc, made);
      const auto above = merges.find(column);
      if (goes_on && above != merges.end() && above->second.columns == made.column_span) {
        Cell& owner = table.rows[above->second.row].cells[above->second.cell];
        ++owner.row_span;
        for (Block& block : made.blocks) {  // Word shows nothing of it; it is kept, since it is the author's
          if (!block.is_empty()) owner.blocks.push_back(std::move(block));
        }
      } else {
        merges.erase(column);
        if (merge) merges[column] = {static_cast<std::uint32_t>(table.rows.size()), static_cast<std::uint32_t>(row.cells.size()), made.column_span};
        row.cells.push_back(std::move(made));
        column += row.cells.back().column_span;
        continue;
      }
      column += made.column_span;
    }
    row.span = {row_begin, std::max(row_begin, static_cast<std::uint32_t>(model_.text.size()) - 1)};
    table.rows.push_back(std::move(row));
  }
  table.span = {begin, std::max(begin, static_cast<std::uint32_t>(model_.text.size()) - 1)};
  if (table.rows.empty()) return;
  find_heads(table, asks("firstRow", 0x20));
  out.push_back(std::move(table));
}

}  // namespace pamphlet::office
