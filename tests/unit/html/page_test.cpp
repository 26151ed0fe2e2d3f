// Whole pages → Document: the article is found, what is around it is left out, and the page's metadata are read.
#include <doctest/doctest.h>

#include <chrono>

#include "base/charset.h"
#include "doc/codes.h"
#include "html/html.h"

using namespace pamphlet;

namespace {

struct Page {
  explicit Page(const std::string& text, bool whole = false)
      : source("page.html", text), document(read_html(source, {whole}, diagnostics)) {}
  /// A line for each block with words: its element, and what is in it.
  std::string outline() const {
    std::string out;
    for (NodeId id = 1; id < document.nodes.size(); ++id) {
      const Element element = document[id].element;
      if (info(element).display == Display::flow) {
        const bool named = element == Element::list || element == Element::table || element == Element::note || element == Element::figure || element == Element::block_quote;
        if (named) out += std::string(indent(id)) + std::string(info(element).name) + "\n";
        continue;
      }
      if (info(element).display != Display::block) continue;
      std::string name(info(element).name);
      if (element == Element::heading) name += std::to_string(document.data<HeadingData>(id).level);
      out += indent(id) + name + ": " + document.plain_text(id) + "\n";
    }
    return out;
  }
  std::string indent(NodeId id) const {
    std::string out;
    for (NodeId at = document[id].parent; at != kNoNode; at = document[at].parent) out += document[at].element == Element::item ? "  " : "";
    return out;
  }
  /// "E155 4: message" for each finding with this id.
  std::string findings(std::string_view id) const {
    std::string out;
    for (const Diagnostic& finding : diagnostics.items()) {
      if (info(finding.code).id == id) out += std::to_string(source.locate(finding.span.begin).line) + " " + finding.message + "\n";
    }
    return out;
  }
  Source source;
  Diagnostics diagnostics;
  Document document;
};

const std::string kLong =
    "A newborn sleeps in short parts, and that is how it should be: the stomach is small, and growing takes a lot of food and a lot of rest. ";

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a page: the article is kept, the site's frame is named and left out") {
  const Page page("<!doctype html><html lang=en-GB><head><title>Sleep in the first weeks | Willow Doulas</title>"
                  "<meta property='og:title' content='Sleep in the first weeks'><meta name=author content='Ana Ruiz'>"
                  "<meta property='article:published_time' content='2026-02-03T10:00:00Z'></head><body>\n"
                  "<div class='cookie-consent'>We use cookies to make this site better. <button>Accept</button></div>\n"
                  "<header><a href=/>Willow Doulas</a><nav><ul><li><a href=/>Home</a><li><a href=/blog>Blog</a></ul></nav></header>\n"
                  "<main><article><h1>Sleep in the first weeks</h1>\n"
                  "<p class=byline>By <a rel=author href=/ana>Ana Ruiz</a> · 3 February 2026</p>\n"
                  "<div class=share-buttons><a href='//x.example/share'>Tweet</a> <a href=#>Share</a></div>\n"
                  "<p>" + kLong + "</p><h2>At night</h2><p>" + kLong + "</p><ul><li>dim light</li><li>few words<ol><li>feed</li><li>change</li></ol></li></ul>\n"
                  "<p>Keep it quiet.</p></article>\n"
                  "<section class=related-posts><h2>More</h2><ul><li><a href=/a>Colic</a></li><li><a href=/b>Bath</a></li><li><a href=/c>Cots</a></li></ul></section>\n"
                  "<div id=comments><h3>2 comments</h3><p>" + kLong + "</p></div></main>\n"
                  "<footer>© 2026 Willow Doulas</footer></body></html>");
  CHECK(page.document.meta.title.value == "Sleep in the first weeks");
  REQUIRE(page.document.meta.authors.size() == 1);
  CHECK(page.document.meta.authors[0].value == "Ana Ruiz");
  CHECK(page.document.meta.lang.value == "en-GB");
  REQUIRE(page.document.meta.date);
  CHECK(to_iso(*page.document.meta.date) == "2026-02-03");
  const std::string words = kLong.substr(0, kLong.size() - 1);
  CHECK(page.outline() == "paragraph: " + words + "\nheading2: At night\nparagraph: " + words +
                              "\nlist\n  paragraph: dim light\n  paragraph: few words\n  list\n    paragraph: feed\n    paragraph: change\nparagraph: Keep it quiet.\n");
  const std::string left = page.findings("E155");
  CHECK(has(left, "2 left out: a banner about cookies"));
  CHECK(has(left, "6 left out: a row for sharing"));
  CHECK(has(left, "9 left out: links to other articles"));
  CHECK(has(left, "10 left out: comments"));
  CHECK(has(left, "11 left out"));
}

