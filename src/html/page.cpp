// A web page → Document: parsed like any HTML, but what browsers forgive is forgiven here too; its head is read as metadata,
// its article is found, and what is not of the article is left out with a hint for each part.

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "html/page.h"
#include "html/page_style.h"
#include "html/title.h"

namespace pamphlet::html {
namespace {

class PageHost final : public Host {
 public:
  PageHost(const Source& source, DocumentBuilder& builder, Diagnostics& diagnostics)
      : source_(source), builder_(builder), diagnostics_(diagnostics) {}
  void write_blocks(std::uint32_t) override {}  // a page has no pieces
  void write_words(std::uint32_t) override {}
  bool has_room(Element container, Span span) override {
    const int levels = container == Element::table ? 4 : 5;  // what stands in it, as far as it is written without asking
    if (builder_.depth() + levels <= kMaxDepth) return true;
    if (!std::exchange(deep_, true)) {
      report(code::nesting_too_deep, span, fmt::format("blocks are nested deeper than {} levels here; what lies deeper was flattened", kMaxDepth),
             "use fewer levels");
    }
    return false;
  }
  void report(Code code, Span span, std::string message, std::string help) override {
    diagnostics_.report(code, source_, span, std::move(message), std::move(help));
  }
  bool keeps_files() const override { return false; }

 private:
  const Source& source_;
  DocumentBuilder& builder_;
  Diagnostics& diagnostics_;
  bool deep_ = false;
};

class PageReader {
 public:
  PageReader(const Source& source, Diagnostics& diagnostics)
      : source_(source), builder_(source), host_(source, builder_, diagnostics) {}
  Document run(const HtmlOptions& options);

 private:
  void report_parts(const Tree& tree, const PageText& text, const PageParts& parts);
  void report_elements(const Tree& tree, const PageParts& parts);
  void settle_title();
  void set_meta(const PageParts& parts, const PageMeta& meta);

