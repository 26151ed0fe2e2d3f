// The article as logical lines with their roles: what the passes after `units` fill in. Private to recover/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doc/doc.h"
#include "recover/language.h"
#include "recover/logical_lines.h"

namespace pamphlet::recover {

enum class Role : unsigned char {
  open,  // not decided yet; a paragraph when nothing decides
  paragraph,
  rule,
  gone,  // metadata, or dropped
  heading,
  item,     // of a list; a group of items has one id
  row,      // of a table
  cell,     // of a table whose cells stand on lines of their own
  note,     // what a citation such as [1] leads to
  verse,    // one of several short lines that belong together
  lead_in,  // "… explains:", before a quotation: its attribution
  quote,
  attribution,  // "— Name", after a quotation
};

enum class HeadingStyle : unsigned char {
  none,
  double_line,
  single_line,
  capitals,
  numbered,
  counted,  // "#1 …"
  section,
  step,
  question,
  bare
};

/// What a pass has decided about a unit.
struct Part {
  Role role = Role::open;
  std::uint32_t group = 0;           // list, table, verse, quotation: parts of one have the same number
  std::uint8_t level = 0;            // item: 1 is the outermost; heading: 2 to 6; row, cell: columns of the table
  ListKind list = ListKind::bullet;  // item
  std::uint32_t number = 0;          // ordered item without a marker; note: its label
  bool keeps_marker = true;          // the text begins with the marker ("Step 1:", "1. Feeding" as a heading)
  bool mixed = false;                // item of a marked list whose marks differ
  std::uint32_t note_begin = 0;      // note: where its words begin
  bool source = false;               // item: the text cites its number
  std::uint32_t quote_end = 0;       // quote with its attribution on the same line: where the quoted words end
  std::uint32_t attribution = 0;     // … and where the attribution begins
  HeadingStyle style = HeadingStyle::none;
  Sureness sureness = Sureness::likely;
};

struct Article {
  Page& page;
  Layout layout;
  Units units;
  std::vector<Part> parts;  // one for each unit
  Meta meta;
  LanguageGuess language;
  std::uint32_t groups = 0;
  std::vector<bool> noted{};  // by number: the text cites it
  bool sources_listed = false;  // what is cited stays in the list that it stands in, and is no note

  std::size_t size() const { return units.units.size(); }
  const Unit& unit(std::size_t i) const { return units.units[i]; }
  bool is_open(std::size_t i) const { return i < size() && parts[i].role == Role::open; }
  /// The words of a unit, marker included, on one line.
  std::string text(std::size_t i) const;
  /// The first and the last line of a unit as they stand in the source: enough to look at its ends.
  std::string_view first_line(std::size_t i) const;
  std::string_view last_line(std::size_t i) const;
  Span span(std::size_t first, std::size_t last) const { return {unit(first).begin, unit(last).end}; }
};

/// What may stand as a title or heading: short, begins with a capital or a figure, does not end as a sentence.
bool is_heading_like(const Article& article, std::size_t i);
/// Of a heading without underline and marker.
HeadingStyle bare_style(std::string_view text);
/// As is_heading_like(), for a text whose layout says more: longer, and with a colon at the end.
bool may_head(const Article& article, std::size_t i);
/// What a heading introduces: a sentence, a long paragraph, a list, a table, a quotation.
bool is_body(const Article& article, std::size_t i);

/// Tabs before the text of a row: empty cells.
std::uint32_t leading_tabs(const Article& article, std::size_t i);

void find_rules(Article& article);
void find_tables(Article& article);
void find_cells(Article& article);         // cells.cpp
void find_references(Article& article);    // citations.cpp
void find_lists(Article& article);         // lists.cpp
void find_bare_lists(Article& article);    // bare_lists.cpp
void find_questions(Article& article);     // questions.cpp
void find_head(Article& article);          // head.cpp: title, subtitle, metadata above the article
void find_foot(Article& article);          // head.cpp: metadata below the article
void find_quotations(Article& article);    // quotations.cpp
void take_quoted(Article& article);        // quoted_lines.cpp
void read_browser_copy(Article& article);  // browser.cpp
void find_headings(Article& article);      // headings.cpp
void find_verses(Article& article);
void set_levels(Article& article);  // levels.cpp

/// A citation in the words: "[1]", "[2, 4–6]", "¹" after a word.
struct FoundCitation {
  std::size_t begin = std::string_view::npos, end = 0;
  std::vector<std::uint32_t> numbers;
};
/// The next one whose numbers all have a note, or npos.
FoundCitation find_citation(std::string_view text, std::size_t from, const std::vector<bool>& noted);  // citations.cpp

/// Blocks → Document, with apostrophes made uniform and addresses as links.
Document write_document(Article& article);

}  // namespace pamphlet::recover
