#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "doc/codes.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

// An article in the making: one source line per block, so that places can be told apart.
struct Article {
  Source source{"article.md", std::string(400, 'x')};
  DocumentBuilder builder{source};
  Diagnostics diagnostics;

  NodeId block(Element element, std::string_view words, Payload payload = {}, Attributes attributes = {}) {
    const auto place = static_cast<std::uint32_t>(builder.peek().nodes.size());
    const NodeId id = builder.open(element, {place, place + 1}, std::move(payload), std::move(attributes));
    builder.text(words, {place, place + 1});
    builder.close();
    return id;
  }
  NodeId heading(int level, std::string_view words, const std::string& id = {}) {
    Attributes attributes;
    attributes.id = id;
    return block(Element::heading, words, HeadingData{level}, attributes);
  }
  NodeId paragraph(std::string_view words) { return block(Element::paragraph, words); }
  void link(const std::string& target) {
    builder.open(Element::paragraph, {1, 2});
    builder.open(Element::link, {1, 2}, LinkData{target, ""});
    builder.text("link", {1, 2});
    builder.close();
    builder.close();
  }
  void cite(const std::string& label) {
    Attributes attributes;
    attributes.values = {{"label", label}};
    builder.leaf(Element::note_reference, {7, 8}, NoteReferenceData{}, attributes);
  }
  Document resolve(const std::string& stem = "file-name") {
    return pamphlet::resolve(builder.finish(), {stem}, diagnostics);
  }
  std::size_t count(Code code) const {
    const auto& items = diagnostics.items();
    return static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [&](const auto& d) { return d.code == code; }));
  }
};

NodeId find(const Document& document, Element element, std::size_t nth = 0) {
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == element && nth-- == 0) return id;
  }
  return kNoNode;
}

std::string text_of(const Document& document, Element element, std::size_t nth = 0) {
  const NodeId id = find(document, element, nth);
  return id == kNoNode ? "(none)" : document.plain_text(id);
}

std::string headings(const Document& document) {
  std::string out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::heading) continue;
    out += std::to_string(document.data<HeadingData>(id).level) + ':' + document.attributes_of(id).id + ' ';
  }
  return out;
}

// Parents and ends agree, children lie inside their parent, text lies inside the pool.
void check_tree(const Document& document) {
  REQUIRE(!document.nodes.empty());
  CHECK(document[0].end == document.nodes.size());
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    REQUIRE(node.parent < id);
    CHECK(node.end > id);
    CHECK(node.end <= document[node.parent].end);
    CHECK(node.attributes < document.attributes.size());
    if (const auto* text = std::get_if<TextData>(&node.payload)) {
      CHECK(std::size_t{text->begin} + text->length <= document.text_pool.size());
    }
  }
}

}  // namespace

TEST_CASE("an opening level-1 heading becomes the title, with its emphasis") {
  Article article;
  article.builder.open(Element::heading, {3, 9}, HeadingData{1});
  article.builder.text("Your ", {3, 4});
  article.builder.open(Element::emphasis, {4, 5});
  article.builder.text("new", {4, 5});
  article.builder.close();
  article.builder.leaf(Element::soft_break, {5, 6});
  article.builder.text("baby", {6, 7});
  article.builder.close();
  article.paragraph("Words.");
  const Document document = article.resolve();
  check_tree(document);
  CHECK(document.meta.title.value == "Your new baby");
  CHECK(document.meta.title.span == Span{3, 9});
  const NodeId title = find(document, Element::title);
  CHECK(document[title].parent == find(document, Element::header));
  CHECK(document.text(title + 1) == "Your ");
  CHECK(document[title + 2].element == Element::emphasis);
  CHECK(document.text(title + 3) == "new");
  CHECK(document[title].end == title + 6);
  CHECK(document.attributes_of(title).id == "your-new-baby");
  CHECK(find(document, Element::heading) == kNoNode);
  CHECK(article.diagnostics.items().empty());
}

