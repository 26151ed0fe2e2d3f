#include <doctest/doctest.h>

#include "epub/codes.h"
#include "epub/epub.h"

using namespace pamphlet;

namespace {

Package small_package() {
  return {{{"mimetype", "application/epub+zip", true}, {"EPUB/a.xhtml", std::string(2000, 'a'), false}, {"EPUB/empty.css", "", false}}};
}

unsigned u16(const std::string& bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
}

}  // namespace

TEST_CASE("the media type stands first, uncompressed, without extra field (OCF 3.3 §4.3)") {
  Diagnostics diagnostics;
  const auto bytes = write_package(small_package(), diagnostics);
  REQUIRE(bytes);
  CHECK(bytes->substr(0, 4) == "PK\x03\x04");
  CHECK(u16(*bytes, 8) == 0);                        // stored
  CHECK(u16(*bytes, 28) == 0);                       // length of the extra field
  CHECK(bytes->substr(30, 28) == "mimetypeapplication/epub+zip");
  CHECK(diagnostics.items().empty());
}

TEST_CASE("times are fixed, text is compressed, two runs give the same bytes") {
  Diagnostics diagnostics;
  const auto one = write_package(small_package(), diagnostics), two = write_package(small_package(), diagnostics);
  REQUIRE(one);
  REQUIRE(two);
  CHECK(*one == *two);
  CHECK(one->size() < 1000);
  std::size_t entries = 0;
  for (std::size_t at = one->find("PK\x03\x04"); at != std::string::npos; at = one->find("PK\x03\x04", at + 4)) {
    CHECK(u16(*one, at + 10) == 0);
    CHECK(u16(*one, at + 12) == 0x21);  // 1980-01-01
    ++entries;
  }
  CHECK(entries == 3);
}

TEST_CASE("an archive that cannot be made is an error, not a broken file") {
  Diagnostics diagnostics;
  const Package twice{{{"mimetype", "application/epub+zip", true}, {"mimetype", "again", true}}};
  CHECK(!write_package(twice, diagnostics));
  CHECK(diagnostics.has(code::package_failed));
}
