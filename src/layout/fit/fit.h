// Fitting an article to a number of pages: one scale, searched on a grid of half per cents.
//
// Step 0 is the style as it stands, with pages filled before any are spent on better breaks; nothing is ever enlarged.
// Each further step takes half a per cent off: first from the space between blocks, down to half; then from the
// leading, down to 1.25; then, where the style says how far, from the margins, and one step sets the text in columns; then
// from the size of all type, down to the floor that the style names. So the size, which readers need most, is given up last.
//
// "The largest setting that fits" is a step that fits while the step before it does not: both were laid out. Page
// breaking is not perfectly monotone (a little less space can move a heading over a page edge), so a larger step may in
// principle fit by luck; tests/bench/fit.py counts how often that happens.
#pragma once

#include <functional>

#include "layout/layout.h"

namespace pamphlet {

/// What is taken off, in half per cents.
struct FitStep {
  int gap = 0, leading = 0, size = 0, margin = 0, columns = 0;  // columns: 0 or 1
  bool operator==(const FitStep&) const = default;
};

/// How far each stage may go.
struct FitGrid {
  int gap = 0, leading = 0, size = 0, margin = 0, columns = 0;
  int last() const { return gap + leading + margin + columns + size; }
  /// The setting of a step from 0 to last().
  FitStep at(int step) const;
};

struct FitResult {
  bool fits = false;  // false: not even the last step does
  int step = 0;
  int rounds = 0;     // settings that were laid out
};

/// The first step that fits `wanted` pages, by bisection; `pages` lays a setting out and counts.
FitResult search_fit(const FitGrid& grid, unsigned wanted, const std::function<unsigned(FitStep)>& pages);

/// How far the style may be scaled.
FitGrid fit_grid(const Style& style);
/// The style at a setting: vertical space, leading, the baseline grid, margins, columns and the root size; nothing else.
Style scaled(const Style& style, FitStep step);
/// The largest setting that fits style.page.fit; P407 when none does.
PageList lay_out_to_fit(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report);

}  // namespace pamphlet
