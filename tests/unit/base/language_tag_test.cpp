#include <doctest/doctest.h>

#include "base/language_tag.h"

using namespace pamphlet;

TEST_CASE("language tags are judged by the grammar of RFC 5646") {
  for (const char* good : {"en", "en-US", "zh-Hant-TW", "es-419", "sl-rozaj-biske", "de-CH-1901", "x-whatever", "zh-cmn-Hans-CN",
                           "en-a-myext-b-another", "ar-x-clinic", "EN-us", "sl-rozaj-biske-1994", "x-klingon"})
    CHECK_MESSAGE(is_language_tag(good), good);
  for (const char* bad : {"", "e", "english-language-of-some-kind", "en-", "-en", "en--US", "en_US", "12", "x", "abcdefgh", "1en", "english language", "en-a", "en-x", "de-1901-1901",
                          "en-a-bb-a-cc", "fr-FRFRFRFRF", "zh Hant", "en-\u00e9"})
    CHECK_MESSAGE(!is_language_tag(bad), bad);
}
