#include <doctest/doctest.h>

#include <pugixml.hpp>

#include "helpers.h"

using namespace epub_test;

namespace {

void check_well_formed(const Package& package) {
  for (const PackageFile& f : package.files) {
    if (!f.path.ends_with(".xhtml") && !f.path.ends_with(".opf") && !f.path.ends_with(".ncx") && !f.path.ends_with(".xml")) continue;
    pugi::xml_document xml;
    const auto result = xml.load_buffer(f.bytes.data(), f.bytes.size(), pugi::parse_full);
    CHECK_MESSAGE(result, f.path << ": " << result.description());
  }
}

}  // namespace

TEST_CASE("an article without chapters is one file") {
  Article article;
  article.title("Fever & rest");
  article.heading(2, "Water", "water");
  article.paragraph("Give <water>.");
  const Package package = article.build();
  check_well_formed(package);
  const std::string part = file(package, "EPUB/text/part-001.xhtml");
  CHECK(contains(part, "<title>Fever &amp; rest</title>"));
  CHECK(contains(part, "<h2 id=\"water\">Water</h2>"));
  CHECK(contains(part, "<p>Give &lt;water&gt;.</p>"));
  CHECK(contains(part, "epub:type=\"chapter\" role=\"doc-chapter\""));
  CHECK(contains(part, "lang=\"en\" xml:lang=\"en\" dir=\"ltr\""));
  CHECK(file(package, "EPUB/text/part-002.xhtml").empty());
  CHECK(package.files[0].path == "mimetype");
  CHECK(package.files[0].store);
}

TEST_CASE("chapters open files, and links find their way between them") {
  Article article;
  article.title("Book");
  article.paragraph("Before.");
  article.heading(1, "One", "one");
  article.builder.open(Element::paragraph, {});
  for (const char* target : {"#two", "#one", "#nowhere"}) {
    article.builder.open(Element::link, {}, LinkData{target, ""});
    article.builder.text(target, {});
    article.builder.close();
  }
  article.builder.close();
  article.heading(1, "Two", "two");
  article.paragraph("End.");
  const Package package = article.build();
  check_well_formed(package);
  const std::string two = file(package, "EPUB/text/part-002.xhtml");
  CHECK(contains(two, "<a href=\"part-003.xhtml#two\">"));
  CHECK(contains(two, "<a href=\"#one\">"));
  CHECK(contains(two, "<span>#nowhere</span>"));
  CHECK(contains(file(package, "EPUB/text/part-001.xhtml"), "epub:type=\"introduction\" role=\"doc-introduction\""));
  CHECK(contains(file(package, "EPUB/nav.xhtml"), "<a href=\"text/part-003.xhtml\">Two</a>"));
  CHECK(contains(file(package, "EPUB/package.opf"), "<itemref idref=\"nav\"/>"));
}

TEST_CASE("the split level moves the seams") {
  for (const auto& [level, files] : {std::pair{0, 1}, std::pair{1, 2}, std::pair{2, 3}}) {
    Article article;
    article.style.ebook.split_level = level;
    article.title("Book");
    article.heading(1, "One", "one");
    article.heading(2, "Inner", "inner");
    const Package package = article.build();
    int found = 0;
    for (const PackageFile& f : package.files) found += f.path.starts_with("EPUB/text/");
    CHECK(found == files + (level > 0 ? 0 : 0));
  }
}

TEST_CASE("soft breaks are line ends, except between Han and kana") {
  const auto joined = [](std::string_view before, std::string_view after) {
    Article article;
    article.builder.open(Element::paragraph, {});
    article.builder.text(before, {});
    article.builder.leaf(Element::soft_break, {});
    article.builder.open(Element::emphasis, {});
    article.builder.text(after, {});
    article.builder.close();
    article.builder.close();
    return article.part();
  };
  CHECK(contains(joined("one", "two"), "<p>one\n<em>two</em></p>"));
  CHECK(contains(joined("\u4F60", "\u597D"), "<p>\u4F60<em>\u597D</em></p>"));
  CHECK(contains(joined("\u3002", "\u304B"), "<p>\u3002<em>\u304B</em></p>"));
  CHECK(contains(joined("\u4F60", "word"), "<p>\u4F60\n<em>word</em></p>"));
  CHECK(contains(joined("\uD55C", "\uAE00"), "<p>\uD55C\n<em>\uAE00</em></p>"));
}

