#include <doctest/doctest.h>

#include "recover/article.h"
#include "recover/characters.h"
#include "base/written_date.h"
#include "recover/links.h"
#include "recover/markers.h"
#include "recover/metadata.h"
#include "recover/phrases.h"

using namespace pamphlet;
using namespace pamphlet::recover;

TEST_CASE("bylines") {
  const auto read = [](std::string_view text) { return read_meta_line(text, DateOrder::unknown); };
  const auto line = read("By Jane Doe, RN | March 3, 2024 | 5 min read");
  REQUIRE(line.has_value());
  CHECK(line->authors == std::vector<std::string_view>{"Jane Doe, RN"});
  CHECK(line->date == Date{2024, 3, 3});
  CHECK(read("Posted by Ana Ruiz and Lee Sung on May 6, 2025")->authors ==
        std::vector<std::string_view>{"Ana Ruiz", "Lee Sung"});
  CHECK(read("Publié le 12 mars 2024 par Claire Fontaine")->authors.at(0) == "Claire Fontaine");
  CHECK(read("Von Jutta Brandt am 3. Mai 2024")->date == Date{2024, 5, 3});
  CHECK(read("Medically reviewed by Dr. Omar Haddad")->reviewer == "Dr. Omar Haddad");
  CHECK(read("Auteur : Claire Fontaine")->authors.at(0) == "Claire Fontaine");
  CHECK(read("Last updated: May 6, 2025")->updated);
  CHECK(read("Posted on May 6, 2025 in Sleep")->keywords.at(0) == "Sleep");
  CHECK(read("Tags: sleep, #newborn")->keywords == std::vector<std::string_view>{"sleep", "newborn"});
  for (const std::string_view text : {"By the time you read this", "By Night", "Von Anfang an", "Jane Doe",
                                      "Written in Stone", "Date your milk", "Published", "Author", "Por fin en casa",
                                      "By May 6, 2025 we were home.", "Text your midwife", "Stand up slowly"}) {
    CAPTURE(text);
    CHECK_FALSE(read(text).has_value());
  }
}

TEST_CASE("markers") {
  CHECK(find_marker("• a").kind == MarkerKind::bullet);
  CHECK(find_marker("•a").content == 3);
  CHECK(find_marker("-a").kind == MarkerKind::none);
  CHECK(find_marker("- a").kind == MarkerKind::bullet);
  CHECK(find_marker("12) a").number == 12);
  CHECK(find_marker("(3) a").delimiter == '(');
  CHECK(find_marker("2024. a").kind == MarkerKind::none);
  CHECK(find_marker("1.5 liters").kind == MarkerKind::section);
  CHECK(find_marker("1.5").kind == MarkerKind::none);
  CHECK(find_marker("IV. a").number == 4);
  CHECK(find_marker("I am").kind == MarkerKind::none);
  CHECK(find_marker("Step 3: a").kind == MarkerKind::step);
  CHECK(find_marker("Étape 2 : a").number == 2);
  CHECK(find_marker("✔️ a").mark == Mark::check);
  CHECK(find_marker("✔️a").content == 6);
  CHECK(find_marker("☐ a").kind == MarkerKind::task);
  CHECK(find_marker("[x] a").checked);
  CHECK(find_marker("[1] a").kind == MarkerKind::none);
  CHECK(find_marker("1️⃣ a").kind == MarkerKind::emoji);
  CHECK(find_marker("© 2024").kind == MarkerKind::none);
  CHECK(find_marker("•").kind == MarkerKind::none);
  CHECK(find_marker("").kind == MarkerKind::none);
  CHECK(find_marker("* • a").content == 6);
  CHECK(find_marker("- – a").content == 2);  // a dash within the words
  CHECK(find_marker("#. a").number == 1);
  CHECK(find_marker("#1 a").kind == MarkerKind::none);
  CHECK(find_marker("[ ] Yes").kind == MarkerKind::task);
  CHECK(find_marker("[ ] Yes [ ] No").kind == MarkerKind::none);
  CHECK(find_marker("☐ Yes ☐ No").kind == MarkerKind::none);
  CHECK(find_rule("---").underline == '-');
  CHECK(find_rule("* * *").rule);
  CHECK_FALSE(find_rule("--").rule);
  CHECK_FALSE(find_rule("-- a").rule);
}

