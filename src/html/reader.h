// The passes that write a Tree as blocks, private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "html/inline_run.h"

namespace pamphlet::html {

inline constexpr std::string_view kHelp = "write it as Markdown, or take it out";

// What the words at hand become.
enum class Form : unsigned char { paragraph, heading, strong, term };

class Reader {
 public:
  Reader(const Tree& tree, DocumentBuilder& builder, Host& host) : tree_(tree), builder_(builder), host_(host) {}
  void run();

 private:
  struct Open {
    std::uint32_t node;
    Role role;
    bool built = false;             // a node of the Document is open for it
    bool within = false;            // and in it an item or description that the HTML does not name
    Form form = Form::paragraph;    // of the words around it
    bool inline_ = false;
    bool break_after = false;
    std::int64_t next = 1;          // list: number of the next item
    std::int64_t step = 1;          // -1: `reversed`
    NodeId made = kNoNode;
  };

  std::uint32_t enter(std::uint32_t id);
  std::uint32_t enter_block(std::uint32_t id);
  void leave();
  void flush();
  Form settled_form() const;
  void prepare(std::size_t size);
  void piece(std::uint32_t id);
  Open& push(std::uint32_t id, Role role) { return open_.emplace_back(Open{id, role, false, false, form_}); }
  void container(std::uint32_t id, Element element, Payload payload, Attributes attributes);
  void division(std::uint32_t id);
  void item(std::uint32_t id);
  void description(std::uint32_t id);
  void open_list(std::size_t at);
  std::int64_t count_items(std::uint32_t list) const;
  std::size_t around(std::size_t size) const;
  bool inline_node(std::uint32_t id, InlineRun& run, std::uint32_t& next);
  void link(std::uint32_t id, InlineRun& run);
  bool holds_piece(std::uint32_t id) const;
  bool leave_out(std::uint32_t id);
  bool equations(std::uint32_t id);
  bool holds_image(std::uint32_t id) const;
  void page_break(std::uint32_t id);
  bool figure(std::uint32_t id);
  void preformatted(std::uint32_t id);
  bool table(std::uint32_t id, std::uint32_t caption = 0);
  std::uint32_t only_within(std::uint32_t figure, Role role, std::uint32_t& caption) const;
  std::uint32_t speaker_of(std::uint32_t quote) const;
  void quote(std::uint32_t id, std::uint32_t speaker);
  void speaker(std::uint32_t id);
  /// Blocks of one kind in a table's cells, where the first one is.
  struct CellBlocks {
    const ElementInfo* info;
    Span span;
    std::size_t cells = 0;
    std::uint32_t last = 0;  // cell
  };
  void find_blocks(std::uint32_t cell, std::vector<CellBlocks>& found) const;
  void report_blocks(const std::vector<CellBlocks>& found);
  void cell(std::uint32_t id, bool header);
  void words(std::uint32_t begin, std::uint32_t end);
  Attributes plain_attributes(std::uint32_t id) const;
  Attributes placed(Attributes attributes);
  const Node& node(std::uint32_t id) const { return tree_[id]; }
  Role role(std::uint32_t id) const { return node(id).kind == Node::Kind::element ? node(id).info->role : Role::unknown; }

  const Tree& tree_;
  DocumentBuilder& builder_;
  Host& host_;
  std::vector<Open> open_;
  InlineRun run_;
  Form form_ = Form::paragraph;
  int level_ = 1;
  std::vector<std::uint32_t> speakers_;  // of open quotations
  bool after_dash_ = false;   // the words to come are a speaker's name: a dash before them goes
  Attributes attributes_;     // of the heading at hand
  std::size_t carried_ = 0;   // inline elements that went on in another block
};

std::optional<std::int64_t> number(std::optional<std::string_view> text);

}  // namespace pamphlet::html