TEST_CASE("lists: kinds, tightness, numbers") {
  Article article;
  article.builder.open(Element::list, {}, ListData{ListKind::ordered, true, 3, '.', Mark::none});
  for (const std::int64_t number : {3, 7}) {
    article.builder.open(Element::item, {}, ItemData{number, {}, Mark::none, MarkSense::usual, ""});
    article.paragraph("x");
    article.builder.close();
  }
  article.builder.close();
  article.builder.open(Element::list, {}, ListData{ListKind::bullet, false, 1, '.', Mark::none});
  article.builder.open(Element::item, {}, ItemData{});
  article.paragraph("y");
  article.builder.close();
  article.builder.close();
  const std::string part = article.part();
  CHECK(contains(part, "<ol class=\"ordered\" start=\"3\">\n<li>x</li>\n<li value=\"7\">x</li>\n</ol>"));
  CHECK(contains(part, "<ul class=\"bullet loose\">\n<li>\n<p>y</p>\n</li>\n</ul>"));
}

TEST_CASE("marks hang before their item, once in the package, spoken only where they mean something") {
  Article article;
  article.builder.open(Element::list, {}, ListData{ListKind::marked, true, 1, '.', Mark::none});
  for (const Mark mark : {Mark::check, Mark::warning, Mark::check}) {
    article.builder.open(Element::item, {}, ItemData{0, {}, mark, MarkSense::usual, std::string(canonical_emoji(mark))});
    article.paragraph("x");
    article.builder.close();
  }
  article.builder.open(Element::item, {}, ItemData{0, {}, Mark::none, MarkSense::usual, "\U0001F308"});
  article.paragraph("rainbow");
  article.builder.close();
  article.builder.close();
  const Package package = article.build();
  check_well_formed(package);
  const std::string part = file(package, "EPUB/text/part-001.xhtml");
  CHECK(count(part, "<p class=\"hang\"><img class=\"mark\" src=\"../images/mark-check.svg\" alt=\"\"/>x</p>") == 2);
  CHECK(contains(part, "alt=\"Warning\"/>x</p>"));
  CHECK(contains(part, "<span class=\"marker\">\U0001F308</span>rainbow"));
  CHECK(contains(part, "<ul class=\"marked\" role=\"list\">"));
  CHECK(!file(package, "EPUB/images/mark-check.svg").empty());
}

TEST_CASE("task items say whether they are done") {
  Article article;
  article.builder.open(Element::list, {}, ListData{ListKind::task, true, 1, '.', Mark::none});
  for (const bool done : {true, false}) {
    article.builder.open(Element::item, {}, ItemData{0, done, Mark::none, MarkSense::usual, ""});
    article.paragraph("x");
    article.builder.close();
  }
  article.builder.close();
  const std::string part = article.part();
  CHECK(contains(part, "src=\"../images/mark-task-done.svg\" alt=\"Done\"/>"));
  CHECK(contains(part, "src=\"../images/mark-task-open.svg\" alt=\"To do\"/>"));
}

TEST_CASE("a callout has a role and a label, and a title keeps the meaning of its mark") {
  Article article;
  article.builder.open(Element::callout, {}, CalloutData{CalloutKind::warning});
  article.paragraph("Hot.");
  article.builder.close();
  article.builder.open(Element::callout, {}, CalloutData{CalloutKind::warning});
  article.block(Element::callout_title, "Hot water");
  article.paragraph("Hot.");
  article.builder.close();
  article.builder.open(Element::callout, {}, CalloutData{CalloutKind::tip});
  article.paragraph("Rest.");
  article.builder.close();
  const Package package = article.build();
  check_well_formed(package);
  const std::string part = file(package, "EPUB/text/part-001.xhtml");
  CHECK(count(part, "class=\"callout warning\" role=\"note\" aria-labelledby=") == 2);
  CHECK(contains(part, "<p class=\"callout-label\""));
  CHECK(contains(part, "mark-warning.svg\" alt=\"\"/> Warning</p>"));
  CHECK(contains(part, "mark-warning.svg\" alt=\"Warning\"/> Hot water</p>"));
  CHECK(contains(part, "epub:type=\"tip\" role=\"doc-tip\""));
}

