// Markdown → Document: front matter, masks, cmark, blocks.

#include "base/codes.h"
#include "doc/codes.h"
#include "markdown/blocks.h"
#include "markdown/codes.h"
#include "markdown/front_matter.h"
#include "markdown/markdown.h"

namespace pamphlet {
namespace {

using namespace markdown;

// cmark counts bytes in 32 bits and stops the program beyond half of that (buffer.c); so do spans.
constexpr std::size_t kMaxBytes = std::size_t{512} << 20;

void report_guards(const MaskedText& masked, Reporter& reporter) {
  for (const Span span : masked.refused_tables) {
    reporter.report(code::markup_refused, span, "this table has far more columns than its rows have cells, or more than any page shows; it was kept as text",
                    "give each row all its cells, or split the table");
  }
  for (const Span span : masked.refused_markup) {
    reporter.report(code::markup_refused, span, "this paragraph has more emphasis, images or unfinished HTML than can be; from here on it was kept as text",
                    "put blank lines between its parts");
  }
  for (const Span span : masked.refused_definitions) {
    reporter.report(code::link_dropped, span, "this link definition is too long and is not used", "use a shorter address");
  }
}

}  // namespace

Document read_markdown(const Source& source, const MarkdownOptions& given, Diagnostics& diagnostics) {
  MarkdownOptions options = given;
  DocumentBuilder builder(source);
  if (source.text.size() > kMaxBytes) {
    diagnostics.report(code::file_too_large, source, {0, 0}, "the article is larger than 512 MB", "split it");
    return builder.finish();
  }
  Reporter reporter(source, diagnostics);
  Wishes wishes;
  const std::uint32_t begin = options.dialect ? read_front_matter(source, builder.meta(), wishes, diagnostics) : 0;
  options.book = options.book || !builder.meta().book.empty();
  const MaskedText masked = mask(source, begin, options.dialect);
  const Tree tree = parse(masked, {options.dialect});
  const ReadContext context{source, options, reporter, masked, tree};
  report_guards(masked, reporter);
  builder.reserve(tree.nodes.size() + tree.nodes.size() / 16);  // growing by doubling would cost the most memory of all
  BlockReader(context, builder).document(masked.too_deep ? std::optional(masked.too_deep_at) : std::nullopt);
  reporter.summarise();
  Document document = builder.finish();
  const bool wished = wishes.smart_punctuation.value_or(options.smart_punctuation_default);
  if (options.smart_punctuation.value_or(wished)) smarten_punctuation(document);
  return document;
}

}  // namespace pamphlet
