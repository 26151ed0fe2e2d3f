#include "office/office.h"

#include <doctest/doctest.h>

#include <fmt/core.h>

#include "base/files.h"
#include "doc/codes.h"
#include "office/codes.h"
#include "zip.h"

using namespace pamphlet;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string docx_document(const std::string& body) {
  return "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body + "</w:body></w:document>";
}

std::string docx(const std::string& body, Parts more = {}) {
  Parts parts{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", docx_document(body)}};
  std::string relationships;
  for (const auto& [name, bytes] : more) {
    if (!name.starts_with("word/") || !name.ends_with(".xml")) continue;
    const std::string type = stem(name);
    relationships += "<Relationship Id=\"r-" + type + "\" Type=\"x/" + type + "\" Target=\"" + name.substr(5) + "\"/>";
  }
  parts.emplace_back("word/_rels/document.xml.rels", "<Relationships>" + relationships + "</Relationships>");
  for (auto& part : more) parts.push_back(std::move(part));
  return testing::make_zip(parts);
}

std::string p(const std::string& words, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r></w:p>";
}
std::string bold(const std::string& words) { return "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>" + words + "</w:t></w:r></w:p>"; }

/// The tree without places, and the findings as "line:column code".
struct Read {
  explicit Read(const std::string& bytes) : reading(office::read("a.docx", bytes, diagnostics)) {
    std::string all = dump(reading.document);
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      const std::string line = all.substr(at, end - at);
      tree += line.substr(0, line.rfind(" @")) + "\n";
      at = end + 1;
    }
    for (const Diagnostic& one : diagnostics.items()) {
      const LineColumn place = one.source->locate(one.span.begin);
      findings += fmt::format("{}:{} {} {}\n", place.line, place.column, info(one.code).id, one.message);
    }
  }
  bool has(std::string_view part) const { return tree.find(part) != std::string::npos; }
  Diagnostics diagnostics;
  office::Reading reading;
  std::string tree, findings;
};

constexpr const char* kNumbering =
    "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Step %1:\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>";

std::string numbered(const std::string& words, int number, int level) {
  return p(words, fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", level, number));
}

}  // namespace

TEST_CASE("a line of the source is a paragraph of the file") {
  const Read read(docx(p("One") + p("") + p("Three")));
  CHECK(read.reading.source->line(1) == "One");
  CHECK(read.reading.source->line(2).empty());
  CHECK(read.reading.source->line(3) == "Three");
  CHECK(read.findings.empty());
}

TEST_CASE("numbers go on after a paragraph between, and levels are nested") {
  const Read read(docx(numbered("four", 1, 0) + numbered("below", 1, 1) + p("between") + numbered("five", 1, 0), {{"word/numbering.xml", kNumbering}}));
  CHECK(read.has("list kind=ordered"));
  CHECK(read.has("list kind=bullet"));
  CHECK(read.tree.find("start=4") < read.tree.find("start=5"));
  CHECK(read.has("start=5"));
}

TEST_CASE("letters are letters") {
  const Read read(docx(numbered("a", 1, 0), {{"word/numbering.xml", "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/>"
                                                                    "<w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"}}));
  REQUIRE(read.reading.document.nodes.size() > 1);
  const auto& list = std::get<ListData>(read.reading.document[1].payload);
  CHECK(list.style == NumberStyle::lower_alpha);
  CHECK(list.delimiter == ')');
}

TEST_CASE("what a number says beside its figure is kept as words") {
  const Read read(docx(numbered("Wash", 3, 0) + numbered("Dry", 3, 0), {{"word/numbering.xml", kNumbering}}));
  CHECK(read.has("Step 1: Wash"));
  CHECK(read.has("Step 2: Dry"));
}

