#include <doctest/doctest.h>

#include <ctime>
#include <string>

#include "recover/codes.h"
#include "recover/recover.h"
#include "words.h"

using namespace pamphlet;

namespace {

struct Recovered {
  std::shared_ptr<const Source> source;
  Diagnostics diagnostics;
  Document document;

  explicit Recovered(std::string_view text) {
    source = decode_source("a.txt", text, diagnostics);
    document = recover_text(*source, diagnostics);
  }
  std::size_t count(Element element) const {
    std::size_t n = 0;
    for (const Node& node : document.nodes)
      n += node.element == element;
    return n;
  }
  std::string first(Element element) const {
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
      if (document[id].element == element) return document.plain_text(id);
    }
    return "none";
  }
  const Diagnostic* hint(Code code) const {
    for (const Diagnostic& found : diagnostics.items()) {
      if (found.code == code) return &found;
    }
    return nullptr;
  }
};

constexpr std::string_view kArticle =
    "Holding Your Baby\n\n"
    "Babies like to be held, and you can't hold them too much.\n\n"
    "Why It Helps\n\n"
    "Being held keeps a baby warm and calm, and it's good for you as well.\n";

}  // namespace

TEST_CASE("an empty text is an empty document") {
  for (const std::string_view text : {"", "\n", " \n\t\n\n"}) {
    const Recovered r(text);
    CHECK(r.document.nodes.size() == 1);
    CHECK(r.document.meta.title.empty());
  }
}

TEST_CASE("title, headings and language") {
  const Recovered r(kArticle);
  CHECK(r.document.meta.title.value == "Holding Your Baby");
  CHECK(r.first(Element::heading) == "Why It Helps");
  CHECK(r.document.data<HeadingData>(2 + 1).level == 2);
  CHECK(r.count(Element::paragraph) == 2);
}

TEST_CASE("each guess points at its line") {
  const Recovered r(kArticle);
  const Diagnostic* heading = r.hint(code::guessed_heading);
  REQUIRE(heading != nullptr);
  CHECK(r.source->locate(heading->span.begin).line == 5);
  CHECK(r.source->text.substr(heading->span.begin, heading->span.end - heading->span.begin) == "Why It Helps");
  CHECK(heading->severity == Severity::hint);
}

TEST_CASE("a lead-in is the attribution, first in the quotation, with its exact words") {
  const Recovered r(
      "Sleep\n\nRest when you can, and let the others cook for you today.\n\nMia Brandt, midwife, says:\n\n“Sleep is "
      "not lazy.”\n");
  REQUIRE(r.count(Element::quotation) == 1);
  CHECK(r.first(Element::attribution) == "Mia Brandt, midwife, says:");
  for (NodeId id = 0; id < r.document.nodes.size(); ++id) {
    if (r.document[id].element != Element::quotation) continue;
    CHECK(r.document[r.document.first_child(id)].element == Element::attribution);
  }
}

TEST_CASE("quoted words without a speaker stay paragraphs") {
  const Recovered r("“Serve and return” is a name for it.\n\nRemember these words:\n\n“You are enough.”\n");
  CHECK(r.count(Element::quotation) == 0);
}

TEST_CASE("apostrophes take the form that most of them have") {
  const Recovered curly("It’s late. You’re tired, and it's dark. The mothers' room is open.");
  CHECK(curly.first(Element::paragraph) == "It’s late. You’re tired, and it’s dark. The mothers’ room is open.");
  const Recovered straight("It's late. You're tired, and it’s dark.");
  CHECK(straight.first(Element::paragraph) == "It's late. You're tired, and it's dark.");
  const Recovered agreed("It's late. You're tired. She said 'it's fine'.");
  CHECK(agreed.first(Element::paragraph) == "It's late. You're tired. She said 'it's fine'.");
  CHECK(agreed.hint(code::mended_apostrophes) == nullptr);
}

TEST_CASE("addresses become links, as in Markdown") {
  const Recovered r("See https://www.cdc.gov/hearher/ (or www.nhs.uk), or write to team@clinic.example.org.");
  std::vector<std::string> targets;
  for (NodeId id = 0; id < r.document.nodes.size(); ++id) {
    if (r.document[id].element == Element::link) targets.push_back(r.document.data<LinkData>(id).target);
  }
  CHECK(targets == std::vector<std::string>{"https://www.cdc.gov/hearher/", "http://www.nhs.uk",
                                            "mailto:team@clinic.example.org"});
}

TEST_CASE("a page line inside a paragraph is not dropped") {
  const Recovered wrapped(
      "When you have looked at the small print, turn to the next page for the\n"
      "list of all side effects and the number that you can call at any time.\n"
      "On the website of the maker, and in the leaflet, those who want to can\n"
      "read more\n");
  CHECK(wrapped.hint(code::dropped_chrome) == nullptr);
  const Recovered alone("Contact\n\nYou can call us at any time of the day, and somebody will answer.\n");
  CHECK(alone.hint(code::dropped_chrome) == nullptr);
}

