// Private to the room: what both readers make of a file before it is a tree. Word's body is a flat row of paragraphs that
// say of themselves what they are; so is this, and write.cpp makes lists, figures and quotations of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "office/office.h"

namespace pamphlet::office {

/// A set of these is how words look.
enum Look : unsigned { kStrong = 1, kEmphasis = 2, kStrike = 4, kSuper = 8, kSub = 16, kCode = 32, kUnderline = 64, kHighlight = 128 };

/// What words show that the tree has no element for. An author may mean something by it, so where it goes is said.
enum Trait : unsigned { kCapitals = 1, kSmallCapitals = 2, kFramed = 4, kColour = 8, kLarge = 16 };
struct Show {
  unsigned traits = 0;
  int size = 0;              // half points; 0: not said
  std::uint32_t colour = 0;  // 0x1RRGGBB; 0: the colour of all text, or one that is none (grey)
};
struct Shown {
  Span span;
  Show show;
};

struct Inline {
  enum class Kind : unsigned char { words, line_break, picture, note, anchor, formula } kind = Kind::words;
  unsigned look = 0;
  std::uint32_t link = 0;  // of Model::links, 0 for none
  std::uint32_t lang = 0;  // of Model::langs, 0 for none said
  std::uint32_t data = 0;  // of Model::pictures, notes, anchors or formulas
  Span span;               // of Model::text; of words, the words themselves
};

enum class Numbering : unsigned char { bullet, decimal, lower_letters, upper_letters, lower_roman, upper_roman };

/// The place of a paragraph in a list.
struct ListPlace {
  std::uint32_t list = 0;   // paragraphs of one number are one list, unless another comes between
  int level = 0, indent = 0;
  Numbering numbering = Numbering::bullet;
  std::int64_t number = 1;
  char delimiter = '.';
  std::optional<bool> checked;  // its bullet is a box
};

struct Row;
struct Block {
  enum class Kind : unsigned char { paragraph, heading, title, subtitle, quote, code, caption, table, rule, page_break } kind = Kind::paragraph;
  int level = 1;                  // of headings
  Span span;
  std::vector<Inline> inlines;
  std::optional<ListPlace> item;
  bool continues_item = false;    // belongs to the item above
  bool in_box = false;            // of a text box
  int size = 0;                   // half points of most of its words; 0 for not known
  bool all_bold = false;
  std::vector<Row> rows;          // of a table
  std::vector<Inline> caption;    // of a table, or of the picture that the paragraph is
  Span caption_span;
  std::vector<Shown> shown;       // its words, by what they show
  bool is_empty() const { return kind != Kind::table && kind != Kind::rule && kind != Kind::page_break && inlines.empty(); }
};
struct Cell {
  std::vector<Block> blocks;
  std::uint32_t column_span = 1, row_span = 1;
  bool header = false;
  CellAlign align = CellAlign::none;
  Span span;
};
struct Row {
  bool header = false;
  std::vector<Cell> cells;
  Span span;
};

struct PictureUse {
  std::string name, alt;
  bool decorative = false;
  double width = 0, height = 0;  // CSS pixels as the file shows it; 0 for not said
};
struct Note {
  std::vector<Block> blocks;
  Span span;
};
struct Finding {
  Code code;
  Span span;
  std::string message, help;
};

struct Model {
  std::string text;  // the paragraphs, a line each
  std::vector<Block> blocks;
  std::vector<std::string> links{1}, langs{1}, anchors;
  std::vector<PictureUse> pictures;
  std::vector<FormulaData> formulas;
  std::vector<Note> notes;
  std::vector<Picture> media;
  std::vector<Finding> findings;
  Meta meta;
  std::vector<Inline> title, subtitle;  // as a paragraph shows them

  void report(Code code, Span span, std::string message, std::string help = {}) {
    findings.push_back({code, span, std::move(message), std::move(help)});
  }
  std::uint32_t lang(std::string_view tag);
};

/// A paragraph in the making, at the end of the model's text.
class ParagraphWriter {
 public:
  explicit ParagraphWriter(Model& model) : model_(model) { begin(); }
  void begin();
  void words(std::string_view text, unsigned look, std::uint32_t link, std::uint32_t lang, const Show& show = {});
  /// Its words stand in the text too, for findings.
  void formula(FormulaData data, std::string_view words);
  void leaf(Inline::Kind kind, std::uint32_t data, std::uint32_t link = 0, unsigned look = 0);
  Span here() const;  // for findings: the words written last, or the line
  bool empty() const { return block.inlines.empty(); }
  /// Ends the line and hands the paragraph out; the next one begins.
  Block end();

  Block block;

 private:
  Model& model_;
  std::uint32_t begin_ = 0;
  std::vector<std::pair<int, std::size_t>> sizes_;
  std::size_t letters_ = 0, bold_ = 0;
};

/// "“Call us at …”": the first words of a text, for messages.
std::string quoted(std::string_view text);

// ------------------------------------------------------------------------------------------------------ the stages

/// Reads document.xml and what belongs to it; false: the archive is no such file, and `problem` says why.
class Archive;
bool read_docx(Archive& archive, Model& model, std::string& problem);
bool read_odt(Archive& archive, Model& model, std::string& problem);

/// Dublin Core and what Word and OpenDocument add to it, into the metadata.
struct Properties {
  std::string title, creator, description, keywords, language, created, modified, subject;
};
void apply_properties(const Properties& properties, Model& model);

/// Word's tables are seldom told which rows are heads. The first row is one when the author made it bold, or left the box
/// "header row" of the table's style ticked; the first column only by its bold type, since that box is ticked in every table.
void find_heads(Block& table, bool first_row);

/// Empty paragraphs go; lines that look like headings become such; captions go to their pictures and tables.
void tidy(Model& model);
/// Looks that are not kept: one finding for each kind of them.
void report_lost_looks(Model& model);
Document write(const Model& model, const Source& source, Diagnostics& diagnostics);

}  // namespace pamphlet::office
