// One style for two media: TOML is the container, CSS is the vocabulary.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/color.h"
#include "base/diagnostics.h"
#include "base/files.h"
#include "base/length.h"
#include "base/pdf_standard.h"
#include "doc/doc.h"

namespace pamphlet {

// ------------------------------------------------------------------------------------------------------- value types

/// A length as a multiple of the element's own font size (CSS em). `1rem`, `12pt` and `5mm` are refused where em is
/// asked, with the sum as help: what depends on paper belongs into [page].
struct EmLength { double em = 0; bool operator==(const EmLength&) const = default; };
struct FontSize { double ratio = 1; bool operator==(const FontSize&) const = default; };  // to the parent; computed: to the root
struct Percent { double ratio = 1; bool operator==(const Percent&) const = default; };
struct CornerRadius { double em = 0, share = 0; bool operator==(const CornerRadius&) const = default; };  // one of them is 0
struct AspectRatio { double width = 0, height = 0; bool operator==(const AspectRatio&) const = default; };  // 0: the picture's own
struct ObjectPosition { double x = 0.5, y = 0.5; bool operator==(const ObjectPosition&) const = default; };
using FontFamilies = std::vector<std::string>;
using FontFeatures = std::vector<std::pair<std::string, int>>;  // OpenType tag, value
struct ContentText { std::string text; Mark mark = Mark::none; bool operator==(const ContentText&) const = default; };

enum class FontStyle : unsigned char { normal, italic };
enum class FontVariantCaps : unsigned char { normal, small_caps, all_small_caps };
enum class FontVariantNumeric : unsigned char { normal, lining_nums, oldstyle_nums, tabular_nums, lining_tabular, oldstyle_tabular };
enum class TextTransform : unsigned char { none, uppercase, lowercase };
enum class TextDecoration : unsigned char { none, underline, line_through };
enum class VerticalAlign : unsigned char { baseline, super, sub };
enum class TextAlign : unsigned char { start, end, left, right, center, justify };
enum class TextAlignLast : unsigned char { auto_, start, end, left, right, center, justify };
enum class TextWrap : unsigned char { pretty, balance };
enum class Hyphens : unsigned char { none, manual, auto_ };
enum class WhiteSpace : unsigned char { normal, pre_wrap };
enum class BoxExtent : unsigned char { content, page };
enum class BoxAlign : unsigned char { start, center, end };
enum class DisplayMode : unsigned char { normal, none, flex, block };
enum class ColumnSpan : unsigned char { none, all };
enum class BorderStyle : unsigned char { solid, dashed, dotted };
enum class Float : unsigned char { none, left, right };
enum class ObjectFit : unsigned char { contain, cover };
enum class Placement : unsigned char { flow, foot, near };
enum class PrintedAddress : unsigned char { none, after, note };
enum class Break : unsigned char { auto_, avoid, page, recto };
enum class ListStyle : unsigned char { automatic, none, disc, circle, square, dash, decimal, lower_alpha, upper_alpha, lower_roman, upper_roman };
enum class CaptionSide : unsigned char { top, bottom };

enum class Property : unsigned char {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) field,
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
};
inline constexpr std::size_t kPropertyCount = 0
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) +1
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
    ;
enum class Media : unsigned char { pdf, ebook };

using Value = std::variant<int, double, bool, Color, EmLength, FontSize, Percent, FontFamilies, FontFeatures, ContentText,
                           FontStyle, FontVariantCaps, FontVariantNumeric, TextTransform, TextDecoration, VerticalAlign,
                           TextAlign, TextWrap, Hyphens, WhiteSpace, BoxExtent, BoxAlign, DisplayMode, Break, ListStyle,
                           CaptionSide, ColumnSpan, TextAlignLast, PrintedAddress, BorderStyle, CornerRadius, AspectRatio, ObjectPosition,
                           Float, ObjectFit, Placement>;

