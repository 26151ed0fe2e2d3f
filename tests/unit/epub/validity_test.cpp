#include <doctest/doctest.h>

#include "epub/validity.h"

using namespace pamphlet::epub;

TEST_CASE("a language that is no tag is undetermined") {
  CHECK(language_or_und("pt_BR") == "pt-BR");
  CHECK(language_or_und("not a tag") == "und");
}

TEST_CASE("addresses that a reading system can follow") {
  CHECK(safe_url("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d");
  CHECK(safe_url("HTTP://example.org") == "http://example.org");
  CHECK(safe_url("https://example.org/a b|c\"d") == "https://example.org/a%20b%7Cc%22d");
  CHECK(safe_url("https://example.org/100%") == "https://example.org/100%25");
  CHECK(safe_url("https://example.org/%C3%A9\u00e9") == "https://example.org/%C3%A9%C3%A9");
  CHECK(safe_url("https://example.org/#a#b") == "https://example.org/#a%23b");
  CHECK(safe_url("https://b\u00fccher.example/") == "https://b\u00fccher.example/");
  CHECK(safe_url("https://example.org:8080/x") == "https://example.org:8080/x");
  CHECK(safe_url("https://192.0.2.7/") == "https://192.0.2.7/");
  CHECK(safe_url("mailto:a@example.org") == "mailto:a@example.org");
  CHECK(safe_url("tel:+1-800-555") == "tel:+1-800-555");
}

TEST_CASE("addresses that are dropped") {
  for (const char* bad : {"", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:", "http://", "https:///x",
                          "http://[::1", "http://a b/", "http://user@evil.example/", "http://example.org:99999/", "http://-a.example/",
                          "http://999.1.1.1/", "http://1.2.3/", "http://a..b/", "relative/path", "mailto:", "http://exa%41mple.org/",
                          "ftp://example.org/", "http://ab--c.example/"})
    CHECK_MESSAGE(!safe_url(bad).has_value(), bad);
}

TEST_CASE("ISBNs are checked and written with 13 digits") {
  CHECK(isbn13("978-3-16-148410-0") == "9783161484100");
  CHECK(isbn13("ISBN 0-306-40615-2") == "9780306406157");
  CHECK(isbn13("urn:isbn:080442957X") == "9780804429573");
  CHECK(!isbn13("978-3-16-148410-1"));
  CHECK(!isbn13("0-306-40615-3"));
  CHECK(!isbn13("1234567890123"));
  CHECK(!isbn13("phone 0306406152"));
  CHECK(!isbn13(""));
}

TEST_CASE("UUIDs become URNs") {
  CHECK(uuid_urn("0D3E5C1A-5A7D-4F0E-9A56-3A5B1D1F2C11") == "urn:uuid:0d3e5c1a-5a7d-4f0e-9a56-3a5b1d1f2c11");
  CHECK(uuid_urn("urn:uuid:0d3e5c1a-5a7d-4f0e-9a56-3a5b1d1f2c11") == "urn:uuid:0d3e5c1a-5a7d-4f0e-9a56-3a5b1d1f2c11");
  CHECK(!uuid_urn("urn:uuid:nonsense"));
  CHECK(!uuid_urn("0d3e5c1a5a7d4f0e9a563a5b1d1f2c11"));
}

TEST_CASE("names for ids and classes") {
  CHECK(is_plain_id("a-b_c.1"));
  CHECK(!is_plain_id("1a"));
  CHECK(!is_plain_id("\u7b2c"));
  CHECK(!is_plain_id("a:b"));
  CHECK(!is_plain_id(""));
  CHECK(is_plain_class("recipe-2"));
  CHECK(!is_plain_class("a.b"));
  CHECK(!is_plain_class("2a"));
}