TEST_CASE("a page: --whole-page keeps every word") {
  const Page page("<html><body><nav>Home</nav><main><h1>Sleep</h1><p>" + kLong + "</p></main><footer>Imprint</footer></body></html>", true);
  CHECK(has(page.outline(), "Home"));
  CHECK(has(page.outline(), "Imprint"));
  CHECK(page.findings("E155").empty());
}

TEST_CASE("a page: a name is no proof against most of the words") {
  const Page page("<div class='sidebar social'><p>" + kLong + "</p><p>" + kLong + "</p></div><div><p>Short.</p></div>");
  CHECK(has(page.outline(), "A newborn sleeps"));
}

TEST_CASE("a page: what is hidden is a warning where the article has it, and never published") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p>\n<p hidden>note to Bea</p>\n<p style='display: none'>second note</p><p>" + kLong + "</p>\n<!-- third note -->"
                  "<!- fourth note ->\n< !-- fifth note --></article>");
  for (const char* words : {"note to Bea", "second note", "third note", "fourth note", "fifth note"}) CHECK_FALSE(has(page.outline(), words));
  CHECK(has(page.findings("E156"), "2 the page hides this; it was left out: “note to Bea”"));
  CHECK(has(page.findings("E156"), "3 the page hides this; it was left out: “second note”"));
  CHECK(page.findings("E133") == "4 a damaged HTML comment was left out\n5 a damaged HTML comment was left out\n");
}

TEST_CASE("a page: a comment that is never closed is an error, and what it holds is not published") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p>\n<!-- private: call Bea\n<p>more</p></article>");
  CHECK_FALSE(has(page.outline(), "Bea"));
  CHECK(has(page.findings("E150"), "2 this HTML comment is never closed"));
}

TEST_CASE("a page: citations and notes that lead to each other are notes") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "<sup id=r1><a href=#n1>1</a></sup></p><p>" + kLong + "</p>"
                  "<ol><li id=n1>World Health Organization. <a href=#r1>↩</a></li></ol></article>");
  CHECK(has(page.outline(), "note\nparagraph: World Health Organization.\n"));
  const Document resolved = [&] {
    Diagnostics said;
    return resolve(page.document, {"page"}, said);
  }();
  const bool cited = std::any_of(resolved.nodes.begin(), resolved.nodes.end(), [](const Node& n) { return n.element == Element::note_reference; });
  CHECK(cited);
}

TEST_CASE("a page: links that lead nowhere stand beside notes") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "<sup id=r1><a href=#n1>1</a></sup> <a href=''>2</a> <a>3</a> <a href=#>4</a></p><p id=''>" + kLong + "</p>"
                  "<ol><li id=n1>World Health Organization. <a href=#r1>↩</a> <a href>5</a></li></ol></article>");
  CHECK(has(page.outline(), "note\nparagraph: World Health Organization."));
  for (const char* words : {"2", "3", "4"}) CHECK(has(page.outline(), words));
}

TEST_CASE("a page: headings of the first level below the title go down with all others") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p><h1>Day</h1><p>" + kLong + "</p><h2>Naps</h2><p>" + kLong + "</p></article>");
  CHECK(has(page.outline(), "heading2: Day\n"));
  CHECK(has(page.outline(), "heading3: Naps\n"));
  CHECK(page.document.meta.title.value == "Sleep");
}

TEST_CASE("a page: tables that only place things are none, two breaks are a paragraph, a captioned box is a figure") {
  const Page page("<table><tr><td><h1>Sleep</h1>" + kLong + "<br><br>" + kLong + "<div class='wp-caption'><a href=cot.jpg><img src=cot.jpg alt=Cot></a>"
                  "<p class='wp-caption-text'>A cot</p></div>"
                  "<table><tr><th>Age<th>Hours</tr><tr><td rowspan=2>0–3<td>14</tr><tr><td>15</tr></table></td></tr></table>");
  const std::string words = kLong.substr(0, kLong.size() - 1);
  CHECK(page.outline() == "paragraph: " + words + "\nparagraph: " + words + "\nfigure\ncaption: A cot\ntable\ntable-cell: Age\ntable-cell: Hours\n"
                              "table-cell: 0–3\ntable-cell: 14\ntable-cell: 15\n");
}

