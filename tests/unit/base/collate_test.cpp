#include "base/collate.h"

#include <doctest/doctest.h>

using namespace pamphlet;

TEST_CASE("words stand in the order of their language") {
  const Collator german("de"), swedish("sv");
  CHECK(german.key("Äpfel") < german.key("Birne"));
  CHECK(swedish.key("Äpple") > swedish.key("Zebra"));
  CHECK(german.key("apfel") < german.key("Apfel"));
  CHECK(german.letter("Äpfel") == "A");
  CHECK(swedish.letter("äpple") == "Ä");
  CHECK(german.letter("zebra") == "Z");
}

TEST_CASE("an unknown language has an order too") {
  const Collator collator("xx-nothing");
  CHECK(collator.key("a") < collator.key("b"));
  CHECK(collator.letter("bread") == "B");
}
