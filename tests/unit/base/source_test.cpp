#include "base/source.h"

#include <doctest/doctest.h>

#include "base/codes.h"
#include "base/diagnostics.h"
#include "doc/codes.h"

using namespace pamphlet;

namespace {
struct Read {
  Diagnostics diagnostics;
  std::shared_ptr<const Source> source;
  explicit Read(std::string_view bytes) : source(decode_source("a.md", bytes, diagnostics)) {}
  const std::string& text() const { return source->text; }
};
using namespace std::string_view_literals;
}  // namespace

TEST_CASE("locate counts lines and code points from one") {
  const Source source("a.md", "ab\né💡x\n\nz");
  CHECK(source.line_count() == 4);
  CHECK(source.locate(0) == LineColumn{1, 1});
  CHECK(source.locate(2) == LineColumn{1, 3});
  CHECK(source.locate(3) == LineColumn{2, 1});
  CHECK(source.locate(9) == LineColumn{2, 3});
  CHECK(source.locate(12) == LineColumn{4, 1});
  CHECK(source.locate(999) == LineColumn{4, 2});
  CHECK(source.line(2) == "é💡x");
  CHECK(source.line(3) == "");
  CHECK(source.line(0) == "");
  CHECK(source.line(5) == "");
  CHECK(source.offset(2, 3) == 5);
  CHECK(source.offset(9, 1) == source.text.size());
  CHECK(source.offset(4, 99) == source.text.size());
  CHECK(Source("b.md", "").line_count() == 1);
  CHECK(Source("b.md", "a\n").line_count() == 1);
  CHECK(Source().locate(5) == LineColumn{1, 1});
}

TEST_CASE("columns are right far into an endless line") {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "é";
  const Source source("a.md", "x\n" + text);
  CHECK(source.locate(2 + 2 * 4999) == LineColumn{2, 5000});
  CHECK(source.locate(2 + 2 * 2047) == LineColumn{2, 2048});
}

TEST_CASE("line ends become LF") {
  CHECK(Read("a\r\nb\rc\n\r\nd\u2028e\u2029f\fg\vh").text() == "a\nb\nc\n\nd\ne\nf\ng\nh");
  const Read plain("a\nb\tc\n");
  CHECK(plain.text() == "a\nb\tc\n");
  CHECK(plain.diagnostics.items().empty());
}

TEST_CASE("byte order marks tell the encoding") {
  CHECK(Read("\xEF\xBB\xBFhé").text() == "hé");
  CHECK(Read("\xFF\xFEh\0\xE9\0\n\0\x3D\xD8\xA1\xDC"sv).text() == "hé\n💡");
  CHECK(Read("\xFE\xFF\0h\0\xE9\xD8\x3D\xDC\xA1"sv).text() == "hé💡");
  CHECK(Read("\xFF\xFE").text() == "");
  CHECK(Read("a\uFEFFb").text() == "a\uFEFFb");
}

TEST_CASE("UTF-16 with holes is repaired and reported") {
  const Read read(
      "\xFF\xFE"
      "a\0\x3D\xD8"
      "b\0c"sv);
  CHECK(read.text() == "a\uFFFDb\uFFFD");
  REQUIRE(read.diagnostics.items().size() == 1);
  const Diagnostic& found = read.diagnostics.items()[0];
  CHECK(found.code == code::invalid_encoding);
  CHECK(found.message == "2 places are not UTF-16 and became U+FFFD, first 0xD83D on line 1");
  CHECK(found.span == Span{1, 4});
}

TEST_CASE("Windows-1252 text is recognised") {
  const Read read("first\ncaf\xE9 \x93quote\x94 \x80 5");
  CHECK(read.text() == "first\ncafé “quote” € 5");
  REQUIRE(read.diagnostics.items().size() == 1);
  const Diagnostic& found = read.diagnostics.items()[0];
  CHECK(found.code == code::invalid_encoding);
  CHECK(found.severity == Severity::warning);
  CHECK(found.message == "the file is not UTF-8; it was read as Windows-1252, first at byte 0xE9 on line 2");
  CHECK(found.span == Span{9, 11});
  CHECK(found.source == read.source.get());
  // 0x81 means nothing in Windows-1252, so this is damaged UTF-8.
  CHECK(Read("caf\x81 and so on, a longer text").text() == "caf\uFFFD and so on, a longer text");
}

TEST_CASE("a French text in Windows-1252 is not taken for UTF-8 because of one É»") {
  std::string bytes = "\xAB CAF\xC9\xBB ";
  for (int i = 0; i < 30; ++i)
    bytes += "d\xE9j\xE0 ";
  CHECK(Read(bytes).text().starts_with("« CAFÉ» déjà "));
}