TEST_CASE("a page: Google's documents say emphasis, depth and links with classes and addresses") {
  const Page page("<html><head><style>.c1{font-weight:700}.c2{font-style:italic}.lst-kix_a-0{}</style></head><body class='c9 doc-content'>"
                  "<p class='c3 title'><span class=c4>Sleep</span></p><p class=c3><span class=c1>Rest</span><span> and </span><span class=c2>food</span>: " + kLong + "</p>"
                  "<ul class='c5 lst-kix_a-0 start'><li>day</li></ul><ul class='c5 lst-kix_a-1 start'><li>naps</li></ul><ul class='c5 lst-kix_a-0'><li>night</li></ul>"
                  "<p><a href='https://www.google.com/url?q=https://example.org/sleep%3Fa%3D1&amp;sa=D'>More</a> " + kLong + "</p></body></html>");
  CHECK(has(page.outline(), "list\n  paragraph: day\n  list\n    paragraph: naps\n  paragraph: night\n"));
  int strong = 0, slanted = 0;
  std::string target;
  for (NodeId id = 1; id < page.document.nodes.size(); ++id) {
    strong += page.document[id].element == Element::strong;
    slanted += page.document[id].element == Element::emphasis;
    if (page.document[id].element == Element::link) target = page.document.data<LinkData>(id).target.str();
  }
  CHECK(strong == 1);
  CHECK(slanted == 1);
  CHECK(target == "https://example.org/sleep?a=1");
}

TEST_CASE("a page: looks are kept where an element says them, and else said once; links and most of the text say nothing") {
  const Page page("<article><h1>Looks</h1><p>" + kLong + "</p>\n<p>Give <span style='color: #c00'>two</span>, <font color=blue size=5>three</font>, <span style='text-transform:uppercase'>never NOW</span>, "
                  "<span style='text-transform:uppercase'>NSAID</span></p>\n<p style='color:rgb(200,0,0)'>Stop</p>\n<p><span style='background-color:yellow'>marked</span> <span style='text-decoration: line-through'>old</span> "
                  "<span style='text-decoration:underline'>lined</span> <big>large</big> <span style='font-variant:small-caps'>small</span> <span style='color:#333;background:#fff;font-size:16px'>grey</span> "
                  "<a href='https://clinic.example'><span style='color:#1155cc;text-decoration:underline'>link</span></a></p></article>");
  CHECK(page.findings("E153") ==
        "2 “never NOW” stands in capitals that its style makes, which is not kept: only the words are\n"
        "4 “small” stands in small capitals, which is not kept: only the words are\n"
        "2 “two” and 2 more places stand in colour, which is not kept: only the words are\n"
        "2 “three” and 1 more place stand in larger letters, which is not kept: only the words are\n");
  std::string marks;
  for (NodeId id = 1; id < page.document.nodes.size(); ++id) {
    const Element element = page.document[id].element;
    if (element == Element::highlight || element == Element::strikethrough || element == Element::underline) marks += page.document.plain_text(id) + " ";
  }
  CHECK(marks == "marked old lined ");
  const Page blue("<article><p style='color:navy;font-size:20px'>" + kLong + "</p><p>Some.</p></article>");
  CHECK(blue.findings("E153").empty());
}

TEST_CASE("a page: what stands behind the article's last words is said, and so are boxes of a form") {
  const Page page("<body><main><h1>Dose</h1><p>" + kLong + "</p><p><input type=radio> Yes <input type=radio> No</p>\n<ul><li><input type=checkbox> task</li></ul>\n<iframe src=x></iframe>\n<video src=y></video></main>"
                  "<footer><iframe src=z></iframe></footer></body>");
  CHECK(page.findings("E133") == "3 the HTML element <iframe> was dropped with all that it holds\n4 the HTML element <video> was dropped with all that it holds\n1 2 boxes (<input>) of a form were left out\n");
}

