#include "layout/paginate.h"

#include <fmt/format.h>

#include <algorithm>

#include "layout/running.h"

namespace pamphlet {
namespace {

class Paginator {
 public:
  Paginator(Typesetter& typesetter, const Column& column)
      : typesetter_(typesetter), column_(column), page_style_(typesetter.input.style.page) {}

  void run() {
    const Length height = page_style_.height - page_style_.margin_top - page_style_.margin_bottom;
    std::vector<PageRange> ranges = break_pages(column_.vitems, height, height);
    if (ranges.size() > kMaxPages) {
      typesetter_.diagnostics.report(Code::pages_limit, *document().source, Span{},
                                     fmt::format("the document has {} pages; the limit is {}", ranges.size(), kMaxPages),
                                     "split the article");
      ranges.resize(kMaxPages);
    }
    if (ranges.empty()) ranges.push_back({});  // a document without text is one empty page
    typesetter_.pages.pages.reserve(ranges.size());
    RunningSetter running(typesetter_, page_style_, ranges.size());
    std::size_t next_heading = 0;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
      report(ranges[k], k);
      set_page(ranges[k], k);
      running.set(k, section_of(ranges[k], next_heading), left_margin(k), text_width(),
                  typesetter_.pages.pages.back().items);
    }
    typesetter_.stats.pages = static_cast<std::uint32_t>(ranges.size());
    std::sort(typesetter_.pages.anchors.begin(), typesetter_.pages.anchors.end(),
              [](const Anchor& a, const Anchor& b) { return a.node < b.node; });
  }

 private:
  const Document& document() const { return typesetter_.inline_context.document; }
  Length text_width() const { return page_style_.width - page_style_.margin_left - page_style_.margin_right; }
  Length left_margin(std::size_t index) const {
    return page_style_.duplex && index % 2 == 1 ? page_style_.margin_right : page_style_.margin_left;
  }

  void report(const PageRange& range, std::size_t index) {
    const std::string page = std::to_string(index + 1);
    LayoutStats& stats = typesetter_.stats;
    const auto say = [&](Code code, std::string message, std::string help) {
      const NodeId node = column_.contents[range.begin].node;
      typesetter_.diagnostics.report(code, *document().source, node == kNoNode ? Span{} : document()[node].span,
                                     std::move(message), std::move(help));
    };
    switch (range.broken) {
      case BreakRule::free:
      case BreakRule::forced: break;
      case BreakRule::widow:
        ++stats.widows;
        say(Code::widow_relaxed, "page " + page + " begins or ends with a stray line of this paragraph",
            "change the length of the text before it by a line");
        break;
      case BreakRule::keep:
        ++stats.keeps_relaxed;
        say(Code::keep_relaxed, "page " + page + " parts this from what stands before it", "");
        break;
      case BreakRule::inside:
      case BreakRule::forbidden:
        ++stats.keeps_relaxed;
        say(Code::box_taller_than_page, "a box that should stay whole is split at the top of page " + page,
            "make the box shorter than a page");
        break;
    }
    if (range.overfull) {
      say(Code::box_taller_than_page, "something on page " + page + " is taller than the page", "make it smaller");
    }
  }

  /// The section that a running head names: the first heading that begins on the page, else the last one before it.
  std::string section_of(const PageRange& range, std::size_t& next) {
    const auto& anchors = column_.anchors;
    NodeId found = current_section_;
    bool first_on_page = true;
    for (; next < anchors.size() && anchors[next].item < range.end; ++next) {
      const Node& node = document()[anchors[next].node];
      if (node.element != Element::heading || std::get<HeadingData>(node.payload).level > 2) continue;
      if (first_on_page && anchors[next].item >= range.begin) {
        found = anchors[next].node;
        first_on_page = false;
      }
      current_section_ = anchors[next].node;
    }
    return found == kNoNode ? std::string() : document().plain_text(found);
  }

  void set_page(const PageRange& range, std::size_t index) {
    Page page;
    page.width = page_style_.width;
    page.height = page_style_.height;
    page.label = std::to_string(index + 1);
    left_ = left_margin(index);
    if (page_style_.background.visible()) {
      BoxItem ground;
      ground.box = {Length(), Length(), page.width, page.height};
      ground.fill = page_style_.background;
      page.items.emplace_back(ground);
    }
    place(range);
    add_decorations(range, page);
    if (range.begin < range.end && column_.contents[range.begin].head != 0) add_repeated_head(range, page);
    for (std::uint32_t k = range.begin; k < range.end; ++k) {
      const ColumnContent& content = column_.contents[k];
      for (std::uint32_t n = 0; n < content.item_count; ++n) {
        Item item = column_.items[content.first_item + n];
        move_item(item, left_, tops_[k - range.begin]);
        page.items.push_back(std::move(item));
      }
    }
    while (next_anchor_ < column_.anchors.size() && column_.anchors[next_anchor_].item < range.end) {
      const ColumnAnchor& anchor = column_.anchors[next_anchor_++];
      typesetter_.pages.anchors.push_back(
          {anchor.node, static_cast<std::uint32_t>(index), tops_[anchor.item - range.begin]});
    }
    typesetter_.pages.pages.push_back(std::move(page));
  }

