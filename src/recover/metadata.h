// Lines about the article: who wrote it and when. Private to recover/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/written_date.h"
#include "recover/page.h"

namespace pamphlet::recover {

/// What one line says about the article. Views point into the line.
struct MetaLine {
  std::vector<std::string_view> authors, keywords;
  std::string_view reviewer;
  std::optional<Date> date, review_by;
  bool updated = false;     // the date is that of a revision
  bool labelled = false;    // a word such as "By" or "Posted on" says what it is
  bool unreadable = false;  // a date that cannot be kept: ambiguous or without a day
  bool ambiguous = false;
};

/// The line when every part of it is metadata ("By Jane Doe, RN | March 3, 2024 | 5 min read"), or nothing.
std::optional<MetaLine> read_meta_line(std::string_view text, DateOrder order);

}  // namespace pamphlet::recover
