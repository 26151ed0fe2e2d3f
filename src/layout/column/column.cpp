#include "layout/column/column.h"

#include "layout/lines/move_item.h"

#include <algorithm>
#include <utility>

namespace pamphlet {
namespace {

// Costs of cutting a list or a table that a page could hold, in 1/1000 of an empty page. One of half a page and more is cut
// rather than leave 45 % of a page white (0.45² = 0.2); a small one costs three times as much: three quarters of a page.
constexpr int kCutSmallCost = 400;  // more than kCutCost
constexpr double kLargeBlock = 0.5;

}  // namespace

void ColumnBuilder::margin(Length space) {
  margin_positive_ = std::max(margin_positive_, space);
  margin_negative_ = std::min(margin_negative_, space);
}

void ColumnBuilder::keep(BreakRule rule) { rule_ = std::max(rule_, rule); }
void ColumnBuilder::free_cost(int cost) { cost_ = std::max(cost_, cost); }
void ColumnBuilder::force_break(bool recto) {
  forced_ = true;
  recto_ = recto_ || recto;
}

void ColumnBuilder::set_region(Region region) {
  if (!column.regions.empty() && column.regions.back().same_kind(region)) return;
  clear_beside(kNoNode);
  region.begin = size();
  if (region.landscape) {
    BreakRule before = rule_;  // of the break between what is next and what stands before it
    while (region.begin > 0 && before != BreakRule::free && before != BreakRule::forced) {
      before = column.vitems[--region.begin].rule;
    }
  }
  while (!column.regions.empty() && column.regions.back().begin >= region.begin) column.regions.pop_back();
  column.regions.push_back(region);
}

void ColumnBuilder::push(Length height, std::span<const Item> items, NodeId node, bool snaps) {
  if (forced_ && region().columns > 1) {  // a new page, not the next column
    Region again = region();
    again.begin = size();
    if (column.regions.back().begin < size()) column.regions.push_back(again);
  }
  VItem item;
  item.gap = pending_gap();
  item.height = height;
  item.rule = rule_;
  if (beside_.height.raw() > 0) {
    item.rigid = beside_items_.empty();
    if (item.rigid) item.rule = std::max(item.rule, BreakRule::inside);
    beside_.height -= height + (item.rigid ? item.gap : Length());
  }
  item.cost = cost_;
  if (forced_) item.rule = BreakRule::forced;
  item.recto = recto_;
  if (head_ != 0) item.repeat = column.heads[head_ - 1].height;
  ColumnContent content;
  content.first_item = static_cast<std::uint32_t>(column.items.size());
  content.item_count = static_cast<std::uint32_t>(items.size() + beside_items_.size());
  content.head = head_;
  content.snaps = snaps;
  content.node = node;
  content.foot = foot_;
  column.items.insert(column.items.end(), beside_items_.begin(), beside_items_.end());
  beside_items_.clear();
  column.items.insert(column.items.end(), items.begin(), items.end());
  for (const NodeId anchored : anchors_) column.anchors.push_back({anchored, size()});
  anchors_.clear();
  column.vitems.push_back(item);
  column.contents.push_back(content);
  margin_positive_ = margin_negative_ = Length();
  rule_ = BreakRule::free;
  cost_ = 0;
  forced_ = recto_ = foot_ = false;
}

void ColumnBuilder::set_beside(Beside beside, std::vector<Item> items) {
  beside_ = beside;
  beside_items_ = std::move(items);
}

void ColumnBuilder::clear_beside(NodeId node) {
  if (!is_beside()) return;
  const Length positive = std::exchange(margin_positive_, Length()), negative = std::exchange(margin_negative_, Length());
  const BreakRule rule = std::exchange(rule_, BreakRule::free);
  const int cost = std::exchange(cost_, 0);
  const bool forced = std::exchange(forced_, false), recto = std::exchange(recto_, false), foot = std::exchange(foot_, false);
  std::vector<NodeId> anchors = std::exchange(anchors_, {});
  if (!beside_items_.empty()) {  // nothing stands beside it: it is what breaks before it are about
    margin_positive_ = positive;
    rule_ = rule;
    forced_ = forced, recto_ = recto, foot_ = foot;
    anchors_ = std::exchange(anchors, {});
    push(std::exchange(beside_.height, Length()), {}, node);
    return;
  }
  push(beside_.height, {}, node);
  beside_ = {};
  margin_positive_ = positive, margin_negative_ = negative;
  rule_ = rule, cost_ = cost;
  forced_ = forced, recto_ = recto, foot_ = foot;
  anchors_ = std::move(anchors);
}

void ColumnBuilder::push_line(const LineSet& set, const Line& line, Length x, NodeId node, bool snaps) {
  scratch_.clear();
  take_attachments(line.baseline, scratch_);
  for (std::uint32_t k = 0; k < line.item_count; ++k) {
    Item item = set.items[line.first_item + k];
    move_item(item, x, Length());
    scratch_.push_back(std::move(item));
  }
  push(line.height, scratch_, node, snaps);
}

void ColumnBuilder::take_attachments(Length y, std::vector<Item>& items) {
  for (Item& item : attached_) {
    move_item(item, Length(), y);
    items.push_back(std::move(item));
  }
  attached_.clear();
}

void ColumnBuilder::attach(Item item) { attached_.push_back(std::move(item)); }
void ColumnBuilder::anchor(NodeId node) { anchors_.push_back(node); }
void ColumnBuilder::open_whole() { wholes_.push_back(size()); }

Length ColumnBuilder::height_since(std::uint32_t first) const {
  Length height;
  for (std::uint32_t k = first; k < size(); ++k) height += column.vitems[k].height + (k > first ? column.vitems[k].gap : Length());
  return height;
}

Length ColumnBuilder::height_from(std::uint32_t first) const {
  Length height = head_ != 0 ? column.heads[head_ - 1].height : Length();
  for (std::uint32_t k = first; k < size(); ++k) {
    height += column.vitems[k].height + (k > first ? column.vitems[k].gap : Length());
  }
  return height;
}

void ColumnBuilder::close_whole(Length page_height) {
  const std::uint32_t first = wholes_.back();
  wholes_.pop_back();
  const bool fits = height_from(first) <= page_height;
  for (std::uint32_t k = first + 1; k < size(); ++k) {
    BreakRule& rule = column.vitems[k].rule;
    if (fits) rule = std::max(rule, BreakRule::inside);
    column.contents[k].parted = !fits || column.contents[k].parted;
  }
}

void ColumnBuilder::keep_together(std::uint32_t first, Length page_height) {
  const Length height = height_from(first);
  if (height > page_height || page_height.raw() <= 0) return;
  const double share = height.points() / page_height.points();
  const int cost = kCutCost + static_cast<int>(std::max(0.0, 1 - share / kLargeBlock) * kCutSmallCost);
  for (std::uint32_t k = first + 1; k < size(); ++k) column.vitems[k].cost += cost;
}

std::size_t ColumnBuilder::open_decoration(Decoration decoration) {
  decoration.first = size();
  ++open_decorations_;
  column.decorations.push_back(decoration);
  return column.decorations.size() - 1;
}

void ColumnBuilder::close_decoration(std::size_t index) {
  column.decorations[index].last = size();
  --open_decorations_;
}

void snap_to_grid(Column& column, Length unit) {
  if (unit.raw() <= 0) return;
  std::int64_t since = 0;           // from the last line on the grid to here
  std::size_t widest = SIZE_MAX;    // the gap that can take a correction without being seen
  bool started = false;
  std::size_t next_region = 0;
  for (std::size_t k = 0; k < column.vitems.size(); ++k) {
    VItem& item = column.vitems[k];
    if (next_region < column.regions.size() && column.regions[next_region].begin == k) {
      ++next_region;
      started = false;
      widest = SIZE_MAX;
    }
    if (started) since += item.gap.raw();
    if (item.gap.raw() > 0 && (widest == SIZE_MAX || item.gap > column.vitems[widest].gap)) widest = k;
    if (column.contents[k].snaps) {
      const std::int64_t off = since % unit.raw();
      if (started && off != 0 && widest != SIZE_MAX) {
        // To the nearer grid line, unless that would eat most of the gap.
        const Length down = Length::raw(unit.raw() - off), up = Length::raw(off);
        VItem& gap = column.vitems[widest];
        if (up < down && up * 3 < gap.gap && !gap.rigid) {
          gap.gap -= up;
        } else {
          gap.gap += down;
        }
      }
      started = true;
      since = 0;
      widest = SIZE_MAX;
    }
    since += item.height.raw();
  }
}

}  // namespace pamphlet
