// Running heads and feet: templates filled with what the page shows.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layout/pages/frames.h"
#include "layout/pages/page_numbers.h"

namespace pamphlet {

/// Replaces {field} by its value; a part between [ ] vanishes when one of its fields is empty; "\[" is a bracket.
/// Spaces at both ends and doubled separators left by empty fields are trimmed.
std::string fill_template(std::string_view text, const std::map<std::string, std::string, std::less<>>& fields);

/// A page as its running head and foot see it.
struct RunningPage {
  std::size_t index = 0;
  std::string_view section, chapter;  // the headings that hold there; read at once
  bool opens_chapter = false;    // its heading is the first thing on the page
  bool blank = false;
};

class RunningSetter {
 public:
  RunningSetter(Typesetter& typesetter, const PageStyle& page, const PageNumbers& numbers);
  /// Appends the head and the foot. In a book the title page and blank pages have none, and the first page of a chapter
  /// has no head (Chicago Manual of Style 1.10, 1.16).
  void set(const RunningPage& page, const PageGeometry& geometry, std::vector<Item>& items);

 private:
  /// The lines of one margin box, below each other, and where they begin from the sheet's left edge.
  struct Box {
    std::vector<LineSet> sets;
    Length x;
  };
  std::optional<Box> make_box(MarginBox which, std::size_t index, const PageGeometry& geometry);
  Length room_for(MarginBox which, std::size_t index, Length width) const;
  bool has_room(Length line_height, const PageGeometry& geometry) const;
  LineSet set_words(std::string_view text, const ParagraphOptions& options) const;
  std::vector<LineSet> lines_of(MarginBox which, const std::string& text, const ParagraphOptions& options, const PageGeometry& geometry);
  void place(const Box& box, Length baseline, std::vector<Item>& items) const;
  void set_foot(const std::vector<Box>& boxes, const PageGeometry& geometry, std::vector<Item>& items) const;
  std::string content(MarginBox which, std::size_t index) const;
  void report_cut(std::string_view whole, std::string_view shown);
  LineSet shorten(MarginBox which, const std::string& whole, std::size_t most, const ParagraphOptions& options);

  Typesetter& typesetter_;
  const PageStyle& page_;
  const PageNumbers& numbers_;
  std::map<std::string, std::string, std::less<>> fields_;
  /// What a box was shortened to last, for the next page has the same: each try sets a paragraph.
  struct Cut {
    std::string whole, kept;
    Length width;
    std::size_t lines = 1;
  };
  std::array<Cut, kMarginBoxes> cuts_;
  bool cut_reported_ = false, phone_cut_reported_ = false;
};

}  // namespace pamphlet
