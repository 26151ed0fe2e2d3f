// The document tree: one article as values. Readers build it, resolve() completes it, then it never changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/boxed_string.h"
#include "base/date.h"
#include "base/diagnostics.h"
#include "base/ids.h"
#include "base/source.h"

namespace pamphlet {

// ---------------------------------------------------------------------------------------------------------- elements

// Columns of elements.def, which says what they mean.
enum class Display : unsigned char { block, flow, inline_, leaf, pseudo };
enum class BrowserLook : unsigned char { none, spaced, list, heading };
enum class TextKind : unsigned char { whole, running, boxed, label };
enum class Trait : unsigned char {
  none = 0,
  titles = 1,      // names a part of the text: bookmarks and contents lead to it
  heads = 2,       // belongs to what follows: it must not be the last on a page
  introduced = 4,  // what a paragraph before it leads to: it is no use without
  rare = 8,        // most articles have none: their style sheets need no rules for it
};

enum class Element : unsigned char {
#define PAMPHLET_ELEMENT(name, display, html, browser, text, pdf, traits, variants) name,
#include "doc/elements.def"
#undef PAMPHLET_ELEMENT
};

/// A row of elements.def.
struct ElementInfo {
  std::string_view name;  // as styles and dumps write it: "block-quote" (underscores become hyphens)
  Display display;
  std::string_view html;
  BrowserLook browser;
  TextKind text;
  std::string_view pdf;
  unsigned traits;  // a set of Trait
  std::string_view variants;
};
const ElementInfo& info(Element element);
std::size_t element_count();
std::optional<Element> find_element(std::string_view name);
inline bool is_inline(Element e) { return info(e).display == Display::inline_ || info(e).display == Display::leaf; }
inline bool has_trait(Element e, Trait trait) { return (info(e).traits & static_cast<unsigned>(trait)) != 0; }
/// A list for all who read it, whatever its items look like.
inline bool is_list(Element e) { return info(e).pdf == "L"; }
/// The first of the words or selectors of a column.
inline std::string_view first_of(std::string_view column) { return column.substr(0, column.find_first_of(", ")); }

/// A row of marks.def.
enum class Mark : unsigned char {
  none,
#define PAMPHLET_MARK(name, spoken, emoji) name,
#include "doc/marks.def"
#undef PAMPHLET_MARK
};
inline constexpr std::size_t kMarkCount = [] {  // with `none`
  std::size_t count = 1;
#define PAMPHLET_MARK(name, spoken, emoji) ++count;
#include "doc/marks.def"
#undef PAMPHLET_MARK
  return count;
}();
/// By its name as an article writes it: "task-done".
Mark find_mark_named(std::string_view name);
std::string_view name(Mark mark);           // "check"; "" for none
std::string_view spoken_term(Mark mark);    // key of terms.def, or ""
std::string_view canonical_emoji(Mark mark);  // with U+FE0F where emoji presentation needs it
/// The mark of the emoji at the start of `text`, and how many bytes it takes with its variation selector; {none, 0} else.
std::pair<Mark, std::size_t> find_mark(std::string_view text);
/// Any emoji sequence (UTS #51) at the start of `text`: its length in bytes, 0 when there is none.
std::size_t emoji_length(std::string_view text);

/// Quotation marks of a language: around a quotation, and around one inside it.
struct QuoteMarks {
  std::string_view open, close, inner_open, inner_close;
};
const QuoteMarks& quote_marks(std::string_view lang);
/// Whether a language tag is `tag` or below it (RFC 4647 §3.3.1).
bool is_below(std::string_view lang, std::string_view tag);

/// The word for a row of terms.def in the language (BCP 47 tag; its primary subtag decides), `{name}` parts untouched.
std::string_view term(std::string_view key, std::string_view lang);
/// As term(), with `{slot}` replaced by `value`.
std::string term_with(std::string_view key, std::string_view lang, std::string_view slot, std::string_view value);

// ---------------------------------------------------------------------------------------------------------- the tree

enum class ListKind : unsigned char { bullet, ordered, task, marked };
enum class CalloutKind : unsigned char { note, tip, important, warning, caution, help, summary };
enum class CellAlign : unsigned char { none, left, center, right };
enum class CellScope : unsigned char { none, column, row, column_group, row_group };  // what a head is the head of

/// How the items of an ordered list are counted: what an author writes is kept, a style says how decimal ones look.
enum class NumberStyle : unsigned char { decimal, lower_alpha, upper_alpha, lower_roman, upper_roman };

struct HeadingData { int level = 1; };  // 1 to 6
struct ListData {
  ListKind kind = ListKind::bullet;
  bool tight = true;
  std::int64_t start = 1;  // ordered lists
  char delimiter = '.';    // '.', ')', or '(' for "(1)"
  Mark mark = Mark::none;  // marked lists whose items all have one mark
  NumberStyle style = NumberStyle::decimal;  // ordered lists
};
/// How the mark of an item is heard: as marks.def has it; "Do", "Do not"; not at all, since its words begin so (settle_marks.cpp).
enum class MarkSense : unsigned char { usual, advice, said };
struct ItemData {
  std::int64_t number = 0;            // ordered lists
  std::optional<bool> checked;        // task lists
  Mark mark = Mark::none;  MarkSense sense = MarkSense::usual;  // marked lists
  BoxedString marker;                 // the emoji as the author wrote it, for marked lists
};
struct CalloutData { CalloutKind kind = CalloutKind::note; };
struct CodeData { BoxedString language; };  // code_block: first word of the info string
struct TextData { std::uint32_t begin = 0, length = 0; };  // text, code: bytes of Document::text_pool
struct FormulaData { BoxedString tex; bool display = false; };  // math/math.h reads it; display: in an equation
struct LinkData { BoxedString target, title; };  // "#id" when it leads into the article; else an allowed absolute URL
struct ImageData {
  BoxedString source, title;
  BoxedString alt;        // "" = none given
  bool decorative = false;  // the author said alt="" or {role=presentation}
  std::optional<float> width;  // share of the measure, 0 to 1 ({width=50%})
  float pixels = 0;            // or the width in CSS pixels ({width=200}); 0: its own
};
/// "50%", "200", "200px", "3in", "7.5cm": false when it is no width, and nothing is set.
bool set_picture_width(ImageData& image, std::string_view text);
struct TableData { std::vector<CellAlign> columns; };  // of the grid
struct RowData {
  bool header = false;        // of the head, which stands above all others and is repeated on every page
  bool begins_group = false;  // opens a row group (HTML's tbody, tfoot): no cell from above reaches into it
};
/// A reader says what a cell spans, 1 for itself alone and a row span of 0 for the rest of its row group; whether it is a
/// head; and the scope that the author gave. resolve() makes a grid of it (table_grid.cpp): afterwards `column` is a
/// column of the grid, spans end within table and row group and overlap nobody, and every head has a scope.
struct CellData {
  CellAlign align = CellAlign::none;
  bool header = false;
  std::uint32_t column = 0;
  std::uint32_t row_span = 1, column_span = 1;
  CellScope scope = CellScope::none;
};
struct NoteData { BoxedString label; std::uint32_t number = 0; };  // number 1… in order of first citation
struct NoteReferenceData { NodeId note = kNoNode; std::uint32_t number = 0, occurrence = 1; };
enum class ContentsKind : unsigned char { contents, figures, tables };
struct ContentsData { ContentsKind kind = ContentsKind::contents; };
struct ContentsLineData { int depth = 1; };  // 1 for the outermost entries
/// How the page of a target is said: "12" at the end of a line of the contents; "page 12" in a sentence; "12" among the
/// pages of an index entry, where each page is named once.
enum class PageForm : unsigned char { number, words, listed };
struct PageReferenceData {
  NodeId target = kNoNode;
  PageForm form = PageForm::number;
  BoxedString fallback;  // what stands there where there are no pages
};

using Payload = std::variant<std::monostate, HeadingData, ListData, ItemData, CalloutData, CodeData, TextData, LinkData,
                             ImageData, TableData, RowData, CellData, NoteData, NoteReferenceData, FormulaData,
                             ContentsData, ContentsLineData, PageReferenceData>;

/// {#id .class key=value}, and `lang` and `dir` taken out of it.
struct Attributes {
  std::string id, lang, dir;
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> values;
  bool empty() const { return id.empty() && lang.empty() && dir.empty() && classes.empty() && values.empty(); }
};

/// Bare words and values: no white space, no quotes, none of the characters that end an attribute list or a table cell.
/// Two bytes of UTF-8 and more are letters here.
bool is_attribute_byte(char c);
/// What may stand in an id or a class without quotes.
bool is_attribute_word(std::string_view text);
/// Sets a key: `id`, `class`, `lang` and `dir` go where they belong, the rest into values. False: not acceptable.
bool set_attribute(Attributes& attributes, std::string_view key, std::string_view value);
/// The attribute `width` or `height` of what is written by hand: "6cm", "2em". In points, or in ems of the place; from 1 pt to
/// four times the widest sheet that is printed.
struct Measure {
  double value = 0;
  bool em = false;
};
std::optional<Measure> stated_measure(const Attributes& attributes, std::string_view key);
/// A number as a list shows it; digits where its style has no word for it.
std::string counter_text(std::int64_t number, NumberStyle style);
/// HTML's `type` of a list: 1, a, A, i, I.
NumberStyle number_style(std::string_view type);
/// Rows of vocabulary.def. Words that are set as such: a pull quote, a number to call.
bool is_display_class(std::string_view name);
std::vector<std::string_view> vocabulary();
/// NOTE, TIP … as alerts, fenced divs and classes name them, without regard to case.
std::optional<CalloutKind> find_callout(std::string_view name);

/// One node. Nodes stand in document order (preorder), so the descendants of node n are n + 1 … n.end - 1.
struct Node {
  Element element = Element::document;
  NodeId parent = kNoNode;
  NodeId end = 0;                      // one past the last descendant
  Span span;                           // where it stands in the source
  std::uint32_t attributes = 0;        // index into Document::attributes; 0 is the empty set
  Payload payload;
};

/// A value of the front matter with its place.
struct MetaText {
  std::string value;
  Span span;
  bool empty() const { return value.empty(); }
};

/// What the article says about itself. Every field may be empty.
struct Meta {
  MetaText title, subtitle, kicker, lang, description, publisher, phone, website, reviewer, version, identifier, cover,
      rights, translator;
  std::vector<MetaText> authors, keywords, sources;
  std::optional<Date> date, review_by;
  Span date_span, review_by_span;
  std::string dir;  // "ltr" or "rtl": from the front matter or from the language
  std::vector<MetaText> book;   // the files of a book, relative to this one
  std::optional<bool> toc;      // whether it wants contents; nothing: the style decides
};

struct Document {
  const Source* source = nullptr;
  Meta meta;
  std::vector<Node> nodes;               // never empty after DocumentBuilder::finish: nodes[0] is Element::document
  std::string text_pool;                 // what TextData points into; valid UTF-8
  std::vector<Attributes> attributes{1};
  bool book = false;                     // merged from several articles: level-1 headings are its chapters