// Columns of properties.def, which says what they mean.
enum class PropertyMedia : unsigned char { both, pdf, ebook };
enum class PropertyGroup : unsigned char { type, paragraph, box, page, generated };
enum class EbookReach : unsigned char { whole, running, boxed, label, own, none };  // as TextKind, and two more
struct PropertyInfo {
  std::string_view css, type, note;
  bool inherited;
  PropertyMedia media;
  PropertyGroup group;
  EbookReach ebook;
};
const PropertyInfo& info(Property property);
std::size_t property_count();
std::optional<Property> find_property(std::string_view css);
/// A value as CSS writes it: "1.5em", "#1f6f78", "small-caps".
std::string to_css(Property property, const Value& value);

/// Every property with its used value. em lengths are multiples of this style's own font size; font_size.ratio is
/// relative to the root font size, so a Length is root × font_size.ratio × em.
struct ComputedStyle {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) type field = initial;
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  bool operator==(const ComputedStyle&) const = default;
};
ComputedStyle initial_style();
/// Whether it paints anything behind or around what it is of.
bool draws_box(const ComputedStyle& style);
/// The initial style with the inherited properties of the parent.
ComputedStyle inherit_from(const ComputedStyle& parent);
/// One property of a computed style; `value` must hold the property's type.
Value value_of(const ComputedStyle& style, Property property);
void set_value(ComputedStyle& style, Property property, const Value& value);

// ------------------------------------------------------------------------------------------------------- the style

/// `[heading]`, its variant `h1`, `[callout.warning]`, `[paragraph.pdf]`, `[div.recipe]`, `[span.term]`.
/// The variants of most elements are a closed list; those of `div` and `span` are class names, and hold for every
/// block (`div`) or inline (`span`) that carries the class: `# Heading {.recipe}` is styled by `[div.recipe]` too.
/// `["callout.help strong"]` selects what stands somewhere inside such elements: CSS's descendant combinator.
struct SelectorStep {
  Element element = Element::document;
  std::string variant;
  auto operator<=>(const SelectorStep&) const = default;
};
struct Selector {
  Element element = Element::document;
  std::string variant;                 // "" = every such element
  std::optional<Media> medium;         // only in one medium
  std::vector<SelectorStep> within = {};  // what it stands in, the outermost first
  bool operator==(const Selector&) const = default;
};
struct Declaration {
  Property property;
  Value value;
  Span span;                           // of the value, in the style file it came from
  std::uint32_t source = 0;            // index into Style::sources
};
struct Rule {
  Selector selector;
  std::vector<Declaration> declarations;
};

/// One of CSS's page-margin boxes (CSS Paged Media 3 §4.2) that carries a running head or foot.
enum class MarginBox : unsigned char { top_left, top_center, top_right, bottom_left, bottom_center, bottom_right };
inline constexpr int kMarginBoxes = 6;

/// How many pages a document may have; what gives way is in layout/fit/fit.h. It needs paper, so it belongs to [page].
struct FitStyle {
  int pages = 0;                                                  // 0 = as many as it takes
  Length min_font_size;                                           // floor of the root size; 0 = 12 pt, or font_size if less
  Length min_margin;                                              // of the sheet's edges; 0 = margins stay
  int columns = 0;                                                // of the text, when all else is not enough; 0 = as they are
  bool operator==(const FitStyle&) const = default;
};
inline constexpr int kMostFitPages = 1000;                        // a long book: who wants more wants no fit

/// What office printers cannot print on: their makers state 0.157 in (Konica Minolta 2490MF, "guaranteed imageable area") to 0.2 in (LaserJets,
/// in Seagull's "Show Unprintable Region"); a quarter of an inch leaves room for paper that is fed askew.
inline const Length kUnprintable = Length::points(18);
/// What print shops ask for unless they say otherwise.
inline const Length kUsualBleed = Length::millimetres(3);

inline constexpr double kMostGapShrink = 0.5, kMostGapStretch = 2;  // half a gap still parts blocks; three are a hole