  const Source& source_;
  DocumentBuilder builder_;
  PageHost host_;
};

// Within quotation marks; an endless word is cut where it was.
std::string shortened(const std::string& words) {
  const std::size_t space = words.size() < 60 ? std::string::npos : words.find(' ', 50);
  return words.empty() ? words : "“" + (space == std::string::npos ? words : words.substr(0, space) + " …") + "”";
}

// Sentences between the article's own that a name alone calls furniture: somebody has to look.
bool is_amid(const Tree& tree, const PageText& text, const PageParts& parts, std::uint32_t id) {
  switch (parts.fates[id]) {
    case Fate::outside:
    case Fate::related:
    case Fate::newsletter:
    case Fate::controls:
    case Fate::advertisement: break;
    case Fate::keep:
    case Fate::navigation:
    case Fate::share:
    case Fate::comments:
    case Fate::cookies:
    case Fate::page_line:
    case Fate::byline:
    case Fate::title:
    case Fate::hidden: return false;
  }
  const Measure& m = text.measures[id];
  return id > parts.begin && id < parts.end && m.linked * 3 < m.length && says_sentence(tree, text, id);
}

bool is_drawn_formula(const Tree& tree, std::uint32_t id) {
  const std::string_view names = tree.attribute(id, "class").value_or("");
  return tree[id].info != nullptr && (names.find("katex-html") != std::string_view::npos || tree[id].info->tag == "mjx-math" || tree[id].info->tag == "nobr");
}

// A line for each part that was left out.
void PageReader::report_parts(const Tree& tree, const PageText& text, const PageParts& parts) {
  for (std::uint32_t id = 1; id < tree.nodes.size();) {
    const Fate fate = parts.fates[id];
    if (fate == Fate::keep) {
      ++id;
      continue;
    }
    std::string words = shortened(page_words(tree, id, 70));
    // What KaTeX and MathJax show of a formula is the same as its MathML, which was read.
    if (fate == Fate::hidden && is_drawn_formula(tree, id)) words.clear();
    // A sign that is hidden from readers aloud is an ornament.
    if (fate == Fate::hidden && comparable(words).size() < 3) words.clear();
    if (words.empty() && text.measures[id].images > 0) words = "a picture";
    const Span span{tree[id].span.begin, std::min(tree[id].span.end, tree[id].span.begin + 1)};
    if (!words.empty() && fate == Fate::hidden) {
      const bool within = parts.fates[tree[id].parent] == Fate::keep;
      if (within) host_.report(code::page_hidden, span, fmt::format("the page hides this; it was left out: {}", words), "take `hidden`, `aria-hidden` or `display: none` away to publish it");
    } else if (!words.empty() && is_amid(tree, text, parts, id)) {
      host_.report(code::page_text_left_out, span, fmt::format("sentences amid the article were left out as {}: {}", name_of(fate), words), "look whether they belong to it; --whole-page keeps all that the page holds");
    } else if (!words.empty() && fate != Fate::title) {
      host_.report(code::page_furniture, span, fmt::format("left out: {}: {}", name_of(fate), words), "--whole-page keeps all that the page holds");
    }
    id = tree[id].end;
  }
}

// Elements that no output shows, where they stand in the article.
void PageReader::report_elements(const Tree& tree, const PageParts& parts) {
  std::uint32_t first = 0, last = 0;  // texts that are kept
  std::vector<Span> dropped;
  for (std::uint32_t id = 1; id < tree.nodes.size();) {
    if (parts.fates[id] != Fate::keep) {
      dropped.push_back(tree[id].span);
      id = tree[id].end;
      continue;
    }
    if (tree[id].kind == Node::Kind::text && !trim(tree[id].text).empty()) first = first == 0 ? id : first, last = id;
    ++id;
  }
  if (first == 0) return;
  std::uint32_t around = tree[last].parent;  // what holds all of the article may go on behind its last words
  while (around > 0 && (around > first || tree[around].end <= first)) around = tree[around].parent;
  const std::uint32_t begin = tree[first].span.begin, end = around == 0 || tree[around].info->tag == "body" ? tree[last].span.end : std::max(tree[around].span.end, tree[last].span.end);
  auto gone = dropped.begin();
  for (const LeftOut& element : tree.left_out) {
    while (gone != dropped.end() && gone->end <= element.span.begin) ++gone;
    if (gone != dropped.end() && gone->begin <= element.span.begin && element.span.begin >= tree[last].span.end) continue;  // said
    const std::string_view tag = element.info->tag;
    static constexpr std::string_view kSilent[] = {"head", "link", "meta", "noscript", "script", "style", "svg", "template", "title", "canvas", "rp"};
    if (element.span.begin < begin || element.span.begin >= end || std::find(std::begin(kSilent), std::end(kSilent), tag) != std::end(kSilent)) {
      const std::string_view drawing = std::string_view(source_.text).substr(element.span.begin, element.span.end - element.span.begin);
      const bool says = tag == "svg" && element.span.begin >= begin && element.span.begin < end && drawing.find("<text") != std::string_view::npos;  // else an ornament
      if (!says) continue;
    }
    host_.report(code::html_dropped, {element.span.begin, element.span.begin + 1}, fmt::format("the HTML element <{}> was dropped with all that it holds", tag),
                 "say in words or with a picture what it shows");
  }
}

void PageReader::set_meta(const PageParts& parts, const PageMeta& found) {
  Meta& meta = builder_.meta();
  meta.title = parts.title_text;
  meta.subtitle = parts.subtitle;
  meta.authors = found.authors.empty() ? parts.authors : found.authors;
  meta.lang = found.lang;
  meta.reviewer = parts.reviewer;
  meta.date = found.date ? found.date : parts.date;
  if (meta.date) meta.date_span = found.date ? found.date_span : parts.date_span;
  const auto say = [&](const MetaText& text, std::string_view what) {
    if (!text.empty()) host_.report(code::page_metadata, {text.span.begin, text.span.begin + 1}, fmt::format("{}: “{}”", what, text.value), {});
  };
  say(meta.title, "title");
  say(meta.subtitle, "subtitle");
  for (const MetaText& author : meta.authors) say(author, "author");
  say(meta.reviewer, "reviewer");
  if (meta.date) say({to_iso(*meta.date), meta.date_span}, "date");
  say(meta.lang, "language");
}

// The title with its emphasis says the same words as the metadata; a mark that leads to a note is none of them.
void PageReader::settle_title() {
  const Document& document = builder_.peek();
  if (document.nodes.size() < 2 || document[1].element != Element::title) return;
  bool cites = false;
  for (NodeId id = 1; id < document[1].end; ++id) cites = cites || document[id].element == Element::note_reference;
  MetaText& title = builder_.meta().title;
  const std::string words = collapse_spaces(document.plain_text(1));
  if (cites || comparable(words) == comparable(title.value)) title.value = words;
}

Document PageReader::run(const HtmlOptions& options) {
  const Report report = [&](Code code, Span span, std::string message, std::string help) {
    host_.report(code, span, std::move(message), std::move(help));
  };
  Fragment fragment(true, {}, true);
  take_shortcodes(source_.text, fragment, report);
  const Tree tree = parse(fragment, report);
  const PageText text = measure_page(tree);
  const PageMeta meta = read_page_meta(source_);
  PageParts parts;
  if (options.whole_page) {
    parts.fates.assign(tree.nodes.size(), Fate::keep);
    const TitleChoice title = choose_page_title(tree, text, meta, parts.fates, 0);
    parts.title_text = title.text;
    parts.title = title.node;
    if (title.node != 0) parts.fates[title.node] = Fate::title;
  } else {
    parts = find_article(tree, text, meta);
    report_parts(tree, text, parts);
  }
  report_elements(tree, parts);
  set_meta(parts, meta);
  const Tree article = article_tree(tree, text, parts.fates, meta, made_up_rules(source_.text), parts.title, report);
  read(article, builder_, host_);
  settle_title();
  return builder_.finish();
}

Document read_page(const Source& source, const HtmlOptions& options, Diagnostics& diagnostics) { return PageReader(source, diagnostics).run(options); }

}  // namespace
}  // namespace pamphlet::html

namespace pamphlet {

Document read_html(const Source& source, const HtmlOptions& options, Diagnostics& diagnostics) { return html::read_page(source, options, diagnostics); }

}  // namespace pamphlet