TEST_CASE("related posts are dropped only when nothing but titles follows") {
  const std::string text =
      "Naps\n\nA nap is a short sleep, and most babies take three of them.\n\nRelated posts\n\nNight feeds\n";
  CHECK(Recovered(text).hint(code::dropped_chrome) != nullptr);
  CHECK(Recovered(text + "\nThese are real words of the article.\n").hint(code::dropped_chrome) == nullptr);
}

TEST_CASE("rows that repeat are no second copy") {
  std::string log = "Feeding Log\n\nFill in one row for each feed, and bring the sheet with you.\n\n";
  for (int i = 0; i < 60; ++i)
    log += "Time ____ Left ____ Right ____ Minutes ____\n\n";
  const Recovered r(log);
  CHECK(r.hint(code::dropped_copy) == nullptr);
  CHECK(r.count(Element::paragraph) == 61);
}

TEST_CASE("numbers that do not count are left alone") {
  const Recovered r(
      "Notes\n\n3. Trimester means the last months, and that is all it means here.\n\n7. of May is the day on which we "
      "met for the first time.\n");
  CHECK(r.count(Element::list) == 0);
  CHECK(r.first(Element::paragraph) == "3. Trimester means the last months, and that is all it means here.");
}

TEST_CASE("a date that may be read in two ways stays in the text") {
  const Recovered r(
      "Cold Season\n\n03/04/2024\n\nColds are common in winter, and most of them pass within ten days.\n");
  CHECK_FALSE(r.document.meta.date.has_value());
  CHECK(r.first(Element::paragraph) == "03/04/2024");
  REQUIRE(r.hint(code::guessed_metadata) != nullptr);
}

TEST_CASE("Markdown is recognised, pasted text is not") {
  const auto markdown = [](std::string_view text) {
    Diagnostics diagnostics;
    return is_markdown(*decode_source("a.txt", text, diagnostics));
  };
  CHECK(markdown("---\ntitle: A\n---\n\nText\n"));
  CHECK(markdown("# Title\n\nText\n"));
  CHECK(markdown("Text\n\n## One\n\nText\n\n## Two\n"));
  CHECK(markdown("Some **strong** words.\n\nA [link](https://example.org) too.\n"));
  CHECK_FALSE(markdown("---\n\nText\n"));
  CHECK_FALSE(markdown("Text about #1 things\n#hashtag\n"));
  CHECK_FALSE(markdown("- one\n- two\n\n1. three\n"));
  CHECK_FALSE(markdown(""));
}

TEST_CASE("Markdown that is read as pasted text keeps its words and marks") {
  const std::string_view text = "# Title\n\n- one\n\nSome **strong** words.\n";
  const Recovered r(text);
  CHECK(r.count(Element::heading) == 0);
  CHECK(r.count(Element::list) == 0);
  CHECK(r.count(Element::paragraph) == 3);
  CHECK(r.first(Element::paragraph) == "# Title");
}