TEST_CASE("a page: the title keeps emphasis and its note; a link and a picture in it are said") {
  const Page page("<html><head><title>What not to do | Willow</title></head><body><article><h1><a href='/p'><span>What</span> <em>not</em> to do <img src=a.png alt='a cup'></a></h1><p>" + kLong +
                  "</p></article></body></html>");
  REQUIRE(page.document[1].element == Element::title);
  CHECK(page.document.meta.title.value == "What not to do");
  CHECK(page.document[3].element == Element::emphasis);
  CHECK(page.findings("E133") == "1 the picture “a cup” in the title was left out\n");
  CHECK(page.findings("E134").empty());
  const Page whole("<article><h1><strong>All of it</strong></h1><p>" + kLong + "</p></article>");
  CHECK(whole.document[1].element == Element::paragraph);
  const Page note("<article><h1>Give H<sub>2</sub>O<sup id=r1><a href='#f1'>1</a></sup> with <a href='https://clinic.example'>us</a></h1><p>" + kLong +
                  "</p><p id=f1>Not milk. <a href='#r1'>↩</a></p></article>");
  CHECK(note.document.meta.title.value == "Give H2O with us");
  CHECK(note.findings("E134") == "1 the title holds a link; its words were kept, not its address: https://clinic.example\n");
  int notes = 0;
  for (NodeId id = 1; id < note.document[1].end; ++id) notes += note.document[id].element == Element::note_reference;
  CHECK(notes == 1);
}

TEST_CASE("a page: relative links start at the page's address, or are said to lead nowhere") {
  const Page known("<link rel=canonical href='https://example.org/blog/sleep/'><article><p>" + kLong + "<a href='../bath'>bath</a></p></article>");
  const Page unknown("<article><p>" + kLong + "<a href='../bath'>bath</a></p></article>");
  std::string target;
  for (NodeId id = 1; id < known.document.nodes.size(); ++id) {
    if (known.document[id].element == Element::link) target = known.document.data<LinkData>(id).target.str();
  }
  CHECK(target == "https://example.org/blog/bath");
  CHECK(has(unknown.findings("E134"), "1 1 link leads to other pages of a site"));
}

TEST_CASE("a page: sentences amid the article that a name calls furniture are a warning") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p>\n<div class=newsletter><p>One letter a month, with what we learned.</p></div>\n<p>" + kLong + "</p>\n"
                  "<div class=newsletter><p>One letter a month, with what we learned.</p></div></article>");
  CHECK(has(page.findings("E159"), "2 sentences amid the article were left out as an invitation to subscribe: “One letter a month"));
  CHECK(has(page.findings("E155"), "4 left out: an invitation to subscribe"));
}

TEST_CASE("a page: what somebody opens is no secret: accordions, tabs") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p><h2><button aria-expanded=false aria-controls=a>Naps</button></h2><div id=a hidden><p>Three a day.</p></div>"
                  "<button aria-expanded=false aria-controls=b>Nights</button><div id=b style='display:none'><p>Dark.</p></div>"
                  "<ul role=tablist><li><a role=tab href=#c>Cot</a></ul><div role=tabpanel id=c hidden><h3>Cot</h3><p>Empty.</p></div>"
                  "<ul role=tablist><li><a role=tab href=#d>Room</a></ul><div role=tabpanel id=d hidden><p>Cool.</p></div><p hidden>note to Bea</p></article>");
  const std::string outline = page.outline();
  CHECK(has(outline, "heading2: Naps\nparagraph: Three a day.\nparagraph: Nights\nparagraph: Dark.\nheading3: Cot\nparagraph: Empty.\nlist\n  paragraph: Room\nparagraph: Cool.\n"));
  CHECK_FALSE(has(outline, "Bea"));
}

TEST_CASE("a page: a box of sentences behind the body is of the article, other articles are not") {
  const std::string head = "<!doctype html><body><nav><a href=/>Home</a></nav><div class=x><h1>Sleep</h1><div class=y><div class=z><p>" + kLong + "</p><p>" + kLong + "</p></div>";
  const Page page(head + "<div class=q><h2>Ask us</h2><p>We answer at once, by night too. <a href=/call>Call</a></p></div></div><div class=r><a href=/1><h3>Colic</h3></a><a href=/2><h3>Bath</h3></a>"
                  "<a href=/3><h3>Cots</h3></a></div><div>Sleep is what we are known for. Come and see.</div></div></body>");
  CHECK(has(page.outline(), "heading2: Ask us\nparagraph: We answer at once, by night too. Call\n"));
  CHECK_FALSE(has(page.outline(), "Colic"));
  CHECK_FALSE(has(page.outline(), "known for"));
}

