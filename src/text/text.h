// From characters to glyphs: fonts, shaping, bidi, segmentation, hyphenation, subsetting.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/drawing.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/length.h"

namespace pamphlet {

// ------------------------------------------------------------------------------------------------------------- fonts

/// A family and the files that hold it (the style's FontTable, without the style room).
struct FaceFile { std::string file; int weight = 400; bool italic = false; unsigned index = 0; };
struct Family { std::string name; std::vector<FaceFile> faces; std::string package; };
struct FontCatalog {
  std::vector<Family> families;
  std::vector<std::pair<std::string, std::vector<std::string>>> fallback;  // ISO 15924 code → families; "Zsye" = emoji
  std::vector<std::string> folders;  // searched in this order, subfolders included; the system's folders come after
  const FileSystem* files = nullptr;  // where the folders are; null: on the disk, as the system's folders always are
};

/// Vertical metrics and decoration lines in em, y upwards from the baseline (OS/2 typo metrics, else hhea).
struct FontMetrics {
  Em ascent = 0, descent = 0;  // descent is positive downwards
  Em cap_height = 0, x_height = 0;
  Em underline_position = 0, underline_thickness = 0, strikeout_position = 0;
  bool color_bitmaps = false;  // CBDT: glyphs are pictures
};

struct FontRequest {
  std::vector<std::string> families;
  int weight = 400;
  bool italic = false;
  bool operator==(const FontRequest&) const = default;
};

/// All font files of a run. Shared by all jobs; safe to use from many threads; files are mapped, not copied, when first
/// used. A FontId depends on the catalog and on the names of the installed files only, never on which thread asked first.
class FontLibrary {
 public:
  explicit FontLibrary(FontCatalog catalog);
  ~FontLibrary();
  FontLibrary(const FontLibrary&) = delete;
  FontLibrary& operator=(const FontLibrary&) = delete;