namespace {

double seconds(std::string_view text) {
  Diagnostics diagnostics;
  const auto source = decode_source("a.txt", text, diagnostics);
  const std::clock_t begin = std::clock();
  const Document document = recover_text(*source, diagnostics);
  CHECK(document.nodes.size() > 1);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

std::string repeated(std::string_view unit, std::size_t bytes, bool numbered = false) {
  std::string text;
  text.reserve(bytes + unit.size());
  for (std::size_t i = 0; text.size() < bytes; ++i) {
    if (numbered) text += std::to_string(i) + " ";
    text += unit;
  }
  return text;
}

}  // namespace

// Quadratic work would cost 64 times as much for 8 times the text; linear work, about 8 times.
TEST_CASE("time grows with the text and not with its square") {
  struct Shape {
    std::string name;
    std::string_view unit;
    bool numbered;
  };
  const Shape shapes[] = {
      {"paragraphs", "different words stand in a row here, and they end like this.\n\n", true},
      {"one line", "words and more words • item ", false},
      {"one word", "x", false},
      {"equal lines", "the same line again and again\n", false},
      {"bullets", "• item\n", false},
      {"deep bullets", "• a\n  • b\n    • c\n      • d\n        • e\n          • f\n            • g\n", false},
      {"numbers", "1. a\n2. b\n", false},
      {"emoji", "✔ a\n⚠ b\n", false},
      {"short lines", "Title Line\n\n", false},
      {"quotes", "“open\n\n", false},
      {"colons", "says:\n\n“a”\n\n", false},
      {"boxes", "☐ a\n", false},
      {"tabs", "a\tb\tc\n", false},
      {"apostrophes", "it's it’s ", false},
      {"addresses", "www.a.b@c.d http://", false},
      {"mail signs", "a@", false},
      {"dashes", "— a\n“b” — c\n", false},
      {"wrapped", "the quick brown fox jumps over the lazy dog and then it walks away in\n", true},
      {"page lines", "Home\n\nShare this\n\n", false},
      {"separators", "a | b · c / ", false},
  };
  for (const Shape& shape : shapes) {
    CAPTURE(shape.name);
    const double small = seconds(repeated(shape.unit, 15'000, shape.numbered));
    const double large = seconds(repeated(shape.unit, 120'000, shape.numbered));
    CHECK(large < std::max(small, 0.004) * 30);
  }
}

TEST_CASE("a short cry may head a section, a long one is a sentence") {
  const Recovered r("Holding Your Baby\n\nBabies like to be held, and you can't hold them too much.\n\nYou can do it!\n\n"
                    "Being held keeps a baby warm and calm, and it's good for you as well.\n\n"
                    "You can do it, whatever the people around you may say to you today!\n\n"
                    "Being held keeps a baby warm and calm, and it's good for you as well.\n");
  CHECK(r.count(Element::heading) == 1);
  CHECK(r.first(Element::heading) == "You can do it!");
}

TEST_CASE("numbers that do not count on make no list, also within one") {
  const Recovered r("Holding Your Baby\n\nBabies like to be held, and you can't hold them too much.\n\n1. Sit down and hold your baby close\n"
                    "   1. on your belly\n   3. on your arm\n2. Wait and see what your baby does\n\n"
                    "Being held keeps a baby warm and calm, and it's good for you as well.\n");
  CHECK(r.count(Element::list) == 0);
}

TEST_CASE("a date of a review is taken when it is newer") {
  const auto date_of = [](std::string updated) {
    return Recovered("Holding Your Baby\n\nPublished March 5, 2024\n\nLast updated: " + updated + "\n\nBabies like to be held, and you can't hold them too much.\n").document.meta.date;
  };
  CHECK(date_of("May 6, 2025") == Date{2025, 5, 6});
  CHECK(date_of("May 6, 2023") == Date{2024, 3, 5});
}

TEST_CASE("lines that begin with > are a quotation, the line above says whose; more than a number is no quotation") {
  const Recovered r("Feeding\n\nDear Lee, this is how we do it here, and it works for most babies.\n\nOn 1 March Lee wrote:\n> Should I feed her\n> > at night?\n>\n> 8 times?\n\nYes, whenever she asks.\n");
  CHECK(r.count(Element::quotation) == 1);
  CHECK(r.first(Element::attribution) == "On 1 March Lee wrote:");
  CHECK(r.first(Element::quotation) == "On 1 March Lee wrote: Should I feed her at night? 8 times?");
  CHECK(r.hint(code::guessed_quotation) != nullptr);
  CHECK(Recovered("Fever\n\nThese are the two limits that matter.\n\n> Ask us first\n> and then give it.\n\nAll the best.\n").count(Element::block_quote) == 1);
  for (const std::string_view text : {"Fever\n\nThese are the two limits that matter.\n\n> 38 C: call\n> 39 C: go\n", "Dose\n\nThis is about weight.\n\n> 5 kg: 2 mL\n", "Dose\n\nThis is about weight:\n\n> 5 kg\n"}) {
    CAPTURE(text);
    const Recovered more(text);
    CHECK(more.count(Element::quotation) + more.count(Element::block_quote) == 0);
    CHECK(more.document.plain_text(0).find("> ") != std::string::npos);
  }
}

TEST_CASE("boxes within a line are drawn, and a line to fill in is no heading; untold numbers count") {
  const Recovered r("A form\n\nPlease fill in this form before your visit, and bring it with you.\n\nDo you smoke? [ ] Yes [x] No\n\n[ ] Yes [ ] No\n\nThen do this:\n\n#. Wash\n#. Dry\n#. Hold\n");
  const std::string text = r.document.plain_text(0);
  CHECK(text.find("Do you smoke? ☐ Yes ☑ No") != std::string::npos);
  CHECK(text.find("☐ Yes ☐ No") != std::string::npos);
  for (const std::string_view end : {"[", "[ ", "[x", "a [ ]"}) CHECK(Recovered("A form\n\nAsk us about this box: " + std::string(end)).document.plain_text(0).ends_with(end == "a [ ]" ? "a ☐" : strip(end)));
  CHECK(r.count(Element::heading) == 0);
  REQUIRE(r.count(Element::item) == 3);
  std::int64_t last = 0;
  for (const Node& node : r.document.nodes) {
    if (const auto* item = std::get_if<ItemData>(&node.payload)) last = item->number;
  }
  CHECK(last == 3);
}
