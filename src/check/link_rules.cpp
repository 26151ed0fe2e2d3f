// Links whose text does not say where they lead (WCAG 2.4.4, 2.4.9).

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "check/codes.h"
#include "check/rules.h"

namespace pamphlet::checking {
namespace {

// A short address can be read aloud and typed from paper; this one is read character by character for half a minute.
constexpr std::size_t kLongAddress = 40;

struct LinkText {
  std::string_view lang, text;
};
constexpr LinkText kUnclear[] = {
#define PAMPHLET_LINK_TEXT(lang, text) {#lang, text},
#include "check/link_texts.def"
#undef PAMPHLET_LINK_TEXT
};

// Punctuation, quotes and arrows around the words: "→ here »", "Read more…".
bool is_trimming(char32_t c) {
  return is_space(c) ||
         (c < 0x80 && std::string_view(".,:;!?()[]<>\"'-").find(static_cast<char>(c)) != std::string_view::npos) ||
         c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x203A) || (c >= 0x2190 && c <= 0x21FF) || c == 0x3002 ||
         c == 0xFE0F || c == 0x27A1;
}

std::string normal(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  while (begin < end) {
    std::size_t next = begin;
    if (!is_trimming(next_code_point(text, next))) break;
    begin = next;
  }
  while (end > begin) {
    std::size_t previous = end;
    if (!is_trimming(previous_code_point(text, previous))) break;
    end = previous;
  }
  std::string out = fold_case(collapse_spaces(text.substr(begin, end - begin)));
  // Both apostrophes are one letter here: "plus d’informations".
  for (std::size_t at = out.find("’"); at != std::string::npos; at = out.find("’", at))
    out.replace(at, 3, "'");
  return out;
}

bool says_nothing(const std::string& text, std::string_view lang) {
  const std::string_view primary = lang.substr(0, lang.find('-'));
  return std::any_of(std::begin(kUnclear), std::end(kUnclear), [&](const LinkText& row) {
    return row.text == text && (row.lang == "en" || row.lang == primary);
  });
}

bool is_long_address(std::string_view text) {
  const bool address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
  return address && text.size() > kLongAddress && text.find(' ') == std::string_view::npos;
}

}  // namespace

void check_link_texts(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (node.element == Element::colophon) {
      id = node.end - 1;  // the list of sources shows addresses on purpose: paper cannot be clicked
      continue;
    }
    if (node.element != Element::link) continue;
    const std::string words = document.plain_text(id), text = normal(words);
    if (text.empty()) {
      diagnostics.report(code::link_text_unclear, *document.source, node.span, "the link has no text",
                         "write between the brackets where it leads");
    } else if (says_nothing(text, document.lang(id))) {
      diagnostics.report(code::link_text_unclear, *document.source, node.span,
                         fmt::format("the link text \"{}\" does not say where it leads", collapse_spaces(words)),
                         "link the words that name the target: \"the [safe sleep guide](…)\"");
    } else if (is_long_address(trim(words))) {
      diagnostics.report(code::link_text_unclear, *document.source, node.span,
                         "the link shows a long address instead of words",
                         "write [words that name the target](address)");
    }
  }
}

}  // namespace pamphlet::checking
