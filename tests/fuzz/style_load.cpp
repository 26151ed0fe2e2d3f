// Any bytes as a style file: a usable style comes out, it can be cascaded, dumped and written as CSS, and every finding
// lies within its file.
#include <cmath>

#include "style/style.h"
#include "fuzz.h"

using namespace pamphlet;
using fuzz::require;

namespace {

constexpr const char* kBase = R"(extends = ""
[tokens]
accent = "#123456"
gap = "1em"
strong = "$accent"
[fonts.families]
"Open Sans" = {files = [{file = "OpenSans-Regular.ttf"}]}
[page]
size = "a5"
margin = "20mm"
bottom-left = "[{publisher}] {page}"
[heading]
color = "$strong"
margin = "$gap 2em"
[heading.h2.pdf]
font-size = "1.5em"
[paragraph.first]
text-indent = "0"
[div.note]
padding = "$gap"
)";

Document make_document(const Source& source) {
  DocumentBuilder builder(source);
  Attributes classes;
  classes.classes = {"note", "a"};
  builder.open(Element::heading, {}, HeadingData{2}, classes);
  builder.text("Title", {});
  builder.close();
  builder.open(Element::paragraph, {});
  builder.text("The signs are:", {});
  builder.close();
  ListData list;
  list.kind = ListKind::marked;
  list.mark = Mark::check;
  builder.open(Element::list, {}, list);
  ItemData item;
  item.mark = Mark::check;
  builder.open(Element::item, {}, item);
  builder.open(Element::paragraph, {});
  for (int i = 0; i < 20; ++i) builder.open(i % 2 == 0 ? Element::superscript : Element::strong, {});
  builder.text("deep", {});
  return builder.finish();
}

void cascade(const Style& style, Media medium) {
  const Source source("a.md", "");
  const Document document = make_document(source);
  const StyledDocument styled(document, style, medium);
  for (NodeId node = 0; node < document.nodes.size(); ++node) {
    for (const Element pseudo : {Element::marker, Element::first_letter, Element::callout_label}) {
      require(std::isfinite(styled.pseudo(node, pseudo).font_size.ratio));
    }
    const ComputedStyle& own = styled[node];
    require(own.font_size.ratio >= 0.3 && own.font_size.ratio <= 6);
    require(own.line_height >= 0.8 && own.line_height <= 4);
    require(std::isfinite(own.text_indent.em) && std::isfinite(own.letter_spacing.em));
    require(own.orphans >= 1 && own.orphans <= 9);
  }
  for (const Rule* rule : rules_for(style, medium)) {
    for (const Declaration& declaration : rule->declarations) {
      require(!to_css(declaration.property, declaration.value).empty());
      require(declaration.source < style.sources.size());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  MemoryFiles files;
  files.files["styles/base.toml"] = kBase;
  files.files["a/style.toml"] = std::string(fuzz::as_text(data, size));
  Diagnostics diagnostics;
  const Style style = load_style("a/style.toml", {"styles"}, files, diagnostics);
  const PageStyle& page = style.page;
  require(page.width - page.margin_left - page.margin_right >= Length::points(72));
  require(page.height - page.margin_top - page.margin_bottom >= Length::points(72));
  require(page.font_size >= Length::points(5) && page.minimum_font_size <= page.font_size);
  require(page.head_distance <= page.margin_top && page.foot_distance <= page.margin_bottom);
  require(!dump(style).empty());
  cascade(style, Media::pdf);
  cascade(style, Media::ebook);
  for (const Diagnostic& finding : diagnostics.items()) {
    if (finding.source) require(finding.span.begin <= finding.span.end && finding.span.end <= finding.source->text.size());
    require(!format(finding).empty());
  }
  return 0;
}
