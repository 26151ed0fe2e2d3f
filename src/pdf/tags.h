// The structure tree (ISO 32000-1 §14.7, §14.8) as a value, made of the Document and the PageList alone.
//
// The tree comes from the document, not from the pages: a node's pieces hang under one element, whatever pages they
// stand on, in the order of the document. Elements that would say nothing are left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pdf_standard.h"
#include "doc/doc.h"
#include "pages/pages.h"
#include "pdf/targets.h"

namespace pamphlet::pdf {

inline constexpr std::uint32_t kNoElement = UINT32_MAX;

/// Why marked content is no part of the article (§14.8.2.2).
enum class Artifact : unsigned char { none, layout, header, footer, repeated };

/// What few elements have.
struct TagDetails {
  std::string alt, id;
  std::string expansion;             // /E: what an abbreviation stands for
  std::string actual_text;           // what its marked content extracts as, all of it
  std::string_view lang;             // of the document, or empty
  std::string_view list_numbering;   // standard attributes (§14.8.5): /List, /Table, /Layout
  std::string_view scope;
  std::uint32_t row_span = 1, column_span = 1;
  std::vector<NodeId> headers;       // the heads of a cell; each has cell_id() as its id
  std::string_view placement;
  std::string_view writing_mode;
  std::string_view decoration;
  std::string_view note_type;        // /FENote
  std::vector<std::uint32_t> refs;   // elements that it refers to
  bool has_box = false;
  Rect box;                          // in PDF coordinates: y grows upwards
};

struct TagElement {
  std::string_view type;             // standard structure type
  std::uint32_t parent = kNoElement;
  NodeId node = kNoNode;             // what it stands for: also its place among the kids of its parent
  std::uint32_t first_kid = 0, kid_count = 0;  // in TagTree::kids
  std::uint32_t details = 0;         // in TagTree::details; 0 has nothing
};

/// Index into elements, sequences or links.
struct TagKid {
  enum class Kind : unsigned char { element, sequence, link } kind = Kind::element;
  std::uint32_t index = 0;
};

/// Consecutive items of a page that share one marked-content sequence (§14.6): same element, or same kind of artifact.
/// Link areas among them paint nothing and are skipped.
struct Sequence {
  std::uint32_t page = 0;
  std::uint32_t first_item = 0, end_item = 0;
  std::uint32_t element = kNoElement;  // none: an artifact
  Artifact artifact = Artifact::none;
  std::uint32_t mcid = 0;
  NodeId node = kNoNode;               // of its first item: its place among the kids
};

/// A clickable area that leads somewhere; or a field of a form, which has an element of its own and no target.
struct TagLink {
  std::uint32_t page = 0, item = 0;
  std::uint32_t element = kNoElement;
  NodeId node = kNoNode;
  std::uint32_t target = 0;            // in TagTree::targets
};

struct TagTree {
  std::vector<TagElement> elements;    // preorder; elements[0] is Document
  std::vector<TagDetails> details{1};
  std::vector<TagKid> kids;
  std::vector<Sequence> sequences;     // by page, in the order in which they are shown
  std::vector<std::uint32_t> page_sequences;  // first sequence of each page, and one past the last
  std::vector<TagLink> links;
  std::vector<LinkTarget> targets;
  std::vector<std::uint32_t> own;      // by node: the element that it is in
  PdfStandard standard = PdfStandard::ua_1;

  const TagDetails& details_of(const TagElement& element) const { return details[element.details]; }
};

/// The identifier of a head that cells name.
std::string cell_id(NodeId cell);

/// Puts the sequences of each page into the order of the tree, and numbers their marked content so.
void order_content(TagTree& tree);

TagTree build_tags(const Document& document, const PageList& pages, const Targets& targets, PdfStandard standard = PdfStandard::ua_1);

/// The article's language as a well-formed tag: "und" when what it says is none (BCP 47 §4.1).
std::string_view document_language(const Document& document);

/// Whether the item is a drawing that stands for text: it is shown as a glyph, so that readers select and extract it.
bool is_text_mark(const Document& document, const DrawingItem& item);

}  // namespace pamphlet::pdf
