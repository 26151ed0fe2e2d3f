// A web page on its way to a Document: what its head says, which of its nodes are the article, and the tree of these.
// Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "doc/doc.h"
#include "html/html.h"

namespace pamphlet::html {

// ------------------------------------------------------------------------------------------------ metadata.cpp

/// What a page says about itself: `<title>`, `<meta>`, OpenGraph, JSON-LD, `<html lang>`.
struct PageMeta {
  MetaText window_title;              // often with the site's name
  MetaText title;                     // of the article: og:title or JSON-LD's headline
  std::vector<MetaText> authors;
  MetaText lang;
  std::optional<Date> date;
  Span date_span;
  std::string base;                   // the page's address, which relative links start from
  bool document = false;              // a whole page, and not a piece of one
  bool exported = false;              // by a writing tool: what stands in its article is its author's
  bool office = false;                // by a word processor: there is nothing around its article
};
PageMeta read_page_meta(const Source& source);

/// An address as the page means it: relative ones become absolute where the page's address is known, those that lead into
/// the page "#id", and a redirection by Google's export the address that it leads to.
std::string page_address(std::string_view base, std::string_view address);

/// The id that an address names in the page itself; "" for every other address.
std::string page_target(std::string_view base, std::optional<std::string_view> address);

// ------------------------------------------------------------------------------------------------ shortcodes.cpp

/// Puts the page into the fragment without WordPress's shortcodes.
void take_shortcodes(std::string_view text, Fragment& fragment, const Report& report);

// ------------------------------------------------------------------------------------------------ page_text.cpp

/// What a node holds, with all its descendants. Lengths are in characters as Latin text has them: an ideograph is three.
struct Measure {
  std::uint32_t length = 0, linked = 0;  // of words; of words in links
  std::uint32_t prose = 0;               // of words in blocks that read like running text
  std::uint32_t links = 0, images = 0, headings = 0, blocks = 0, prose_blocks = 0, controls = 0;
  std::uint32_t inner_links = 0;         // to a place of the page itself
  std::uint32_t linked_headings = 0;
};
/// For each node of the tree.
struct PageText {
  std::vector<Measure> measures;
  std::vector<std::uint32_t> blocks;     // the nearest block, itself included
};
PageText measure_page(const Tree& tree);

bool is_block(const Node& node);
/// What a whole page does not show or say: is_hidden(), what is hidden from screen readers, and a closed dialog.
bool is_hidden_on_page(const Tree& tree, std::uint32_t id);
/// Whether it holds a sentence that no link is: running text, or short words that end as sentences do.
bool says_sentence(const Tree& tree, const PageText& text, std::uint32_t id);
/// The words in it, spaces collapsed, at most about `limit` bytes.
std::string page_words(const Tree& tree, std::uint32_t id, std::size_t limit);

// ------------------------------------------------------------------------------------------------ furniture.cpp

/// Why something of a page is not of its article.
enum class Fate : unsigned char {
  keep, outside, navigation, share, comments, related, newsletter, cookies, advertisement, controls, page_line, byline, title, hidden
};
std::string_view name_of(Fate fate);

/// A button, or what stands for one, that opens a part of the page: in a heading, or with the name of what it opens.
bool is_opener(const Tree& tree, std::uint32_t id);
/// What tag, role, class and id of a node say that it is; keep when they say nothing.
struct Sign {
  Fate fate = Fate::keep;
  bool sure = false;   // enough alone; else only where the content looks like it
};
Sign sign_of(const Tree& tree, std::uint32_t id);
/// Whether they say that it is the article's text.
bool names_article(const Tree& tree, std::uint32_t id);

// ------------------------------------------------------------------------------------------------ main_content.cpp

struct PageParts {
  std::vector<Fate> fates;        // by node; below a node that is left out they mean nothing
  std::uint32_t title = 0;        // the heading that is the article's title; 0: none
  MetaText title_text, subtitle;
  std::vector<MetaText> authors;  // as the page shows them
  MetaText reviewer;
  std::optional<Date> date;
  Span date_span;
  std::uint32_t begin = 0, end = 0;  // from the title or the article's text to where it ends
};
PageParts find_article(const Tree& tree, const PageText& text, const PageMeta& meta);


}  // namespace pamphlet::html