  /// The top of each VItem of the page.
  void place(const PageRange& range) {
    tops_.clear();
    Length y = page_style_.margin_top;
    if (range.begin < range.end) y += column_.vitems[range.begin].repeat;
    for (std::uint32_t k = range.begin; k < range.end; ++k) {
      if (k > range.begin) y += column_.vitems[k].gap;
      tops_.push_back(y);
      y += column_.vitems[k].height;
    }
  }

  void add_repeated_head(const PageRange& range, Page& page) {
    const RepeatedHead& head = column_.heads[column_.contents[range.begin].head - 1];
    Length y = page_style_.margin_top;
    std::vector<Length> tops;
    for (std::uint32_t k = head.first; k < head.last; ++k) {
      tops.push_back(y);
      y += column_.vitems[k].height;
    }
    tops.swap(tops_);
    const PageRange rows{head.first, head.last, BreakRule::free, head.height, false};
    for (std::size_t k = head.first_decoration; k < head.last_decoration; ++k) {
      const Decoration& decoration = column_.decorations[k];
      paint(decoration, decoration.first, decoration.last, rows, page);
    }
    tops.swap(tops_);
    y = page_style_.margin_top;
    for (std::uint32_t k = head.first; k < head.last; ++k) {
      const ColumnContent& content = column_.contents[k];
      for (std::uint32_t n = 0; n < content.item_count; ++n) {
        Item item = column_.items[content.first_item + n];
        if (std::holds_alternative<LinkArea>(item)) continue;  // a link is one place, not two
        move_item(item, left_, y);
        set_role(item, Role::repeated);
        page.items.push_back(std::move(item));
      }
      y += column_.vitems[k].height;
    }
  }

  void add_decorations(const PageRange& range, Page& page) {
    // Decorations begin in column order, so a window over them suffices; open ones are carried along.
    while (next_decoration_ < column_.decorations.size() && column_.decorations[next_decoration_].first < range.end) {
      open_.push_back(next_decoration_++);
    }
    for (const std::size_t index : open_) {
      const Decoration& decoration = column_.decorations[index];
      const std::uint32_t first = std::max(decoration.first, range.begin);
      const std::uint32_t last = std::min(decoration.last, range.end);
      if (first < last) paint(decoration, first, last, range, page);
    }
    std::erase_if(open_, [&](std::size_t index) { return column_.decorations[index].last <= range.end; });
  }

  void paint(const Decoration& decoration, std::uint32_t first, std::uint32_t last, const PageRange& range, Page& page) {
    const ComputedStyle& style = *decoration.style;
    const Length top = tops_[first - range.begin];
    const Length bottom = tops_[last - 1 - range.begin] + column_.vitems[last - 1].height;
    Rect box{left_ + decoration.x, top, decoration.width, bottom - top};
    const Length radius = decoration.size.scaled(style.border_radius.em);
    if (style.box_extent == BoxExtent::page) {
      box.x = Length();
      box.width = page.width;
      if (first == range.begin) {  // the band reaches the edge of the sheet
        box.height += box.y;
        box.y = Length();
      }
    }
    const Length t = decoration.size.scaled(style.border_top_width.em);
    const Length b = decoration.size.scaled(style.border_bottom_width.em);
    Length l = decoration.size.scaled(style.border_left_width.em);
    Length r = decoration.size.scaled(style.border_right_width.em);
    if (decoration.rtl) std::swap(l, r);
    const bool framed = t.raw() > 0 && t == b && t == l && t == r;
    if (framed) {
      add_box(decoration.node, box, radius, style.border_color, page);
      const Rect inner{box.x + l, box.y + t, box.width - l - r, box.height - t - b};
      const Color ground = style.background_color.visible()  ? style.background_color
                           : page_style_.background.visible() ? page_style_.background
                                                              : Color{255, 255, 255, 255};
      add_box(decoration.node, inner, std::max(Length(), radius - t), ground, page);
      return;
    }
    add_box(decoration.node, box, radius, style.background_color, page);
    if (decoration.first == first) add_box(decoration.node, {box.x, box.y, box.width, t}, {}, style.border_color, page);
    if (decoration.last == last) {
      add_box(decoration.node, {box.x, box.bottom() - b, box.width, b}, {}, style.border_color, page);
    }
    add_box(decoration.node, {box.x, box.y, l, box.height}, {}, style.border_color, page);
    add_box(decoration.node, {box.right() - r, box.y, r, box.height}, {}, style.border_color, page);
  }

  static void add_box(NodeId node, Rect rect, Length radius, Color fill, Page& page) {
    if (rect.width.raw() <= 0 || rect.height.raw() <= 0 || !fill.visible()) return;
    BoxItem box;
    box.node = node;
    box.box = rect;
    box.radius = radius;
    box.fill = fill;
    page.items.emplace_back(box);
  }

  Typesetter& typesetter_;
  const Column& column_;
  const PageStyle& page_style_;
  std::vector<Length> tops_;
  std::vector<std::size_t> open_;
  std::size_t next_decoration_ = 0, next_anchor_ = 0;
  NodeId current_section_ = kNoNode;
  Length left_;
};

}  // namespace

void paginate(Typesetter& typesetter, const Column& column) { Paginator(typesetter, column).run(); }

}  // namespace pamphlet