TEST_CASE("a title of the front matter has its marks, and a heading as title its notes but no link") {
  Article marked;
  marked.builder.meta().title = {"Your new baby", {1, 2}};
  marked.builder.open(Element::title, {1, 2});
  marked.builder.open(Element::strong, {1, 2});
  marked.builder.text("Your ", {1, 2});
  marked.builder.open(Element::emphasis, {1, 2});
  marked.builder.text("new", {1, 2});
  marked.builder.close();
  marked.builder.close();
  marked.builder.text(" ", {1, 2});
  marked.builder.code("baby", {1, 2});
  marked.builder.close();
  marked.paragraph("Words.");
  const Document document = marked.resolve();
  check_tree(document);
  const NodeId title = find(document, Element::title);
  CHECK(document[title + 1].element == Element::strong);
  CHECK(document.text(title + 2) == "Your ");
  CHECK(document[title + 3].element == Element::emphasis);
  CHECK(document[title + 3].parent == title + 1);
  CHECK(document.text(title + 5) == " ");
  CHECK(document[title + 6].element == Element::code);
  CHECK(document.plain_text(title) == "Your new baby");

  Article linked;
  linked.builder.open(Element::heading, {3, 9}, HeadingData{1});
  linked.builder.open(Element::link, {4, 5}, LinkData{"https://example.org", ""});
  linked.builder.text("Sleep", {4, 5});
  linked.builder.close();
  linked.cite("a");
  linked.builder.close();
  linked.paragraph("Words.");
  linked.block(Element::note, "Where it stands.", NoteData{"a", 0});
  const Document second = linked.resolve();
  CHECK(text_of(second, Element::title) == "Sleep");
  CHECK(find(second, Element::link) == kNoNode);
  CHECK(find(second, Element::note_reference) != kNoNode);
  CHECK(linked.count(code::link_dropped) == 1);
  CHECK(linked.diagnostics.items().size() == 1);
}

TEST_CASE("the front matter's title wins, and a heading that says it again goes") {
  Article article;
  article.builder.meta().title = {"Your New  Baby", {1, 2}};
  article.block(Element::thematic_break, "");
  article.heading(1, "your new baby", "top");
  article.heading(2, "Sleep");
  article.paragraph("See it.");
  article.link("#top");
  const Document document = article.resolve();
  check_tree(document);
  CHECK(text_of(document, Element::title) == "Your New Baby");
  CHECK(document.attributes_of(find(document, Element::title)).id == "top");
  CHECK(headings(document) == "2:sleep ");
  CHECK(document.data<LinkData>(find(document, Element::link)).target.str() == "#top");
}

TEST_CASE("level-1 headings below the title are sections, and chapters of a long text or where they say so") {
  for (const bool chapters : {false, true}) {
    Article article;
    article.builder.meta().title = {"Book", {1, 2}};
    article.heading(1, chapters ? "Chapter one" : "One");
    article.heading(2, "A");
    article.heading(1, "Two");
    article.paragraph("Words.");
    const Document document = article.resolve();
    CHECK(text_of(document, Element::title) == "Book");
    CHECK(headings(document) == (chapters ? "1:chapter-one 2:a 1:two " : "2:one 3:a 2:two "));
    CHECK(article.count(code::heading_level_mended) == 0);
  }
  Article article;
  article.builder.meta().title = {"Book", {1, 2}};
  std::string words;
  for (int i = 0; i < 1001; ++i) words += "word ";
  article.heading(1, "One");
  article.paragraph(words);
  article.heading(1, "Two");
  CHECK(headings(article.resolve()) == "1:one 1:two ");
}

TEST_CASE("a level-1 heading below words is no title") {
  Article article;
  article.paragraph("Words.");
  article.heading(1, "Section");
  const Document document = article.resolve("01-first_week--home");
  CHECK(document.meta.title.value == "First week home");
  CHECK(headings(document) == "2:section ");
  CHECK(article.count(code::title_missing) == 1);
}

TEST_CASE("an opening heading without equals is the title, whatever its level") {
  Article alone, sections;
  alone.heading(2, "Comments");
  alone.paragraph("Words.");
  alone.heading(3, "More");
  const Document document = alone.resolve();
  CHECK(document.meta.title.value == "Comments");
  CHECK(headings(document) == "2:more ");
  CHECK(alone.count(code::guessed_title) == 1);
  CHECK(alone.count(code::title_missing) == 0);
  sections.heading(2, "First");
  sections.paragraph("Words.");
  sections.heading(2, "Second");
  CHECK(headings(sections.resolve()) == "2:first 2:second ");
  CHECK(sections.count(code::title_missing) == 1);
}