TEST_CASE("quotations keep who says it, before or after") {
  Article article;
  article.builder.open(Element::quotation, {});
  article.block(Element::attribution, "Dr. A:");
  article.paragraph("Words.");
  article.builder.close();
  article.builder.open(Element::quotation, {});
  article.paragraph("Words.");
  article.block(Element::attribution, "Dr. B");
  article.builder.close();
  const std::string part = article.part();
  CHECK(contains(part, "<blockquote class=\"quotation\">\n<p class=\"attribution\">Dr.\u00A0A:</p>\n<p>Words.</p>\n</blockquote>"));
  CHECK(contains(part, "<p>Words.</p>\n<p class=\"attribution\">Dr.\u00A0B</p>\n</blockquote>"));
}

TEST_CASE("notes pop up and lead back to every place that cites them") {
  Article article;
  article.builder.open(Element::paragraph, {});
  article.builder.text("A", {});
  const NodeId note = 12;  // the node made below
  article.builder.leaf(Element::note_reference, {}, NoteReferenceData{note, 1, 1});
  article.builder.open(Element::link, {}, LinkData{"https://example.org/", ""});
  article.builder.leaf(Element::note_reference, {}, NoteReferenceData{note, 1, 2});
  article.builder.text("inside", {});
  article.builder.close();
  article.builder.close();
  while (article.builder.peek().nodes.size() < note - 1) article.builder.leaf(Element::thematic_break, {});
  article.builder.open(Element::notes, {});
  REQUIRE(article.builder.open(Element::note, {}, NoteData{"n", 1}) == note);
  article.paragraph("Source.");
  article.builder.close();
  article.builder.close();
  const Package package = article.build();
  check_well_formed(package);
  const std::string part = file(package, "EPUB/text/part-001.xhtml");
  CHECK(contains(part, "epub:type=\"noteref\" role=\"doc-noteref\" href=\"#note-1\">1</a></sup>"));
  CHECK(count(part, "<a ") == 1 + 1 + 2);  // no link within the link; a way back for each place
  CHECK(contains(part, "<div id=\"note-1\" class=\"note\" epub:type=\"footnote\" role=\"doc-footnote\">"));
  CHECK(contains(part, "<span class=\"note-number\">1. </span>Source. <a class=\"backlink\""));
}

TEST_CASE("tables have heads and even rows") {
  Article article;
  article.builder.open(Element::table, {}, TableData{{CellAlign::left, CellAlign::right}});
  const auto row = [&](bool header, std::initializer_list<const char*> cells) {
    article.builder.open(Element::table_row, {}, RowData{header});
    std::uint32_t column = 0;
    for (const char* words : cells) {
      article.block(Element::table_cell, words, CellData{column == 1 ? CellAlign::right : CellAlign::left, header, column});
      ++column;
    }
    article.builder.close();
  };
  row(true, {"", "Dose"});
  row(false, {"Morning", "5 ml", "note"});
  row(false, {"Evening"});
  article.block(Element::caption, "Doses");
  article.builder.close();
  const std::string part = article.part();
  CHECK(contains(part, "<table>\n<caption>Doses</caption>\n<thead>\n<tr><td class=\"left\"></td><th class=\"right\" scope=\"col\">Dose</th><td></td></tr>"));
  CHECK(contains(part, "<tr><td class=\"left\">Evening</td><td colspan=\"2\"></td></tr>\n</tbody>"));
}

