// The waist: pages of positioned things. Layout ends here; everything after only prints it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/color.h"
#include "base/drawing.h"
#include "base/ids.h"
#include "base/length.h"

namespace pamphlet {

/// Why a thing stands on a page; decides its place in the tag tree.
enum class Role : unsigned char {
  content,     // text or picture of its node
  marker,      // an item's bullet, number or mark (Lbl)
  label,       // a generated label: a callout's "Warning", the number of a note
  hyphen,      // a hyphen that only the line break made: its text is U+00AD
  background,  // boxes, rules, ornaments: layout artifacts
  header,      // running head: pagination artifact
  footer,      // running foot: pagination artifact
  repeated,    // a table head shown again on a later page: artifact
};

/// One glyph of a run. x advances by `advance` after it is drawn at the pen + (dx, dy).
struct PageGlyph {
  std::uint32_t glyph = 0;
  std::uint32_t cluster = 0;               // byte offset into the run's text of the characters it stands for
  std::int32_t advance = 0;                // Length::raw units, justification included
  std::int32_t dx = 0, dy = 0;             // Length::raw units; dy upwards
};

/// Glyphs of one font, size, colour, node and role on one baseline, in visual order from left to right.
struct GlyphRun {
  NodeId node = kNoNode;
  Role role = Role::content;
  bool rtl = false;
  FontId font = kNoFont;
  Length size;
  Color color;
  Point origin;                            // left end of the baseline
  Length width;
  std::uint32_t first_glyph = 0, glyph_count = 0;  // in PageList::glyphs
  std::uint32_t text_begin = 0, text_length = 0;   // in PageList::text: the characters it stands for, logical order
};

/// Shapes of a drawing scaled to a rectangle.
struct DrawingItem {
  NodeId node = kNoNode;
  Role role = Role::background;
  Rect box;
  std::uint32_t drawing = 0;               // in PageList::drawings
  Color color;                             // what `current` paints become
  std::uint32_t text_begin = 0, text_length = 0;  // what it says aloud (a mark with a meaning); empty = nothing
};

/// A box with rounded corners, in page coordinates: filled, or its edge drawn as a line, of dashes or of round dots. A box without
/// width or without height is then one line.
enum class BoxLine : unsigned char { none, solid, dashed, dotted };
struct BoxItem {
  NodeId node = kNoNode;
  Role role = Role::background;
  Rect box;
  Length radius;
  Color fill = kTransparent;
  BoxLine line = BoxLine::none;            // none: filled
  Length stroke;                           // thickness of the line, whose middle the box's edge is
};

/// What is seen of a picture: all of it, or what `box` cuts out of it.
struct ImageItem {
  NodeId node = kNoNode;
  Role role = Role::content;
  Rect box;
  ImageId image = kNoImage;
  Rect whole = {};                         // where all of it would stand; empty: in the box
  Length radius = {};                      // of the box's corners
  bool is_cut() const { return whole.width.raw() > 0; }
  const Rect& placed() const { return is_cut() ? whole : box; }
};

/// A clickable area; the target is that of the link (or note reference) node.
struct LinkArea {
  NodeId node = kNoNode;
  Rect box;
};

/// Where a reader of the file can answer: a box to tick, one line, or several.
enum class FieldKind : unsigned char { check, line, lines };
struct FieldArea {
  NodeId node = kNoNode;
  Rect box;
  FieldKind kind = FieldKind::line;
  bool checked = false;
  Color color = {};                        // of a check
  std::uint32_t field = 0;                 // in PageList::fields
};

using Item = std::variant<GlyphRun, DrawingItem, BoxItem, ImageItem, LinkArea, FieldArea>;

struct Page {
  Length width, height;                    // of the sheet, once it is cut
  std::string label;                       // what the reader sees: "1", "iv"
  std::vector<Item> items;                 // painting order, and logical order within content
};

/// Where a node begins: bookmarks and links within the article lead there.
struct Anchor {
  NodeId node = kNoNode;
  std::uint32_t page = 0;                  // index
  Length y;
};

/// What a form calls a field, and what it says that it asks for.
struct FieldName {
  std::string name, label;
};

struct PageList {
  std::vector<Page> pages;
  std::vector<PageGlyph> glyphs;
  std::string text;
  std::vector<Drawing> drawings;
  std::vector<Anchor> anchors;             // by node
  std::vector<FieldName> fields;           // of a form
  Length bleed;                            // how far what reaches the sheet's edges goes beyond them; negative: stays inside
  bool crop_marks = false;                 // say where to cut
  bool duplex = false;                     // printed on both sides
  bool grey = false;                       // no colours: pictures too
  bool footnotes = false;                  // notes stand at the foot of pages: each is read after its first reference
};

/// One line per item: page, role, node, place in points with two decimals, size, text. For golden tests.
std::string dump(const PageList& pages);

}  // namespace pamphlet
