// What gumbo may see of a fragment.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "html/html.h"

namespace pamphlet::html {

struct CleanText {
  struct Run { std::uint32_t at, offset, length; };     // from `at` on, so many bytes stand at `offset` in the Source
  struct Piece { std::uint32_t at, number; };           // where the tag stands that stands for a piece
  std::string text;
  std::vector<Run> runs;
  std::vector<Piece> pieces;
  std::vector<LeftOut> left_out;                            // of a page
  std::map<std::string, ElementInfo, std::less<>> names;    // of a page: elements without a row

  /// Where it stands in the Source; what was put in takes no place there.
  Span span(std::uint32_t begin, std::uint32_t end) const;
};

/// Elements whose end tag may be left out end at a tag of their kind that is not above them (HTML §13.1.2.4). Parts of
/// tables have a rank: cells 1, rows 2, groups of rows 3; all else 0.
int rank(Syntax syntax);
bool may_end_unsaid(Syntax syntax);
bool ends_at(Syntax open, Syntax next);

CleanText sanitize(const Fragment& fragment, const Report& report);

}  // namespace pamphlet::html
