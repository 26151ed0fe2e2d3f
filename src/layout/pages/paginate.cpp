#include "layout/pages/paginate.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/utf8.h"
#include "layout/codes.h"
#include "layout/column/decorations.h"
#include "layout/pages/column_painter.h"
#include "layout/pages/frames.h"
#include "layout/pages/running_heads.h"

namespace pamphlet {
namespace {

/// What the breaks before the frames cost: the worst rule broken, then the sum of what they cut.
std::pair<BreakRule, int> price(const Column& column, const FrameList& list) {
  std::pair<BreakRule, int> sum{BreakRule::free, 0};
  for (const Frame& frame : list.frames) {
    const FrameRange& range = frame.range;
    if (range.broken == BreakRule::forced || range.begin >= range.end) continue;
    sum.first = std::max(sum.first, range.broken);
    if (range.broken == BreakRule::free) sum.second += column.vitems[range.begin].cost;
  }
  return sum;
}

// A wish for sheets that are handed out; what is longer is bound.
constexpr std::size_t kMostSides = 16;

/// Where the style wishes an even number of pages and there is an odd one: a page less when white space alone pays for it.
FrameList even_frames(Typesetter& typesetter, const Column& column, const Footnotes& notes, FrameList list) {
  const std::size_t pages = list.landscape.size();
  PageStyle closer = typesetter.input.style.page;
  if (!closer.even_sides || closer.fit.pages > 0 || pages % 2 == 0 || pages == 1 || pages > kMostSides) return list;
  closer.fit.pages = static_cast<int>(pages) - 1;
  FrameList fewer = make_frames(column, notes.lines, closer, notes.separator, typesetter.document.meta.dir == "rtl");
  const bool saved = fewer.landscape.size() < pages && price(column, fewer) <= price(column, list);
  typesetter.diagnostics.report(
      code::sides_wished, *typesetter.document.source, {},
      saved ? fmt::format("pages were filled closer, so that there are {} sides and not {}", pages - 1, pages)
            : fmt::format("there are {} sides, and the style wishes an even number", pages),
      saved ? std::string() : fmt::format("cut some lines, or use --fit {}", pages - 1));
  return saved ? fewer : list;
}

/// The frames of as many pages as a document may have.
FrameList limited_frames(Typesetter& typesetter, const Column& column, const Footnotes& notes) {
  const Document& document = typesetter.document;
  FrameList list = make_frames(column, notes.lines, typesetter.input.style.page, notes.separator, document.meta.dir == "rtl");
  list = even_frames(typesetter, column, notes, std::move(list));
  if (list.landscape.size() <= kMaxPages) return list;
  typesetter.diagnostics.report(
      code::pages_limit, *document.source, Span{},
      fmt::format("the document has {} pages; the limit is {}", list.landscape.size(), kMaxPages), "split the article");
  list.landscape.resize(kMaxPages);
  return list;
}

class Paginator {
 public:
  Paginator(Typesetter& typesetter, const Column& column, const Footnotes& notes, const FrameList& list)
      : typesetter_(typesetter),
        column_(column),
        notes_(notes),
        list_(list),
        numbers_(typesetter.document, column, list),
        page_style_(typesetter.input.style.page),
        text_painter_(typesetter.pages, column),
        note_painter_(typesetter.pages, notes.column) {}

  std::vector<PageFact> run() {
    const std::size_t count = list_.landscape.size();
    typesetter_.pages.pages.reserve(count);
    RunningSetter running(typesetter_, page_style_, numbers_);
    std::size_t next_frame = 0, next_heading = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const PageGeometry geometry = page_geometry(page_style_, k, list_.landscape[k]);
      open_page(k, geometry);
      FrameRange range;  // of the whole page
      if (next_frame < list_.frames.size()) range.begin = range.end = list_.frames[next_frame].range.begin;
      record(next_frame, geometry);
      const bool blank = next_frame < list_.frames.size() && list_.frames[next_frame].page != k;
      for (; next_frame < list_.frames.size() && list_.frames[next_frame].page == k; ++next_frame) {
        report(list_.frames[next_frame], k);
        set_frame(list_.frames[next_frame], geometry);
        const Frame& frame = list_.frames[next_frame];  // of columns the last one counts
        facts_.back().white = std::max(Length(), frame.bottom - frame.top - frame.range.height - frame.range.note_height);
        range.end = list_.frames[next_frame].range.end;
      }
      RunningPage page = running_page(range, next_heading);
      page.index = k;
      page.blank = blank;
      running.set(page, geometry, typesetter_.pages.pages.back().items);
    }
    std::sort(typesetter_.pages.anchors.begin(), typesetter_.pages.anchors.end(),
              [](const Anchor& a, const Anchor& b) { return a.node < b.node; });
    return std::move(facts_);
  }

