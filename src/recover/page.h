// The pasted page as lines, and what the passes decide about each of them. Private to recover/.
//
// The passes, in order; each reads what the ones before it decided:
//   scan      text → lines
//   mail      header fields above a message, the signature below it → Envelope
//   quotes    lines that begin with ">" → lines without it, that are quoted
//   sheets    running heads and page numbers of printed pages, bullets that lost their lines
//   regions   the article within a whole web page: title, menu above, foot below → Fate::chrome
//   chrome    lines of the web page that stand alone → Fate::chrome
//   copies    the second copy of the article → Fate::copy
//   layout    is the text hard-wrapped, are there blank lines
//   units     lines → logical lines (wrapped lines joined), each with its list marker
//   metadata  date, author … before and after the article → Meta
//   roles     units → blocks: title, headings, lists, quotations, tables, paragraphs
//   write     blocks → Document
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"
#include "doc/doc.h"

namespace pamphlet::recover {

enum class Fate : unsigned char { keep, blank, chrome, copy, metadata };

struct Line {
  std::uint32_t begin = 0, end = 0;  // without white space at both ends
  std::uint32_t indent = 0;          // columns before the text; a tab goes to the next multiple of 4
  std::uint32_t width = 0;           // code points
  Fate fate = Fate::keep;
  bool quoted = false;               // it began with ">", which is not of its text
};

enum class Sureness : unsigned char { sure, likely, guess };

struct Hint {
  Code code;
  Span span;
  std::string message, help;
};

/// What stood around the text and says what it is: the fields of a mail, the running head of a sheet.
struct Envelope {
  MetaText title, publisher;
  std::optional<Date> date;
  Span date_span;
};

struct Page {
  const Source& source;
  std::vector<Line> lines;
  std::vector<Hint> hints;
  Envelope envelope{};
  bool printed = false;  // page numbers stood in it: a sheet, whose lines end where its column did
  std::uint32_t title = UINT32_MAX;  // offset of the line that regions took for the title

  std::string_view text(const Line& line) const {
    return std::string_view(source.text).substr(line.begin, line.end - line.begin);
  }
  std::string_view text(std::size_t line) const { return text(lines[line]); }
  /// Adds `message` with how sure it is: "… (likely)".
  void hint(Code code, Span span, std::string message, Sureness sureness, std::string help = {});
};

Page scan(const Source& source);

/// The text in quotation marks, cut at a word after about 60 characters: for messages.
std::string quoted(std::string_view text);

/// Marks the line as dropped, and says why.
void drop(Page& page, std::size_t line, Sureness sureness, std::string_view why);

void open_mail(Page& page);     // mail.cpp
void find_quoted(Page& page);   // quoted_lines.cpp
void drop_sheets(Page& page);   // sheets.cpp
void join_markers(Page& page);  // sheets.cpp
void find_regions(Page& page);  // regions.cpp
void drop_chrome(Page& page);
void drop_copies(Page& page);

}  // namespace pamphlet::recover