/// What needs paper. All lengths absolute.
enum class NotePlacement : unsigned char { page, end };
struct PageStyle {
  Length width, height;
  Length margin_top, margin_right, margin_bottom, margin_left;  // left is the binding side when duplex
  bool duplex = false;                                           // mirror the margins on even pages
  NotePlacement notes = NotePlacement::page;                     // at the foot of the page, or at the end of the document
  Length font_size;                                              // of the root
  Length minimum_font_size;                                      // nothing is ever set smaller
  Length baseline;                                               // the unit that vertical space is a multiple of; 0 = none
  /// Template of each margin box: {title} {chapter} {section} {page} {pages} {page-of} {date} {publisher} {phone} {website}
  /// {author} {version} {reviewer} {review-by} {review-due}. A part between [ ] is left out when one of its fields is empty.
  std::array<std::string, kMarginBoxes> running;
  std::array<std::string, kMarginBoxes> running_first;           // of the first page; "-" = as running
  ComputedStyle running_style;                                    // [page.running]
  Length head_distance, foot_distance;                            // from the page edge to the baseline
  Length running_rule;                                            // thickness of the line between text and foot; 0 = none
  Color running_rule_color;
  Color background = kTransparent;
  double gap_shrink = 0, gap_stretch = 0;                         // shares by which the space between blocks may give way
  bool even_sides = false;                                        // a wish
  Length bleed;                                                   // printed beyond the sheet's edges, and cut off
  bool safe_edge = false;                                         // nothing stands where an office printer cannot print
  bool grey = false;                                              // no colours
  bool crop_marks = false;                                        // for a print shop; no key: build --print-shop
  bool forms = false;                                             // boxes and lines are fields; no key: build --forms
  /// How far what reaches the sheet's edges goes beyond them; negative: so far inside them it ends.
  Length reach() const;
  FitStyle fit;
};

/// What needs a reading system.
struct EbookStyle {
  int split_level = 1;                 // a new file at headings of this level and above; 0 = one file
  Color cover_background{255, 255, 255, 255}, cover_color, cover_accent;
  bool embed_fonts = false;
};

/// Which files hold a family: found by name in the style's folder, the project's fonts/, the system's font folders.
struct FontFace { std::string file; int weight = 400; bool italic = false; int index = 0; };
struct FontFamily { std::string name; std::vector<FontFace> faces; std::string package; };  // Debian package, for help
struct FontTable {
  std::vector<FontFamily> families;
  /// ISO 15924 script → family names in order of preference; "Zyyy" holds for symbols, "Zsye" for emoji.
  std::vector<std::pair<std::string, std::vector<std::string>>> fallback;
};

struct Style {
  std::string name;
  std::vector<std::shared_ptr<const Source>> sources;  // base first: what it extends stands before it
  std::vector<std::string> folders;                     // where fonts and marks are looked up, nearest first
  std::map<std::string, std::string> tokens;            // name → text after resolving; lists joined by ", "
  std::vector<Rule> rules;                              // in cascade order: later wins among equals
  PageStyle page;
  EbookStyle ebook;
  PartsOptions parts;
  PdfStandard pdf_standard = PdfStandard::ua_1;         // [pdf] standard
  FontTable fonts;
};

/// Finds a style: a path to a .toml file, or a name looked up in `folders` as NAME.toml. What it extends is looked up
/// beside it, then in `folders`. Always returns a usable Style; errors are in `diagnostics` (S2xx).
Style load_style(const std::string& name, const std::vector<std::string>& folders, const FileSystem& files,
                 Diagnostics& diagnostics);

/// Says which classes of an article change nothing, each once (S213, S211).
void report_classes(const Document& document, const Style& style, Diagnostics& diagnostics);

/// Text dump: tokens, rules in cascade order, page, ebook, fonts.
std::string dump(const Style& style);

/// Variant names that hold at a node, weakest first: "bullet", "marked", "check", "h2", "warning", "opening" (first
/// paragraph of the article), "first" (first paragraph after a heading), "last", "tight", class names… (docs/styles.md
/// has the table). The views point into static text or into the document.
std::vector<std::string_view> variants(const Document& document, NodeId node);

/// The same for one node after the other: in document order a table's rows are counted once, not once for each row.
class VariantReader {
 public:
  explicit VariantReader(const Document& document) : document_(document) {}
  std::vector<std::string_view> of(NodeId node);

