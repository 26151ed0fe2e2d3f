#include <doctest/doctest.h>

#include <string>

#include "doc/doc.h"

using namespace pamphlet;

TEST_CASE("elements are named as styles write them") {
  CHECK(info(Element::block_quote).name == "block-quote");
  CHECK(info(Element::block_quote).html == "blockquote.quote");
  CHECK(info(Element::emphasis).display == Display::inline_);
  CHECK(info(Element::ornament).display == Display::pseudo);
  CHECK(info(Element::title).pdf == "H1");
  CHECK(is_inline(Element::image));
  CHECK_FALSE(is_inline(Element::list));
  for (std::size_t i = 0; i < element_count(); ++i) {
    const auto element = static_cast<Element>(i);
    CHECK(find_element(info(element).name) == element);
  }
  CHECK(first_of(info(Element::heading).html) == "h1.chapter");
  CHECK(first_of(info(Element::table_cell).pdf) == "TD");
  CHECK(has_trait(Element::heading, Trait::titles));
  CHECK(has_trait(Element::heading, Trait::heads));
  CHECK_FALSE(has_trait(Element::heading, Trait::rare));
  CHECK(is_list(Element::timeline));
  CHECK_FALSE(find_element("block_quote").has_value());
  CHECK_FALSE(find_element("").has_value());
}

TEST_CASE("terms speak the language of the tag") {
  CHECK(term("warning", "en") == "Warning");
  CHECK(term("warning", "es-MX") == "Atención");
  CHECK(term("warning", "DE") == "Achtung");
  CHECK(term("warning", "zh-Hant-TW") == "警告");
  CHECK(term("warning", "ar") == "تحذير");
  CHECK(term("warning", "tlh") == "Warning");  // neither table has it
  CHECK(term("warning", "") == "Warning");
  CHECK(term("warning", "est") == "Warning");  // Estonian is not Spanish
  CHECK(term("nothing", "en") == "");
  CHECK(term("by", "fr") == "Par {names}");
  CHECK(term_with("by", "fr", "names", "Ana {names}") == "Par Ana {names}");
  CHECK(term_with("page_of", "en", "page", "3") == "Page 3 of {pages}");
}

TEST_CASE("every language that has terms has all of them, with their slots") {
  const std::string_view keys[] = {
#define PAMPHLET_TERM(key, en, es, fr, de, it, pt, nl) #key,
#include "doc/terms.def"
#undef PAMPHLET_TERM
  };
  for (const std::string_view lang :
       {"es", "fr", "de", "it", "pt", "nl", "ar", "he", "zh", "ja", "ru", "hi", "vi", "ko"}) {
    for (const std::string_view key : keys) {
      CAPTURE(lang);
      CAPTURE(key);
      const std::string_view words = term(key, lang), english = term(key, "en");
      CHECK_FALSE(words.empty());
      for (const std::string_view slot : {"{names}", "{date}", "{page}", "{pages}", "{name}"}) {
        CHECK((words.find(slot) != std::string::npos) == (english.find(slot) != std::string::npos));
      }
    }
  }
  CHECK(term("review_due", "ko") != term("review_due", "en"));
}
