// What the finished pages look like: fill, faults and figures. The faults are found on the pages themselves, by asking
// which line of which paragraph stands where, and not taken from what the breakers say: a bug of theirs shows here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doc/doc.h"
#include "pages/pages.h"

namespace pamphlet {

enum class LayoutFault : unsigned char {
#define PAMPHLET_LAYOUT_FAULT(name, message, cure) name,
#include "layout/faults.def"
#undef PAMPHLET_LAYOUT_FAULT
};
inline constexpr std::size_t kLayoutFaults = [] {
  std::size_t count = 0;
#define PAMPHLET_LAYOUT_FAULT(name, message, cure) ++count;
#include "layout/faults.def"
#undef PAMPHLET_LAYOUT_FAULT
  return count;
}();

/// "lone-introduction": as reports write it.
std::string fault_name(LayoutFault fault);

struct LayoutFinding {
  LayoutFault fault = LayoutFault::widow;
  std::uint32_t page = 0;   // index
  NodeId node = kNoNode;    // what to look at in the source
  double value = 0;         // lines, ratio, points, per cent: what the fault's message says
  std::string text;         // the line, or the beginning of the block
};
std::string fault_message(const LayoutFinding& finding);
std::string_view fault_cure(LayoutFault fault);

struct PageFigures {
  std::string label;
  double fill = 0;          // share of the text height that is not left white at the foot
};

/// Sums over the pages. Running heads are not counted, nor a table head that is shown again.
struct LayoutStats {
  std::uint32_t pages = 0, lines = 0;
  std::uint32_t justified_lines = 0;       // without last lines, which are not stretched
  std::uint32_t hyphenated_lines = 0;      // of the justified ones
  std::uint64_t word_spaces = 0;           // on justified lines
  double squared_deviation = 0;            // of these from their natural width, in em², summed
  double loosest = 1;                      // widest word space of a justified line, in natural spaces
  double fill = 0;                         // summed over full_pages
  std::uint32_t full_pages = 0;            // pages that text goes on after: not the last, none before a forced break
  std::array<std::uint32_t, kLayoutFaults> faults{};

  std::uint32_t count(LayoutFault fault) const { return faults[static_cast<std::size_t>(fault)]; }
  double mean_squared_deviation() const {
    return word_spaces > 0 ? squared_deviation / static_cast<double>(word_spaces) : 0;
  }
  double hyphen_share() const {
    return justified_lines > 0 ? static_cast<double>(hyphenated_lines) / justified_lines : 0;
  }
  double mean_fill() const { return full_pages > 0 ? fill / full_pages : 1; }
};

struct LayoutReport {
  std::vector<PageFigures> pages;
  std::vector<LayoutFinding> findings;     // by page, then in reading order
  LayoutStats totals;
};

}  // namespace pamphlet
