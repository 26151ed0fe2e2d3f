// Dates as people write them, in articles, on web pages and in front matter.
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace pamphlet {

/// How a figure date such as 03/04/2024 is meant.
enum class DateOrder : unsigned char { unknown, day_first, month_first };

/// What a language tag says of it. Plain English is written both ways, and so is Canadian English.
DateOrder date_order(std::string_view lang);

struct WrittenDate {
  std::optional<Date> date;
  bool ambiguous = false;   // 03/04/2024, and the order does not decide
  bool incomplete = false;  // "March 2024": a date that Meta cannot hold
};

/// The text as a date and nothing else: ISO, "February 18, 2025", "18th of February 2025", "18. Februar 2025",
/// "mardi 18 février 2025", "18 de febrero de 2025", 18.02.2025, with a weekday or a time of day. Nothing when it is
/// none.
std::optional<WrittenDate> read_date(std::string_view text, DateOrder order);
/// "Jun 14", "14. Juni": a day and a month, and no year.
bool is_day_of_month(std::string_view text);

}  // namespace pamphlet