TEST_CASE("the file name is made readable when it must serve as the title") {
  const auto title = [](const std::string& stem) {
    Article article;
    article.paragraph("Words.");
    return article.resolve(stem).meta.title.value;
  };
  CHECK(title("bonding-with-your_baby") == "Bonding with your baby");
  CHECK(title("2025-report") == "2025 report");
  CHECK(title("12") == "12");
  CHECK(title("7.sleep") == "Sleep");
  CHECK(title("élan") == "Élan");
  CHECK(title("---") == "Untitled");
  CHECK(title("") == "Untitled");
}

TEST_CASE("the header holds what the metadata says, in its order") {
  Article article;
  Meta& meta = article.builder.meta();
  meta.title = {"Title", {1, 2}};
  meta.publisher = {"Clinic", {2, 3}};
  meta.kicker = {"Newborn", {3, 4}};
  meta.subtitle = {"A subtitle", {4, 5}};
  meta.description = {"A description", {5, 6}};
  meta.authors = {{"Ana Ruiz", {6, 7}}, {"Lee Sung", {7, 8}}, {"Mo Ali", {8, 9}}};
  meta.reviewer = {"Dr. Lee, pediatrician", {9, 10}};
  meta.date = Date{2025, 2, 18};
  article.paragraph("Words.");
  const Document document = article.resolve();
  check_tree(document);
  std::string order;
  for (const NodeId child : children(document, find(document, Element::header))) {
    order += std::string(info(document[child].element).name) + ": " + document.plain_text(child) + '\n';
  }
  CHECK(order ==
        "publisher: Clinic\nkicker: Newborn\ntitle: Title\nstandfirst: A subtitle\n"
        "byline: By Ana Ruiz, Lee Sung and Mo Ali · Reviewed by Dr. Lee, pediatrician · February 18, 2025\n");
  CHECK(document[find(document, Element::byline)].span == Span{6, 7});
}

TEST_CASE("header parts without content are not made") {
  Article article;
  article.builder.meta().title = {"Title", {1, 2}};
  article.builder.meta().subtitle = {"  ", {1, 2}};
  article.builder.meta().description = {"Describes", {1, 2}};
  article.builder.meta().date = Date{2025, 2, 18};
  article.builder.meta().lang = {"es-mx", {1, 2}};
  article.paragraph("Palabras.");
  const Document document = article.resolve();
  CHECK(text_of(document, Element::standfirst) == "Describes");
  CHECK(text_of(document, Element::byline) == "18 de febrero de 2025");
  CHECK(find(document, Element::publisher) == kNoNode);
  CHECK(find(document, Element::colophon) == kNoNode);
  CHECK(find(document, Element::notes) == kNoNode);
  CHECK(document.meta.lang.value == "es-MX");
}

TEST_CASE("the colophon lists the sources with live addresses and the review date") {
  Article article;
  Meta& meta = article.builder.meta();
  meta.title = {"Title", {1, 2}};
  meta.sources = {{"Safe sleep. https://example.org/a_(b)/c.", {2, 3}},
                  {"Plain book", {3, 4}},
                  {"(see http://x.org/) and https://y.org/z, too", {4, 5}},
                  {"https://", {5, 6}},
                  {" ", {6, 7}}};
  meta.review_by = Date{2027, 1, 31};
  article.paragraph("Words.");
  article.heading(2, "Sources");
  const Document document = article.resolve();
  check_tree(document);
  const NodeId colophon = find(document, Element::colophon);
  CHECK(document[colophon].parent == 0);
  CHECK(headings(document) == "2:sources 2:sources-2 ");
  const NodeId list = find(document, Element::list);
  CHECK(document.data<ListData>(list).tight);
  std::string items;
  for (const NodeId item : children(document, list))
    items += document.plain_text(item) + '|';
  CHECK(items ==
        "Safe sleep. https://example.org/a_(b)/c.|Plain book|(see http://x.org/) and https://y.org/z, too|https://|");
  std::string links;
  for (const Node& node : document.nodes) {
    if (node.element == Element::link) links += std::get<LinkData>(node.payload).target.str() + '|';
  }
  CHECK(links == "https://example.org/a_(b)/c|http://x.org/|https://y.org/z|");
  CHECK(document.plain_text(document[list].end) == "Review due January 31, 2027");
}

