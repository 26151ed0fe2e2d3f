// What a style can have wrong: each is said once, at its place, with what to do; a usable style comes out.
#include <doctest/doctest.h>

#include "helpers.h"

using namespace pamphlet;
using namespace pamphlet::style_test;

namespace {
std::string only(std::string_view main) { return Load(main).only(); }
}  // namespace

TEST_CASE("unknown keys are located and corrected") {
  CHECK(only("[heading]\nmargin-topp = \"1em\"\n") ==
        "S202 style.toml:2:1 [heading] has no property \"margin-topp\" | did you mean \"margin-top\"?");
  CHECK(only("[heding]\ncolor = \"#fff\"\n") == "S202 style.toml:1:2 a style has no table \"heding\" | did you mean \"heading\"?");
  CHECK(only("[callout.warnin]\ncolor = \"#fff\"\n") ==
        "S202 style.toml:1:10 [callout] has no variant \"warnin\" | did you mean \"warning\"?");
  CHECK(only("[paragraph.recipe]\ncolor = \"#fff\"\n") ==
        "S202 style.toml:1:12 [paragraph] has no variant \"recipe\" | only div and span take any name: write [div.recipe]");
  CHECK(only("[callout.warning.print]\ncolor = \"#fff\"\n").starts_with("S202 style.toml:1:18 [callout.warning] has no "));
  CHECK(only("no-such-key = 1\n").starts_with("S202 style.toml:1:1 a style has no key \"no-such-key\" | "));
  CHECK(only("font-size = \"12pt\"\n") == "S202 style.toml:1:1 a style has no key \"font-size\" | write it under [page]");
  CHECK(only("color = \"#fff\"\n") ==
        "S202 style.toml:1:1 a style has no key \"color\" | write it under the element it is for, as in [document] or [heading]");
  CHECK(only("[text]\ncolor = \"#fff\"\n").starts_with("S202 style.toml:1:2 a style has no table \"text\""));
  CHECK(only("[page]\nmargn = \"1in\"\n") == "S202 style.toml:2:1 [page] has no key \"margn\" | did you mean \"margin\"?");
  CHECK(only("[page]\ncolor = \"#fff\"\n").starts_with("S202 style.toml:2:1 [page] has no key \"color\" | "));
  CHECK(only("[page.runing]\ncolor = \"#fff\"\n") == "S202 style.toml:1:7 [page] has no key \"runing\" | did you mean \"running\"?");
  CHECK(only("[page.running]\ncolour = \"#fff\"\n") ==
        "S202 style.toml:2:1 [page.running] has no property \"colour\" | did you mean \"color\"?");
  CHECK(only("[ebook]\nsplit = 1\n") == "S202 style.toml:2:1 [ebook] has no key \"split\" | did you mean \"split-level\"?");
  CHECK(only("heading = 3\n").starts_with("S202 style.toml:1:1 a style has no key \"heading\""));
  CHECK(only("[heading]\nfont = \"x\"\n").ends_with("| write font-family, font-size, line-height … one by one"));
}

TEST_CASE("columns count characters, also after others than ASCII") {
  CHECK(only("# “é”\n[ornament]\ncontent = \"❧\"\n\"é\" = { color = \"#fff\" }\n").starts_with("S202 style.toml:4:1 "));
  CHECK(only("ornament = { content = \"é❧\", colr = \"#fff\" }\n") ==
        "S202 style.toml:1:30 [ornament] has no property \"colr\" | did you mean \"color\"?");
}

