// Typewriter punctuation → the punctuation of the language.
#include <doctest/doctest.h>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

/// The text of one paragraph after the pass.
std::string smart(const std::string& markdown, const std::string& lang) {
  Diagnostics diagnostics;
  const Source source("test.md", "---\nlang: " + lang + "\n---\n\n" + markdown + "\n");
  MarkdownOptions options;
  options.smart_punctuation = true;
  const Document document = read_markdown(source, options, diagnostics);
  return document.plain_text(0);
}

}  // namespace

TEST_CASE("quotation marks follow the language") {
  CHECK(smart("\"Hello,\" she said.", "en") == "“Hello,” she said.");
  CHECK(smart("Er sagt: \"Ja, 'mein' Kind.\"", "de") == "Er sagt: „Ja, ‚mein‘ Kind.“");
  CHECK(smart("Он: \"Да\".", "ru") == "Он: «Да».");
  CHECK(smart("彼は\"水\"と言った。", "ja") == "彼は「水」と言った。");
  CHECK(smart("他说\"给水\"然后走了。", "zh") == "他说“给水”然后走了。");
  CHECK(smart("Det \"är\" bra", "sv") == "Det ”är” bra");
  CHECK(smart("گفت \"آب\" بده", "fa") == "گفت «آب» بده");
}

TEST_CASE("a quotation may begin in plain text and end in emphasis") {
  CHECK(smart("\"No, *never*\" and **\"now\"**", "en") == "“No, never” and “now”");
}

TEST_CASE("apostrophes are not quotation marks") {
  CHECK(smart("It's the '90s, 'tis true; the mothers' milk.", "en") == "It’s the ’90s, ’tis true; the mothers’ milk.");
  CHECK(smart("She said 'now', didn't she?", "en") == "She said ‘now’, didn’t she?");
  CHECK(smart("ד\"ר כהן אמר \"שלום\"", "he") == "ד״ר כהן אמר ”שלום”");
}

TEST_CASE("French gets its narrow spaces") {
  CHECK(smart("Il dit: \"Bonjour!\"", "fr") == "Il dit\u202F: «\u202FBonjour\u202F!\u202F»");
  CHECK(smart("Il dit: \"Bonjour!\"", "fr-CA") == "Il dit\u202F: «\u202FBonjour!\u202F»");
}

TEST_CASE("dashes and points") {
  CHECK(smart("water -- and rest", "en") == "water – and rest");
  CHECK(smart("water--and rest", "en") == "water—and rest");
  CHECK(smart("5--10 ml - or so...", "en") == "5–10 ml – or so…");
  CHECK(smart("run it with --draft, a-b", "en") == "run it with --draft, a-b");
}

TEST_CASE("code and addresses stay") {
  CHECK(smart("`\"x\" -- y` and https://a.example/b--c'd", "en") == "\"x\" -- y and https://a.example/b--c'd");
}

TEST_CASE("off unless asked, by the caller before the front matter") {
  Diagnostics diagnostics;
  const Source plain("a.md", "\"a\"\n");
  CHECK(read_markdown(plain, {}, diagnostics).plain_text(0) == "\"a\"");
  const Source wished("a.md", "---\nsmart-punctuation: true\n---\n\n\"a\"\n");
  CHECK(read_markdown(wished, {}, diagnostics).plain_text(0) == "“a”");
  MarkdownOptions off;
  off.smart_punctuation = false;
  CHECK(read_markdown(wished, off, diagnostics).plain_text(0) == "\"a\"");
}