TEST_CASE("forms that UTF-8 forbids are damage, not Windows-1252") {
  CHECK(Read("a\xED\xA0\xBD\xED\xB2\xA1z").text() == "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");  // CESU-8
  CHECK(Read("a\xC0\x80z").text() == "a\uFFFD\uFFFDz");
  CHECK(Read("a\xF8\x80\x80\x80\x80z").text() == "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
  CHECK(Read("voil\xE0\x94 he said").text() == "voilà” he said");
}

TEST_CASE("a few bad bytes in UTF-8 become U+FFFD") {
  const Read read("good “quotes”\nbad \xE9 and \xFF byte");
  CHECK(read.text() == "good “quotes”\nbad \uFFFD and \uFFFD byte");
  REQUIRE(read.diagnostics.items().size() == 1);
  CHECK(read.diagnostics.items()[0].message == "2 places are not UTF-8 and became U+FFFD, first 0xE9 on line 2");
  CHECK(read.source->locate(read.diagnostics.items()[0].span.begin) == LineColumn{2, 5});
}

TEST_CASE("control characters and noncharacters become U+FFFD") {
  const Read read("a\0b\x1B[31mc\x7F\u0085\uFFFE\uFDD0 d"sv);
  CHECK(read.text() == "a\uFFFDb\uFFFD[31mc\uFFFD\uFFFD\uFFFD\uFFFD d");
  REQUIRE(read.diagnostics.items().size() == 1);
  CHECK(read.diagnostics.items()[0].code == code::control_character);
  CHECK(read.diagnostics.items()[0].message == "6 control characters became U+FFFD, first U+0000 on line 1");
  CHECK(read.diagnostics.items()[0].span == Span{1, 4});
  // A replacement character that is already there is no finding.
  CHECK(Read("a\uFFFDb").diagnostics.items().empty());
}

TEST_CASE("a tenth of control characters makes no text, seven never do") {
  // 8 of 79 bytes are more than a tenth, 8 of 80 are not.
  const std::string eight(8, '\x01'), seven(7, '\x01');
  const Read refused(eight + std::string(71, 'x')), kept(eight + std::string(72, 'x')), few(seven + "x");
  CHECK(refused.text().empty());
  REQUIRE(refused.diagnostics.items().size() == 1);
  CHECK(refused.diagnostics.items()[0].code == code::binary_file);
  CHECK(kept.text().ends_with(std::string(72, 'x')));
  CHECK(few.text().ends_with("x"));
}

TEST_CASE("what is no text is refused with its kind") {
  const auto message = [](std::string_view bytes) {
    const Read read(bytes);
    CHECK(read.text().empty());
    REQUIRE(read.diagnostics.items().size() == 1);
    CHECK(read.diagnostics.items()[0].code == code::binary_file);
    CHECK(read.diagnostics.items()[0].path == "a.md");
    return read.diagnostics.items()[0].message;
  };
  CHECK(message("%PDF-1.7\n%\xE2\xE3") == "this is not an article but a PDF");
  CHECK(message("PK\x03\x04\x14\0"sv).find("ZIP") != std::string::npos);
  CHECK(message("{\\rtf1\\ansi hello}").find("RTF") != std::string::npos);
  CHECK(message("\xFF\xFE\0\0a\0\0\0"sv).find("UTF-32") != std::string::npos);
  CHECK(message("\0\0\xFE\xFF\0\0\0a"sv).find("UTF-32") != std::string::npos);
  CHECK(message("h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0"sv).find("UTF-16") != std::string::npos);
  std::string noise;
  for (unsigned i = 0, x = 1; i < 4000; ++i, x = x * 1103515245 + 12345)
    noise += static_cast<char>(x >> 16);
  CHECK(message(noise) == "this is not an article but a file of an unknown kind");
  CHECK(message("\xFF\xFE" + noise) == "this is not an article but a file of an unknown kind");
}

TEST_CASE("an empty file is an empty text") {
  const Read read("");
  CHECK(read.text().empty());
  CHECK(read.diagnostics.items().empty());
}

TEST_CASE("places in concatenated files are places of the file they came from") {
  const Source first("a.md", "one\ntwo"), second("b/c.md", "drei\nvier\n");
  const Source whole = concatenate("book", {&first, &second});
  REQUIRE(whole.parts.size() == 2);
  const std::uint32_t begin = whole.parts[1].begin;
  CHECK(whole.locate(4) == LineColumn{2, 1});
  CHECK(whole.path_at(4) == "a.md");
  CHECK(whole.locate(begin) == LineColumn{1, 1});
  CHECK(whole.locate(begin + 6) == LineColumn{2, 2});
  CHECK(whole.path_at(begin + 6) == "b/c.md");
  CHECK(whole.line_at(begin + 6) == "vier");
  Diagnostics diagnostics;
  diagnostics.report(code::link_dropped, whole, {begin + 5, begin + 9}, "wrong");
  CHECK(format(diagnostics.items()[0]) == "b/c.md:2:1: warning[E134]: wrong\n  vier\n  ^~~~\n");
}