TEST_CASE("page lines") {
  const auto share = [](std::string_view text) { return is_share_row(fold(text)); };
  CHECK(share("Facebook Twitter Pinterest Email"));
  CHECK(share("Share on Facebook · Tweet · Pin it"));
  CHECK_FALSE(share("Share it with a friend on Facebook"));
  CHECK_FALSE(share("Print and email"));
  CHECK(is_breadcrumb(fold("Home > Blog > Feeding")));
  CHECK_FALSE(is_breadcrumb(fold("Temperature > 38 °C")));
  CHECK(is_reading_time(fold("5 min read")));
  CHECK(is_reading_time(fold("Lesezeit: 4 Minuten")));
  CHECK_FALSE(is_reading_time(fold("Read for 20 minutes each day")));
  CHECK(is_cookie_banner(fold("We use cookies to improve your experience on our site.")));
  CHECK_FALSE(is_cookie_banner(fold("We use cookies and milk as a snack.")));
  CHECK(is_copyright(fold("© 2024 The Clinic")));
  CHECK(is_count(fold("3 Comments")));
  CHECK_FALSE(is_count(fold("3 feeds")));
}

TEST_CASE("characters") {
  CHECK(ends_sentence("He said “yes.”"));
  CHECK(ends_sentence("Why?)"));
  CHECK_FALSE(ends_sentence("A heading"));
  CHECK(is_all_caps("ÄPFEL UND BIRNEN"));
  CHECK_FALSE(is_all_caps("NICU baby"));
  CHECK(initial_case("“Éloise") == Case::upper);
  CHECK(initial_case("ž") == Case::lower);
  CHECK(initial_case("Ж") == Case::upper);
  CHECK(initial_case("中") == Case::none);
  CHECK(fold("← Back  to Blog »") == "back to blog");
  CHECK(count_words("新生儿的睡眠") == 3);
}

TEST_CASE("links") {
  CHECK(find_link("no address here", 0).begin == std::string_view::npos);
  CHECK(find_link("www", 0).begin == std::string_view::npos);
  const FoundLink link = find_link("(see https://a.org/b_(c)).", 0);
  CHECK(link.target == "https://a.org/b_(c)");
  CHECK(find_link("请阅读https://a.org/zh。然后", 0).target == "https://a.org/zh");
  CHECK(find_link("https://a.org/ko를 보세요", 0).target == "https://a.org/ko");
}

TEST_CASE("letters are markers only beside others of their kind") {
  using namespace pamphlet::recover;
  CHECK(find_letter_marker("c) a hat").number == 3);
  CHECK(find_letter_marker("(iv) a hat").style == pamphlet::NumberStyle::lower_roman);
  CHECK(find_letter_marker("vitamin) a hat").kind == MarkerKind::none);
  CHECK(find_letter_marker("a.m. or p.m.").kind == MarkerKind::none);
  CHECK(counts_on(find_letter_marker("a. hat"), find_letter_marker("b. coat")));
  CHECK_FALSE(counts_on(find_letter_marker("a. hat"), find_letter_marker("b) coat")));
  CHECK_FALSE(counts_on(find_letter_marker("a. hat"), find_letter_marker("B. coat")));
}

TEST_CASE("only numbers that have a note are citations") {
  using pamphlet::recover::find_citation;
  const std::vector<bool> noted{false, true, true, true};
  const auto found = find_citation("Iron.[1, 3] Tea.", 0, noted);
  CHECK(found.begin == 5);
  CHECK(found.end == 11);
  CHECK(found.numbers == std::vector<std::uint32_t>{1, 3});
  CHECK(find_citation("Iron.[1-3] Tea.", 0, noted).numbers.size() == 3);
  CHECK(find_citation("Iron[4] in [2020] and [sic]", 0, noted).begin == std::string_view::npos);
  CHECK(find_citation("200 m\u00B2 and 5 cm\u00B3", 0, noted).begin == std::string_view::npos);
  CHECK(find_citation("in the morning\u00B2 and", 0, noted).begin == 14);
  CHECK(find_citation("Iron.[1]", 0, {}).begin == std::string_view::npos);
}
