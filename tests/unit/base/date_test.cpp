#include "base/date.h"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace pamphlet;

TEST_CASE("ISO dates are real days") {
  CHECK(parse_iso_date("2025-02-18") == Date{2025, 2, 18});
  CHECK(parse_iso_date("2024-02-29") == Date{2024, 2, 29});
  CHECK(parse_iso_date("2025-02-18T09:30:00+02:00") == Date{2025, 2, 18});
  CHECK(parse_iso_date("2025-02-18 09:30") == Date{2025, 2, 18});
  for (const char* bad :
       {"", "2025-2-18", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-01", "2025-01-00", "0000-01-01",
        "2025-04-31", "2025-02-18x", "2025-02-18T", "2025/02/18", "20250218", "2025-02-1a"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_iso_date(bad).has_value());
  }
}

TEST_CASE("days are counted from 1970") {
  CHECK(to_days({1970, 1, 1}) == 0);
  CHECK(to_days({1969, 12, 31}) == -1);
  CHECK(to_days({2000, 3, 1}) == 11017);
  CHECK(to_days({2025, 2, 18}) == 20137);
  CHECK(from_days(20137) == Date{2025, 2, 18});
  for (const std::int64_t day : {-719162, -1, 0, 59, 60, 11016, 11017, 20137, 2932896}) {
    CHECK(to_days(from_days(day)) == day);
  }
}

TEST_CASE("the long form is the language's") {
  const Date date{2025, 2, 18};
  CHECK(to_iso(date) == "2025-02-18");
  CHECK(to_iso({33, 4, 3}) == "0033-04-03");
  CHECK(long_date(date, "en") == "February 18, 2025");
  CHECK(long_date(date, "en-US") == "February 18, 2025");
  CHECK(long_date(date, "en-GB") == "18 February 2025");
  CHECK(long_date(date, "es") == "18 de febrero de 2025");
  CHECK(long_date(date, "es-MX") == "18 de febrero de 2025");
  CHECK(long_date(date, "de") == "18. Februar 2025");
  CHECK(long_date(date, "fr") == "18 février 2025");
  CHECK(long_date(date, "ja") == "2025年2月18日");
  CHECK(long_date(date, "ar") == "18 فبراير 2025");                // in the digits of page numbers
  CHECK(long_date({1582, 10, 10}, "de") == "10. Oktober 1582");    // no Julian calendar
  CHECK(long_date(date, "th").find("2568") == std::string::npos);  // nor a Buddhist one
  CHECK_FALSE(long_date(date, "this is no tag").empty());
}

TEST_CASE("SOURCE_DATE_EPOCH is today") {
  ::setenv("SOURCE_DATE_EPOCH", "1739836800", 1);
  CHECK(source_date() == Date{2025, 2, 18});
  CHECK(today() == Date{2025, 2, 18});
  for (const char* bad : {"", "-1", "soon", "999999999999999"}) {
    ::setenv("SOURCE_DATE_EPOCH", bad, 1);
    CHECK_FALSE(source_date().has_value());
  }
  ::unsetenv("SOURCE_DATE_EPOCH");
  CHECK(today() >= Date{2025, 1, 1});
}