TEST_CASE("wrong units name the right value") {
  CHECK(only("[heading]\nmargin-top = \"18pt\"\n") ==
        "S203 style.toml:2:14 margin-top: \"18pt\" is an absolute length, and only [page] has those | write \"1.5em\": that is 18pt at "
        "12pt text");
  CHECK(only("[page]\nfont-size = \"18pt\"\n[heading]\nmargin-top = \"0.5in\"\n").ends_with("write \"2em\": that is 36pt at 18pt text"));
  CHECK(only("[heading]\nmargin-top = 1.5\n") == "S203 style.toml:2:14 margin-top: \"1.5\" has no unit | write \"1.5em\"");
  CHECK(only("[heading]\nmargin-top = \"1rem\"\n").starts_with("S203 style.toml:2:14 margin-top: \"rem\" is not used here"));
  CHECK(only("[heading]\nline-height = \"18pt\"\n") ==
        "S203 style.toml:2:15 line-height: \"18pt\" is not a plain number | write 1.5: the ratio to the font size");
  CHECK(only("[heading]\nline-height = \"150%\"\n").ends_with("| write 1.5"));
  CHECK(only("[page]\nmargin = \"2em\"\n") == "S203 style.toml:2:10 margin: \"2em\" is not a length on paper | [page] takes pt, mm, cm or in");
  CHECK(only("[document]\nfont-size = \"2em\"\n").starts_with("S203 style.toml:2:1 [document] cannot set font-size | "));
  CHECK(only("[heading]\ntext-align = \"centre\"\n").starts_with("S203 style.toml:2:14 text-align: \"centre\" is not one of its values | did you mean \"center\"?"));
  CHECK(only("[ornament]\ncontent = \"mark(leef)\"\n").ends_with("there is no mark \"leef\" | did you mean \"leaf\"?"));
  CHECK(only("[heading]\nmargin-top = 2020-01-01\n").starts_with("S203 style.toml:2:14 no style value is a date"));
  CHECK(only("[heading]\nmargin-top = { a = 1 }\n").starts_with("S202 style.toml:2:1 "));
}

TEST_CASE("a font family without files is an error, and so is a path") {
  CHECK(only("[document]\nfont-family = \"http://127.0.0.1/x.ttf\"\n").starts_with("S208 style.toml:2:15 no font family \"http://127.0.0.1/x.ttf\""));
  CHECK(only("[fonts.families]\nX = {files = [{file = \"../x.ttf\"}, {file = \"x.ttf\"}]}\n").starts_with("S210 style.toml:2:23 file: \"../x.ttf\" is a path"));
  CHECK(only("[fonts.families]\nX = {files = []}\n").starts_with("S203 style.toml:2:1 the font family \"X\" has no files"));
  CHECK(only("[fonts.fallback]\narabic = [\"X\"]\n").starts_with("S202 style.toml:2:1 \"arabic\" is not a script code"));
  CHECK(only("[fonts.families]\nX = {files = [{file = \"x.ttf\", weight = 0}]}\n").starts_with("S203 style.toml:2:41 weight: "));
}

TEST_CASE("a page without room keeps the size and margins it had") {
  const Load wide("[page]\nmargin-left = \"100mm\"\nmargin-right = \"100mm\"\n");
  CHECK(wide.only() == "S207 style.toml:3:16 the page margins leave 45pt for text between left and right | make the margins smaller or the page larger: at least 72pt are needed");
  CHECK(wide.style.page.margin_left == Length::points(72));
  CHECK(only("[page]\nmargin-left = \"150mm\"\nmargin-right = \"150mm\"\n").starts_with("S207 style.toml:3:16 the page margins leave nothing for text"));
  CHECK(only("[page]\nsize = [\"1pt\", \"1pt\"]\n").starts_with("S203 style.toml:2:8 size: \"1pt\" is out of range"));
  CHECK(only("[page]\nsize = \"0\"\n").starts_with("S203 style.toml:2:8 size: "));
  CHECK(only("[page]\nsize = [\"NaN\", \"inf\"]\n").starts_with("S203 style.toml:2:8 size: \"NaN\" is not a length"));
  CHECK(only("[page]\nsize = [nan, inf]\n").starts_with("S203 style.toml:2:8 size: \"nan\" is not a length"));
  CHECK(only("[page]\nmargin-left = \"-1000mm\"\n").starts_with("S203 style.toml:2:15 margin-left: \"-1000mm\" is out of range"));
  CHECK(only("[page]\nfont-size = \"1e400pt\"\n").starts_with("S203 style.toml:2:13 font-size: \"1e400pt\" is not a length"));
  CHECK(only("[page]\nfont-size = \"twelve\"\n").starts_with("S203 style.toml:2:13 font-size: \"twelve\" is not a length"));
  CHECK(only("[page]\nfont-size = \"0\"\n").starts_with("S203 style.toml:2:13 font-size: \"0\" is out of range"));
  CHECK(only("[page]\nfoot-distance = \"2in\"\n").starts_with("S203 style.toml:2:17 the running foot would stand in the text"));
  CHECK(only("[page]\nminimum-font-size = \"14pt\"\n").starts_with("S203 style.toml:2:21 minimum-font-size is more"));
  CHECK(only("[page]\nsize = \"lettre\"\n").ends_with("| did you mean \"letter\"?"));
}

