#include <doctest/doctest.h>

#include <string>

#include "doc/codes.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

// A small article, resolved: a title, a paragraph with a link and a citation, a section, a note.
Document article(const Source& source, const std::string& title, const std::string& link, const std::string& section_id,
                 Diagnostics& diagnostics, const std::string& lang = {}) {
  DocumentBuilder builder(source);
  if (!lang.empty()) builder.meta().lang = {lang, {0, 1}};
  builder.open(Element::heading, {0, 1}, HeadingData{1});
  builder.text(title, {0, 1});
  builder.close();
  builder.open(Element::paragraph, {2, 3});
  builder.open(Element::link, {2, 3}, LinkData{link, ""});
  builder.text("there", {2, 3});
  builder.close();
  Attributes label;
  label.values = {{"label", "1"}};
  builder.leaf(Element::note_reference, {2, 3}, NoteReferenceData{}, label);
  builder.close();
  Attributes id;
  id.id = section_id;
  builder.open(Element::heading, {4, 5}, HeadingData{2}, id);
  builder.text("Section", {4, 5});
  builder.close();
  builder.open(Element::note, {6, 7}, NoteData{"1", 0});
  builder.open(Element::paragraph, {6, 7});
  builder.text("Note of " + title, {6, 7});
  builder.close();
  builder.close();
  return resolve(builder.finish(), {"file"}, diagnostics);
}

struct Book {
  Source first{"first.md", "#\nx\ny\nz\n"}, second{"sub/second.md", "#\nx\ny\nz"};
  Source whole = concatenate("book", {&first, &second});
  Diagnostics diagnostics;
  Document one, two, book;

  Book(const std::string& link_of_first, const std::string& link_of_second, const std::string& lang_of_second = {}) {
    one = article(first, "One", link_of_first, "same", diagnostics);
    two = article(second, "Two", link_of_second, "same", diagnostics, lang_of_second);
    Meta meta;
    meta.title.value = "Book";
    meta.lang.value = "en";
    meta.dir = one.meta.dir;
    book = merge_book(whole, meta, nullptr,
                      {{&one, whole.parts[0].begin, "first.md", 1}, {&two, whole.parts[1].begin, "sub/second.md", 1}}, diagnostics);
  }

  std::vector<NodeId> all(Element element) const {
    std::vector<NodeId> out;
    for (NodeId id = 0; id < book.nodes.size(); ++id) {
      if (book[id].element == element) out.push_back(id);
    }
    return out;
  }
  std::string target(std::size_t link) const { return book.data<LinkData>(all(Element::link).at(link)).target; }
};

}  // namespace

TEST_CASE("titles become chapters, ids are unique, links between files lead to the place in the book") {
  const Book book("sub/second.md", "../first.md#same");
  CHECK(book.book.book);
  const auto headings = book.all(Element::heading);
  REQUIRE(headings.size() == 4);
  CHECK(book.book.plain_text(headings[0]) == "One");
  CHECK(book.book.data<HeadingData>(headings[0]).level == 1);
  CHECK(book.book.data<HeadingData>(headings[1]).level == 2);
  CHECK(book.book.attributes_of(headings[1]).id == "same");
  CHECK(book.book.attributes_of(headings[3]).id == "same-2");
  CHECK(book.target(0) == "#" + book.book.attributes_of(headings[2]).id);
  CHECK(book.target(1) == "#same");
  CHECK(book.diagnostics.items().empty());
}

TEST_CASE("notes of all chapters are numbered through and references lead to their own") {
  const Book book("#same", "#same");
  CHECK(book.target(0) == "#same");
  CHECK(book.target(1) == "#same-2");
  const auto notes = book.all(Element::note), references = book.all(Element::note_reference);
  REQUIRE(notes.size() == 2);
  REQUIRE(references.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const auto& reference = book.book.data<NoteReferenceData>(references[k]);
    CHECK(reference.note == notes[k]);
    CHECK(reference.number == k + 1);
    CHECK(book.book.data<NoteData>(notes[k]).number == k + 1);
  }
  CHECK(book.book.plain_text(notes[1]) == "Note of Two");
  CHECK(book.book[notes[1]].end == book.book.nodes.size());
}

TEST_CASE("a link that leaves the book is text, and the finding points into the chapter's own file") {
  const Book book("#same", "../third.md");
  CHECK(book.all(Element::link).size() == 1);
  REQUIRE(book.diagnostics.items().size() == 1);
  const Diagnostic& said = book.diagnostics.items()[0];
  CHECK(said.code == code::link_dropped);
  CHECK(format(said).starts_with("sub/second.md:2:1: warning[E134]"));
}

TEST_CASE("a chapter in another language says so at each of its outermost blocks") {
  const Book book("#same", "#same", "es");
  const auto headings = book.all(Element::heading);
  REQUIRE(headings.size() == 4);
  CHECK(book.book.attributes_of(headings[0]).lang == "");
  CHECK(book.book.attributes_of(headings[2]).lang == "es");
  CHECK(book.book.attributes_of(headings[3]).lang == "es");
}