TEST_CASE("blanks at the edge of a look belong to what is around it") {
  const Read read(docx("<w:p><w:r><w:t xml:space=\"preserve\">Call </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">us </w:t></w:r><w:r><w:t>now</w:t></w:r></w:p>"));
  CHECK(read.has("\"Call \""));
  CHECK(read.has("\"us\""));
  CHECK(read.has("\" now\""));
}

TEST_CASE("what is deleted is not published, and said once") {
  const Read read(docx("<w:p><w:r><w:t xml:space=\"preserve\">Give </w:t></w:r><w:del><w:r><w:delText>50</w:delText></w:r></w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins>"
                       "<w:r><w:t xml:space=\"preserve\"> mL</w:t></w:r></w:p>"));
  CHECK(read.has("Give 5 mL"));
  CHECK(read.findings == "1:1 E192 tracked changes were taken as accepted: 1 insertions, 1 deletions, 0 moves\n");
}

TEST_CASE("a deleted end of a paragraph joins it to the next") {
  const Read read(docx("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">one </w:t></w:r></w:p>" + p("two")));
  CHECK(read.has("\"one two\""));
}

TEST_CASE("a cell that goes on downwards is one cell of several rows") {
  const auto cell = [](const std::string& words, const std::string& about = {}) { return "<w:tc><w:tcPr>" + about + "</w:tcPr>" + p(words) + "</w:tc>"; };
  const Read read(docx("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("Age") + cell("Dose", "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" +
                       cell("0", "<w:vMerge w:val=\"restart\"/>") + cell("a") + cell("b") + "</w:tr><w:tr>" + cell("", "<w:vMerge/>") + cell("c") + cell("d") + "</w:tr></w:tbl>"));
  std::vector<CellData> cells;
  for (const Node& node : read.reading.document.nodes) {
    if (const auto* data = std::get_if<CellData>(&node.payload)) cells.push_back(*data);
  }
  REQUIRE(cells.size() == 7);
  CHECK(cells[0].header);
  CHECK(cells[1].column_span == 2);
  CHECK(cells[2].row_span == 2);
  CHECK_FALSE(cells[3].header);
}

TEST_CASE("bold lines over text are headings, but not where all is bold") {
  const Read read(docx(bold("When to call") + p("Call at night.") + bold("A whole sentence is no heading.") + p("More.") + p("And more.")));
  CHECK(read.has("heading level=2"));
  CHECK(read.findings == "1:1 E194 “When to call” was taken as a heading: its line is bold (likely)\n");
  const Read all(docx(bold("One") + bold("Two") + bold("Three") + p("Four")));
  CHECK_FALSE(all.has("heading"));
}

TEST_CASE("a text box is there once, after the paragraph that holds it") {
  const std::string box = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>";
  const Read read(docx("<w:p><w:r><w:t>Around</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + box +
                       "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"));
  CHECK(read.has("Around"));
  CHECK(read.tree.find("In the box") != std::string::npos);
  CHECK(read.tree.find("In the box") == read.tree.rfind("In the box"));
}

TEST_CASE("fields show what they show, and links lead where they say") {
  const Read read(docx("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://example.org/a\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
                       "<w:r><w:t>Here</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"));
  CHECK(read.has("https://example.org/a"));
  CHECK(read.has("\"Here\""));
  CHECK_FALSE(read.has("HYPERLINK"));
}

TEST_CASE("entities of the file's own are not expanded") {
  const std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document><w:body><w:p><w:r><w:t>x &b; y</w:t></w:r></w:p></w:body></w:document>";
  const Read read(testing::make_zip({{"[Content_Types].xml", ""}, {"word/document.xml", bomb}}));
  CHECK_FALSE(read.has("aaaa"));
}

TEST_CASE("depth is bounded and loses no word") {
  std::string open, close;
  for (int k = 0; k < 5000; ++k) open += "<w:smartTag>", close += "</w:smartTag>";
  const Read read(docx("<w:p>" + open + "<w:r><w:t>deep</w:t></w:r>" + close + "</w:p>"));
  CHECK(read.has("deep"));
  CHECK(read.findings.find("E135") != std::string::npos);
}

TEST_CASE("styles that rest on each other in a circle end") {
  const Read read(docx(p("Words", "<w:pStyle w:val=\"A\"/>"),
                       {{"word/styles.xml", "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>"}}));
  CHECK(read.has("Words"));
}

TEST_CASE("what is no office file, encrypted or cut is an error with a way out") {
  for (const std::string& bytes : {std::string(), std::string("words"), std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8), docx(p("x")).substr(0, 300),
                                   testing::make_zip({{"a.txt", "x"}}), testing::make_zip({{"word/document.xml", "<w:document>"}})}) {
    const Read read(bytes);
    CHECK(read.findings.find("E190") != std::string::npos);
    CHECK(read.diagnostics.items()[0].help != "");
  }
}

TEST_CASE("a part that is no longer than it says") {
  std::string bytes = docx(p("x"));
  const std::size_t directory = bytes.find("PK\x01\x02");
  const std::size_t entry = bytes.find("word/document.xml", directory) - 46;
  for (std::size_t k = 0; k < 4; ++k) bytes[entry + 24 + k] = '\x7f';  // unpacked size in the directory: 2 GB
  const Read read(bytes);
  CHECK(read.findings.find("E190") != std::string::npos);
}

TEST_CASE("an OpenDocument text: headings, lists, notes, covered cells") {
  const std::string content =
      "<office:document-content><office:automatic-styles><text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" text:start-value=\"3\"/>"
      "</text:list-style><style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles><office:body><office:text>"
      "<text:h text:outline-level=\"2\">Signs</text:h><text:list text:style-name=\"L1\"><text:list-item><text:p>three</text:p></text:list-item><text:list-item><text:p>four</text:p></text:list-item></text:list>"
      "<text:p>See <text:span text:style-name=\"T1\">this</text:span><text:note><text:note-body><text:p>Told</text:p></text:note-body></text:note>.</text:p>"
      "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>wide</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
      "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
      "</office:text></office:body></office:document-content>";
  const Read read(testing::make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}}));
  CHECK(read.has("heading level=2"));
  CHECK(read.has("start=3"));
  CHECK(read.has("strong"));
  CHECK(read.has("\"Told\""));
  std::vector<std::uint32_t> spans;
  for (const Node& node : read.reading.document.nodes) {
    if (const auto* data = std::get_if<CellData>(&node.payload)) spans.push_back(data->column_span);
  }
  CHECK(spans == std::vector<std::uint32_t>{2, 1, 1});
  CHECK(read.findings.empty());
}

