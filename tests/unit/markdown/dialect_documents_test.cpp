// What other programs' Markdown becomes, as trees without places.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "markdown/codes.h"
#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

struct Shown {
  std::string tree;
  Diagnostics diagnostics;
};

/// Each node as "name(…)", words as they are, and in brackets what its payload says of numbers and kinds.
std::string shape(const Document& document, NodeId id) {
  const Node& node = document[id];
  if (node.element == Element::text) return std::string(document.text(id));
  if (node.element == Element::soft_break) return "/";
  if (node.element == Element::hard_break) return "//";
  std::string out(info(node.element).name);
  if (const auto* list = std::get_if<ListData>(&node.payload); list != nullptr && list->kind == ListKind::ordered) {
    out += "[" + counter_text(list->start, list->style) + list->delimiter + "]";
  }
  if (const auto* item = std::get_if<ItemData>(&node.payload); item != nullptr && item->checked) out += *item->checked ? "[x]" : "[ ]";
  if (const auto* box = std::get_if<CalloutData>(&node.payload)) out += "[" + std::to_string(static_cast<int>(box->kind)) + "]";
  for (const std::string& name : document.attributes_of(id).classes) out += "." + name;
  out += "(";
  for (const NodeId child : children(document, id)) out += shape(document, child);
  return out + ")";
}

Shown shown(std::string_view text) {
  Shown out;
  const Source source("a.md", std::string(text));
  const Document document = read_markdown(source, {}, out.diagnostics);
  for (const NodeId child : children(document, 0)) out.tree += shape(document, child);
  return out;
}

}  // namespace

TEST_CASE("signs around words") {
  CHECK(shown("a ==b== x==y==z").tree == "paragraph(a highlight(b) x==y==z)");
  CHECK(shown("H~2~O, m^2^, ~5 or ~10, ~~4~~").tree == "paragraph(Hsubscript(2)O, msuperscript(2), ~5 or ~10, strikethrough(4))");
  CHECK(shown("++new++ C++ and D++").tree == "paragraph(insertion(new) C++ and D++)");
  CHECK(shown("10:30:15 :warning: :nosuch:").tree == "paragraph(10:30:15 \u26A0\uFE0F :nosuch:)");
  CHECK(shown("Yes [ ] no [x]").tree == "paragraph(Yes \u2610 no \u2611)");
}

TEST_CASE("emphasis that plainly belongs together, whatever its flanks") {
  CHECK(shown("**Please: **ring").tree == "paragraph(strong(Please: )ring)");
  CHECK(shown("**重要：**请休息**多喝水，**好").tree == "paragraph(strong(重要：)请休息strong(多喝水，)好)");
  CHECK(shown("Take 2*3 pills*").tree == "paragraph(Take 2*3 pills*)");
  CHECK(shown("**a **b** c**").tree == "paragraph(strong(a strong(b) c))");
  CHECK(shown("5 ** 3 ** 2").tree == "paragraph(5 ** 3 ** 2)");
}

TEST_CASE("a note stands where it is cited") {
  CHECK(shown("a^[b *c*] d").tree == "paragraph(anote-reference() d)note(paragraph(b emphasis(c)))");
  CHECK(shown("a^[ b").tree == "paragraph(a^[ b)");
}

TEST_CASE("addresses end where a script without blanks goes on") {
  CHECK(shown("见https://a.org/zh。好").tree == "paragraph(见link(https://a.org/zh)。好)");
  CHECK(shown("https://a.org/ko를 봐").tree == "paragraph(link(https://a.org/ko)를 봐)");
  CHECK(shown("「https://a.org/x」と（www.a.org）").tree == "paragraph(「link(https://a.org/x)」と（link(www.a.org)）)");
  CHECK(shown("https://a.org/위키/한국 봐").tree == "paragraph(link(https://a.org/위키/한국) 봐)");
}

