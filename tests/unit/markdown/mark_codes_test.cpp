// `:mark-phone:`, drawings that an author places among words.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "markdown/codes.h"
#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

/// The names of the marks that a text shows, each in brackets among its words.
std::string shown(std::string_view text, Diagnostics& diagnostics) {
  const Source source("a.md", std::string(text));
  const Document document = read_markdown(source, {}, diagnostics);
  std::string out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::text) out += document.text(id);
    if (const Mark mark = shown_mark(document, id); mark != Mark::none) out += "[" + std::string(name(mark)) + "]";
  }
  return out;
}

std::string written(std::string_view text) {
  Diagnostics diagnostics;
  const Source source("a.md", std::string(text));
  return write_markdown(read_markdown(source, {}, diagnostics));
}

}  // namespace

TEST_CASE("every mark has a code, in every kind of line") {
  Diagnostics diagnostics;
  for (std::size_t n = 1; n < kMarkCount; ++n) {
    const std::string name(pamphlet::name(static_cast<Mark>(n)));
    CHECK(shown("Call :mark-" + name + ": now", diagnostics) == "Call [" + name + "] now");
  }
  CHECK(shown("## Call :mark-phone:\n\n- :mark-task-done: it\n\n| :mark-home: | b |\n|---|---|\n| c | :mark-pin: |\n", diagnostics) ==
        "Call [phone][task-done] it[home]b" "c[pin]");
  CHECK(diagnostics.items().empty());
}

TEST_CASE("an unknown mark stays as it was written, and is said where it stands") {
  Diagnostics diagnostics;
  CHECK(shown("Call :mark-phon: or x:mark-phone: or :mark-phone", diagnostics) == "Call :mark-phon: or x:mark-phone: or :mark-phone");
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].code == code::markup_kept);
  CHECK(diagnostics.items()[0].span == Span{5, 16});
  CHECK(diagnostics.items()[0].help.find(":mark-phone:") != std::string::npos);
}

TEST_CASE("marks are written as their codes, and words that look like one are escaped") {
  CHECK(written("Call :mark-phone: now\n") == "Call :mark-phone: now\n");
  CHECK(written("Call \\:mark-phone: now\n") == "Call \\:mark-phone: now\n");
  CHECK(written("Call []{#here mark=phone} now\n") == "Call []{#here mark=\"phone\"} now\n");
}