namespace {

/// A paragraph of runs: what each run says of itself, and its words.
std::string runs(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out = "<w:p>";
  for (const auto& [look, words] : parts) out += "<w:r><w:rPr>" + look + "</w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
  return out + "</w:p>";
}

}  // namespace

TEST_CASE("looks that an element says are kept: struck twice, shaded, raised, with dots") {
  const Read read(docx(runs({{"<w:strike/><w:dstrike w:val=\"0\"/>", "once"}, {"", " and "}, {"<w:dstrike/>", "twice"}, {"", " "}, {"<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>", "yellow"},
                             {"<w:shd w:val=\"clear\" w:fill=\"F8F9FA\"/>", " pale 10"}, {"<w:position w:val=\"8\"/>", "6"}, {"<w:position w:val=\"1\"/>", " level"}, {"<w:em w:val=\"dot\"/>", "ten"}})));
  CHECK(read.tree.find("strikethrough\n      text \"once\"") != std::string::npos);
  CHECK(read.tree.find("strikethrough\n      text \"twice\"") != std::string::npos);
  CHECK(read.tree.find("highlight\n      text \"yellow\"") != std::string::npos);
  CHECK(read.tree.find("text \" pale 10\"\n    superscript\n      text \"6\"\n    text \" level\"") != std::string::npos);
  CHECK(read.tree.find("emphasis\n      text \"ten\"") != std::string::npos);
  CHECK(read.findings.empty());
}

TEST_CASE("looks that no element says are said once for each kind, with their number; greys, links and headings are not") {
  const std::string red = "<w:color w:val=\"C00000\"/>";
  const Read read(docx(p("Plain words enough that their colour and size are those of the text, and some more of them.") +
                       runs({{"", "Give "}, {red, "two "}, {red, "drops"}, {"", " and "}, {"<w:caps/>", "never"}, {"<w:caps/>", " NSAID 5"}, {"<w:smallCaps/>", " more"}}) +
                       runs({{red, "Stop"}, {"<w:color w:val=\"595959\"/>", " grey"}, {"<w:sz w:val=\"36\"/>", " now"}, {"<w:bdr w:val=\"single\"/>", " here"}, {"<w:bdr w:val=\"nil\"/>", "."}}) +
                       "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:rPr>" + red + "</w:rPr><w:t>A heading</w:t></w:r></w:p>" + p("End.")));
  CHECK(read.findings ==
        "2:20 E197 “never” stands in capitals that its formatting makes, which is not kept: only the words are\n"
        "2:33 E197 “more” stands in small capitals, which is not kept: only the words are\n"
        "2:6 E197 “two drops” and 1 more place stand in colour, which is not kept: only the words are\n"
        "3:10 E197 “now” stands in larger letters, which is not kept: only the words are\n"
        "3:14 E197 “here” stands in a frame, which is not kept: only the words are\n");
}

TEST_CASE("the colour and the size of all of a text say nothing") {
  const Read read(docx(runs({{"<w:color w:val=\"1F3864\"/><w:sz w:val=\"30\"/>", "All of it is blue and large, as this practice writes."}}) + runs({{"", "Or nearly."}})));
  CHECK(read.findings.empty());
}

