// What stands before a list item, a question or a step. Private to recover/.
#pragma once

#include <cstdint>
#include <string_view>

#include "doc/doc.h"

namespace pamphlet::recover {

enum class MarkerKind : unsigned char {
  none,
  bullet,   // • - * – o ▪
  number,   // 1. 1) (1) #.
  section,  // 1.1 1.2.3: a numbered heading
  roman,    // I. II): a numbered heading
  letter,   // a. B) (c) ii.: counts as `style` says; only where others stand beside it
  step,     // Step 1: Paso 1: the words stay in the text
  task,     // [ ] [x] ☐ ☑
  emoji,
};

struct Marker {
  MarkerKind kind = MarkerKind::none;
  char32_t sign = 0;          // bullet: its character; task: its box, when it is one character; number: '#' of one that is not told
  std::int64_t number = 0;    // number, roman, letter, step; section: how many parts
  char delimiter = '.';       // number, roman, letter: '.', ')', or '(' for "(1)"
  NumberStyle style = NumberStyle::decimal;
  bool checked = false;       // task
  Mark mark = Mark::none;     // emoji; none for one that has no meaning in marks.def
  std::uint32_t length = 0;   // bytes of the marker without the white space after it
  std::uint32_t content = 0;  // where the text begins
};

/// The marker at the start of a line without white space before it.
Marker find_marker(std::string_view text);

/// "a.", "B)", "(c)", "ii." at the start of a line. An initial looks the same, so the lines beside it decide.
Marker find_letter_marker(std::string_view text);
/// Whether `next` counts on from `before`: of one kind, style and delimiter, its number the next.
bool counts_on(const Marker& before, const Marker& next);

/// Bullets that also open sentences, stand for "or", or for a dialogue: they need company to make a list.
bool is_weak_bullet(const Marker& marker);

/// The place of the next inline bullet or emoji of the same kind ("• diapers • wipes"), or npos.
std::size_t find_inline_marker(std::string_view text, std::size_t from, const Marker& marker);

/// A line that only rules: --- *** ___ * * * ———. `underline` when it is made of = or - alone, as under a heading.
struct Rule {
  bool rule = false;
  char underline = 0;  // '=' or '-'
};
Rule find_rule(std::string_view text);

/// "Q:", "Question 2:", "P:", "Frage:" → 'q'; "A:", "Answer:", "R:", "Antwort:" → 'a'; else 0.
char question_or_answer(std::string_view text);

}  // namespace pamphlet::recover
