// The walk that writes one content document: blocks in content.cpp, lists and boxes in content_boxes.cpp, text in
// content_inline.cpp.
#pragma once

#include "epub/content.h"

namespace pamphlet::epub {

class ContentWriter {
 public:
  ContentWriter(Job& job, const Part& part) : job_(job), document_(job.document), variants_(job.document), part_(part) {}
  std::string write();

 private:
  // content.cpp
  void part_content();
  void sections();
  void write_node(NodeId node);
  /// The tag of the node's row in elements.def, with its class and attributes.
  void open_element(NodeId node);
  void children_of(NodeId parent);
  void container(NodeId node);
  void outside(NodeId node);
  void text_block(NodeId node);
  void text_block(NodeId node, std::string_view tag, std::string_view fixed_class = {});
  void text_of(NodeId node);
  void heading(NodeId node);
  void header(NodeId node);
  void note(NodeId node);
  void backlinks(NodeId note);
  void code_block(NodeId node);
  void notes(NodeId node);
  // content_parts.cpp
  void contents(NodeId node);
  void index(NodeId node);
  void page_reference(NodeId node);
  void colophon(NodeId node);
  // content_boxes.cpp
  void list(NodeId node);
  bool has_boxed_numbers(NodeId list) const;
  void item(NodeId node, const ListData& list, std::int64_t& expected);
  void hanging_marker(NodeId item, const ListData& list);
  void definition_list(NodeId node);
  void quotation(NodeId node);
  void callout(NodeId node);
  void callout_label(NodeId node, NodeId title);
  void figure(NodeId node);
  void table(NodeId node);
  bool becomes_a_list(NodeId table);
  void table_rows(NodeId table);
  void table_cell(NodeId cell, const CellHeads* heads);
  void thematic_break(NodeId node);
  // content_inline.cpp
  void inline_element(NodeId node, std::string_view tag);
  void hard_break();
  void code(NodeId node);
  void text(std::string_view value);
  /// Text of prose: no-break spaces where lines must not end, and numbers that right-to-left text would tear apart.
  void prose(NodeId node);
  void prose_stretch(std::string_view whole, std::string_view part, std::string_view lang);
  void initial_letter(std::string_view& value);
  void formula(NodeId node);
  void link(NodeId node);
  void note_reference(NodeId node);
  void image(NodeId node, bool alone);
  std::string width_class(const ImageData& data);
  void missing_image(const ImageData& data, bool alone);
  void settle_soft_break(NodeId next);
  std::string size_class(NodeId node);
  /// id, class, lang and dir of a node on the tag just opened.
  void attributes(NodeId node, std::string_view fixed_class = {});
  void language(NodeId node);
  bool needs_tag(NodeId node) const;
  void inline_mark(NodeId node, Mark mark);
  void mark_image(const std::string& path, std::string_view alt, std::string_view class_name);

  Job& job_;
  const Document& document_;
  VariantReader variants_;
  const Part& part_;
  XmlWriter xml_;
  NodeId note_ = kNoNode;             // the note being written, whose back links are still to come
  int note_level_ = 0;                // of the last heading in it
  NodeId last_of_note_ = kNoNode;     // its last paragraph, which takes them
  int link_depth_ = 0;
  char32_t last_ = 0;                 // the character written last in this block; 0 at its start
  std::string before_;                // the last words written in this block: what the next ones are judged by
  bool soft_break_ = false;           // a line end of the source is still to be written
  bool stacks_ = false;               // the table at hand is a list on a telephone …
  std::vector<std::string> column_heads_;  // … and these name its cells
  bool initial_ = false;              // the next letter is a drop initial
};

/// The first child of that kind; kNoNode when there is none.
NodeId find_child(const Document& document, NodeId parent, Element element);

/// The mark of a generated content in its style's colours; empty path when the style shows none.
std::string mark_path(Job& job, Mark mark, const ComputedStyle& style);

}  // namespace pamphlet::epub