TEST_CASE("a page: who reviewed it is metadata when the article says so, and no card of another article does") {
  const std::string start = "<!doctype html><html lang=en><body><nav><a href=/>Home</a> <a href=/b>Blog</a></nav><main><article><h1>Fever in babies</h1>", end = "</body></html>";
  const std::string cards = "<aside><h2>More</h2><div class=card><a href=/c>Colic</a><div><span>Medically reviewed by <a href=/r>Lee Park, MD</a></span></div></div></aside>";
  const Page said(start + "<p class=meta>Medically reviewed by <a href=/ana>Ana Ruiz, MD</a></p><p>" + kLong + "</p></article></main>" + cards + end);
  CHECK(said.document.meta.reviewer.value == "Ana Ruiz, MD");
  CHECK(!has(said.outline(), "reviewed"));
  const Page unsaid(start + "<p>" + kLong + "</p></article></main>" + cards + end);
  CHECK(unsaid.document.meta.reviewer.empty());
}

TEST_CASE("a page: sources behind the text lead to other sites; a name within a sentence is no byline") {
  const Page page("<!doctype html><link rel=canonical href='https://www.clinic.example/sleep'><nav><a href=/>Home</a></nav><article><h1>Sleep</h1><p>" + kLong + "</p><h2>Sources</h2>"
                  "<ul><li><a href='https://who.example/a'>Guidelines on sleep</a><li><a href='https://nice.example/b'>Postnatal care</a><li><a href='https://aap.example/c'>Safe sleep for infants</a></ul>"
                  "<div class=author-box><h3 class=author-name>Ana Ruiz</h3><p><span class=author>Ana</span> has been a midwife for thirty years.</p></div>"
                  "<p><a href='mailto:ana@clinic.example'>Ana</a></p><p><a href='/bath'>The bath</a></p><ul><li><a href='/a'>Guidelines on baths</a><li><a href='https://blog.clinic.example/b'>Prenatal care</a><li><a href='/c'>Safe cots for infants</a></ul></article>");
  const std::string outline = page.outline();
  CHECK(has(outline, "heading2: Sources\nlist\n  paragraph: Guidelines on sleep\n  paragraph: Postnatal care\n  paragraph: Safe sleep for infants\n"));
  CHECK(has(outline, "heading3: Ana Ruiz\nparagraph: Ana has been a midwife for thirty years.\nparagraph: Ana\n"));
  CHECK_FALSE(has(outline, "bath"));
}

TEST_CASE("a piece of a page: all of it is the article, an empty line ends a paragraph, shortcodes mean nothing") {
  const Page page("<b>One</b> line\nand another\n\nnext [sic] part\n\n[caption id=\"x\" width=\"200\"]<a href=cot.png><img src=cot.png alt=Cot></a> A <i>cot</i>[/caption]\n"
                  "[note_box]kept[/note_box]\n<a href='https://clinic.example/'>Visit</a>\n<pre>[gallery ids=\"1\"]</pre>\n[gallery ids=\"2\"]\n[embed]https://video.example/1[/embed]");
  CHECK(has(page.outline(), "paragraph: One line and another\nparagraph: next [sic] part\nfigure\ncaption: A cot\nparagraph: kept Visit\ncode-block: [gallery ids=\"1\"]\nparagraph: https://video.example/1\n"));
  CHECK(page.findings("E133") == "7 the shortcode [note_box] means nothing without its site; it was left out, what stands in it was kept\n"
                                 "10 the shortcode [gallery ids=\"2\"] means nothing without its site; it was left out\n"
                                 "11 the shortcode [embed] means nothing without its site; it was left out, what stands in it was kept\n");
}

TEST_CASE("a page: boxes, tasks, captions of tables, who is quoted") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p><figure class=callout><div><span class=icon>⚠️</span></div><div>Never on the belly.</div></figure>"
                  "<div class='care-card care-card--urgent'><p>Call now.</p></div>"
                  "<ul><li><input type=checkbox checked> cot</li><li><input type=checkbox> bag</li></ul>"
                  "<figure><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><figcaption>Hours</figcaption></figure>"
                  "<figure><blockquote>Rest.</blockquote><figcaption>— Ana</figcaption></figure><blockquote><p>Wait.</p><footer>– Bea</footer></blockquote></article>");
  std::string kinds;
  for (NodeId id = 1; id < page.document.nodes.size(); ++id) {
    if (page.document[id].element == Element::callout) kinds += page.document.data<CalloutData>(id).kind == CalloutKind::warning ? "w" : "?";
    if (page.document[id].element == Element::item) kinds += page.document.data<ItemData>(id).checked == true ? "x" : "o";
  }
  CHECK(kinds == "wwxo");
  CHECK(has(page.outline(), "paragraph: Never on the belly.\nparagraph: Call now.\nlist\n  paragraph: cot\n  paragraph: bag\ntable\ncaption: Hours\n"));
  CHECK(has(page.outline(), "paragraph: Rest.\nattribution: Ana\nparagraph: Wait.\nattribution: Bea\n"));
}