  const Node& operator[](NodeId id) const { return nodes[id]; }
  const Attributes& attributes_of(NodeId id) const { return attributes[nodes[id].attributes]; }
  template <class T> const T& data(NodeId id) const { return std::get<T>(nodes[id].payload); }
  std::string_view text(NodeId id) const {  // text or code node
    const auto& t = data<TextData>(id);
    return std::string_view(text_pool).substr(t.begin, t.length);
  }
  NodeId first_child(NodeId id) const { return nodes[id].end > id + 1 ? id + 1 : kNoNode; }
  NodeId next_sibling(NodeId id) const {
    const NodeId parent = nodes[id].parent;
    return parent != kNoNode && nodes[id].end < nodes[parent].end ? nodes[id].end : kNoNode;
  }
  bool is_ancestor(NodeId ancestor, NodeId node) const { return node > ancestor && node < nodes[ancestor].end; }
  /// The language that holds at a node: its own, its nearest ancestor's, the article's; "en" when nobody says.
  std::string_view lang(NodeId id) const;
  /// All text of a node: breaks are spaces, images are their alternative text, formulas stand on one line, note references
  /// are nothing.
  std::string plain_text(NodeId id) const;
};

/// The least height that an author asks for a box or a row. Rows of a body have that of their table, or of the `::: diary` that
/// holds it.
std::optional<Measure> stated_height(const Document& document, NodeId id);
/// The shares of its columns that an author states, `{widths="30 70"}` of a table or of the div that holds it; they add up to 1. Nothing
/// where there is no positive number for each column.
std::vector<double> stated_widths(const Document& document, NodeId table);
std::string_view spoken_term(const ItemData& item);  // what is heard before the item's words: a key of terms.def, or ""
/// The drawing that a span shows instead of words: `:mark-phone:`, `[]{mark=phone}`.
Mark shown_mark(const Document& document, NodeId id);
std::string landmark_title(const Document& document, NodeId callout);  // in bookmarks and contents: the author's, or of help; else ""
/// What an abbreviation stands for: the words of its attribute "title", or nothing.
std::string_view expansion(const Document& document, NodeId abbreviation);
/// A formula as one reads it aloud, in the language of its place.
std::string formula_words(const Document& document, NodeId formula);

/// for (NodeId child : children(document, id))
class Children {
 public:
  class iterator {
   public:
    iterator(const Document* d, NodeId at) : document_(d), at_(at) {}
    NodeId operator*() const { return at_; }
    iterator& operator++() { at_ = document_->nodes[at_].end; return *this; }
    bool operator!=(const iterator& other) const { return at_ != other.at_; }
   private:
    const Document* document_;
    NodeId at_;
  };
  Children(const Document& d, NodeId parent) : document_(&d), parent_(parent) {}
  iterator begin() const { return {document_, parent_ + 1}; }
  iterator end() const { return {document_, document_->nodes[parent_].end}; }
 private:
  const Document* document_;
  NodeId parent_;
};
inline Children children(const Document& document, NodeId parent) { return {document, parent}; }

/// Deepest nesting of blocks and inlines that a reader may build; what lies deeper is flattened with E135.
/// Twice what any real article has; it keeps every later walk and every XML and PDF consumer safe from deep recursion.
inline constexpr int kMaxDepth = 100;

/// Builds a Document from open and close events in document order.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const Source& source);
  void reserve(std::size_t nodes) { document_.nodes.reserve(nodes); }
  NodeId open(Element element, Span span, Payload payload = {}, Attributes attributes = {});
  void close();                       // closes the node opened last
  NodeId leaf(Element element, Span span, Payload payload = {}, Attributes attributes = {});
  /// Appends text; joined to a text node just before it. Empty text makes no node.
  NodeId text(std::string_view utf8, Span span);
  NodeId code(std::string_view utf8, Span span);  // Element::code with its text
  int depth() const { return static_cast<int>(open_.size()); }
  NodeId innermost() const { return open_.back(); }  // the node opened last
  Node& node(NodeId id) { return document_.nodes[id]; }
  Attributes& edit_attributes(NodeId id);
  Meta& meta() { return document_.meta; }
  const Document& peek() const { return document_; }
  /// Copies a subtree of another document of the same source, as the next child of the open node.
  NodeId copy(const Document& from, NodeId root);
  Document finish();                  // closes what is open

