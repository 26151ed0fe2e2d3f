// HTML5 → Document nodes. Raw HTML that stands between something else (Markdown) and whole documents come in as a
// Fragment; parse() makes a tree of it as the HTML standard says, on Debian's gumbo, and read() writes that tree.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"
#include "doc/doc.h"

namespace pamphlet::html {

/// What an element becomes.
enum class Role : unsigned char {
  unknown,      // no row: its tags are dropped with a warning, its content is kept
  transparent,  // dropped in silence: it says what typography says anyway
  group,        // a block that only groups
  inline_,      // one of our inline elements
  code, link, span, image, line_break, rule,
  drop,         // dropped with all it holds, with a warning: script, iframe …
  paragraph, heading, division, quote, list, item, definition_list, term, description, preformatted,
  table, head_group, row_group, row, cell, figure, caption, summary,
  note, note_reference,  // of pages, where a link and its way back say so
  title                  // of pages: the article's, where its words are not all alike
};

/// How the HTML syntax treats it, as far as the bounds on gumbo need to know (sanitize.cpp).
enum class Syntax : unsigned char {
  none,        // `<br>`: holds nothing
  formatting,  // `<b>`: goes on in the next block when it is not closed
  inline_,
  block,
  heading,     // closed by the next heading
  paragraph, item, term, ruby, cell, row, rows,  // their end tags may be left out
  table,
  raw          // `<script>`: no markup within
};

struct ElementInfo {
  std::string_view tag;
  Role role = Role::unknown;
  Element element = Element::span;  // for role inline_
  Syntax syntax = Syntax::inline_;
};
/// By its name in lower case; of role unknown when elements.def has no row for it.
const ElementInfo& find_element(std::string_view tag);

/// Says what was dropped or changed, and where.
using Report = std::function<void(Code, Span, std::string message, std::string help)>;

/// HTML in the order of the text, with pieces of something else between it. Pieces are numbered from 0.
class Fragment {
 public:
  /// `blocks`: pieces are blocks, and no element is dropped together with one. `lang`: of the text around it. `page`: a web
  /// page, in which all that browsers forgive is forgiven, and elements without a row keep their names.
  explicit Fragment(bool blocks, std::string_view lang = {}, bool page = false) : blocks_(blocks), page_(page), lang_(lang) {}
  /// HTML that stands so, byte for byte, at an offset of the Source.
  void html(std::string_view text, std::uint32_t offset);
  /// Something without HTML.
  void piece() { marks_.push_back({text_.size(), Mark::leaf}); }
  /// Something that holds HTML: what is opened within it ends within it.
  void open_piece() { marks_.push_back({text_.size(), Mark::open}); }
  void close_piece() { marks_.push_back({text_.size(), Mark::close}); }
  bool empty() const { return text_.empty() && marks_.empty(); }

  enum class Mark : unsigned char { leaf, open, close };
  struct Place { std::size_t at; Mark mark; };
  struct Chunk { std::size_t at; std::uint32_t offset; };
  const std::string& text() const { return text_; }
  const std::vector<Place>& marks() const { return marks_; }
  const std::vector<Chunk>& chunks() const { return chunks_; }
  bool blocks() const { return blocks_; }
  std::string_view lang() const { return lang_; }
  bool page() const { return page_; }

 private:
  bool blocks_, page_;
  std::string_view lang_;
  std::string text_;
  std::vector<Place> marks_;
  std::vector<Chunk> chunks_;
};

struct Node {
  enum class Kind : unsigned char { element, text, piece } kind = Kind::element;
  bool clone = false;              // an unclosed formatting element that goes on here
  std::uint32_t parent = 0, end = 0;  // preorder: the descendants are the next ones up to `end`
  std::uint32_t data = 0;          // element: its first attribute; piece: its number
  std::uint32_t attributes = 0;    // how many
  const ElementInfo* info = nullptr;
  std::string_view text;           // text: with references decoded
  Span span;                       // from the start tag to the end tag
};

/// An element of a page that was left out with all that it holds.
struct LeftOut {
  Span span;
  const ElementInfo* info = nullptr;
};

/// Node 0 is the root, an element without a row.
struct Tree {
  std::vector<Node> nodes;
  std::vector<std::pair<std::string_view, std::string_view>> attributes;  // names in lower case, references decoded
  std::vector<LeftOut> left_out;                                          // of a page
  std::shared_ptr<void> memory;                                           // what the texts point into

  const Node& operator[](std::uint32_t id) const { return nodes[id]; }
  std::optional<std::string_view> attribute(std::uint32_t id, std::string_view name) const;
};

/// The tree that the HTML standard makes of it (§13.2, fragment case). What is left out, never closed or closes nothing is
/// reported. Linear time and memory, whatever the bytes.
Tree parse(const Fragment& fragment, const Report& report);

/// Attributes that have no effect (E153): each kind of them where it stands first.
void report_unused_attributes(const Tree& tree, const Report& report);
/// Whether the page shows it to nobody: `hidden`, `display: none`.
bool is_hidden(const Tree& tree, std::uint32_t id);
/// What its style or class says about a new page before and after it.
struct PageBreaks { bool before = false, after = false; };
PageBreaks page_breaks(const Tree& tree, std::uint32_t id);

/// id, class, lang and dir; whatever is not acceptable is left out. The `name` of an `<a>` is an id.
Attributes attributes_of(const Tree& tree, std::uint32_t id);
/// The width that a style attribute asks for; "" when it asks for none.
std::string_view style_width(const Tree& tree, std::uint32_t id);
/// The image of an `<img>`.
ImageData image_of(const Tree& tree, std::uint32_t id);
/// All text of a node, white space as it is.
std::string words_of(const Tree& tree, std::uint32_t id);

/// Whoever has HTML read: it writes the pieces, and shares limits and findings with the reader.
class Host {
 public:
  virtual ~Host() = default;
  /// Writes a piece as blocks, at the place where the builder is.
  virtual void write_blocks(std::uint32_t piece) = 0;
  /// Writes its words into the block that is open.
  virtual void write_words(std::uint32_t piece) = 0;
  /// Whether a container still fits; if not, it says so (E135).
  virtual bool has_room(Element container, Span span) = 0;
  virtual void report(Code code, Span span, std::string message, std::string help) = 0;
  /// Links to other files are kept: a book settles them.
  virtual bool keeps_files() const = 0;
  /// The id of an empty anchor that waits for the next block.
  std::string waiting;
};

/// Writes the tree as blocks into the node that is open.
void read(const Tree& tree, DocumentBuilder& builder, Host& host);

/// Whether the text begins as a whole document does: `<!doctype html>`, `<html>`, `<head>` or `<body>`, behind comments.
bool begins_document(std::string_view text);
/// Whether it is a document or a piece of one: from its first sign to its last it is HTML.
bool is_html(std::string_view text);
/// The encoding that the bytes say they have, in lower case: `<meta charset>` and its older form, or XML's declaration.
std::string declared_charset(std::string_view bytes);

}  // namespace pamphlet::html

namespace pamphlet {

struct HtmlOptions {
  bool whole_page = false;  // keep menus, comments, footers: everything
};
/// A page or a piece of one → Document, not yet resolved. Of a page the article is read, with title, author, date and
/// language from the page's metadata; what is around it is left out, each region with a hint.
Document read_html(const Source& source, const HtmlOptions& options, Diagnostics& diagnostics);

}  // namespace pamphlet
