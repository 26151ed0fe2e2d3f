// The steps of resolve(), private to the room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "doc/doc.h"

namespace pamphlet::resolving {

enum class TitleOrigin : unsigned char { metadata, heading, lower_heading, file_name, letter };  // letter: the file's name, and not printed

/// The title, and the heading of the reader's tree that it replaces.
struct TitleChoice {
  std::string text;
  Span span;
  NodeId heading = kNoNode;  // left out of the article: its attributes go to the title
  TitleOrigin origin = TitleOrigin::metadata;
  bool as_heading = false;   // printed as the heading has it, with its emphasis
};

/// Which notes are cited, in order of first citation, and what each reference leads to.
struct NotePlan {
  struct Reference {
    std::uint32_t number = 0, occurrence = 0;  // number 0: there is no such note
  };
  std::vector<NodeId> order;                         // of the reader's tree
  std::unordered_map<NodeId, Reference> references;  // by node of the reader's tree
};

/// sources.cpp: "[1]" and the source of that number lead to each other.
Document link_sources(Document document);

/// settle_marks.cpp: how the marks before items are heard.
void settle_marks(Document& document);

/// imprint.cpp: what the front matter says of a handout as such, and its text does not.
struct ImprintPart {
  std::string before, words, target;  // `words` lead to the target, if there is one
  Span span;
};
std::vector<ImprintPart> imprint(const Document& document, const Meta* book);
/// The sign between the parts of a line in small print.
std::string_view part_separator(std::string_view lang);

/// phone_box.cpp: numbers in a `::: phone` are links that a telephone dials.
Document link_numbers(Document document);
/// What a telephone dials for "(555) 555-0142"; empty when the words are no number and nothing else.
std::string dialled(std::string_view words);

/// fill_lines.cpp: runs of underscores are lines to write on.
Document draw_fill_lines(Document document);

/// guess_language.cpp: what the script of most letters says: "ar", "ja" …; "en" for Latin script and for none.
std::string_view guess_language(const Document& document);
/// The same of the text of one node; empty where its script says nothing.
std::string_view guess_language(const Document& document, NodeId node);
/// resolve_language.cpp: meta.lang, meta.dir, and `lang` and `dir` of every node become valid and explicit.
void settle_language(Document& document, Diagnostics& diagnostics);

/// resolve_title.cpp
/// Whether a block of the reader's tree is what the front matter shows beyond its words, and not of the article.
inline bool is_header_block(Element element) {
  return element == Element::title || element == Element::standfirst || element == Element::kicker || element == Element::publisher;
}
inline bool is_of_header(const Document& document, NodeId block) { return document[block].parent == 0 && is_header_block(document[block].element); }
TitleChoice choose_title(const Document& document, std::string_view fallback_title);
void report_title(const Document& document, const TitleChoice& title, Diagnostics& diagnostics);

/// resolve_notes.cpp; `skipped` is a heading whose citations do not count, or kNoNode.
NotePlan plan_notes(const Document& document, NodeId skipped, Diagnostics& diagnostics);

/// Blocks of the reader's tree that the header takes; kNoNode: the metadata's plain words.
struct HeaderBlocks {
  NodeId title = kNoNode, standfirst = kNoNode, kicker = kNoNode, publisher = kNoNode;
};
HeaderBlocks header_blocks(const Document& document);
/// assemble.cpp: the tree in its final order: header, article, colophon, notes.
Document assemble(Document document, const TitleChoice& title, const HeaderBlocks& header, const NotePlan& notes, const Meta* book);

/// resolve_headings.cpp: no level is skipped below the title.
void mend_levels(Document& document, Diagnostics& diagnostics);

/// table_grid.cpp: cells get their columns, spans become sound, heads get a scope.
void settle_tables(Document& document, Diagnostics& diagnostics);

/// resolve_links.cpp: ids of headings and of whatever has one are unique; links to "#…" lead somewhere.
void settle_ids(Document& document, Diagnostics& diagnostics);
void settle_links(Document& document, Diagnostics& diagnostics);

/// resolve_attributes.cpp: attributes that have no effect are said.
void report_attributes(const Document& document, Diagnostics& diagnostics);

/// slug.cpp: an XML NCName made from the words, never empty: "Der erste Schrei!" → "der-erste-schrei".
std::string slug(std::string_view text, std::string_view lang);
bool is_ncname(std::string_view text);

}  // namespace pamphlet::resolving
