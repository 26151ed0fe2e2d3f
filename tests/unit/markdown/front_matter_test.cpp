#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "markdown/front_matter.h"
#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

struct Read {
  std::unique_ptr<Source> source;
  Document document;
  Diagnostics findings;

  const Meta& meta() const { return document.meta; }
  /// "E131 4:1" of each finding, in the order in which they were made.
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Diagnostic& finding : findings.items()) {
      const LineColumn place = source->locate(finding.span.begin);
      out.push_back(std::string(info(finding.code).id) + " " + std::to_string(place.line) + ":" + std::to_string(place.column));
    }
    return out;
  }
};

Read read(const std::string& text) {
  Read out{std::make_unique<Source>("a.md", text), {}, {}};
  out.document = read_markdown(*out.source, {}, out.findings);
  return out;
}
Read front(const std::string& lines) { return read("---\n" + lines + "---\n\nWords.\n"); }
std::vector<std::string> values(const std::vector<MetaText>& texts) {
  std::vector<std::string> out;
  for (const MetaText& text : texts) out.push_back(text.value);
  return out;
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("values that YAML refuses are taken as they stand, and the others with them") {
  const Read one = front("title: The first week: rest and milk\nauthor: @ana\nkicker: 'Tis the season\npublisher: [Draft] Clinic\nlang: en\n");
  CHECK(one.meta().title.value == "The first week: rest and milk");
  CHECK(values(one.meta().authors) == Strings{"@ana"});
  CHECK(one.meta().kicker.value == "'Tis the season");
  CHECK(one.meta().publisher.value == "[Draft] Clinic");
  CHECK(one.meta().lang.value == "en");
  CHECK(one.codes() == Strings{"E151 2:8", "E151 3:9", "E151 4:9", "E151 5:12"});
  const Read list = front("sources:\n  - Sleep: a guide: part one\n  - \"Milk\" and more\nlang: en\n");
  CHECK(values(list.meta().sources) == Strings{"Sleep: a guide: part one", "\"Milk\" and more"});
}

TEST_CASE("a figure behind # is no comment in words, and words behind # are one") {
  CHECK(front("title: Rest #1 for parents\n").meta().title.value == "Rest #1 for parents");
  CHECK(front("title: #1 for parents\n").meta().title.value == "#1 for parents");
  CHECK(front("title: Rest # as the midwife calls it\n").meta().title.value == "Rest");
  CHECK(front("lang: en #default\ntitle: A\n").meta().lang.value == "en");
}

TEST_CASE("a line that belongs to no key is an error, and the lines around it are read") {
  const Read one = front("title: A: b\nnot a key at all\nlang: en\n");
  CHECK(one.meta().title.value == "A: b");
  CHECK(one.meta().lang.value == "en");
  CHECK(one.codes() == Strings{"E151 2:8", "E130 3:1"});
}

TEST_CASE("front matter below blank lines and comments") {
  for (const char* before : {"\n", "\n  \n", "<!-- made by hand -->\n", "<!-- two\nlines -->\n\n"}) {
    const Read one = read(std::string(before) + "---\ntitle: A\n...\n\nWords.\n");
    CHECK(one.meta().title.value == "A");
    CHECK(one.document.plain_text(0) == "Words.");
  }
  CHECK(read("Words.\n\n---\ntitle: A\n---\n").meta().title.empty());
  CHECK(read("---\n\nWords are here.\n\n---\n").document.nodes.size() > 3);
}

TEST_CASE("TOML and JSON") {
  const Read toml = read("+++\ntitle = \"Füße: ein Anfang\"\ndate = 2026-02-18T10:00:00Z\ntags = [\"a\", \"b\"]\n[params]\nauthor = \"Ana Ruiz\"\n+++\n\nWords.\n");
  CHECK(toml.meta().title.value == "Füße: ein Anfang");
  CHECK(toml.meta().date == Date{2026, 2, 18});
  CHECK(values(toml.meta().keywords) == Strings{"a", "b"});
  CHECK(values(toml.meta().authors) == Strings{"Ana Ruiz"});
  CHECK(toml.codes().empty());
  CHECK(read("+++\ntitle = Füße\n+++\n\nWords.\n").codes() == Strings{"E130 2:10"});
  CHECK(read("+++\n\nWords.\n").meta().title.empty());
  for (const char* json : {";;;\n{\"title\": \"A: b\", \"author\": [\"Ana\"]}\n;;;\nWords.\n", "{\n\"title\": \"A: b\",\n\"author\": [\"Ana\"]\n}\n\nWords.\n"}) {
    const Read one = read(json);
    CHECK(one.meta().title.value == "A: b");
    CHECK(values(one.meta().authors) == Strings{"Ana"});
    CHECK(one.document.plain_text(0) == "Words.");
  }
}

TEST_CASE("dates, and who says which figure is the month") {
  const auto date = [](const std::string& lines) { return front(lines).meta().date; };
  for (const char* text : {"2026-02-18", "2026-2-18", "February 18, 2026", "18. Februar 2026", "18.2.2026", "2026/02/18", "2026-02-18 09:30:00 -0500", "18/02/2026", "02/18/2026"}) {
    CAPTURE(text);
    CHECK(date("date: " + std::string(text) + "\n") == Date{2026, 2, 18});
  }
  CHECK(date("date: 03/04/2026\nlang: en-US\n") == Date{2026, 3, 4});
  CHECK(date("date: 03/04/2026\nlang: es\n") == Date{2026, 4, 3});
  const Read asked = front("lang: en\ndate: 03/04/2026\n");
  CHECK_FALSE(asked.meta().date.has_value());
  REQUIRE(asked.codes() == Strings{"E132 3:7"});
  CHECK(asked.findings.items()[0].message == "\"date\" in the front matter may be 2026-04-03 or 2026-03-04: \"03/04/2026\"");
  CHECK(front("date: March 2026\n").codes() == Strings{"E132 2:7"});
}

TEST_CASE("names between commas and \"and\"") {
  using markdown::split_names;
  CHECK(split_names("Ana Ruiz, Lee Sung and Mo Diaz") == Strings{"Ana Ruiz", "Lee Sung", "Mo Diaz"});
  CHECK(split_names("Ana Ruiz, RN and Lee Sung, MD") == Strings{"Ana Ruiz, RN", "Lee Sung, MD"});
  CHECK(split_names("Ana Ruiz; Lee Sung") == Strings{"Ana Ruiz", "Lee Sung"});
  CHECK(split_names("Ana de la Cruz y Lee Sung") == Strings{"Ana de la Cruz", "Lee Sung"});
  for (const char* one : {"Ana Ruiz, RN", "Ana O'Neil & Sons", "Ana Ruiz", "Mother and Baby Clinic", "Ana Ruiz, midwife and mother"}) CHECK(split_names(one) == Strings{one});
}

TEST_CASE("Markdown in values is read") {
  CHECK(front("title: The *first* **week** of `rest`\n").meta().title.value == "The first week of rest");
  CHECK(front("title: 2*3 and snake_case & more\n").meta().title.value == "2*3 and snake_case & more");
  const Read link = front("author: \"[Ana Ruiz](https://example.org/ana)\"\n");
  CHECK(values(link.meta().authors) == Strings{"Ana Ruiz"});
  CHECK(link.codes() == Strings{"E132 2:9"});
  CHECK(values(front("sources: [\"[Safe sleep](https://example.org/s)\"]\n").meta().sources) == Strings{"Safe sleep. https://example.org/s"});
  // What looks like markup and is none comes back as it was.
  Read stars = read("Words.\n");
  stars.document.meta.title = {"A *star* & \\back", {}};
  CHECK(read(write_markdown(stars.document)).meta().title.value == "A *star* & \\back");
}

TEST_CASE("names of other programs, settings of theirs, and names that nobody knows") {
  const Read one = front("Headline: A\nauthor: Ana\nauthors: [Lee, Ana]\nfeature_image: a.png\nsummary: S\ncategories: x\ntags: y\nlast line: z\nlayout: post\nreveiwer: Bo\n");
  CHECK(one.meta().title.value == "A");
  CHECK(values(one.meta().authors) == Strings{"Ana", "Lee"});
  CHECK(one.meta().cover.value == "a.png");
  CHECK(one.meta().description.value == "S");
  CHECK(values(one.meta().keywords) == Strings{"x", "y"});
  CHECK(one.codes() == Strings{"E131 9:1", "E131 11:1", "E152 10:1"});
  CHECK(one.findings.items()[1].help == "did you mean \"reviewer\"?");
}

TEST_CASE("what is said twice holds once, and is said") {
  const Read one = front("description: A\nsummary: B\nexcerpt: A\n");
  CHECK(one.meta().description.value == "A");
  CHECK(one.codes() == Strings{"E132 3:10"});
  CHECK(front("draft: true\ntitle: A\n").codes() == Strings{"E132 2:8"});
  CHECK(front("publisher: {name: Clinic, logo: a.png}\n").codes() == Strings{"E132 2:12"});
}

TEST_CASE("thousands of lines make a few findings") {
  std::string keys, titles;
  for (int i = 0; i < 3000; ++i) keys += "k" + std::to_string(i) + ": v\n", titles += "title: " + std::to_string(i) + "\n";
  CHECK(front(keys).codes().size() == 21);
  CHECK(front(titles).codes().size() == 21);
}

TEST_CASE("a link definition that nobody asks for is named") {
  CHECK(read("A [b].\n\n[b]: https://e.org\n[c]: https://e.org/c \"C\"\n[b]: https://e.org/2\n[//]: # (private)\n").codes() == Strings{"E154 4:1", "E154 5:1", "E170 6:1"});
}
