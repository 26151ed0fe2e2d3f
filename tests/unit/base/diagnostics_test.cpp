#include "base/diagnostics.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "base/codes.h"

using namespace pamphlet;

namespace {
/// Of no room: what base does with codes does not depend on which there are.
constexpr CodeInfo kHtmlDropped{"E133", "html_dropped", Severity::warning, "raw HTML was dropped"};
constexpr CodeInfo kEmojiList{"E138", "emoji_list", Severity::hint, "lines were read as a list"};

std::string shown(const Source& source, Span span, std::string message, std::string help = {}) {
  Diagnostics diagnostics;
  diagnostics.report(kHtmlDropped, source, span, std::move(message), std::move(help));
  return format(diagnostics.items()[0]);
}
}  // namespace

TEST_CASE("a code is a row: its id, its name as files write it, its place among others") {
  CHECK(info(code::file_missing).id == "E101");
  CHECK(name_of(code::file_missing) == "file-missing");
  CHECK(info(code::file_missing).severity == Severity::error);
  CHECK(Code(code::file_missing) == Code(code::file_missing));
  CHECK_FALSE(Code(code::file_missing) == Code());
  CHECK(Code(code::file_missing) < Code(kHtmlDropped));
}

TEST_CASE("a finding shows its line and underlines its part") {
  const Source source("a.md", "one\ntwo <b>bold</b> three\n");
  CHECK(shown(source, {8, 11}, "raw HTML was dropped", "write **bold**") ==
        "a.md:2:5: warning[E133]: raw HTML was dropped\n"
        "  two <b>bold</b> three\n"
        "      ^~~\n"
        "  help: write **bold**\n");
}

TEST_CASE("a span over several lines is underlined on its first line") {
  const Source source("a.md", "abc\ndef\n");
  CHECK(shown(source, {1, 6}, "m") == "a.md:1:2: warning[E133]: m\n  abc\n   ^~\n");
  CHECK(shown(source, {3, 3}, "m") == "a.md:1:4: warning[E133]: m\n  abc\n     ^\n");
  CHECK(shown(source, {99, 120}, "m") == "a.md:2:5: warning[E133]: m\n  def\n     ^\n");
}

TEST_CASE("a finding about a whole file or run shows no line") {
  const Source source("a.md", "abc");
  CHECK(shown(source, {}, "m") == "a.md: warning[E133]: m\n");
  Diagnostics diagnostics;
  diagnostics.report(code::file_missing, "no.md", "there is no such file");
  diagnostics.report(code::file_missing, "", "nothing to do");
  CHECK(format(diagnostics.items()[0]) == "no.md: error[E101]: there is no such file\n");
  CHECK(format(diagnostics.items()[1]) == "error[E101]: nothing to do\n");
}

TEST_CASE("the caret stands under its character after tabs and wide characters") {
  const Source tabs("a.md", "\tab\tc");
  CHECK(shown(tabs, {4, 5}, "m") == "a.md:1:5: warning[E133]: m\n      ab  c\n          ^\n");
  const Source wide("a.md", "日本x");
  CHECK(shown(wide, {6, 7}, "m") == "a.md:1:3: warning[E133]: m\n  日本x\n      ^\n");
  CHECK(shown(wide, {3, 6}, "m") == "a.md:1:2: warning[E133]: m\n  日本x\n    ^~\n");
  const Source combining("a.md", "e\u0301x");
  CHECK(shown(combining, {3, 4}, "m") == "a.md:1:3: warning[E133]: m\n  e\u0301x\n   ^\n");
}

TEST_CASE("a very long line is shown around the place") {
  const Source source("a.md", std::string(500, 'a') + "HERE" + std::string(500, 'b'));
  const std::string text = shown(source, {500, 504}, "m");
  CHECK(text == "a.md:1:501: warning[E133]: m\n  …" + std::string(60, 'a') + "HERE" + std::string(55, 'b') + "…\n  " +
                    std::string(61, ' ') + "^~~~\n");
}