TEST_CASE("heading levels are mended downwards and siblings stay siblings") {
  Article article;
  article.builder.meta().title = {"T", {1, 2}};
  article.heading(3, "a");
  article.heading(5, "b");
  article.heading(4, "c");
  article.heading(2, "d");
  article.heading(3, "e");
  article.heading(6, "f");
  article.heading(3, "g");
  article.paragraph("Words.");
  CHECK(headings(article.resolve()) == "2:a 3:b 3:c 2:d 3:e 4:f 3:g ");
  CHECK(article.count(code::heading_level_mended) == 4);
}

TEST_CASE("ids are unique names of XML") {
  Article article;
  article.builder.meta().title = {"Sleep", {1, 2}};
  article.heading(2, "Sleep");
  article.heading(2, "Sleep");
  article.heading(2, "Later", "sleep-2");
  article.heading(2, "10 signs & more!");
  article.heading(2, "Qué hacer — después");
  article.heading(2, "💡 ❗");
  article.heading(2, "नींद की बात");
  article.heading(2, "Twin", "later id");
  article.heading(2, "Twin", "later-id");
  article.heading(2, "İstanbul");
  article.paragraph("Words.");
  const Document document = article.resolve();
  CHECK(document.attributes_of(find(document, Element::title)).id == "sleep");
  CHECK(headings(document) ==
        "2:sleep-3 2:sleep-4 2:sleep-2 2:s-10-signs-more 2:qué-hacer-después 2:section 2:नींद-की-बात 2:later-id "
        "2:later-id-2 2:i̇stanbul ");
  CHECK(article.count(code::id_duplicate) == 1);
}

TEST_CASE("ten thousand equal headings get their ids in linear time, and long ones short ids") {
  Article article;
  article.builder.meta().title = {"T", {1, 2}};
  for (int i = 0; i < 10000; ++i)
    article.heading(2, "Same");
  const std::string endless(1 << 20, 'w');
  article.heading(2, endless);
  article.heading(2,
                  "many words that go on and on and on and on and on and on and on and on and on and on and on and on");
  article.paragraph("Words.");
  const Document document = article.resolve();
  CHECK(document.attributes_of(find(document, Element::heading, 9999)).id == "same-10000");
  CHECK(document.attributes_of(find(document, Element::heading, 10000)).id == std::string(96, 'w'));
  const std::string& cut = document.attributes_of(find(document, Element::heading, 10001)).id;
  CHECK(cut.size() == 95);  // 21 for "many-words-that-go-on", ten times "-and-on", and "-and"
  CHECK(cut.ends_with("-on-and"));
}

TEST_CASE("links into the article lead to an id or become plain") {
  Article article;
  article.builder.meta().title = {"The Title", {1, 2}};
  article.heading(2, "Qué hacer");
  article.heading(2, "Other", "Mixed");
  for (const char* target : {"#qué-hacer", "#qu%C3%A9-hacer", "#MIXED", "#Qu%C3%A9%20Hacer", "#", "#top", "#the-title",
                             "#none", "#%FF", "https://example.org/#none"}) {
    article.link(target);
  }
  const Document document = article.resolve();
  check_tree(document);
  std::string targets;
  for (const Node& node : document.nodes) {
    if (node.element == Element::link) targets += std::get<LinkData>(node.payload).target.str() + ' ';
  }
  CHECK(targets ==
        "#qué-hacer #qué-hacer #Mixed #qué-hacer #the-title #the-title #the-title https://example.org/#none ");
  CHECK(article.count(code::link_target_missing) == 2);
  const NodeId plain = find(document, Element::span);
  REQUIRE(plain != kNoNode);
  CHECK(document.plain_text(plain) == "link");
  CHECK(std::holds_alternative<std::monostate>(document[plain].payload));
}