 private:
  bool is_odd(NodeId row);

  const Document& document_;
  NodeId table_ = kNoNode, row_ = 0;
  bool odd_ = true;  // whether row_ is the first, third, … that is no header
};

/// The closed list of variants that a style may select of an element; empty for most, and for the open ones.
std::vector<std::string_view> known_variants(Element element);
/// Whether any word is a variant (a class name): div and span.
bool has_open_variants(Element element);

/// Computed styles of a whole document for one medium. Equal styles are shared: a lookup is an index.
/// Text and breaks have the style of what they stand in; text-decoration-line and vertical-align reach the inlines
/// inside (CSS Text Decoration 3 §2), so the style of a text node is all that a run of text needs.
/// Inherited em lengths keep their absolute size when the font size changes, as in CSS.
/// One job, one object: pseudo() fills a cache. References stay valid as long as the object.
class StyledDocument {
 public:
  StyledDocument(const Document& document, const Style& style, Media medium);
  const ComputedStyle& operator[](NodeId node) const { return table_[index_[node]]; }
  std::uint32_t style_index(NodeId node) const { return index_[node]; }
  const ComputedStyle& at(std::uint32_t style_index) const { return table_[style_index]; }
  /// Generated content of a node: marker, callout-label, quote-mark, ornament, first-line, first-letter. Inherits from
  /// the node; its variants are the node's: `[marker.warning]`, `[first-letter.opening]`.
  const ComputedStyle& pseudo(NodeId node, Element pseudo) const { return table_[pseudo_index(node, pseudo)]; }
  std::uint32_t pseudo_index(NodeId node, Element pseudo) const;

 private:
  /// The rules of one element, in cascade order.
  struct VariantRules { std::string_view name; std::vector<const Rule*> rules; };
  struct ElementRules { std::vector<const Rule*> rules; std::vector<VariantRules> variants; };
  using Matches = std::vector<const std::vector<const Rule*>*>;
  /// A part of a selector `a b c`: what a node is, and the part that must hold further out.
  struct Step { SelectorStep is; std::uint32_t before; };
  struct InnerRules { SelectorStep subject; std::uint32_t needs; std::vector<const Rule*> rules; };
  using Held = std::vector<std::uint32_t>;                         // steps, ascending

  void index_rules(const Style& style, Media medium);
  void index_inner(const Rule& rule);
  void match(NodeId node, Element element, bool odd_row, std::string& key, Matches& matches) const;
  void match_inner(NodeId node, Element element, bool odd_row, std::string& key, Matches& matches) const;
  std::uint32_t held_below(std::uint32_t around, NodeId node, bool odd_row);
  std::uint32_t find_or_compute(std::uint32_t parent, bool parent_is_inline, Element element, const std::string& key,
                                const Matches& matches) const;
  std::uint32_t share(ComputedStyle style) const;

  const Document* document_;
  std::vector<ElementRules> elements_;                             // by Element
  std::vector<Step> steps_;
  std::vector<InnerRules> inner_;                                  // in cascade order
  std::vector<Held> held_;                                         // every set of steps that holds inside some node
  std::map<Held, std::uint32_t> held_index_;
  std::vector<std::uint32_t> inside_;                              // by node: index into held_; empty without such rules
  mutable std::deque<ComputedStyle> table_;                        // a deque: growing moves nothing
  mutable std::unordered_multimap<std::size_t, std::uint32_t> shared_;  // hash of a style → its index
  mutable std::unordered_map<std::string, std::uint32_t> memo_;    // parent, element, matched variants → index
  mutable std::vector<std::uint32_t> plain_;                       // parent × element without variants → index
  std::vector<std::uint32_t> index_;
};

/// A declared style, uncascaded, for the EPUB's CSS and for checks: the rules of one medium in cascade order, that is
/// weaker before stronger, class rules (`div` and `span` variants) last. Each selector and medium occurs once.
std::vector<const Rule*> rules_for(const Style& style, Media medium);

}  // namespace pamphlet