TEST_CASE("cells of a table span, and name their heads where scopes do not say it") {
  Article article;
  article.builder.open(Element::table, {}, TableData{});
  const auto cell = [&](const char* words, CellScope scope, std::uint32_t column, std::uint32_t rows, std::uint32_t columns) {
    article.block(Element::table_cell, words, CellData{CellAlign::none, scope != CellScope::none, column, rows, columns, scope});
  };
  article.builder.open(Element::table_row, {}, RowData{true});
  cell("Age", CellScope::column, 0, 2, 1);
  cell("Dose", CellScope::column, 1, 1, 2);
  article.builder.close();
  article.builder.open(Element::table_row, {}, RowData{true});
  cell("Day", CellScope::column, 1, 1, 1);
  cell("Night", CellScope::column, 2, 1, 1);
  article.builder.close();
  article.builder.open(Element::table_row, {}, RowData{false, true});
  cell("1", CellScope::row, 0, 1, 1);
  cell("none", CellScope::none, 1, 1, 2);
  article.builder.close();
  article.builder.close();
  const std::string part = article.part();
  const auto id = [&](const char* words) {
    const std::size_t end = part.find(std::string(">") + words + "</th>"), begin = part.rfind("id=\"", end) + 4;
    return part.substr(begin, part.find('"', begin) - begin);
  };
  CHECK(contains(part, "rowspan=\"2\" scope=\"col\">Age</th>"));
  CHECK(contains(part, "colspan=\"2\" scope=\"col\">Dose</th>"));
  CHECK(contains(part, "</thead>\n<tbody>\n<tr><th id=\"" + id("1") + "\" scope=\"row\">1</th>"));
  CHECK(contains(part, "<td colspan=\"2\" headers=\"" + id("Dose") + " " + id("Day") + " " + id("Night") + " " + id("1") +
                           "\">none</td></tr>\n</tbody>"));
}

TEST_CASE("a definition list is complete even when the article's is not") {
  Article article;
  article.builder.open(Element::definition_list, {});
  article.builder.open(Element::description, {});
  article.paragraph("orphan");
  article.builder.close();
  article.block(Element::term, "last");
  article.builder.close();
  CHECK(contains(article.part(), "<dl>\n<dt></dt><dd>orphan</dd>\n<dt>last</dt>\n<dd></dd>\n</dl>"));
}

TEST_CASE("a picture that could not be had leaves its words; a draft shows the gap") {
  for (const bool draft : {false, true}) {
    Article article;
    article.draft = draft;
    article.builder.open(Element::figure, {});
    article.builder.leaf(Element::image, {}, ImageData{"pictures/hold.png", "", "A hand", false, {}});
    article.builder.close();
    const Package package = article.build();
    const std::string part = file(package, "EPUB/text/part-001.xhtml");
    if (draft) CHECK(contains(part, "<p class=\"image-missing\">Image missing: pictures/hold.png \u2013 A hand</p>"));
    else CHECK(contains(part, "<p class=\"image-missing\">A hand</p>"));
    CHECK(!contains(part, "<img"));
    CHECK(!contains(file(package, "EPUB/package.opf"), "visual"));
  }
}

TEST_CASE("ids are unique, plain, and authors cannot take ours") {
  Article article;
  article.heading(2, "A", "same");
  article.heading(2, "B", "same");
  article.heading(2, "C", "\u7b2c\u4e00");
  article.heading(2, "D", "box.label");
  article.heading(2, "E", "x\" onclick=\"y");
  article.heading(2, "F", "di-yi");
  article.heading(2, "G", "\u041e \u0441\u043d\u0435");
  article.heading(2, "H", "\u2764");
  const Package package = article.build();
  check_well_formed(package);
  const std::string part = file(package, "EPUB/text/part-001.xhtml");
  CHECK(count(part, "id=\"same\"") == 1);
  CHECK(contains(part, "<h2 id=\"same-2\">B"));
  CHECK(contains(part, "<h2 id=\"di-yi-2\">C"));  // the author's own plain one stays his
  CHECK(contains(part, "<h2 id=\"box-label\">D"));
  CHECK(contains(part, "<h2 id=\"x-onclicky\">E"));
  CHECK(contains(part, "<h2 id=\"di-yi\">F"));
  CHECK(contains(part, "<h2 id=\"o-sne\">G"));
  CHECK(contains(part, "<h2 id=\"place\">H"));
  CHECK(!contains(part, "onclick=\""));
}

TEST_CASE("an empty heading is no stop for a screen reader, but stays a target") {
  Article article;
  article.heading(2, "", "gap");
  const Package package = article.build();
  CHECK(contains(file(package, "EPUB/text/part-001.xhtml"), "<div id=\"gap\"/>"));
  CHECK(count(file(package, "EPUB/nav.xhtml"), "<li>") == 1 + 2);
}