TEST_CASE("a page: a quotation mark too few is said where the value holds no tags") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + "</p>\n<div data-html=\"<b>x</b>\">a</div>\n<a href=\"https://x.example>one</a> and <a href=\"https://y.example\">two</a></article>");
  CHECK(page.findings("E133") == "3 a value of the HTML tag <a> holds other tags; a quotation mark is missing\n");
}

TEST_CASE("a page: a name that most of the text stands under says nothing") {
  const Page page("<!doctype html><nav><a href=/>Home</a></nav><div class=widget><h1>Sleep</h1><p>" + kLong + "</p></div><div class=widget><h2>Ask</h2><p>Call <a href='tel:1'>us</a>.</p></div>"
                  "<div class=widget><p>" + kLong + "</p></div>");
  CHECK(has(page.outline(), "heading2: Ask\nparagraph: Call us.\nparagraph: A newborn"));
}

TEST_CASE("a page: teasers with sentences are no part, a row of links to parts is no text, what is named by an anchor is a place") {
  const std::string teaser = "<div><h3><a href=/x>Baths</a></h3><p>" + kLong + "</p></div>";
  const Page page("<!doctype html><nav><a href=/>Home</a></nav><article><h1>Sleep</h1><div><a href=#a>At night</a><a href=#b>By day</a><a href=#c>At noon</a></div><p>" + kLong + kLong + kLong + kLong + kLong + kLong + kLong + kLong +
                  kLong + kLong + " <a href=#a>night</a></p><a name=a></a><h2>In the dark</h2><p>" + kLong + "</p><div><h2>Next</h2>" + teaser + teaser + teaser + "</div></article>");
  CHECK_FALSE(has(page.outline(), "Baths"));
  CHECK_FALSE(has(page.outline(), "At noon"));
  Diagnostics said;
  const Document resolved = resolve(page.document, {"page"}, said);
  CHECK(std::none_of(said.items().begin(), said.items().end(), [](const Diagnostic& d) { return info(d.code).id == "E144"; }));
}

TEST_CASE("a page: the title is what a template calls so where the head says another") {
  const Page page("<!doctype html><title>Post</title><body><nav>Home</nav><h1 class=site-title>Willow</h1><div><h3 class='post-title entry-title'>A slow labour</h3><p>" + kLong + "</p><p>" + kLong + "</p></div>");
  CHECK(page.document.meta.title.value == "A slow labour");
}

TEST_CASE("a page: a link to a box leads to what begins there") {
  const Page page("<article><h1>Sleep</h1><p>" + kLong + " <a href=#when>when</a></p><section id=when><p>Now.</p></section></article>");
  Diagnostics said;
  const Document resolved = resolve(page.document, {"page"}, said);
  CHECK(std::none_of(said.items().begin(), said.items().end(), [](const Diagnostic& d) { return info(d.code).id == "E144"; }));
}

TEST_CASE("what is HTML, and in which encoding") {
  CHECK(html::begins_document("\xEF\xBB\xBF<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html><p>x"));
  CHECK(html::begins_document("<?xml version='1.0'?><html xmlns='x'>"));
  CHECK_FALSE(html::begins_document("<div>Markdown</div>\n\n# Title"));
  CHECK(html::is_html("<meta charset=utf-8><p>x</p>"));
  CHECK(html::is_html("<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->"));
  CHECK_FALSE(html::is_html("<p>x</p> and more"));
  CHECK_FALSE(html::is_html("< 3 days old>"));
  CHECK(html::declared_charset("<meta http-equiv=Content-Type content='text/html; charset=Windows-1251'>") == "windows-1251");
  CHECK(html::declared_charset("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><html>") == "iso-8859-2");
  CHECK(from_charset("\xCC\xEE\xF1\xEA\xE2\xE0", "windows-1251") == "Москва");
  CHECK(from_charset("+AGE-\xFF", "utf-7").empty());
}