TEST_CASE("notes are numbered by first citation and gathered at the end") {
  Article article;
  article.builder.meta().title = {"T", {1, 2}};
  auto& builder = article.builder;
  builder.open(Element::div, {2, 3});
  builder.open(Element::note, {3, 4}, NoteData{"late", 0});  // defined in place, before anybody cites it
  builder.open(Element::paragraph, {3, 4});
  builder.text("Late note cites", {3, 4});
  article.cite("nested");
  builder.close();
  builder.close();
  builder.open(Element::paragraph, {4, 5});
  builder.text("Text", {4, 5});
  article.cite("early");
  article.cite("LATE");
  article.cite("early");
  article.cite("none");
  builder.close();
  builder.close();
  for (const char* label : {"unused", "early", "nested", "early"}) {
    builder.open(Element::note, {5, 6}, NoteData{label, 0});
    article.paragraph(std::string("Note ") + label);
    builder.close();
  }
  const Document document = article.resolve();
  check_tree(document);
  const NodeId notes = find(document, Element::notes);
  REQUIRE(notes != kNoNode);
  CHECK(document[notes].parent == 0);
  CHECK(document[notes].end == document.nodes.size());
  std::string listed;
  for (const NodeId note : children(document, notes)) {
    const auto& data = document.data<NoteData>(note);
    listed += std::to_string(data.number) + data.label + '=' + document.plain_text(note) + '|';
  }
  CHECK(listed == "1early=Note early|2late=Late note cites|3nested=Note nested|");
  std::string cited;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::note_reference) continue;
    const auto& data = document.data<NoteReferenceData>(id);
    cited += std::to_string(data.number) + '.' + std::to_string(data.occurrence) + ' ';
    CHECK(document.data<NoteData>(data.note).number == data.number);
    CHECK(document.attributes_of(id).empty());
  }
  CHECK(cited == "1.1 2.1 1.2 3.1 ");
  CHECK(document.plain_text(find(document, Element::div)) == "Text[^none]");
  CHECK(article.count(code::footnote_undefined) == 1);
  CHECK(article.count(code::footnote_unused) == 2);  // "unused", and the second "early"
}

TEST_CASE("a note that is cited and says nothing is named") {
  Article article;
  article.builder.open(Element::paragraph, {0, 1});
  article.cite("1");
  article.builder.close();
  article.builder.open(Element::note, {5, 6}, NoteData{"1", 0});
  article.builder.close();
  article.resolve();
  CHECK(article.count(code::footnote_empty) == 1);
}

TEST_CASE("an article without content, and one of headings only, are told apart") {
  const auto codes = [](const std::vector<std::pair<int, std::string>>& headings_, bool front_matter,
                        bool picture = false) {
    Article article;
    if (front_matter) article.builder.meta().title = {"T", {1, 2}};
    for (const auto& [level, words] : headings_)
      article.heading(level, words);
    if (picture) {
      article.builder.open(Element::figure, {1, 2});
      article.builder.leaf(Element::image, {1, 2}, ImageData{"x.png", "", "", false, {}});
    }
    const Document document = article.resolve();
    check_tree(document);
    std::string out;
    for (const Diagnostic& item : article.diagnostics.items())
      out += std::string(info(item.code).id) + ' ';
    return out;
  };
  CHECK(codes({}, false) == "E136 ");
  CHECK(codes({}, true) == "E136 ");
  CHECK(codes({{1, " "}}, false) == "E136 ");
  CHECK(codes({{1, "Title"}}, false) == "E137 ");
  CHECK(codes({{1, "Title"}, {2, "More"}}, false) == "E137 ");
  CHECK(codes({{2, "More"}}, true) == "E137 ");
  CHECK(codes({}, true, true) == "");
  CHECK(codes({{1, "Title"}}, false, true) == "");
}

