#include <doctest/doctest.h>

#include <string_view>

#include "base/written_date.h"

using namespace pamphlet;

TEST_CASE("dates as people write them") {
  const Date day{2025, 2, 18};
  for (const std::string_view text : {"2025-02-18",
                                      "2025-02-18T09:30:00",
                                      "February 18, 2025",
                                      "Feb 18, 2025",
                                      "Feb. 18th, 2025",
                                      "FEBRUARY 18, 2025",
                                      "Tuesday, February 18, 2025",
                                      "18 February 2025",
                                      "18th of February, 2025",
                                      "18. Februar 2025",
                                      "Dienstag, den 18. Februar 2025",
                                      "mardi 18 février 2025",
                                      "le 18 février 2025",
                                      "18 de febrero de 2025",
                                      "martes, 18 de febrero de 2025",
                                      "febrero 18, 2025",
                                      "18.02.2025",
                                      "18/02/2025",
                                      "02/18/2025",
                                      "2025/02/18",
                                      "February 18, 2025 at 9:30 am",
                                      "18 febbraio 2025",
                                      "18 de fevereiro de 2025",
                                      "18 februari 2025"}) {
    CAPTURE(text);
    const auto written = read_date(text, DateOrder::unknown);
    REQUIRE(written.has_value());
    CHECK(written->date == day);
  }
  CHECK(read_date("1er mars 2024", DateOrder::unknown)->date == Date{2024, 3, 1});
  CHECK(read_date("03/04/2024", DateOrder::unknown)->ambiguous);
  CHECK(read_date("03/04/2024", DateOrder::day_first)->date == Date{2024, 4, 3});
  CHECK(read_date("3.4.2026", DateOrder::unknown)->date == Date{2026, 4, 3});
  CHECK(read_date("3.4.2026", DateOrder::month_first)->date == Date{2026, 3, 4});
  CHECK(read_date("March 2024", DateOrder::unknown)->incomplete);
  for (const std::string_view text :
       {"February 30, 2025", "May", "2025", "18", "May I help you in 2025", "In March 2024 we met", "", "February 18",
        "99.99.2025", "February 18, 2025 was a day"}) {
    CAPTURE(text);
    const auto written = read_date(text, DateOrder::unknown);
    CHECK_FALSE((written && written->date));
  }
}

TEST_CASE("the language says which figure is the month") {
  for (const char* lang : {"en", "", "en-CA"}) CHECK(date_order(lang) == DateOrder::unknown);
  for (const char* lang : {"en-US", "en-PH", "es-US"}) CHECK(date_order(lang) == DateOrder::month_first);
  for (const char* lang : {"en-GB", "de", "fr-CA", "zh-Hant"}) CHECK(date_order(lang) == DateOrder::day_first);
}