TEST_CASE("running heads know their fields") {
  CHECK(only("[page]\nbottom-left = \"{titel}\"\n") == "S203 style.toml:2:15 bottom-left: there is no field \"titel\" | did you mean \"title\"?");
  CHECK(only("[page]\nbottom-left = \"{title\"\n").find("there is a { without a }") != std::string::npos);
  CHECK(only("[page]\nbottom-left = \"[{title}\"\n").find("the brackets do not match") != std::string::npos);
  CHECK(only("[page]\nbottom-left = 3\n").find("one short text is asked here") != std::string::npos);
}

TEST_CASE("TOML that is none") {
  CHECK(only("[heading\n").starts_with("S201 style.toml:1:"));
  CHECK(only("[heading]\nmargin-top = \"1em\"\nmargin-top = \"2em\"\n").starts_with("S201 style.toml:3:1"));
  for (const char* header : {"[=]\n", "[\n]\n", "[[#]]\n", "[ ,a]\n", "[[\t=", "[.a]\n", "[a.]\n", "[a.=]\n", "a.=1\n", "={\n"}) {
    CAPTURE(header);
    CHECK(only(header).starts_with("S201 style.toml:1:"));
  }
  CHECK(only("[heading]\né = 1\n").starts_with("S201 style.toml:2:1 "));
  CHECK(only("[heading]\n\u00A0color = \"#fff\"\n").starts_with("S201 style.toml:2:1 "));
  CHECK(Load("# é\n[ornament]\ncontent = 'é'\n[quote-mark]\ncontent = \"\"\"é\"\"\"\"\"\n").findings().empty());
  CHECK(only("a = " + std::string(100000, '[')).starts_with("S201 style.toml:1:29 this nests more than 24 levels deep"));
  std::string dotted = "a";
  for (int i = 0; i < 50000; ++i) dotted += ".a";
  CHECK(only(dotted + " = 1\n").starts_with("S201 style.toml:1:"));
  CHECK(only("x = \"" + std::string(1000, '.') + "\"\n").starts_with("S202 "));  // dots in a text nest nothing
  CHECK(only(std::string((1 << 20) + 1, '#')).starts_with("E109 "));
}

TEST_CASE("a file that is no style at all does not drown the reader") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "key" + std::to_string(i) + " = 1\n";
  const Load load(text);
  CHECK(load.findings().size() == 101);
  CHECK(load.findings().back().find("4900 further findings are not shown") != std::string::npos);
}

TEST_CASE("a property that one medium ignores is a hint, and none in its own medium") {
  CHECK(only("[colophon]\ncolumn-count = 2\n") ==
        "S206 style.toml:2:1 the ebook ignores column-count (1 to 3; of the document or of a div; reading systems make their own columns) | write it under [colophon.pdf] to "
        "say that only the pdf has it");
  CHECK(Load("[colophon.pdf]\ncolumn-count = 2\n").findings().empty());
  CHECK(only("[colophon.ebook]\ncolumn-count = 2\n").starts_with("S206 "));
}
