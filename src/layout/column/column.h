// One endless column of boxes, before it is cut into frames: the builder's primitives and what they build.
//
// Blocks are set as if paper had no end, and a breaker cuts the column afterwards (breakers/pagebreak.h). Setting page
// by page, as programs do that draw while they walk, cannot see what comes and has to take back what it drew. What a
// block knows about breaks it says here, about the next item: margins (the larger one counts), how bad a break before
// it is, what should stay whole, what is painted around it, what a page that begins here repeats. Every call is
// constant time but close_whole(), which walks what it closes.
#pragma once

#include <vector>

#include "layout/breakers/pagebreak.h"
#include "layout/lines/paragraph.h"

namespace pamphlet {

/// Of a free break that cuts a list or a table which a page could hold, at least; all others cost less (column.cpp has the reasons).
inline constexpr int kCutCost = 200;

/// What stands in a VItem: a range of Column::items, whose x is from the column's left edge and whose y from the
/// VItem's top.
struct ColumnContent {
  std::uint32_t first_item = 0, item_count = 0;
  std::uint32_t head = 0;             // 1 + index into Column::heads when a page that starts here repeats it
  bool snaps = false;                 // a line of body text, which belongs on the baseline grid
  double align = 0;                   // of a picture that may give: 0 stays at its left, 1 at its right end
  bool to_edges = false;              // its picture reaches the edges of the sheet
  bool parted = false;                // of a box that should be whole but is taller than a page
  bool foot = false;                  // a block begins here that stands at the foot of its page
  NodeId node = kNoNode;              // for diagnostics about a break before it
};

/// A painted box around the VItems [first, last).
struct Decoration {
  std::uint32_t first = 0, last = 0;
  NodeId node = kNoNode;
  Length x, width;
  const ComputedStyle* style = nullptr;
  Length size;                        // used font size: the em of its borders
  bool rtl = false;
};

/// A table head, to be shown again on every page that the table continues on.
struct RepeatedHead {
  std::uint32_t first = 0, last = 0;  // VItems
  Length height;
  std::size_t first_decoration = 0, last_decoration = 0;  // the boxes of its rows
};

struct ColumnAnchor {
  NodeId node = kNoNode;
  std::uint32_t item = 0;             // VItem it begins at
};

/// From `begin` to the next region, the column flows through frames of one kind: whole pages, columns of pages, or
/// pages turned on their side.
struct Region {
  std::uint32_t begin = 0;            // VItem
  int columns = 1;
  Length width, gap;                  // of one column; between columns
  bool landscape = false;
  bool same_kind(const Region& other) const {
    return columns == other.columns && width == other.width && gap == other.gap && landscape == other.landscape;
  }
};

struct Column {
  std::vector<Region> regions;          // never empty; ascending
  std::vector<VItem> vitems;
  std::vector<ColumnContent> contents;  // parallel to vitems
  std::vector<Item> items;
  std::vector<Decoration> decorations;  // outer before inner
  std::vector<RepeatedHead> heads;
  std::vector<ColumnAnchor> anchors;
};

/// A picture at one side of what comes next: text stands between `from` and `to` until `height` is passed.
struct Beside {
  Length from, to, height;
};

/// How the white space of a frame, or what is wanting, is shared out.
struct FrameFill {
  double stretch = 0;                 // of its gaps, as a share of them: above 0 so that it ends level, below so that it fits
  Length spare;                       // white space above a block that stands at the foot
  double taken = 0;                   // of what its pictures may give, the share that they do
};

class ColumnBuilder {
 public:
  /// `flows`: the column is cut into pages, and so may have pictures beside its text.
  explicit ColumnBuilder(Region first, bool flows = false) : flows_(flows) { column.regions.push_back(first); }
  Column column;

  /// Space before the next item; the larger of adjoining margins counts (CSS 2.2 §8.3.1).
  void margin(Length space);
  /// A break before the next item is at least this bad.
  void keep(BreakRule rule);
  void free_cost(int cost);
  void force_break(bool recto = false);
  /// What begins with the next item stands at the foot of its page.
  void to_foot() { foot_ = true; }
  /// Appends a VItem of that height holding `items`, whose x and y are final within it.
  void push(Length height, std::span<const Item> items, NodeId node, bool snaps = false);
  /// Appends a line at x; what was attached comes with it.
  void push_line(const LineSet& set, const Line& line, Length x, NodeId node, bool snaps);
  /// Things that belong to the next line, with y relative to its baseline.
  void attach(Item item);
  /// Hands the attached things over, for a line whose baseline is at y.
  void take_attachments(Length y, std::vector<Item>& items);
  bool has_attachments() const { return !attached_.empty(); }
  void clear_attachments() { attached_.clear(); }
  void anchor(NodeId node);

  /// Everything until close_whole() should stay on one page. What is taller than one may break as its parts allow.
  void open_whole();
  void close_whole(Length page_height);
  /// All from `first` on is a list or a table: a break inside costs white space, the more the smaller it is; nothing
  /// when no page can hold it.
  void keep_together(std::uint32_t first, Length page_height);
  /// A painted box around everything until close_decoration().
  std::size_t open_decoration(Decoration decoration);
  void close_decoration(std::size_t index);

  /// What follows flows through frames of another kind. What must not be parted from it comes along: a heading goes to
  /// the page of the wide table that it announces.
  void set_region(Region region);
  const Region& region() const { return column.regions.back(); }
  /// Whether nothing is open that a change of region would tear apart.
  bool may_change_region() const { return wholes_.empty() && open_decorations_ == 0; }

  bool may_have_beside() const { return flows_; }
  /// Items whose y is from the top of what comes next. What stands beside them is one with them: no page ends there.
  void set_beside(Beside beside, std::vector<Item> items);
  const Beside& beside() const { return beside_; }
  bool is_beside() const { return beside_.height.raw() > 0; }
  /// What comes next stands below the picture.
  void clear_beside(NodeId node);
  /// Whether a page begins with what comes next, whatever that is.
  bool is_forced() const { return forced_; }
  /// Between the last item and the next one.
  Length pending_gap() const { return margin_positive_ + margin_negative_; }
  bool begins_beside() const { return !beside_items_.empty(); }

  void set_head(std::uint32_t head) { head_ = head; }  // 1 + index; 0 = none
  std::uint32_t size() const { return static_cast<std::uint32_t>(column.vitems.size()); }

  /// Of all from `first` on.
  Length height_since(std::uint32_t first) const;

 private:
  /// Of all from `first` on, with the table head that a page repeats.
  Length height_from(std::uint32_t first) const;
  Length margin_positive_, margin_negative_;
  BreakRule rule_ = BreakRule::free;
  int cost_ = 0;
  bool forced_ = false, recto_ = false, foot_ = false;
  std::vector<std::uint32_t> wholes_;  // first items of the open "whole" boxes
  std::vector<Item> attached_, scratch_;
  std::vector<NodeId> anchors_;
  const bool flows_;
  Beside beside_;
  std::vector<Item> beside_items_;  // until something is there that they stand beside
  std::uint32_t head_ = 0;
  int open_decorations_ = 0;
};

/// Adds to the gaps so that lines of body text fall on multiples of `unit` below each other, in every region anew.
void snap_to_grid(Column& column, Length unit);

}  // namespace pamphlet
