#include "base/printed_address.h"

#include <doctest/doctest.h>

using pamphlet::printed_address;

TEST_CASE("what the words of a link do not show is printed, as people write it") {
  CHECK(printed_address("https://example.org/sleep", "the sleep guide") == "example.org/sleep");
  CHECK(printed_address("HTTP://www.example.org/", "our site") == "www.example.org");
  CHECK(printed_address("mailto:help@example.org?subject=Hi", "write to us") == "help@example.org");
  CHECK(printed_address("tel:+15550100123", "our line") == "1-555-010-0123");
  CHECK(printed_address("tel:+44-20-5550-0100;ext=3", "our line") == "+44-20-5550-0100");
  CHECK(printed_address("sms:741741?body=HOME", "text us") == "741741");
  CHECK(printed_address("https://example.org/b%C3%A9b%C3%A9", "le guide") == "example.org/bébé");
  CHECK(printed_address("https://example.org/a%20b", "a page") == "example.org/a%20b");  // a blank would end it
}

TEST_CASE("what they show is not printed twice, and a place in the article is none") {
  CHECK(printed_address("https://www.example.org/sleep/", "Example.org/sleep").empty());
  CHECK(printed_address("https://example.org/sleep", "See https://example.org/sleep.").empty());
  CHECK(printed_address("mailto:help@example.org", "help@example.org").empty());
  CHECK(printed_address("tel:+15550100123", "(555) 010-0123").empty());
  CHECK(printed_address("tel:911", "Call 911").empty());
  CHECK(printed_address("tel:988", "the lifeline") == "988");
  CHECK(printed_address("tel:911", "9-1-1, day and night").empty());
  CHECK(printed_address("tel:1234567", "7 days: 123 45 67").empty());
  CHECK(printed_address("#feeding", "Feeding").empty());
  CHECK(printed_address("feeding.md", "Feeding").empty());
}

TEST_CASE("a time, a date or a count is no telephone number") {
  CHECK(printed_address("tel:911", "the ward, open 9\u201311") == "911");
  CHECK(printed_address("tel:911", "the ward, open 9-11") == "911");
  CHECK(printed_address("tel:112", "1 of 12 calls") == "112");
  CHECK(printed_address("tel:1234567", "12 beds, 34 nurses, 567 births") == "1234567");
}
