#include <algorithm>

#include "base/ascii.h"
#include "base/salutation.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {


// "01-first-week_home" → "First week home".
std::string prettified(std::string_view stem) {
  // A number in front orders the files of a folder: up to three digits, then a separator.
  std::size_t digits = 0;
  while (digits < stem.size() && is_ascii_digit(stem[digits]))
    ++digits;
  const std::size_t rest = stem.find_first_not_of("-_. ", digits);
  if (digits > 0 && digits <= 3 && rest != std::string_view::npos && rest > digits) stem.remove_prefix(rest);

  std::string words(stem);
  std::replace(words.begin(), words.end(), '-', ' ');
  std::replace(words.begin(), words.end(), '_', ' ');
  words = collapse_spaces(words);
  if (words.empty()) return "Untitled";
  std::size_t first_end = 0;
  next_code_point(words, first_end);
  return to_upper(std::string_view(words).substr(0, first_end), "") + words.substr(first_end);
}

// Whether the node shows any word or picture of its own.
bool has_words(const Document& document, NodeId root) {
  for (NodeId id = root; id < document[root].end; ++id) {
    const Element element = document[id].element;
    if (element == Element::formula) return true;
    if ((element == Element::text || element == Element::code) && !trim(document.text(id)).empty()) return true;
  }
  return false;
}

// The heading before which the article says nothing: pictures and rules may stand there, as above many a blog article,
// but no words.
NodeId opening_heading(const Document& document) {
  for (const NodeId block : children(document, 0)) {
    const Element element = document[block].element;
    if (is_of_header(document, block)) continue;
    if (element == Element::heading) return block;
    if (element != Element::note && has_words(document, block)) return kNoNode;
  }
  return kNoNode;
}

// Whether no other heading has its rank or a higher one: then it is the article's title, whatever its level. Many
// programs that make web pages begin their articles with "## Title".
bool stands_alone(const Document& document, NodeId heading) {
  const int level = document.data<HeadingData>(heading).level;
  for (const NodeId block : children(document, 0)) {
    if (block == heading || document[block].element != Element::heading) continue;
    if (document.data<HeadingData>(block).level <= level) return false;
  }
  return true;
}

// Whether the first words of the article are a salutation: a letter has no title above it.
bool is_letter(const Document& document) {
  for (const NodeId block : children(document, 0)) {
    if (document[block].element != Element::note && !is_of_header(document, block) && has_words(document, block))
      return document[block].element == Element::paragraph && is_salutation(document.plain_text(block));
  }
  return false;
}

}  // namespace

HeaderBlocks header_blocks(const Document& document) {
  const auto find = [&](Element element, const MetaText& words) {
    for (const NodeId block : children(document, 0)) {
      if (document[block].element == element && document.plain_text(block) == words.value) return block;
    }
    return kNoNode;
  };
  const Meta& meta = document.meta;
  return {find(Element::title, meta.title), find(Element::standfirst, trim(meta.subtitle.value).empty() ? meta.description : meta.subtitle),
          find(Element::kicker, meta.kicker), find(Element::publisher, meta.publisher)};
}

TitleChoice choose_title(const Document& document, std::string_view fallback_title) {
  const NodeId heading = opening_heading(document);
  const std::string words = heading == kNoNode ? std::string() : collapse_spaces(document.plain_text(heading));
  const bool first_level = heading != kNoNode && document.data<HeadingData>(heading).level == 1;
  TitleChoice choice{collapse_spaces(document.meta.title.value), document.meta.title.span};
  if (!choice.text.empty()) {
    if (first_level && fold_case(words) == fold_case(choice.text)) choice.heading = heading;
    choice.as_heading = choice.heading != kNoNode && words == choice.text && header_blocks(document).title == kNoNode;
    return choice;
  }
  if (!words.empty() && first_level) return {words, document[heading].span, heading, TitleOrigin::heading, true};
  if (!words.empty() && stands_alone(document, heading)) {
    return {words, document[heading].span, heading, TitleOrigin::lower_heading, true};
  }
  return {prettified(fallback_title), {}, kNoNode, is_letter(document) ? TitleOrigin::letter : TitleOrigin::file_name};
}

void report_title(const Document& document, const TitleChoice& title, Diagnostics& diagnostics) {
  for (NodeId id = title.heading; title.as_heading && id < document[title.heading].end; ++id) {
    if (document[id].element != Element::link) continue;
    diagnostics.report(code::link_dropped, *document.source, document[id].span,
                       "the title holds a link; its words were kept, not its address: " + document.data<LinkData>(id).target.str(),
                       "write the address into the text");
  }
  if (title.origin == TitleOrigin::file_name) {
    diagnostics.report(code::title_missing, *document.source, {},
                       "the article has no title; its file name serves as one",
                       "begin the article with \"# Title\", or write \"title: …\" in the front matter");
  } else if (title.origin == TitleOrigin::letter) {
    diagnostics.report(code::title_missing, *document.source, {},
                       "the letter has no title; its file name serves as one in the files' metadata, and is not printed",
                       "write \"title: …\" in the front matter for another one, which is printed");
  } else if (title.origin == TitleOrigin::lower_heading) {
    diagnostics.report(code::guessed_title, *document.source, title.span,
                       "the heading that opens the article was taken as its title", "write it with a single #");
  }
}

}  // namespace pamphlet::resolving