 private:
  Document document_;
  std::vector<NodeId> open_;
};

struct ResolveOptions {
  std::string fallback_title;  // the file's stem
  const Meta* book = nullptr;  // of the book that it is a chapter of: what that says of itself is not said again
};

/// Completes a reader's tree; the rules are at the top of resolve.cpp. The front matter's title, or else the heading that
/// opens the article, becomes `title`; `header` and `colophon` are made from the metadata; heading levels are mended so
/// that none is skipped below the title (the title is level 1, so the article's own headings start at 2; level-1
/// headings that remain are chapters); every heading and the title get a unique id; notes are numbered in order of
/// citation and gathered in `notes` (a reader gives a note_reference the note's label as its attribute value "label");
/// the cells of tables get their places in the grid; links to "#id" are checked; language and direction are settled: without a `lang`, meta.lang is "en" with an empty span.
Document resolve(Document document, const ResolveOptions& options, Diagnostics& diagnostics);

// ---------------------------------------------------------------------------------------------------------- tables

/// What browsers allow (HTML §4.9.11): a reader clamps to it.
inline constexpr std::uint32_t kMaxColumnSpan = 1000, kMaxRowSpan = 65534;

/// Slots of a row that no cell covers. They stand after all cells of the row's own, so that printers which must fill them
/// up append one empty cell for each of these.
struct EmptySlots { NodeId row = kNoNode; std::uint32_t column = 0, column_span = 0; };
std::vector<EmptySlots> empty_slots(const Document& document, NodeId table);