 private:
  const Document& document() const { return typesetter_.document; }

  /// For the layout report: the page that begins with this frame.
  void record(std::size_t frame, const PageGeometry& geometry) {
    PageFact fact;
    fact.top = geometry.top;
    fact.bottom = geometry.bottom;
    if (frame < list_.frames.size()) fact.broken = list_.frames[frame].range.broken;
    facts_.push_back(fact);
  }

  /// What a picture gave so that the page before it has no hole.
  void report_fitted(const Frame& frame, const std::string& page) {
    for (std::uint32_t k = frame.range.begin; k < frame.range.end; ++k) {
      const VItem& item = column_.vitems[k];
      const NodeId node = column_.contents[k].node;
      const int percent = static_cast<int>(std::lround(100 - item.give.points() * frame.fill.taken * 100 / std::max(0.01, item.height.points())));
      if (item.give.raw() <= 0 || percent >= 100) continue;
      typesetter_.diagnostics.report(code::picture_fitted, *document().source, node == kNoNode ? Span{} : document()[node].span,
                                     fmt::format("the picture is set at {} % of its size, so that it stands on page {}", percent, page),
                                     "-shrink-to = \"100%\" in the style keeps its size");
    }
  }

  void report(const Frame& frame, std::size_t index) {
    const FrameRange& range = frame.range;
    const std::string page = std::to_string(index + 1);
    const auto say = [&](Code code, std::string message, std::string help) {
      const NodeId node = range.begin < column_.contents.size() ? column_.contents[range.begin].node : kNoNode;
      typesetter_.diagnostics.report(code, *document().source, node == kNoNode ? Span{} : document()[node].span,
                                     std::move(message), std::move(help));
    };
    const bool parted = range.begin > 0 && range.begin < range.end && column_.contents[range.begin].parted;
    switch (range.broken) {
      case BreakRule::free:
      case BreakRule::forced:
        if (parted) report_split(range, page, say);
        break;
      case BreakRule::widow:
        if (parted) report_split(range, page, say);
        say(code::widow_relaxed, "page " + page + " begins or ends with a stray line of this paragraph",
            "change the length of the text before it by a line");
        break;
      case BreakRule::keep:
        say(code::keep_relaxed, "page " + page + " parts this from what stands before it", "");
        break;
      case BreakRule::inside:
      case BreakRule::forbidden:
        report_split(range, page, say);
        break;
    }
    if (frame.fill.taken > 0) report_fitted(frame, page);
    if (range.overfull) {
      say(code::box_taller_than_page, "something on page " + page + " is taller than the page", "make it smaller");
    }
  }

  /// Whether a cell of a row before reaches into this one.
  bool is_tied(NodeId row) const {
    std::uint32_t reach = 0, number = 0;  // rows, counted from the table's first
    for (const NodeId before : children(document(), document()[row].parent)) {
      if (before == row) break;
      if (document()[before].element != Element::table_row) continue;
      for (const NodeId cell : children(document(), before)) {
        reach = std::max(reach, number + document().data<CellData>(cell).row_span);
      }
      ++number;
    }
    return reach > number;
  }

  template <class Say>
  void report_split(const FrameRange& range, const std::string& page, const Say& say) {
    const NodeId node = column_.contents[range.begin].node;
    if (node != kNoNode && document()[node].element == Element::table_row) {
      const bool tied = range.begin > 0 && column_.contents[range.begin - 1].node != node && is_tied(node);
      const std::string what = tied ? "rows of this table that one cell ties together are taller than a page and go on"
                                    : "a row of this table is taller than a page and goes on";
      say(code::row_split, what + " on page " + page,
          tied ? "let each row have a cell of its own" : "break the row's text up into several rows");
      return;
    }
    say(code::box_taller_than_page, "a box that should stay whole is split at the top of page " + page,
        "make the box shorter than a page");
  }