TEST_CASE("hidden words are left out and said once, in fields too; a hidden picture or note is said") {
  const std::string hidden = "<w:vanish/>";
  const auto field = [&](const std::string& type) { return "<w:r><w:rPr>" + hidden + "</w:rPr><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>"; };
  const std::string open = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>QUOTE x</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
  const Read read(docx(runs({{"", "Call us."}, {hidden, " Ana is "}, {hidden, "not to know"}, {"", " Now."}, {hidden, "second"}}) +
                       "<w:p>" + open + "<w:r><w:rPr>" + hidden + "</w:rPr><w:t>in a field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>" +
                       "<w:p>" + field("begin") + "<w:r><w:rPr>" + hidden + "</w:rPr><w:instrText>XE a</w:instrText></w:r>" + field("end") + "<w:r><w:t>after</w:t></w:r></w:p>" +
                       "<w:p><w:r><w:rPr>" + hidden + "</w:rPr><w:drawing/></w:r><w:r><w:t>beside</w:t></w:r></w:p>"));
  CHECK_FALSE(read.has("know"));
  CHECK_FALSE(read.has("in a field"));
  CHECK(read.has("\"after\""));
  CHECK(read.findings ==
        "1:1 E191 the hidden text “Ana is not to know” was left out\n"
        "1:1 E191 the hidden text “second” was left out\n"
        "2:1 E191 the hidden text “in a field” was left out\n"
        "4:1 E191 the hidden picture was left out\n");
}

TEST_CASE("an OpenDocument text: what no element says is said, grounds and emphasis dots are kept, what is hidden is not") {
  const auto style = [](const std::string& name, const std::string& look) {
    return "<style:style style:name=\"" + name + "\" style:family=\"text\"><style:text-properties " + look + "/></style:style>";
  };
  const std::string content = "<office:document-content><office:automatic-styles>" + style("caps", "fo:text-transform=\"uppercase\"") + style("small", "fo:font-variant=\"small-caps\"") +
                              style("red", "fo:color=\"#c00000\"") + style("marked", "fo:background-color=\"#ffff00\"") + style("large", "fo:font-size=\"20pt\"") +
                              style("dots", "style:text-emphasize=\"dot below\"") + style("none", "text:display=\"none\"") +
                              "</office:automatic-styles><office:body><office:text><text:p>Words enough to be what the text is mostly set in.</text:p><text:p>"
                              "<text:span text:style-name=\"caps\">never</text:span> <text:span text:style-name=\"small\">ever</text:span> <text:span text:style-name=\"red\">two</text:span> "
                              "<text:span text:style-name=\"marked\">yellow</text:span> <text:span text:style-name=\"large\">big</text:span> <text:span text:style-name=\"dots\">ten</text:span>"
                              "<text:span text:style-name=\"none\">secret</text:span></text:p></office:text></office:body></office:document-content>";
  const Read read(testing::make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}}));
  CHECK(read.has("highlight\n      text \"yellow\""));
  CHECK(read.has("emphasis\n      text \"ten\""));
  CHECK_FALSE(read.has("secret"));
  CHECK(read.findings ==
        "2:27 E191 hidden text “secret” was left out\n"
        "2:1 E197 “never” stands in capitals that its formatting makes, which is not kept: only the words are\n"
        "2:7 E197 “ever” stands in small capitals, which is not kept: only the words are\n"
        "2:12 E197 “two” stands in colour, which is not kept: only the words are\n"
        "2:23 E197 “big” stands in larger letters, which is not kept: only the words are\n");
}

TEST_CASE("a title keeps its emphasis and its lines; what is alike in all of it is its look") {
  const auto styled = [](const std::string& id, const std::string& content) { return "<w:p><w:pPr><w:pStyle w:val=\"" + id + "\"/></w:pPr>" + content + "</w:p>"; };
  const auto run = [](const std::string& look, const std::string& words) { return "<w:r><w:rPr>" + look + "</w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>"; };
  const Read read(docx(styled("Title", run("<w:b/>", "What ") + run("<w:b/><w:i/>", "not") + run("<w:b/>", " to do")) + styled("Title", run("<w:b/>", "at home")) +
                       styled("Subtitle", run("", "With H") + run("<w:vertAlign w:val=\"subscript\"/>", "2") + run("", "O")) + p("Text.")));
  CHECK(read.tree.starts_with("meta title \"What not to do at home\"\nmeta subtitle \"With H2O\"\ndocument\n  title\n    text \"What \"\n    emphasis\n      text \"not\"\n    text \" to do\"\n"
                              "    hard-break\n    text \"at home\"\n  standfirst\n    text \"With H\"\n    subscript\n"));
  CHECK_FALSE(Read(docx(styled("Title", run("<w:b/>", "All of it")) + p("Text."))).has("title\n"));
}