  /// The face of the first family that exists, nearest in weight and slope (CSS Fonts 4 §5.2). A family outside the
  /// catalog is looked for under its usual file names (OpenSans-BoldItalic.ttf). kNoFont, with S208 naming the Debian
  /// package, when no family of the request can be found; S209 for files that cannot be used. Said once per Diagnostics.
  FontId find(const FontRequest& request, Diagnostics& diagnostics) const;
  /// The face that should show `text` (one grapheme cluster): `first` when it has every character, else the fallbacks of
  /// the script, nearest in weight and slope, else any catalogued family that has it. kNoFont when none has. Script
  /// "Zsye" asks for emoji presentation: the emoji families come before `first`.
  FontId find_for(FontId first, std::string_view cluster, std::string_view script, const FontRequest& request) const;
  bool has_glyph(FontId font, char32_t code_point) const;
  /// Whether an OpenType feature of the font ("smcp") draws this character differently, by itself.
  bool substitutes(FontId font, std::string_view feature, char32_t code_point) const;
  const FontMetrics& metrics(FontId font) const;
  std::string_view file(FontId font) const;             // path, for messages
  std::string_view postscript_name(FontId font) const;
  std::string package_for_script(std::string_view script) const;  // Debian package that would bring a font
  /// Advance of a glyph in 1/1000 em as the font program has it, unrounded: what the PDF's W array must say.
  double program_advance(FontId font, std::uint32_t glyph) const;
  /// Outline in em × 1000, y downwards, origin at the pen; empty for bitmap glyphs.
  Path outline(FontId font, std::uint32_t glyph) const;
  /// Bitmap of a colour glyph: PNG bytes and its box in em (y upwards).
  struct ColorGlyph { std::string png; Em x = 0, y = 0, width = 0, height = 0; };
  std::optional<ColorGlyph> color_glyph(FontId font, std::uint32_t glyph) const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// A font program that holds only some glyphs, ready for FontFile2 or FontFile3.
struct FontSubset {
  std::string program;
  bool cff = false;                      // bare CFF table (FontFile3 /CIDFontType0C) instead of TrueType
  /// Glyph id in the content stream (the CID) for each wanted glyph, same order as asked.
  std::vector<std::uint16_t> codes;
  double bbox[4] = {0, 0, 0, 0};          // 1/1000 em
  double ascent = 0, descent = 0, cap_height = 0, italic_angle = 0;  // 1/1000 em; degrees
  bool symbolic = true, serif = false, fixed_pitch = false;
};
/// Nothing, with a message, when the font cannot be subset or forbids embedding (OS/2 fsType). Glyph 0 must not be asked
/// for. Same font and glyphs, same bytes.
std::optional<FontSubset> subset(const FontLibrary& library, FontId font, std::span<const std::uint32_t> glyphs,
                                 std::string& problem);

/// A font file (TrueType or OpenType) with only these characters, for a publication that hands it on as it is. Nothing, with a message,
/// when that cannot be made or the licence (OS/2 fsType) allows less: embedding for viewing only is not enough.
std::optional<std::string> web_font(const FontLibrary& library, FontId font, std::span<const char32_t> characters, std::string& problem);

// ------------------------------------------------------------------------------------------------------------- shaping

struct ShapedGlyph {
  std::uint32_t glyph = 0;
  std::uint32_t cluster = 0;      // byte offset into the paragraph's text of the cluster's first character
  Em advance = 0, dx = 0, dy = 0;  // dy upwards
};

enum class Direction : unsigned char { ltr, rtl };

/// How text is to be set.
struct TextStyle {
  FontRequest font;
  std::string lang;                   // BCP 47
  std::vector<std::pair<std::string, int>> features = {};  // OpenType tag → value: smcp, onum, tnum …
  Em letter_spacing = 0;
  bool prose = true;                  // false: code, where a space is only a space (no_break_space)
};
/// A stretch of text of one style. Runs cover the whole paragraph without gaps; there may be as many as letters, so
/// they share their styles. Segments never cross the edge of a run.
struct TextRun {
  std::uint32_t begin = 0, end = 0;  // bytes of the paragraph's text
  std::shared_ptr<const TextStyle> style;
};

/// Four letters of ISO 15924 ("Latn"; "Zyyy" common, "Zsye" emoji). Reads as a string_view; small, for there are many.
struct ScriptCode {
  char letters[4] = {'Z', 'y', 'y', 'y'};
  operator std::string_view() const { return {letters, 4}; }
  bool operator==(std::string_view other) const { return std::string_view(*this) == other; }
};

/// A piece of one font, script, direction, run, between break opportunities (usually a word, or the spaces after it).
/// Segments cover the text without gaps. LF and U+2028 are segments of their own (space, no glyphs), and so is U+FFFC,
/// which stands for an inline object (no glyphs, never missing).
struct Segment {
  std::uint32_t begin = 0, end = 0;         // bytes
  FontId font = kNoFont;
  std::uint32_t run = 0;                     // index into the TextRuns
  std::uint8_t level = 0;                    // UAX #9 embedding level; odd = right to left
  bool space = false;                        // only white space that may vanish at a line end
  bool hyphenable = true;                    // false: part of a web address, never to be hyphenated
  std::uint32_t first_glyph = 0, glyph_count = 0;  // in ShapedText::glyphs, in visual order within the segment
  Em width = 0;
  ScriptCode script;
};

enum class BreakKind : unsigned char { allowed, mandatory, emergency };  // emergency: inside a word (grapheme edge)
struct BreakOpportunity { std::uint32_t offset = 0; BreakKind kind = BreakKind::allowed; };

/// A grapheme cluster that no font has, where it first stands in the paragraph. Each is drawn as U+FFFD where a font has
/// that, else not at all: glyph 0 is never in the output.
struct MissingGlyph { std::uint32_t offset = 0; std::string cluster; std::string script; };

/// A paragraph as glyphs, independent of size and width.
struct ShapedText {
  std::vector<Segment> segments;              // logical order
  std::vector<ShapedGlyph> glyphs;
  /// By offset, inside the text (neither 0 nor its end), at segment edges only. UAX #14 tailored by language, and
  /// opportunities inside web addresses. None after a soft hyphen: hyphenate() gives those, with their hyphen.
  std::vector<BreakOpportunity> breaks;
  std::vector<MissingGlyph> missing;
  Direction direction = Direction::ltr;       // of the paragraph
};

/// Shapes paragraphs. One per job: it keeps a cache of words.
class Shaper {
 public:
  explicit Shaper(const FontLibrary& library);
  ~Shaper();
  /// `text` is valid UTF-8 without line ends except U+2028 or LF for forced breaks. `base` absent: from the first
  /// strong character (UAX #9 P2, P3).
  ShapedText shape(std::string_view text, std::span<const TextRun> runs, std::optional<Direction> base,
                   Diagnostics& diagnostics);
  /// Part of a segment on its own, as it looks when a line breaks inside it (hyphenation). `hyphen` appends a hyphen
  /// glyph (U+2010, else U+002D) whose cluster is `end`, unless the piece ends in one already.
  struct Piece { std::vector<ShapedGlyph> glyphs; Em width = 0; };
  Piece shape_piece(std::string_view text, const Segment& segment, std::span<const TextRun> runs, std::uint32_t begin,
                    std::uint32_t end, bool hyphen);
  /// Byte offsets inside the word at which the language allows a hyphen, including U+00AD positions; `text` is one word.
  /// Empty when the language has no patterns. `automatic` false: only soft hyphens.
  std::vector<std::uint32_t> hyphenate(std::string_view word, std::string_view lang, bool automatic);
  /// Grapheme cluster edges (UAX #29) strictly inside a range, for emergency breaks.
  std::vector<std::uint32_t> grapheme_edges(std::string_view text, std::uint32_t begin, std::uint32_t end);
  const FontLibrary& library() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Visual order of segments of one line (UAX #9 L2), left to right: indices into `levels`. Trailing white space should
/// have been given the paragraph's level before (L1).
std::vector<std::uint32_t> visual_order(std::span<const std::uint8_t> levels);

/// What the plain space at `at` is set as in prose of the language: 0 for itself, U+00A0 where it joins a number and its
/// unit, initials, a title and a name, or a dash and the word before it; U+202F where French sets its narrow space.
char32_t no_break_space(std::string_view text, std::size_t at, std::string_view lang);
/// Whether a line end of the source between these two characters is nothing, not a space: Han, kana, wide punctuation
/// (CSS Text 3 §4.1.3); in Chinese and Japanese curly quotation marks and dashes are wide too. Hangul keeps its spaces.
bool joins_at_line_end(char32_t before, char32_t after, std::string_view lang);
/// Stretches of the text that run from left to right in any paragraph although their characters do not say so: telephone
/// numbers ("555-0142" after an Arabic letter would be shown as 0142-555), ISO dates, numbers with Latin units ("39.5 °C").
std::vector<std::pair<std::uint32_t, std::uint32_t>> ltr_expressions(std::string_view text);

/// "Latn", "Arab"… of the first character with a real script; "Zyyy" when there is none.
std::string script_of(std::string_view text);
/// Whether the language is written from right to left (by its tag: ar, he, fa, ur, …, or a script subtag).
bool is_rtl_language(std::string_view lang);

}  // namespace pamphlet
