// Numbers in a `::: phone`.
#include <doctest/doctest.h>

#include <string>

#include "base/diagnostics.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

/// The targets of the links that a text gets, with commas; `name` is the class of the box.
std::string linked(std::string_view text, const char* name = "phone") {
  const Source source("a.md", std::string(text));
  DocumentBuilder builder(source);
  Attributes attributes;
  attributes.classes = {name};
  builder.open(Element::div, {}, {}, attributes);
  builder.open(Element::paragraph, {});
  builder.text(text, {0, static_cast<std::uint32_t>(text.size())});
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"a"}, diagnostics);
  std::string out, words;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::paragraph) words = document.plain_text(id);
    if (document[id].element != Element::link) continue;
    const Span span = document[id].span;
    CHECK(source.text.substr(span.begin, span.end - span.begin) == document.plain_text(id));
    out += (out.empty() ? "" : ",") + document.data<LinkData>(id).target;
  }
  CHECK(words == text);  // no word is lost
  return out;
}

}  // namespace

TEST_CASE("numbers in a phone box are links, as they are written") {
  CHECK(linked("Nurse 555-010-0142.") == "tel:5550100142");
  CHECK(linked("(555) 010-0142 or +44 20 7946 0018") == "tel:5550100142,tel:+442079460018");
  CHECK(linked("Nurse (555-010-0142)") == "tel:5550100142");
  CHECK(linked("911, 988 and 112; 1-833-852-6262") == "tel:911,tel:988,tel:112,tel:18338526262");
}

TEST_CASE("a box of help is there to be called") {
  const Source source("a.md", "911 now");
  DocumentBuilder builder(source);
  for (const CalloutKind kind : {CalloutKind::help, CalloutKind::note}) {
    builder.open(Element::callout, {}, CalloutData{kind});
    builder.open(Element::paragraph, {});
    builder.text("911 now", {0, 7});
    builder.close();
    builder.close();
  }
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"a"}, diagnostics);
  std::size_t links = 0;
  for (const Node& node : document.nodes) links += node.element == Element::link;
  CHECK(links == 1);  // in a note it may be anything
}

TEST_CASE("dates, times, amounts and doses in a phone box are no numbers to dial") {
  CHECK(linked("since 2026-02-10, 24/7, 8:30, 200 mg, $911, 1,000,000, A911, 911x, 45 %") == "");
  CHECK(linked("room 12, 3 times, 10 20") == "");
}

TEST_CASE("elsewhere only numbers whose form nothing else has are links") {
  CHECK(linked("Call 1-800-555-0142, (800) 555-0142 or +44 20 7946 0018.", "card") == "tel:18005550142,tel:8005550142,tel:+442079460018");
  CHECK(linked("555-0142, 10 20 30, 2026-02-1000, 555 010 0142", "card") == "");
}
