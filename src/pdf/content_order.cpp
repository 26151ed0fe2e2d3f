// Many readers never look at the tag tree: copying, searching, reading aloud in a browser and reflow take the text as the
// content stream has it (ISO 32000-1 §14.8.2.3.1). Layout paints what stands side by side line by line across, since any line
// may be the last of its page. Here the content of each page is put into the order of the tags: the tree is walked once, which
// numbers the sequences; then a page is cut where all before comes before all behind, and within such a stretch the grounds
// and rules come first, as they are below the text, then the content by its number. Where nothing stands side by side the
// stretches are single sequences, and nothing moves. Linear, but for the sort of a stretch.
#include <algorithm>
#include <numeric>
#include <utility>

#include "pdf/tags.h"

namespace pamphlet::pdf {
namespace {

/// The place of each sequence among all in the order of the tree; artifacts have none.
std::vector<std::uint32_t> tree_order(const TagTree& tree) {
  std::vector<std::uint32_t> order(tree.sequences.size(), 0);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{0, 0}};  // element, next kid
  std::uint32_t count = 0;
  while (!open.empty()) {
    auto& [element, next] = open.back();
    if (next == tree.elements[element].kid_count) {
      open.pop_back();
      continue;
    }
    const TagKid kid = tree.kids[tree.elements[element].first_kid + next++];
    if (kid.kind == TagKid::Kind::sequence) order[kid.index] = count++;
    if (kid.kind == TagKid::Kind::element) open.emplace_back(kid.index, 0);
  }
  return order;
}

class PageOrder {
 public:
  PageOrder(TagTree& tree, const std::vector<std::uint32_t>& order, std::vector<std::uint32_t>& moved) : tree_(tree), order_(order), moved_(moved) {}

  void arrange(std::uint32_t first, std::uint32_t last) {
    // The lowest number from each sequence on, from behind: a stretch ends where none behind is lower than any before.
    std::vector<std::uint32_t> lowest(last - first + 1, UINT32_MAX);
    for (std::uint32_t i = last; i-- > first;) lowest[i - first] = std::min(lowest[i - first + 1], is_content(i) ? order_[i] : UINT32_MAX);
    std::uint32_t begin = first, highest = 0;
    for (std::uint32_t i = first; i < last; ++i) {
      if (is_content(i)) highest = std::max(highest, order_[i]);
      if (lowest[i - first + 1] < highest) continue;
      sort(begin, i + 1);
      begin = i + 1;
    }
  }

 private:
  bool is_content(std::uint32_t sequence) const { return tree_.sequences[sequence].element != kNoElement; }

  void sort(std::uint32_t begin, std::uint32_t end) {
    const auto first = moved_.begin() + begin, last = moved_.begin() + end;
    const auto content = std::stable_partition(first, last, [&](std::uint32_t i) { return !is_content(i); });
    std::sort(content, last, [&](std::uint32_t a, std::uint32_t b) { return order_[a] < order_[b]; });
  }

  TagTree& tree_;
  const std::vector<std::uint32_t>& order_;
  std::vector<std::uint32_t>& moved_;  // by place: the sequence that comes to stand there
};

}  // namespace

void order_content(TagTree& tree) {
  const std::vector<std::uint32_t> order = tree_order(tree);
  std::vector<std::uint32_t> moved(tree.sequences.size());
  std::iota(moved.begin(), moved.end(), 0);
  for (std::size_t page = 0; page + 1 < tree.page_sequences.size(); ++page) {
    PageOrder(tree, order, moved).arrange(tree.page_sequences[page], tree.page_sequences[page + 1]);
  }
  std::vector<Sequence> sequences;
  std::vector<std::uint32_t> place(moved.size());
  sequences.reserve(moved.size());
  std::uint32_t page = UINT32_MAX, mcid = 0;
  for (const std::uint32_t old : moved) {
    place[old] = static_cast<std::uint32_t>(sequences.size());
    sequences.push_back(tree.sequences[old]);
    Sequence& sequence = sequences.back();
    if (sequence.page != page) mcid = 0;
    page = sequence.page;
    if (sequence.element != kNoElement) sequence.mcid = mcid++;
  }
  tree.sequences = std::move(sequences);
  for (TagKid& kid : tree.kids) {
    if (kid.kind == TagKid::Kind::sequence) kid.index = place[kid.index];
  }
}

}  // namespace pamphlet::pdf