  /// What a running head names: the first section that begins on the page, else the last one before it; and its chapter.
  RunningPage running_page(const FrameRange& range, std::size_t& next) {
    const auto& anchors = column_.anchors;
    RunningPage page;
    NodeId section = current_section_, chapter = current_chapter_;
    bool first_section = true, first_chapter = true;
    for (; next < anchors.size() && anchors[next].item < range.end; ++next) {
      const Node& node = document()[anchors[next].node];
      if (node.element != Element::heading || std::get<HeadingData>(node.payload).level > 2) continue;
      const bool opens_chapter = std::get<HeadingData>(node.payload).level == 1;
      if (std::exchange(first_section, false)) section = anchors[next].node;
      current_section_ = anchors[next].node;
      if (!opens_chapter) continue;
      if (std::exchange(first_chapter, false)) chapter = anchors[next].node;
      current_chapter_ = anchors[next].node;
      page.opens_chapter = page.opens_chapter || anchors[next].item == range.begin;
    }
    page.section = section_name_.of(document(), section);
    page.chapter = chapter_name_.of(document(), chapter);
    return page;
  }

  /// The words of a heading, asked for on each of its pages.
  struct HeadingName {
    NodeId node = kNoNode;
    std::string words;
    const std::string& of(const Document& document, NodeId heading) {
      if (heading != node) words = heading == kNoNode ? std::string() : collapse_spaces(document.plain_text(heading));
      node = heading;
      return words;
    }
  };

  void open_page(std::size_t index, const PageGeometry& geometry) {
    Page page;
    page.width = geometry.width;
    page.height = geometry.height;
    page.label = numbers_.label(index);
    const Length bleed = page_style_.reach();
    add_box(kNoNode, {-bleed, -bleed, page.width + bleed * 2, page.height + bleed * 2}, {}, page_style_.background, page.items);
    typesetter_.pages.pages.push_back(std::move(page));
  }

  /// Whether the style has no running head there.
  bool has_free_head(std::size_t page) const {
    for (const MarginBox box : {MarginBox::top_left, MarginBox::top_center, MarginBox::top_right}) {
      const auto index = static_cast<std::size_t>(box);
      const bool own = page == 0 && page_style_.running_first[index] != "-";
      if (!(own ? page_style_.running_first : page_style_.running)[index].empty()) return false;
    }
    return true;
  }

  void set_frame(const Frame& frame, const PageGeometry& geometry) {
    Page& page = typesetter_.pages.pages.back();
    ColumnPainter::Target target{page, static_cast<std::uint32_t>(frame.page), {frame.x, frame.top},
                                 frame.top == geometry.top, has_free_head(frame.page), frame.fill};
    text_painter_.paint(frame.range.begin, frame.range.end, target);
    if (frame.range.note_end <= frame.range.note_begin) return;
    const Length top = frame.bottom - frame.range.note_height;
    Rect rule{frame.x, top + notes_.rule_top, frame.width.scaled(notes_.rule_width), notes_.rule_thickness};
    if (document().meta.dir == "rtl") rule.x += frame.width - rule.width;
    add_box(kNoNode, rule, {}, notes_.rule_color, page.items);
    target.origin.y = top + notes_.separator;
    target.at_page_top = false;
    target.fill = {};
    note_painter_.paint(frame.range.note_begin, frame.range.note_end, target);
  }

  Typesetter& typesetter_;
  const Column& column_;
  const Footnotes& notes_;
  const FrameList& list_;
  const PageNumbers numbers_;
  const PageStyle& page_style_;
  ColumnPainter text_painter_, note_painter_;
  NodeId current_section_ = kNoNode, current_chapter_ = kNoNode;
  HeadingName section_name_, chapter_name_;
  std::vector<PageFact> facts_;
};

}  // namespace

std::vector<PageFact> paginate(Typesetter& typesetter, const Column& column, const Footnotes& notes) {
  const FrameList list = limited_frames(typesetter, column, notes);
  return Paginator(typesetter, column, notes, list).run();
}

}  // namespace pamphlet
