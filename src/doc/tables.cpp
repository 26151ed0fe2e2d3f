// The tables of the room: elements.def, and the words of terms.def and terms_more.def.

#include <array>
#include <iterator>

#include "base/hyphenated.h"
#include "doc/doc.h"

namespace pamphlet {
namespace {

#define PAMPHLET_ELEMENT(name, display, html, browser, text, pdf, traits, variants) constexpr Hyphenated k_##name(#name);
#include "doc/elements.def"
#undef PAMPHLET_ELEMENT

// By its word in elements.def: one of them, "inline", is a C++ keyword.
constexpr Display display_of(std::string_view word) {
  if (word == "block") return Display::block;
  if (word == "flow") return Display::flow;
  if (word == "inline") return Display::inline_;
  if (word == "leaf") return Display::leaf;
  return Display::pseudo;
}

namespace row {
constexpr unsigned none = 0, titles = static_cast<unsigned>(Trait::titles), heads = static_cast<unsigned>(Trait::heads),
                   introduced = static_cast<unsigned>(Trait::introduced), rare = static_cast<unsigned>(Trait::rare);
constexpr ElementInfo kElements[] = {
#define PAMPHLET_ELEMENT(name, display, html, browser, text, pdf, traits, variants)                                \
  {k_##name.view(), display_of(#display), html, BrowserLook::browser, TextKind::text, pdf, traits, variants},
#include "doc/elements.def"
#undef PAMPHLET_ELEMENT
};
}  // namespace row
using row::kElements;

constexpr std::size_t kColumns = 7;
constexpr std::string_view kLanguages[kColumns] = {"en", "es", "fr", "de", "it", "pt", "nl"};

struct TermRow {
  std::string_view key;
  std::array<std::string_view, kColumns> words;
};
constexpr TermRow kTerms[] = {
#define PAMPHLET_TERM(key, en, es, fr, de, it, pt, nl) {#key, {en, es, fr, de, it, pt, nl}},
#include "doc/terms.def"
#undef PAMPHLET_TERM
};

struct MoreTerm {
  std::string_view lang, key, word;
};
constexpr MoreTerm kMoreTerms[] = {
#define PAMPHLET_TERM_MORE(lang, key, word) {#lang, #key, word},
#include "doc/terms_more.def"
#undef PAMPHLET_TERM_MORE
};

bool is_primary_subtag(std::string_view lang, std::string_view primary) {
  if (lang.size() < primary.size() || (lang.size() > primary.size() && lang[primary.size()] != '-')) return false;
  for (std::size_t i = 0; i < primary.size(); ++i) {
    if ((lang[i] | 0x20) != primary[i]) return false;  // tags are compared without case (RFC 5646 §2.1.1)
  }
  return true;
}

}  // namespace

const ElementInfo& info(Element element) {
  return kElements[static_cast<std::size_t>(element)];
}
std::size_t element_count() {
  return std::size(kElements);
}

std::optional<Element> find_element(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kElements); ++i) {
    if (kElements[i].name == name) return static_cast<Element>(i);
  }
  return std::nullopt;
}

std::string_view term(std::string_view key, std::string_view lang) {
  for (const TermRow& row : kTerms) {
    if (row.key != key) continue;
    for (std::size_t i = 0; i < kColumns; ++i) {
      if (is_primary_subtag(lang, kLanguages[i])) return row.words[i];
    }
    for (const MoreTerm& more : kMoreTerms) {
      if (more.key == key && is_primary_subtag(lang, more.lang)) return more.word;
    }
    return row.words[0];
  }
  return {};
}

std::string term_with(std::string_view key, std::string_view lang, std::string_view slot, std::string_view value) {
  std::string out(term(key, lang));
  const std::string wanted = '{' + std::string(slot) + '}';
  for (std::size_t at = out.find(wanted); at != std::string::npos; at = out.find(wanted, at + value.size())) {
    out.replace(at, wanted.size(), value);
  }
  return out;
}

}  // namespace pamphlet
