// Notes that are added to a finished document.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "doc/doc.h"

using namespace pamphlet;

namespace {

/// Words, citations as ^number.occurrence, each note as "number:words".
std::string shown(const Document& document) {
  std::string out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (node.element == Element::text) out += document.text(id);
    if (node.element == Element::paragraph) out += "|";
    if (const auto* note = std::get_if<NoteData>(&node.payload)) out += "|" + std::to_string(note->number) + ":";
    const auto* reference = std::get_if<NoteReferenceData>(&node.payload);
    if (reference == nullptr) continue;
    out += "^" + std::to_string(reference->number) + "." + std::to_string(reference->occurrence);
    CHECK(document[reference->note].element == Element::note);
    CHECK(document.data<NoteData>(reference->note).number == reference->number);
  }
  return out;
}

struct Given {
  Source source{"a.md", "x"};
  DocumentBuilder builder{source};
  std::vector<AddedNote> added;

  void link(std::string_view words, std::string note) {
    added.push_back({builder.open(Element::link, {0, 1}, LinkData{"https://example.org", ""}), std::move(note)});
    builder.text(words, {});
    builder.close();
  }
  NodeId reference() { return builder.leaf(Element::note_reference, {0, 1}, NoteReferenceData{kNoNode, 1, 1}); }
};

}  // namespace

TEST_CASE("added notes and those of the text are numbered together, and equal ones are one") {
  Given given;
  given.builder.open(Element::paragraph, {});
  given.builder.text("a ", {});
  given.link("b", "one");
  const NodeId reference = given.reference();
  given.builder.close();
  given.builder.open(Element::paragraph, {});
  given.link("c", "two");
  given.builder.text(" ", {});
  given.link("d", "one");
  given.builder.close();
  given.builder.open(Element::notes, {});
  const NodeId note = given.builder.open(Element::note, {}, NoteData{"x", 1});
  given.builder.open(Element::paragraph, {});
  given.builder.text("old", {});
  std::get<NoteReferenceData>(given.builder.node(reference).payload).note = note;
  CHECK(shown(add_notes(given.builder.finish(), given.added)) == "|a b^1.1^2.1|c^3.1 d^1.2|1:|one|2:|old|3:|two");
}

TEST_CASE("a citation stands in the block of its link, though both end together") {
  Given given;
  given.builder.open(Element::list, {}, ListData{});
  given.builder.open(Element::item, {}, ItemData{});
  given.builder.open(Element::paragraph, {});
  given.link("b", "one");
  given.builder.close(), given.builder.close(), given.builder.close();
  given.builder.open(Element::paragraph, {});
  given.builder.text("end", {});
  const Document document = add_notes(given.builder.finish(), given.added);
  CHECK(shown(document) == "|b^1.1|end|1:|one");
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::note_reference) CHECK(document[document[id].parent].element == Element::paragraph);
  }
}

TEST_CASE("what points at a node follows it") {
  Given given;
  given.builder.open(Element::paragraph, {});
  given.link("b", "one");
  const NodeId page = given.builder.leaf(Element::page_reference, {}, PageReferenceData{});
  given.builder.close();
  const NodeId heading = given.builder.open(Element::heading, {}, HeadingData{});
  std::get<PageReferenceData>(given.builder.node(page).payload).target = heading;
  const Document document = add_notes(given.builder.finish(), given.added);
  for (const Node& node : document.nodes) {
    const auto* reference = std::get_if<PageReferenceData>(&node.payload);
    if (reference != nullptr) CHECK(document[reference->target].element == Element::heading);
  }
}
