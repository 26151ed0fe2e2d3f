// Markdown → Document: front matter, blocks, inlines.

#include <fmt/core.h>

#include "base/codes.h"
#include "markdown/abbreviations.h"
#include "markdown/blocks.h"
#include "markdown/codes.h"
#include "markdown/front_matter.h"
#include "markdown/markdown.h"

namespace pamphlet {
namespace {

// cmark counts bytes in 32 bits and stops the program beyond half of that (buffer.c); so do spans.
constexpr std::size_t kMaxBytes = std::size_t{512} << 20;

// "[//]: # (not for readers)": how Markdown is given comments that no converter shows.
bool is_comment(const markdown::LinkDefinition& definition) {
  const bool named = definition.label == "//" || definition.label == "comment" || definition.label.starts_with('_');
  return named && (definition.target.address == "#" || definition.target.address.empty());
}

}  // namespace

Document read_markdown(const Source& source, const MarkdownOptions& given, Diagnostics& diagnostics) {
  using namespace markdown;
  MarkdownOptions options = given;
  DocumentBuilder builder(source);
  if (source.text.size() > kMaxBytes) {
    diagnostics.report(code::file_too_large, source, {0, 0}, "the article is larger than 512 MB", "split it");
    return builder.finish();
  }
  Reporter reporter(source, diagnostics);
  Wishes wishes;
  std::vector<MarkedLine> marked;
  const std::uint32_t begin = options.dialect ? read_front_matter(source, builder.meta(), wishes, marked, diagnostics) : 0;
  if (builder.meta().lang.empty()) builder.meta().lang = {options.lang, {}};
  options.book = options.book || !builder.meta().book.empty();
  const Tree tree = parse(source, begin, options.dialect);
  const std::string lang = builder.meta().lang.value;
  const std::optional<Abbreviations> abbreviations = options.dialect ? std::optional<Abbreviations>(std::in_place, source, tree) : std::nullopt;
  const bool abbreviates = abbreviations && !abbreviations->empty();
  const ReadContext context{source, options, reporter, tree, lang, abbreviates ? &*abbreviations : nullptr};
  for (const Span span : tree.refused_tables) {
    reporter.report(code::markup_refused, span, "this table has more columns than a page can show, or far more than its rows have cells; it was kept as text",
                    "give each row all its cells, or split the table");
  }
  builder.reserve(tree.nodes.size() + 2 * tree.pieces.size());  // words and a line end each: growing by doubling would cost the most memory of all
  for (const MarkedLine& line : marked) write_marked_line(line, builder);
  BlockReader(context, builder).document(tree.too_deep_at);
  for (const LinkDefinition& definition : tree.definitions.all()) {
    if (definition.used && definition.first) continue;
    if (is_comment(definition)) {
      reporter.report(code::markup_left_out, definition.place, fmt::format("a remark was left out: {}", excerpt(source.text.substr(definition.place.begin, definition.place.end - definition.place.begin))), "take it out");
      continue;
    }
    reporter.report(code::definition_unused, definition.place, fmt::format("the address of [{}] {}", definition.label, definition.first ? "is asked for by no link and was left out" : "is given twice; the first one holds"),
                    definition.first ? fmt::format("write [words][{}] where it should be linked, or take it out", definition.label) : "take one of the two out");
  }
  for (std::size_t i = 0; abbreviates && i < abbreviations->all().size(); ++i) {
    const Abbreviations::Entry& entry = abbreviations->all()[i];
    if (!entry.used) reporter.report(code::definition_unused, entry.place, fmt::format("the abbreviation \"{}\" is not in the text; what it stands for was left out", excerpt(entry.name)), "take it out, or write the word as it is defined");
  }
  reporter.summarise();
  Document document = builder.finish();
  std::optional<bool> wished = options.smart_punctuation;
  for (const std::optional<bool> less : {wishes.smart_punctuation, options.smart_punctuation_default}) wished = wished ? wished : less;
  if (options.dialect && (wished ? *wished : mixes_punctuation(document))) smarten_punctuation(document);
  return document;
}

}  // namespace pamphlet
