// Private to the room: the reader of OpenDocument texts. Its methods are in odt.cpp (the parts, blocks, lists, tables) and
// odt_inline.cpp (words, notes, frames).
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "office/archive.h"
#include "office/model.h"
#include "office/odt_styles.h"
#include "office/xml.h"

namespace pamphlet::office {

class OdtReader {
 public:
  OdtReader(Archive& archive, Model& model) : archive_(archive), model_(model), paragraph_(model) {}
  bool run(std::string& problem);

 private:
  /// A list and the items within it that are open.
  struct ListState {
    std::uint32_t id = 0;
    const OdtListStyle* style = nullptr;
    std::array<std::int64_t, kOdtLevels> numbers{};  // of the last item
    std::array<bool, kOdtLevels> begun{};
  };
  struct Part {
    std::string bytes;
    pugi::xml_document xml;
  };

  // odt.cpp
  std::unique_ptr<Part> part(const std::string& name) const;
  void read_properties();
  void read_unprinted(const pugi::xml_node& styles);
  void settle_language();
  void report_dropped(const pugi::xml_node& node, std::string_view what, std::string_view help);
  void blocks(const pugi::xml_node& parent, std::vector<Block>& out);
  void block(const pugi::xml_node& node, std::vector<Block>& out);
  void paragraph(const pugi::xml_node& node, std::vector<Block>& out);
  void set_kind(const pugi::xml_node& node);
  void number_heading(int level);
  void list(const pugi::xml_node& node, std::vector<Block>& out, int level);
  ListPlace next_item(int level, std::optional<int> start);
  void table(const pugi::xml_node& node, std::vector<Block>& out);
  void row(const pugi::xml_node& node, bool header, Block& table);

  // odt_inline.cpp
  void inlines(const pugi::xml_node& parent, const RunLook& look, std::uint32_t link);
  void element(const pugi::xml_node& node, const RunLook& look, std::uint32_t link);
  void words(std::string_view text, const RunLook& look, std::uint32_t link);
  std::uint32_t add_link(std::string_view target);
  void anchor(std::string_view name);
  void note(const pugi::xml_node& node);
  void comment(const pugi::xml_node& node);
  void frame(const pugi::xml_node& node, std::uint32_t link);
  bool place_picture(const pugi::xml_node& frame, const pugi::xml_node& image, std::uint32_t link);
  bool object(const pugi::xml_node& node);

  Archive& archive_;
  Model& model_;
  ParagraphWriter paragraph_;
  OdtStyles styles_;
  const ParagraphStyle* style_ = nullptr;  // of the paragraph at hand
  std::vector<pugi::xml_node> boxes_, note_bodies_;
  std::vector<ListState> lists_;           // one for each nested list style
  std::unordered_map<std::string, ListState> finished_;  // by id and by style, to be continued
  std::unordered_map<std::string, std::string> media_;
  std::set<std::string> media_names_;
  std::vector<std::size_t> characters_by_lang_;
  std::array<std::int64_t, kOdtLevels> heading_numbers_{};
  std::size_t insertions_ = 0, deletions_ = 0;
  Span first_change_{0, 1};
  std::uint32_t list_count_ = 0;
  bool in_note_ = false, in_box_ = false, continues_ = false;
  int depth_ = 0, in_table_ = 0;
};

}  // namespace pamphlet::office
