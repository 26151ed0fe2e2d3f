// Private to the room: the reader of Word files. One pass over each part in the order of the text; its methods are in
// docx_body.cpp (paragraphs, tables), docx_runs.cpp (words, fields, links), docx_drawings.cpp (pictures, text boxes,
// formulas) and docx.cpp (the parts of the file).
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "office/archive.h"
#include "office/docx_numbering.h"
#include "office/docx_styles.h"
#include "office/model.h"
#include "office/xml.h"

namespace pamphlet::office {

struct Relationship {
  std::string type, target;  // the last part of the type's address; the part's name, or an address when it is external
  bool external = false;
};
using Relationships = std::unordered_map<std::string, Relationship>;

class DocxReader {
 public:
  DocxReader(Archive& archive, Model& model) : archive_(archive), model_(model), paragraph_(model) {}
  bool run(std::string& problem);

 private:
  /// A field of Word: what it is told, then what it shows.
  struct Field {
    std::string instruction;
    bool shows = false;      // its separator has come
    bool has_words = false;
    bool dropped = false;    // a table of contents
    std::uint32_t link = 0;
  };
  enum class NoteKind : unsigned char { foot, end };
  /// A part with what its relationships name. Parts are kept: nodes of them are visited later.
  struct Part {
    std::string bytes, name;
    pugi::xml_document xml;
    Relationships relationships;
  };

  // docx.cpp
  std::unique_ptr<Part> part(const std::string& name);
  std::unique_ptr<Part> part_of_type(std::string_view type);
  void read_notes(NoteKind kind, std::string_view type);
  void read_comments();
  void read_properties();
  void read_unprinted();
  void report_changes();
  void settle_language();

  // docx_body.cpp
  void blocks(const pugi::xml_node& parent, std::vector<Block>& out);
  void block(const pugi::xml_node& node, std::vector<Block>& out);
  void paragraph(const pugi::xml_node& node, std::vector<Block>& out);
  void end_paragraph(const pugi::xml_node& properties, std::vector<Block>& out);
  void set_kind(const pugi::xml_node& properties);
  void set_number(const pugi::xml_node& properties);
  void table(const pugi::xml_node& node, std::vector<Block>& out);
  void cell(const pugi::xml_node& node, Cell& into);
  void content_control(const pugi::xml_node& node, std::vector<Block>* out);
  bool is_deleted(const pugi::xml_node& node, std::string_view name);

  // docx_runs.cpp
  void inlines(const pugi::xml_node& parent, std::uint32_t link);
  void inline_node(const pugi::xml_node& node, std::uint32_t link);
  void run(const pugi::xml_node& node, std::uint32_t link);
  void run_child(const pugi::xml_node& node, const RunLook& look, std::uint32_t link, bool marked);
  void words(std::string_view text, const RunLook& look, std::uint32_t link);
  unsigned look_of(const RunLook& look) const;
  RunLook look_of_run(const pugi::xml_node& properties) const;
  void hyperlink(const pugi::xml_node& node, std::uint32_t link);
  std::uint32_t add_link(std::string_view target);
  void field_character(const pugi::xml_node& node);
  void begin_result(Field& field);
  void end_field();
  void note(const pugi::xml_node& node, NoteKind kind, std::uint32_t link);
  void comment(const pugi::xml_node& node);
  bool hidden_by_field() const;
  void drop_hidden(const pugi::xml_node& run);

  // docx_drawings.cpp
  bool drawing(const pugi::xml_node& node, std::uint32_t link);
  void alternate(const pugi::xml_node& node, std::uint32_t link);
  bool picture(const pugi::xml_node& blip, const pugi::xml_node& frame, std::uint32_t link);
  bool vml(const pugi::xml_node& node, std::uint32_t link);
  bool place_picture(std::string_view id, PictureUse use, std::uint32_t link);
  void diagram(const pugi::xml_node& node);
  void formula(const pugi::xml_node& node, std::uint32_t link);
  void one_formula(const pugi::xml_node& node, bool display, std::uint32_t link);

  Archive& archive_;
  Model& model_;
  ParagraphWriter paragraph_;
  DocxStyles styles_;
  DocxNumbering numbering_;
  std::unique_ptr<Part> document_, notes_part_[2], comments_;
  const Relationships* relationships_ = nullptr;  // of the part at hand
  std::string part_name_;
  const ParagraphStyle* style_ = nullptr;         // of the paragraph at hand
  std::vector<Field> fields_;
  std::vector<pugi::xml_node> boxes_;             // text boxes of the paragraph at hand
  std::unordered_map<std::string, pugi::xml_node> notes_[2], comment_texts_;
  std::map<std::pair<int, std::string>, std::uint32_t> note_ids_;
  std::unordered_map<std::string, std::string> media_;  // part → the name that it has in the Document
  std::set<std::string> media_names_, said_comments_;
  std::vector<std::size_t> characters_by_lang_;
  std::size_t insertions_ = 0, deletions_ = 0, moves_ = 0;
  std::string hidden_words_;                      // of the hidden text that was said last, and where
  std::size_t hidden_at_ = 0, hidden_finding_ = static_cast<std::size_t>(-2);
  Span first_change_;
  bool changed_ = false, in_note_ = false, in_box_ = false, joins_next_ = false;
  int depth_ = 0;
  double measure_ = 0;                            // width of the text, in CSS pixels
};

}  // namespace pamphlet::office
