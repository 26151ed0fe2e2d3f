#include "base/number.h"

#include <doctest/doctest.h>

#include <limits>

using namespace pamphlet;

TEST_CASE("numbers are written short and without an exponent") {
  CHECK(number(0) == "0");
  CHECK(number(-0.0) == "0");
  CHECK(number(-0.0001) == "0");
  CHECK(number(1) == "1");
  CHECK(number(-12.5) == "-12.5");
  CHECK(number(0.05) == "0.05");
  CHECK(number(0.5) == "0.5");
  CHECK(number(100) == "100");
  CHECK(number(1.2345) == "1.235");
  CHECK(number(1.2344) == "1.234");
  CHECK(number(0.999999) == "1");
  CHECK(number(2.0 / 3, 6) == "0.666667");
  CHECK(number(7.9, 0) == "8");
  CHECK(number(1e20) == "100000000000000000000");
  CHECK(number(1234567890123.25, 2) == "1234567890123.25");
  CHECK(number(1e-20) == "0");
  CHECK(number(-1e-20, 17) == "0");
}

TEST_CASE("what no format can write becomes zero") {
  CHECK(number(std::numeric_limits<double>::infinity()) == "0");
  CHECK(number(std::numeric_limits<double>::quiet_NaN()) == "0");
  CHECK(number(std::numeric_limits<double>::max(), 17).size() == 309);
}

TEST_CASE("parse_number takes the whole text or nothing") {
  CHECK(parse_number("12") == 12.0);
  CHECK(parse_number("-1.5") == -1.5);
  CHECK(parse_number("+.5") == 0.5);
  CHECK(parse_number("1e3") == 1000.0);
  for (const char* bad : {"", "+", "-", "+-1", "1e9999", "nan", "inf", "0x10", "1 ", " 1", "1,5", "1.5em", "--1"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_number(bad).has_value());
  }
}

TEST_CASE("parse_integer takes the whole text or nothing") {
  CHECK(parse_integer("007") == 7);
  CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  for (const char* bad : {"", "9223372036854775808", "1.0", "1e3", "0x1", "+"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_integer(bad).has_value());
  }
}
