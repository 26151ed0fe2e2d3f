// Running heads and feet: templates filled with what the page shows.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "layout/frames.h"

namespace pamphlet {

/// Replaces {field} by its value; a part between [ ] vanishes when one of its fields is empty; "\[" is a bracket.
/// Spaces at both ends and doubled separators left by empty fields are trimmed.
std::string fill_template(std::string_view text, const std::map<std::string, std::string, std::less<>>& fields);

class RunningSetter {
 public:
  RunningSetter(Typesetter& typesetter, const PageStyle& page, std::size_t page_count);
  /// Appends the head and the foot to page `index`. `section`: the heading that holds there.
  void set(std::size_t index, const std::string& section, const PageGeometry& geometry, std::vector<Item>& items);

 private:
  void box(MarginBox which, std::size_t index, const PageGeometry& geometry, std::vector<Item>& items);
  std::string content(MarginBox which, std::size_t index) const;
  void report_cut(std::string_view whole, std::string_view shown);
  LineSet shorten(std::string text, Length width, TextAlign align, Role role);

  Typesetter& typesetter_;
  const PageStyle& page_;
  std::map<std::string, std::string, std::less<>> fields_;
  bool cut_reported_ = false;
};

}  // namespace pamphlet
