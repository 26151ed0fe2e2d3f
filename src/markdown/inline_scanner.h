// Inline markup of one block → events: CommonMark §6 with its delimiter stack, GFM's strikethrough and bare addresses, and
// our notes, attribute lists and spans. One walk from left to right; each character that may mean something has a row in
// kMarks (inline_scanner.cpp) with the function that reads it; pairs of signs around words (emphasis and its like) are rows
// in kDelimiters (inline_delimiters.cpp) and need no function. A new construct is a row.
//
// Linear: what could be looked for again and again is remembered instead (closing backticks by length, that an HTML comment
// is never closed, how far back an opener cannot be), and openers that cannot match leave the stack. cmark's own inline
// reader is not used: it knows no places behind container prefixes, and this version is quadratic in six ways.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "markdown/block_text.h"
#include "markdown/inlines.h"

namespace pamphlet::markdown {

/// A sign that stands in pairs around words.
struct DelimiterRow {
  char sign;
  Element single, twofold;   // what one sign and two signs around words make; text: nothing
  bool in_words;             // `*` may open and close within a word, `_` may not
  bool whole;                // a run of signs matches only a run of the same length, of at most two
  bool one_word;             // one sign stands around something without white space only
};

class InlineScanner {
 public:
  /// Reads the content of `out` from byte `begin` on into its events.
  InlineScanner(InlineReader& reader, const ReadContext& context, Inlines& out, std::size_t begin, bool in_note = false)
      : reader_(reader), context_(context), out_(out), places_(out.content), text_(out.content.text),
        dialect_(context.options.dialect), begin_(std::min(begin, text_.size())), at_(begin_), pending_(begin_), in_note_(in_note) {}
  void run();

  /// What a character may begin. The function reads what stands at `at_`; true: it moved past it. False: it is something
  /// else: the next row with the same character is tried, and then it is text.
  struct Mark {
    char first;
    bool dialect;  // not in CommonMark
    bool (InlineScanner::*read)();
  };

 private:
  bool read_mark();
  // inline_scanner.cpp
  bool escape();
  bool reference();
  bool code();
  bool line_end();
  bool attribute_list();
  bool address();
  bool zero_width();
  bool control();
  void flush(std::size_t end);
  void text(std::size_t begin, std::size_t end, std::string_view words);
  Attributes trailing_attributes(Span& place);
  void merge_text();

  // inline_delimiters.cpp
  struct Run {
    const DelimiterRow* row;
    std::uint32_t event;            // of the first sign that is left
    std::uint32_t count, length;    // signs that are left, and signs that stood there
    std::uint32_t at, word_begin;   // where it stands, and behind which white space
    bool opens, closes;
    bool touches_before, touches_after;  // words, not white space
    std::uint32_t previous, next;   // runs that may still match
  };
  bool delimiters();
  void pair_delimiters(std::size_t bottom);
  std::size_t find_opener(std::size_t closer, std::size_t floor) const;
  void make_pair(Run& opener, Run& closer);
  bool is_sound_pair(const Run& a, const Run& b, std::uint32_t length) const;
  void mend_flanks(std::size_t bottom, const DelimiterRow& row, std::uint32_t length);
  Element made_by(const Run& opener, const Run& closer, std::uint32_t signs) const;

  // inline_brackets.cpp
  struct Bracket {
    std::uint32_t event;            // of `[` or `![`
    std::uint32_t content;          // where what it holds begins
    std::uint32_t runs;             // delimiter runs before it
    bool image;
    bool holds_bracket;             // so it is no label
  };
  bool note();
  bool open_bracket();
  bool open_image();
  bool close_bracket();
  void push_bracket(std::size_t length, bool image);
  bool read_target(const Bracket& bracket, LinkTarget& target);
  bool read_inline_target(LinkTarget& target);
  bool read_loose_target(const Bracket& bracket, LinkTarget& target);
  bool read_reference_target(const Bracket& bracket, LinkTarget& target);
  void make_link(const Bracket& bracket, LinkTarget target);
  void make_image(const Bracket& bracket, LinkTarget target);
  bool make_span(const Bracket& bracket);

  // inline_formula.cpp
  bool formula();
  bool coded_formula();

  // inline_html.cpp
  bool autolink();
  bool raw_html();
  std::size_t autolink_end(bool& email) const;
  std::size_t html_end();
  void attributes_of_tag();
  std::size_t find_end(std::size_t from, std::string_view end, std::size_t kind);
  void html(std::size_t end);

  // inline_dialects.cpp
  bool emoji_code();
  bool mark_code();
  bool inline_note();
  bool block_id();
  bool vault_link();
  bool vault_embed();
  bool box();
  bool shortcode();
  bool template_tag();
  bool edit_mark();
  bool edit_end();
  bool private_remark();
  bool cross_reference();
  void unread_bracket(const Bracket& bracket);
  bool figure_shortcode(std::string_view values, std::size_t end);
  std::string_view vault_target(std::size_t open, std::size_t& end) const;
  std::size_t note_end(std::size_t open);
  std::size_t template_end(std::string_view end);
  void left_out(std::size_t end, std::string_view what, std::string_view help);
  void kept(std::size_t begin, std::size_t end, std::string_view what, std::string_view help);

  InlineEvent& push(InlineEvent::Op op, std::size_t begin, std::size_t end) {
    return out_.push(op, places_.span(begin, end));
  }

  InlineReader& reader_;
  const ReadContext& context_;
  Inlines& out_;
  const BlockText& places_;
  std::string_view text_;
  bool dialect_;
  std::size_t begin_;
  std::size_t at_;
  std::size_t pending_;                  // text from here to at_ is not yet an event
  std::vector<Run> runs_;
  std::vector<Bracket> brackets_;
  std::size_t inactive_brackets_ = 0;    // so many of them, from the bottom, stand around a link and can be none
  std::vector<std::pair<std::uint32_t, std::uint32_t>> backticks_;  // runs of them: length and place, sorted
  bool backticks_known_ = false;
  std::array<bool, 4> never_closed_{};   // by kind of raw HTML
  std::array<bool, 2> no_quote_{};       // no `"`, no `'` closes a title from here on
  std::size_t address_end_ = 0;          // of the last bare address
  bool in_note_;
  bool notes_known_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> note_ends_;  // brackets behind `^`: where they open and close, sorted
  std::vector<std::pair<std::string_view, std::size_t>> searched_;  // signs that end templates, and where none begins before
  std::string_view loose_width_, loose_height_;  // of the image that is read
  std::size_t edit_end_at_ = 0;          // of the change of an editor that is read
  std::size_t word_begin_ = 0, words_known_ = 0;  // behind the last white space before words_known_
};

}  // namespace pamphlet::markdown