TEST_CASE("languages and directions within the text") {
  Article article;
  Attributes arabic, broken;
  arabic.lang = "ar";
  broken.lang = "no such tag";
  article.paragraph("x", arabic);
  article.paragraph("y", broken);
  const std::string part = article.part();
  CHECK(contains(part, "<p lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">x</p>"));
  CHECK(contains(part, "<p>y</p>"));
}

TEST_CASE("a paragraph more changes no name") {
  const auto names = [](bool more) {
    Article article;
    if (more) article.paragraph("More.");
    article.builder.open(Element::callout, {}, CalloutData{CalloutKind::note});
    article.paragraph("Words.");
    article.builder.close();
    article.heading(2, "\u0421\u043e\u043d", "\u0441\u043e\u043d");
    std::string out;
    const std::string part = article.part();
    for (std::size_t at = part.find(" id=\""); at != std::string::npos; at = part.find(" id=\"", at + 1)) out += part.substr(at, part.find('"', at + 5) - at);
    return out;
  };
  CHECK(names(false) == " id=\"box id=\"box.label id=\"son");
  CHECK(names(true) == names(false));
}

TEST_CASE("a chapter in another language says so once, and its entry of the contents too") {
  Article article;
  Attributes spanish, hebrew;
  spanish.lang = "es";
  hebrew.lang = "he";
  hebrew.dir = "rtl";
  article.heading(1, "One", "one");
  article.paragraph("Words.");
  Attributes title = hebrew;
  title.id = "two";
  article.block(Element::heading, "\u05E9\u05DC\u05D5\u05DD", HeadingData{1}, title);
  article.paragraph("\u05E9\u05DC\u05D5\u05DD", hebrew);
  article.paragraph("Palabras.", spanish);
  article.paragraph("Words.");
  article.block(Element::code_block, "x = (1);", CodeData{}, hebrew);
  const Package package = article.build();
  check_well_formed(package);
  const std::string part = file(package, "EPUB/text/part-002.xhtml");
  CHECK(contains(part, " lang=\"he\" xml:lang=\"he\" dir=\"rtl\">\n<head>"));
  CHECK(contains(part, "aria-labelledby=\"two\" lang=\"he\" xml:lang=\"he\">"));
  CHECK(contains(part, "<h1 id=\"two\" class=\"chapter\">"));
  CHECK(contains(part, "<p>\u05E9\u05DC\u05D5\u05DD</p>"));
  CHECK(contains(part, "<p lang=\"es\" xml:lang=\"es\" dir=\"ltr\">Palabras.</p>"));
  CHECK(contains(part, "<p lang=\"en\" xml:lang=\"en\" dir=\"ltr\">Words.</p>"));
  CHECK(contains(file(package, "EPUB/nav.xhtml"), "<a href=\"text/part-002.xhtml\" lang=\"he\" xml:lang=\"he\" dir=\"rtl\">"));
  CHECK(contains(file(package, "EPUB/text/part-001.xhtml"), " lang=\"en\" xml:lang=\"en\" dir=\"ltr\">\n<head>"));
}

TEST_CASE("code runs from left to right in text that runs from right to left") {
  Article article;
  article.builder.meta().lang.value = "ar";
  article.builder.meta().dir = "rtl";
  article.block(Element::code_block, "return (1);", CodeData{});
  article.builder.open(Element::paragraph, {});
  article.builder.text("\u0627", {});
  article.builder.code("a.b(1)", {});
  article.builder.close();
  const std::string part = article.part();
  CHECK(contains(part, "<pre dir=\"ltr\"><code>return (1);"));
  CHECK(contains(part, "<code dir=\"ltr\">a.b(1)</code>"));
}

TEST_CASE("two builds give the same bytes") {
  const auto build = [] {
    Article article;
    article.title("Same");
    article.heading(2, "H", "h");
    article.paragraph("p");
    const Package package = article.build();
    return *write_package(package, article.diagnostics);
  };
  CHECK(build() == build());
}
