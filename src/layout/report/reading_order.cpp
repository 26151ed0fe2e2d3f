#include "layout/report/reading_order.h"

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet {
namespace {

class Gatherer {
 public:
  Gatherer(const Document& document, const PageList& pages, const LayoutFacts& facts)
      : document_(document), pages_(pages), facts_(facts) {}

  Things run() {
    things_.of_line.assign(facts_.lines.size(), kNoThing);
    for (page_ = 0; page_ < pages_.pages.size(); ++page_) {
      PageExtent extent;
      extent.first = static_cast<std::uint32_t>(things_.all.size());
      box_bottom_ = Length::raw(INT64_MIN);
      edges_.clear();
      for (const Item& item : pages_.pages[page_].items) {
        std::visit([this](const auto& one) { add(one); }, item);
      }
      extent.last = static_cast<std::uint32_t>(things_.all.size());
      extent.bottom = box_bottom_;
      std::sort(edges_.begin(), edges_.end());
      extent.edges = edges_;
      things_.pages.push_back(extent);
    }
    find_foot_notes();
    for (std::size_t k = 0; k < things_.pages.size(); ++k) measure(k);
    return std::move(things_);
  }

 private:
  void add(const GlyphRun& run) {
    if (run.role != Role::content && run.role != Role::label && run.role != Role::hyphen) return;
    const auto found = std::upper_bound(facts_.lines.begin(), facts_.lines.end(), run.text_begin,
                                        [](std::uint32_t at, const LineFact& fact) { return at < fact.text_begin; });
    if (found == facts_.lines.begin()) return;
    const LineFact& fact = *(found - 1);
    if (run.text_begin >= fact.text_end) return;
    std::uint32_t& index = things_.of_line[static_cast<std::size_t>(found - 1 - facts_.lines.begin())];
    if (index == kNoThing) {
      index = static_cast<std::uint32_t>(things_.all.size());
      Thing thing;
      thing.line = &fact;
      thing.x = run.origin.x;
      thing.top = run.origin.y - fact.above;
      thing.bottom = run.origin.y + fact.below;
      place(thing, run.node);
    }
    Thing& thing = things_.all[index];
    thing.x = std::min(thing.x, run.origin.x);
    if (run.role == Role::hyphen) thing.hyphen = true;
  }

  void add(const ImageItem& image) {
    if (image.role != Role::content) return;
    Thing thing;
    thing.x = image.box.x;
    thing.top = image.box.y;
    thing.bottom = image.box.bottom();
    place(thing, image.node);
  }

  void add(const BoxItem& box) { add_box(box.node, box.role, box.box); }
  void add(const DrawingItem& drawing) { add_box(drawing.node, drawing.role, drawing.box); }
  void add(const LinkArea&) {}
  void add(const FieldArea&) {}

  /// The boxes of blocks. One without a node is the page's own ground; an inline's is its line's, a note's no text.
  void add_box(NodeId node, Role role, const Rect& box) {
    if (role != Role::background || node >= document_.nodes.size() || is_inline(document_[node].element)) return;
    for (NodeId at = node; at != kNoNode; at = document_[at].parent) {
      if (document_[at].element == Element::note) return;
    }
    box_bottom_ = std::max(box_bottom_, box.bottom());
    edges_.push_back(box.y);
    edges_.push_back(box.bottom());
  }

  void place(Thing thing, NodeId node) {
    thing.page = static_cast<std::uint32_t>(page_);
    thing.node = thing.block = node < document_.nodes.size() ? node : 0;
    while (thing.block != 0 && is_inline(document_[thing.block].element)) thing.block = document_[thing.block].parent;
    if (!things_.all.empty() && things_.all.back().block == thing.block) {
      thing.row = things_.all.back().row;
      thing.note = things_.all.back().note;
    } else {
      for (NodeId at = thing.block; at != kNoNode; at = document_[at].parent) {
        if (document_[at].element == Element::table_row && thing.row == kNoNode) thing.row = at;
        if (document_[at].element == Element::note) thing.note = at;
      }
    }
    things_.all.push_back(thing);
  }

  /// Notes that stand at the feet of pages, and not after all other text.
  void find_foot_notes() {
    std::size_t last_text = 0;
    for (std::size_t k = 0; k < things_.all.size(); ++k) {
      if (things_.all[k].note == kNoNode) last_text = k;
    }
    for (std::size_t k = 0; k < last_text; ++k) {
      if (things_.all[k].note != kNoNode) at_foot_ = true;
    }
    for (Thing& thing : things_.all) thing.foot_note = at_foot_ && thing.note != kNoNode;
  }

  void measure(std::size_t index) {
    PageExtent& extent = things_.pages[index];
    const PageFact* fact = index < facts_.pages.size() ? &facts_.pages[index] : nullptr;
    extent.area_bottom = fact != nullptr ? fact->bottom : pages_.pages[index].height;
    if (fact != nullptr) extent.area_top = fact->top;
    for (std::uint32_t k = extent.first; k < extent.last; ++k) {
      const Thing& thing = things_.all[k];
      if (!thing.foot_note) {
        extent.bottom = std::max(extent.bottom, thing.bottom);
        continue;
      }
      extent.notes_top = extent.has_notes ? std::min(extent.notes_top, thing.top) : thing.top;
      extent.notes_bottom = extent.has_notes ? std::max(extent.notes_bottom, thing.bottom) : thing.bottom;
      extent.has_notes = true;
    }
    if (extent.bottom.raw() == INT64_MIN) extent.bottom = extent.area_top;
  }

  const Document& document_;
  const PageList& pages_;
  const LayoutFacts& facts_;
  Things things_;
  std::size_t page_ = 0;
  Length box_bottom_;
  std::vector<Length> edges_;
  bool at_foot_ = false;
};

constexpr std::size_t kExcerptBytes = 60;

}  // namespace

Things gather_things(const Document& document, const PageList& pages, const LayoutFacts& facts) {
  return Gatherer(document, pages, facts).run();
}

std::string excerpt(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < kExcerptBytes;) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (c == 0xAD) {  // the hyphen of a line break
      out += '-';
    } else if (c < 0x20) {
      out += ' ';
    } else {
      out += text.substr(from, at - from);
    }
  }
  const bool cut = text.size() > kExcerptBytes && out.size() >= kExcerptBytes;
  out = std::string(trim(out));
  return cut ? out + "\xE2\x80\xA6" : out;
}

}  // namespace pamphlet
