#include <doctest/doctest.h>

#include "layout/pages/running_heads.h"

using namespace pamphlet;

TEST_CASE("running heads leave out what is not known") {
  const std::map<std::string, std::string, std::less<>> fields{{"title", "Sleep"}, {"phone", ""}, {"page", "2"}};
  CHECK(fill_template("{title} – {page}", fields) == "Sleep – 2");
  CHECK(fill_template("{title}[ · {phone}] · {page}", fields) == "Sleep · 2");
  CHECK(fill_template("[{phone}]", fields).empty());
  CHECK(fill_template("{nothing}{page}", fields) == "2");
  CHECK(fill_template("\\[{page}]", fields) == "[2]");
}