/// The heads of a table's cell that is none itself, in document order.
struct CellHeads { NodeId cell = kNoNode; std::vector<NodeId> heads; };
/// By cell, in document order; nothing for a table whose heads' scopes say it all (table_heads.cpp).
std::vector<CellHeads> cell_heads(const Document& document, NodeId table);

// ---------------------------------------------------------------------------------------------------------- books

/// An article that becomes a chapter of a book.
struct BookArticle {
  const Document* document = nullptr;  // resolved
  std::uint32_t begin = 0;             // of its text in the book's source
  std::string path;                    // from the book's folder, with '/': what the others' links call it
  int level = 1;                       // of the heading that its title becomes; 2 and more: a section of what is before
};

/// One document of several (book.cpp): each title becomes a heading with its standfirst and byline below it, headings go
/// below it, ids are unique, links between the files lead to the place in the book, notes are numbered through. Names of
/// pictures are made relative to the book's folder. `opening` is the index file, resolved, or null: its metadata is the
/// book's, its text stands before the first chapter. The book's source holds all files, the index file first.
Document merge_book(const Source& source, const Meta& meta, const BookArticle* opening,
                    const std::vector<BookArticle>& articles, Diagnostics& diagnostics);

/// What the book calls a picture that one of its articles names.
std::string book_path(std::string_view article, const std::string& picture);

/// Words that become a note of their own, cited behind a node.
struct AddedNote { NodeId behind = kNoNode; std::string words; };
/// A resolved document with more notes (added_notes.cpp), in document order: all are numbered anew by their first citation, and equal
/// words are one note.
Document add_notes(const Document& document, const std::vector<AddedNote>& added);

/// What a style asks of long documents: its table [parts].
struct PartsOptions {
  enum class When : unsigned char { never, books, always } contents = When::books;
  int contents_depth = 2;      // levels of headings, counted from the outermost
  bool figure_list = false, table_list = false;
  int number_headings = 0;     // levels, counted likewise; 0: none
  bool number_figures = false, number_tables = false;
  bool chapter_word = false;   // "Chapter 3" and not "3" above a chapter's title
};

/// Contents, lists of figures and tables, numbers, the words of cross-references, and the index, as nodes (parts.cpp):
/// so every later stage has them, and only the page numbers are left to the layout.
Document add_parts(Document document, const PartsOptions& options);

/// One line per node, indented: element, payload, attributes, @line:col. Golden tests and `dump --stage document` show it.
std::string dump(const Document& document);

}  // namespace pamphlet
