// Notes at the foot of the page: a column of their own, in the order in which the text cites them.
#pragma once

#include "layout/column/column.h"

namespace pamphlet {

struct Footnotes {
  Column column;
  std::vector<NoteLine> lines;        // parallel to column.vitems
  Length separator;                   // space and rule between text and notes
  Length rule_top, rule_thickness;    // of the rule, from the separator's top
  double rule_width = 1;              // as a share of the column
  Color rule_color;
};

/// Sets the document's notes, each as wide as the column that cites it, and charges them to the lines of `text` that
/// cite them. A note that another one cites follows that one; what no line of the text cites follows at the end.
/// Nothing when the style wants the notes at the end of the document, where they are part of the text.
Footnotes set_footnotes(Typesetter& typesetter, const StyledDocument& styles, Column& text, Length page_height);

}  // namespace pamphlet