TEST_CASE("nothing of a file reaches the terminal raw") {
  const Source source("a\x1B[2J.md", "x \u202Eevil\u2066 \u200F y");
  const std::string text = shown(source, {2, 3}, "said \x1B]0;title\x07\nforged: error", "h\x9B");
  for (const char c : text)
    CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  CHECK(text.find("\u202E") == std::string::npos);
  CHECK(text.find("\u2066") == std::string::npos);
  CHECK(text.find("\nforged") == std::string::npos);
  CHECK(text.starts_with("a\uFFFD[2J.md:1:3: "));
}

TEST_CASE("colours are added when asked for") {
  const Source source("a.md", "abc");
  Diagnostics diagnostics;
  diagnostics.report(kHtmlDropped, source, {0, 1}, "m", "h");
  CHECK(format(diagnostics.items()[0], Coloring::ansi) ==
        "\x1B[1ma.md:1:1:\x1B[0m \x1B[1;35mwarning[E133]:\x1B[0m m\n  abc\n  \x1B[1;35m^\x1B[0m\n  \x1B[1mhelp:\x1B[0m "
        "h\n");
}

TEST_CASE("findings are counted, sorted, raised") {
  const Source a("a.md", "abc\ndef"), b("b.md", "x");
  Diagnostics diagnostics;
  diagnostics.report(kHtmlDropped, b, {0, 1}, "b");
  diagnostics.report(kHtmlDropped, a, {4, 5}, "a2");
  diagnostics.report(kEmojiList, a, {0, 1}, "a1");
  diagnostics.report(kHtmlDropped, a, {0, 3}, "a1 too");
  CHECK(diagnostics.count(Severity::warning) == 3);
  CHECK(diagnostics.count(Severity::hint) == 1);
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(diagnostics.has(kEmojiList));
  CHECK_FALSE(diagnostics.has(code::file_missing));

  diagnostics.sort_by_place();
  std::string order;
  for (const Diagnostic& item : diagnostics.items())
    order += item.message + ';';
  CHECK(order == "a1;a1 too;a2;b;");

  diagnostics.set_severity(kEmojiList, Severity::warning);
  CHECK(diagnostics.count(Severity::warning) == 4);
  diagnostics.promote_warnings();
  CHECK(diagnostics.count(Severity::error) == 4);

  Diagnostics all;
  all.append(diagnostics);
  all.append(diagnostics);
  CHECK(all.items().size() == 8);
}

TEST_CASE("a book's files come in its order") {
  const Source first("z.md", "z\n"), second("a.md", "a\n");
  const Source book = concatenate("book", {&first, &second});
  Diagnostics diagnostics;
  diagnostics.report(code::file_missing, second, {0, 1}, "3");
  diagnostics.report(code::file_missing, book, {2, 3}, "4");
  diagnostics.report(code::file_missing, book, {0, 1}, "2");
  diagnostics.report(code::file_missing, "style.toml", "1");
  diagnostics.sort_by_place();
  std::string order;
  for (const Diagnostic& item : diagnostics.items()) order += item.message;
  CHECK(order == "1234");
}

TEST_CASE("did_you_mean finds what was meant, and nothing when nothing is near") {
  const std::vector<std::string_view> keys = {"color", "background-color", "font-size", "font-style", "margin-top"};
  CHECK(did_you_mean("colour", keys) == "color");
  CHECK(did_you_mean("fnot-size", keys) == "font-size");  // a swap is one mistake
  CHECK(did_you_mean("margin-topp", keys) == "margin-top");
  CHECK(did_you_mean("colr", keys) == "color");
  CHECK(did_you_mean("xy", keys) == "");
  CHECK(did_you_mean("", keys) == "");
  CHECK(did_you_mean("padding", keys) == "");
  CHECK(did_you_mean(std::string(100000, 'a'), keys) == "");
  // At most a third: "abc" may differ by one, "ab" by none.
  CHECK(did_you_mean("abx", {"abc"}) == "abc");
  CHECK(did_you_mean("ax", {"ab"}) == "");
  CHECK(did_you_mean("axx", {"abc"}) == "");
}