TEST_CASE("numbers that the list counts, bullets typed before bullets") {
  CHECK(shown("#. a\n#. b").tree == "list[1.](item(paragraph(a))item(paragraph(b)))");
  CHECK(shown("3. a\n#. b").tree == "list[3.](item(paragraph(a))item(paragraph(b)))");
  CHECK(shown("Text #. here\n#.x").tree == "paragraph(Text #. here/#.x)");
  CHECK(shown("* • a\n* ▪ b\n  - c").tree == "list(item(paragraph(a))item(paragraph(b)list(item(paragraph(c)))))");
  CHECK(shown("* • a\n  • b").tree == "list(item(list(item(paragraph(a))item(paragraph(b)))))");
  CHECK(shown("[ ] Yes [x] No").tree == "paragraph(\u2610 Yes \u2611 No)");
}

TEST_CASE("a code block that nothing ends is said, at its fence") {
  const auto said = [](std::string_view text) {
    std::size_t count = 0;
    const Shown out = shown(text);
    for (const Diagnostic& one : out.diagnostics.items()) count += one.code == code::div_unclosed;
    return count;
  };
  CHECK(said("```\n5 mL\n\nThe rest.\n") == 1);
  CHECK(said("> ~~~ sh\n> 5 mL\n\nThe rest.\n") == 1);
  for (const char* text : {"```\n5 mL\n```\n", "````\n```\n````", "~~~\na\n~~~~~\n\nb\n", "> ```\n> a\n> ```\n", "    indented\n", "- ```\n  a\n  ```\n"}) {
    CAPTURE(text);
    CHECK(said(text) == 0);
  }
}

TEST_CASE("lists with markers of their own") {
  CHECK(shown("Bring:\n• a\n• b").tree == "paragraph(Bring:)list(item(paragraph(a))item(paragraph(b)))");
  CHECK(shown("a) x\nb) y").tree == "list[a)](item(paragraph(x))item(paragraph(y)))");
  CHECK(shown("(1) x\n(2) y").tree == "list[1(](item(paragraph(x))item(paragraph(y)))");
  CHECK(shown("i. x\nii. y").tree == "list[i.](item(paragraph(x))item(paragraph(y)))");
  CHECK(shown("A. Smith wrote").tree == "paragraph(A. Smith wrote)");
  CHECK(shown("1. a\n  * b\n2. c").tree == "list[1.](item(paragraph(a)list(item(paragraph(b))))item(paragraph(c)))");
  CHECK(shown("☐ a\n☑ b").tree == "list(item[ ](paragraph(a))item[x](paragraph(b)))");
  CHECK(shown("1. [ ] a").tree == "list[1.](item(paragraph(\u2610 a)))");
}

TEST_CASE("boxes by all their names") {
  CHECK(shown("> [!danger]- T\n> w").tree == "callout[4](callout-title(T)paragraph(w))");
  CHECK(shown("!!! tip \"T\"\n    w").tree == "callout[1](callout-title(T)paragraph(w))");
  CHECK(shown("::: {.callout-important}\n## T\nw\n:::").tree == "callout[2](callout-title(T)paragraph(w))");
  CHECK(shown("> **Warning:** w").tree == "callout[3](callout-title(Warning)paragraph(w))");
}

TEST_CASE("no cell is lost") {
  const Shown wide = shown("|a|b|\n|-|-|\n|1|2|3|");
  CHECK(wide.tree == "table(table-row(table-cell(a)table-cell(b))table-row(table-cell(1)table-cell(2)table-cell(3)))");
  CHECK(wide.diagnostics.has(code::table_mended));
  CHECK(shown("a|b\n1|2").tree == "table(table-row(table-cell(a)table-cell(b))table-row(table-cell(1)table-cell(2)))");
  CHECK(shown("+---+---+\n| a | b |\n+===+===+\n| - c | d |\n+---+---+").tree ==
        "table(table-row(table-cell(a)table-cell(b))table-row(table-cell(• c)table-cell(d)))");
  CHECK(shown("Age   Milk\n----- -----\n1 day 60\n").tree == "table(table-row(table-cell(Age)table-cell(Milk))table-row(table-cell(1 day)table-cell(60)))");
}

TEST_CASE("lines and pages") {
  CHECK(shown("| a\n|  b").tree == "paragraph(a//\u00A0b)");
  CHECK(shown("a\n\n\\newpage\n\nb").tree == "paragraph(a)div.page-break()paragraph(b)");
  CHECK(shown("{: .lead}\na").tree == "div.lead(paragraph(a))");
  CHECK(shown("<p hidden>a</p>\n\nb").tree == "paragraph(b)");
}

