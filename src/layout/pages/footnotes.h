// Notes at the foot of the page: a column of their own, in the order in which the text cites them.
//
// A note belongs on the page that cites it, but what cites it is known only when lines are: so the text is set first,
// then its lines are read for citations, and each carries how many note lines stand behind it. The breaker charges them
// to the frame and may carry a note on. Notes that cite notes follow these, from a stack, as chains may be as long as
// the document. Every note is set once; linear in the text.
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
Footnotes set_footnotes(Typesetter& typesetter, Column& text, Length page_height);

}  // namespace pamphlet
