// A form is what the article draws for a pen: boxes, lines, empty frames and cells. The finished pages know where each is, so fields
// are found there, in one pass, and no setter of blocks has to know of forms; only cells, which may have nothing that is drawn, are
// told by the table. What a field asks for is said by the words before it, of its item, or of the heads of its row and column: a
// screen reader says nothing else. Linear in the items; words are looked up once for each field and cut.
#include "layout/pages/fields.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/characters.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

constexpr std::size_t kLongestLabel = 200;  // bytes: one breath

bool has_class(const Document& document, NodeId node, std::string_view name) {
  const auto& classes = document.attributes_of(node).classes;
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

bool is_box_to_tick(std::string_view sign) { return sign == "☐" || sign == "□"; }
bool is_ticked_box(std::string_view sign) { return sign == "☑" || sign == "☒"; }

class FieldFinder {
 public:
  FieldFinder(const Document& document, PageList& pages) : document_(document), pages_(pages) {}

  void run() {
    for (Page& page : pages_.pages) {
      std::vector<Item> items;
      items.reserve(page.items.size());
      frame_ = kNoNode;
      for (Item& item : page.items) {
        if (const auto* box = std::get_if<BoxItem>(&item); box != nullptr && add_box(*box, items)) continue;
        if (const auto* mark = std::get_if<DrawingItem>(&item); mark != nullptr && add_task(*mark, items)) continue;
        items.push_back(std::move(item));
        if (const auto* run = std::get_if<GlyphRun>(&items.back())) add_signs(GlyphRun(*run), items);
      }
      page.items = std::move(items);
      for (Item& item : page.items) {
        if (auto* field = std::get_if<FieldArea>(&item)) name(*field);
      }
    }
  }

 private:
  /// The frame of a box to write in is drawn in several pieces: one field is as large as all of them.
  bool add_box(const BoxItem& box, std::vector<Item>& items) {
    if (box.node >= document_.nodes.size() || box.role != Role::background) return false;
    const Element element = document_[box.node].element;
    if (element == Element::span && has_class(document_, box.node, "line")) {
      items.emplace_back(box);
      const Length height = Length::points(14);
      items.emplace_back(FieldArea{box.node, {box.box.x, box.box.y - height, box.box.width, height}, FieldKind::line});
      return true;
    }
    if (element != Element::div || !has_class(document_, box.node, "write")) return false;
    items.emplace_back(box);
    if (frame_ == box.node) {
      Rect& whole = std::get<FieldArea>(items[frame_item_]).box;
      const Length right = std::max(whole.right(), box.box.right()), bottom = std::max(whole.bottom(), box.box.bottom());
      whole.x = std::min(whole.x, box.box.x), whole.y = std::min(whole.y, box.box.y);
      whole.width = right - whole.x, whole.height = bottom - whole.y;
      return true;
    }
    frame_ = box.node;
    frame_item_ = items.size();
    items.emplace_back(FieldArea{box.node, box.box, FieldKind::lines});
    return true;
  }

  /// The box of a task: the field draws it, and its words and its tick say what it is.
  bool add_task(const DrawingItem& mark, std::vector<Item>& items) {
    const auto* item = mark.node < document_.nodes.size() ? std::get_if<ItemData>(&document_[mark.node].payload) : nullptr;
    if (item == nullptr || mark.role != Role::marker || !item->checked) return false;
    FieldArea field{mark.node, mark.box, FieldKind::check};
    field.checked = *item->checked;
    field.color = mark.color;
    items.emplace_back(field);
    return true;
  }

  /// Boxes among words stay what they are, and a field lies on each.
  void add_signs(const GlyphRun& run, std::vector<Item>& items) {
    if (run.role != Role::content || run.rtl) return;
    const std::string_view text = text_of(run);
    Length x = run.origin.x;
    for (std::uint32_t k = 0; k < run.glyph_count; ++k) {
      const PageGlyph& glyph = pages_.glyphs[run.first_glyph + k];
      const std::size_t end = k + 1 < run.glyph_count ? pages_.glyphs[run.first_glyph + k + 1].cluster : text.size();
      const std::string_view sign = glyph.cluster < end ? text.substr(glyph.cluster, end - glyph.cluster) : std::string_view();
      const Length advance = Length::raw(glyph.advance);
      if (is_box_to_tick(sign) || is_ticked_box(sign)) {
        // The sign's own box, which in most faces reaches from an eighth below the line to three quarters above it, and a little more.
        FieldArea field{run.node, {x, run.origin.y - run.size.scaled(0.87), advance, run.size.scaled(1.1)}, FieldKind::check};
        field.checked = is_ticked_box(sign);
        field.color = run.color;
        items.emplace_back(field);
      }
      x += advance;
    }
  }

  std::string_view text_of(const GlyphRun& run) const { return std::string_view(pages_.text).substr(run.text_begin, run.text_length); }

  void name(FieldArea& field) {
    static constexpr std::array<std::string_view, 3> kNames{"box", "line", "text"};
    std::string label = label_of(field);
    if (label.empty()) label = words_above(field.node);
    label = std::string(beginning_of(collapse_spaces(label), kLongestLabel));
    while (!label.empty() && (label.back() == ':' || label.back() == ' ')) label.pop_back();
    if (label.empty()) label = document_.meta.title.value;
    const auto number = pages_.fields.size() + 1;
    const std::string kind(kNames[static_cast<std::size_t>(field.kind)]);
    field.field = static_cast<std::uint32_t>(pages_.fields.size());
    pages_.fields.push_back({kind + "-" + std::to_string(number), label.empty() ? kind : std::move(label)});
  }

  std::string label_of(const FieldArea& field) {
    const Element element = document_[field.node].element;
    if (element == Element::table_cell) return heads_of(field.node);
    if (element == Element::item) return document_.plain_text(field.node);
    if (element == Element::span) return words_before(field.node);
    return field.kind == FieldKind::check ? words_around(field) : std::string();
  }

  /// "Do you smoke? yes": the words up to the first box of the text, and those behind this one. The fields of a text come one after
  /// the other, so that it is read once.
  std::string words_around(const FieldArea& field) {
    if (field.node != asked_) {
      asked_ = field.node;
      words_ = document_.plain_text(field.node);
      signs_.clear();
      next_sign_ = 0;
      for (std::size_t at = 0; at < words_.size();) {
        const std::size_t begin = at;
        next_code_point(words_, at);
        const std::string_view sign = std::string_view(words_).substr(begin, at - begin);
        if (is_box_to_tick(sign) || is_ticked_box(sign)) signs_.emplace_back(begin, at);
      }
    }
    if (next_sign_ >= signs_.size()) return words_;
    const std::size_t begin = signs_[next_sign_++].second;
    const std::size_t end = next_sign_ < signs_.size() ? signs_[next_sign_].first : words_.size();
    const std::string question(beginning_of(std::string_view(words_).substr(0, signs_.front().first), kLongestLabel));
    return question + " " + words_.substr(begin, end - begin);
  }

  /// What stands before it in its paragraph, from the last line to write on.
  std::string words_before(NodeId span) {
    const NodeId parent = document_[span].parent;
    const bool same = last_line_ != kNoNode && last_line_ < span && document_[last_line_].parent == parent;
    std::string words;
    for (NodeId node = (same ? last_line_ : parent) + 1; node < span; ++node) {
      if (document_[node].element == Element::text) words += document_.text(node);
    }
    last_line_ = span;
    return collapse_spaces(words);
  }

  std::string heads_of(NodeId cell) const {
    const auto& data = document_.data<CellData>(cell);
    const NodeId row = document_[cell].parent, table = document_[row].parent;
    std::string label;
    if (const NodeId first = document_.first_child(row); first != cell && first != kNoNode) label = collapse_spaces(document_.plain_text(first));
    const NodeId head = document_.first_child(table);
    if (head == kNoNode || head == row) return label;
    for (const NodeId other : children(document_, head)) {
      const auto* place = std::get_if<CellData>(&document_[other].payload);
      if (place == nullptr || place->column != data.column) continue;
      const std::string words = collapse_spaces(document_.plain_text(other));
      if (!words.empty()) label += (label.empty() ? "" : ", ") + words;
    }
    return label;
  }

  /// The nearest words before a block that has none of its own.
  std::string words_above(NodeId node) const {
    constexpr NodeId kFarthest = 500;  // nodes: what is further away asks for something else
    for (NodeId at = node; at-- > 1 && node - at < kFarthest;) {
      if (document_.is_ancestor(at, node)) continue;
      const Element element = document_[at].element;
      if (element != Element::paragraph && element != Element::heading) continue;
      if (std::string words = collapse_spaces(document_.plain_text(at)); !words.empty()) return words;
    }
    return {};
  }

  const Document& document_;
  PageList& pages_;
  NodeId frame_ = kNoNode;                                 // of the last box to write in …
  std::size_t frame_item_ = 0;                             // … and its field
  NodeId last_line_ = kNoNode;
  NodeId asked_ = kNoNode;                                 // the last text with boxes, its words and their places
  std::string words_;
  std::vector<std::pair<std::size_t, std::size_t>> signs_;
  std::size_t next_sign_ = 0;
};

}  // namespace

void add_fields(const Document& document, PageList& pages) { FieldFinder(document, pages).run(); }

}  // namespace pamphlet