TEST_CASE("language and direction are settled") {
  const auto settled = [](const std::string& lang, const std::string& dir = {}) {
    Article article;
    article.builder.meta().title = {"T", {1, 2}};
    if (!lang.empty()) article.builder.meta().lang = {lang, {1, 2}};
    article.builder.meta().dir = dir;
    article.paragraph("Words.");
    const Document document = article.resolve();
    return document.meta.lang.value + ' ' + document.meta.dir + (document.meta.lang.span.empty() ? " assumed" : "") +
           (article.diagnostics.items().empty() ? "" : " told");
  };
  CHECK(settled("") == "en ltr assumed");
  CHECK(settled("en_us") == "en-US ltr");
  CHECK(settled("ZH-hant-tw") == "zh-Hant-TW ltr");
  CHECK(settled("ar") == "ar rtl");
  CHECK(settled("ar-Latn") == "ar-Latn ltr");
  CHECK(settled("ku-arab") == "ku-Arab rtl");
  CHECK(settled("he", "ltr") == "he ltr");
  CHECK(settled("en", "sideways") == "en ltr");
  CHECK(settled("es-419") == "es-419 ltr");
  CHECK(settled("English") == "en ltr told");
  CHECK(settled("en--US") == "en ltr told");
  CHECK(settled("<en>") == "en ltr told");
}

TEST_CASE("a node in a language of the other direction says so") {
  Article article;
  article.builder.meta().title = {"T", {1, 2}};
  Attributes arabic, english, wrong;
  arabic.lang = "AR";
  english.lang = "en";
  wrong.lang = "no tag";
  wrong.dir = "up";
  article.builder.open(Element::div, {2, 3}, {}, arabic);
  article.block(Element::paragraph, "x", {}, arabic);
  article.block(Element::paragraph, "x", {}, english);
  article.block(Element::paragraph, "x", {}, wrong);
  article.builder.close();
  article.block(Element::paragraph, "x", {}, english);
  const Document document = article.resolve();
  const auto attributes = [&](Element element, std::size_t nth) {
    return document.attributes_of(find(document, element, nth));
  };
  CHECK(attributes(Element::div, 0).lang == "ar");
  CHECK(attributes(Element::div, 0).dir == "rtl");
  CHECK(attributes(Element::paragraph, 0).dir == "");
  CHECK(attributes(Element::paragraph, 1).dir == "ltr");
  CHECK(attributes(Element::paragraph, 2).empty());
  CHECK(attributes(Element::paragraph, 3).dir == "");
  CHECK(article.count(code::attribute_invalid) == 1);
}

TEST_CASE("a block in letters of another script says its language, a word in them does not") {
  Article article;
  article.builder.meta().lang = {"en", {0, 1}};
  article.builder.meta().title = {"Peace", {0, 1}};
  article.heading(2, "\u05E9\u05DC\u05D5\u05DD");
  article.paragraph("She said \u05E9\u05DC\u05D5\u05DD and left.");
  article.paragraph("\u03B1");
  article.paragraph("\u041C\u043E\u043B\u043E\u043A\u043E");
  article.builder.open(Element::paragraph, {1, 2});
  Attributes serbian;
  serbian.lang = "sr";
  article.builder.open(Element::span, {1, 2}, {}, serbian);
  article.builder.text("\u041C\u043B\u0435\u043A\u043E", {1, 2});
  article.builder.close();
  article.builder.close();
  const Document document = article.resolve();
  CHECK(document.attributes_of(find(document, Element::paragraph, 3)).lang.empty());  // its author has said it of the words
  const NodeId heading = find(document, Element::heading);
  CHECK(document.attributes_of(heading).lang == "he");
  CHECK(document.attributes_of(heading).dir == "rtl");
  CHECK(document.attributes_of(find(document, Element::paragraph, 0)).lang.empty());
  CHECK(document.attributes_of(find(document, Element::paragraph, 1)).lang.empty());
  CHECK(document.attributes_of(find(document, Element::paragraph, 2)).lang == "ru");
}

TEST_CASE("a language of the same letters is not guessed") {
  Article article;
  article.builder.meta().lang = {"sr", {0, 1}};
  article.paragraph("\u041C\u043B\u0435\u043A\u043E");
  const Document document = article.resolve();
  CHECK(document.attributes_of(find(document, Element::paragraph)).lang.empty());
}