TEST_CASE("numbers of several parts are the marks of their items") {
  const Shown lines = shown("Bring:\n2.1 two gowns\n2.2 a lamp");
  CHECK(lines.tree == "paragraph(Bring:)list(item(paragraph(two gowns))item(paragraph(a lamp)))");
  CHECK(shown("- 1.1 a\n- 1.2 b").tree == "list(item(paragraph(a))item(paragraph(b)))");
  CHECK(shown("- 1.5 mg\n- 3.5 mg").tree == "list(item(paragraph(1.5 mg))item(paragraph(3.5 mg)))");
  CHECK(shown("Take 1.5 mg\nor 1.6 mg").tree == "paragraph(Take 1.5 mg/or 1.6 mg)");
}

TEST_CASE("boxes without a bullet, angles as bullets") {
  CHECK(shown("[ ] a\n[x] b").tree == "list(item[ ](paragraph(a))item[x](paragraph(b)))");
  CHECK(shown("[ ] alone").tree == "paragraph(\u2610 alone)");
  CHECK(shown("» a\n» b").tree == "list(item(paragraph(a))item(paragraph(b)))");
  CHECK(shown("» said she").tree == "paragraph(» said she)");
}

TEST_CASE("options of a box are not its words") {
  CHECK(shown(":::{admonition} T\n:class: warning\n:name: here\n\nw\n:::").tree == "callout[3](callout-title(T)paragraph(w))");
  const Shown other = shown("```{tip}\n:open:\nw\n```");
  CHECK(other.tree == "callout[1](paragraph(w))");
  CHECK(other.diagnostics.has(code::markup_left_out));
  CHECK(shown(":::{note}\n\n:class: w\n:::").tree == "callout[0](paragraph(:class: w))");
  CHECK(shown("{% callout type=\"warning\" %}\nw\n{% /callout %}\n\nx").tree == "callout[3](paragraph(w))paragraph(x)");
  CHECK(shown("{: .note }\n> w").tree == "callout[0](block-quote(paragraph(w)))");
}

TEST_CASE("what is not meant for readers is left out, and said") {
  for (const char* words : {"a {%- comment -%}x{%- endcomment -%} b", "a {/* x */} b", "a\n\n{/* x\n\ny */}\n\nb", "a\n\n[//]: # (x)\n\nb", "a\n\n[comment]: <> (x)\n\nb"}) {
    CAPTURE(words);
    const Shown left = shown(words);
    CHECK(left.tree.find('x') == std::string::npos);
    CHECK(left.tree.find('b') != std::string::npos);
    CHECK(left.diagnostics.has(code::markup_left_out));
  }
}

TEST_CASE("a caption in brackets below the rows") {
  CHECK(shown("|a|b|\n|-|-|\n|1|2|\n[Doses *now*][d]").tree.starts_with("table(caption(Doses emphasis(now))table-row("));
  CHECK(shown("|a|b|\n|-|-|\n|1|2|\n[ ]").tree.find("caption") == std::string::npos);
}

TEST_CASE("a key of a source anywhere in its brackets") {
  CHECK(shown("so [see @who2020, p. 3]").diagnostics.has(code::markup_kept));
  CHECK_FALSE(shown("so [mail ana@example]").diagnostics.has(code::markup_kept));
}

TEST_CASE("a picture and a link of a vault, with words and a size") {
  CHECK(shown("![[a.png|A bag|200x100]]").tree == "figure(image())");
  CHECK(shown("See [[Page|**so**]]").tree == "paragraph(See link(so))");
}

TEST_CASE("a tag of a callout is a word of its own") {
  CHECK(shown("> [!danger] w").tree.starts_with("callout["));
  CHECK(shown("> [!danger]w").tree == "block-quote(paragraph([!danger]w))");
}

TEST_CASE("a sentence with a colon below a line of dashes is no front matter") {
  CHECK(shown("---\nWhat to do at home: rest.\n\nWords.").tree == "thematic-break()paragraph(What to do at home: rest.)paragraph(Words.)");
}
