// From cmark's blocks to the Document's: callouts, quotations, marked lists, figures, divs, definition lists, notes.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "html/html.h"
#include "markdown/dialect_blocks.h"
#include "markdown/emit.h"
#include "markdown/fences.h"
#include "markdown/inlines.h"

namespace pamphlet::markdown {

class BlockReader : private html::Host {
 public:
  BlockReader(const ReadContext& context, DocumentBuilder& builder)
      : context_(context), tree_(context.tree), emit_(builder, context.reporter), reader_(context) {}
  /// `too_deep_at`: where container markers were left out before cmark saw them.
  void document(std::optional<std::uint32_t> too_deep_at);

 private:
  // A fenced div that is open.
  struct Scope {
    Span span;
    Element element = Element::div;
    bool built = false;   // a node of the Document is open for it
    NodeId node = kNoNode;
  };
  struct Piece { TreeId begin, end; };  // siblings between raw HTML; end 0: to the last one

  // blocks.cpp
  void children(TreeId parent);
  void siblings(TreeId first, TreeId end = 0);
  TreeId block(TreeId id);
  TreeId paragraph_and_more(TreeId id, TreeId next);
  void flatten(TreeId parent);
  void paragraph(TreeId id, std::size_t skip = 0);
  void write_paragraph(Span span, EventRange range);
  void write_words(Span span, EventRange range);
  void equation(EventRange& range, std::size_t formula);
  void heading(TreeId id);
  void unbold(EventRange range);
  void place_before(EventRange& range, std::string id);
  void code_block(TreeId id);
  bool math_block(TreeId id, std::string tex);
  std::string code_language(TreeId id, std::string_view words);
  bool is_table_caption(TreeId id) const;
  std::size_t columns_of(TreeId table, std::size_t wanted);
  void table(TreeId id, TreeId caption);
  Attributes read_caption(TreeId paragraph, EventRange& range);
  TreeId caption_row(TreeId table, EventRange& range);
  TreeId attributes_row(TreeId table, Attributes& attributes);
  bool head_is_empty(TreeId table) const;
  TreeId definition_list(TreeId paragraph);
  bool in_timeline();
  void terms(TreeId paragraph, bool& open);
  void container(TreeId id, Element element, Payload payload = {}, Attributes attributes = {});
  void raw_block(TreeId id);
  bool figure(Span span, EventRange range);
  Span span_of(TreeId id) const { return tree_[id].span; }
  /// The inlines of a paragraph that may turn out to be something else, before it is read for good: nothing is reported.
  const Inlines& peek(TreeId id);

  // dialect_blocks.cpp
  bool own_paragraph(TreeId id);
  std::optional<TreeId> remark_over_blocks(TreeId id);
  bool wordpress_caption(TreeId id);
  void page_break(Span span);
  void contents_mark(Span span);
  NodeId last_written();
  bool attributes_alone(TreeId id, Attributes attributes);
  Attributes line_attributes(EventRange& range);
  void keep_short_lines(TreeId id);
  void say_kept_definitions(TreeId id);
  bool line_block(TreeId id);
  bool loose_table(TreeId id);
  void grid_table(TreeId id, TreeId caption);
  bool drawn_table(TreeId id, LooseTable& table);
  bool barred_table(TreeId id, LooseTable& table);
  void add_line(LooseCell& cell, const std::vector<Span>& pieces);
  std::optional<TreeId> simple_table(TreeId head, TreeId rule);
  std::optional<TreeId> multiline_table(TreeId rule);
  LooseRow row_by_columns(std::uint32_t number, const std::vector<std::pair<std::size_t, std::size_t>>& columns) const;
  void write_loose_table(Span span, const LooseTable& table, TreeId caption);
  void admonition(TreeId id);

  // lists.cpp
  void list(TreeId id);
  NodeId item(TreeId id, ItemData data, bool marked);
  void say_sign(TreeId item);
  bool is_contents_list(TreeId id) const;
  void number_item(NodeId item, Attributes& attributes);
  void read_numbering(TreeId list, ListData& data) const;
  bool items_are_marked(TreeId list);
  TreeId first_words(TreeId item) const;
  TreeId doubled_item(TreeId item) const;
  void say_unclosed(TreeId id);
  std::int64_t own_number(TreeId item) const;
  bool is_lazily_numbered(TreeId list, std::int64_t first) const;
  bool say_number(TreeId item, std::int64_t printed);
  std::optional<bool> task_state(TreeId item) const;
  bool emoji_lines(Span span, EventRange range);
  bool section_lines(Span span, EventRange range);
  void marked_list(Span span, const std::vector<EventRange>& items);
  void first_paragraph_of_item(TreeId paragraph, NodeId item, bool marked, bool task);

  // quotes.cpp
  void block_quote(TreeId id);
  bool callout(TreeId id);
  bool spoken_callout(TreeId id);
  bool quotation(TreeId id);
  bool speaker_first(TreeId id);
  void write_attribution(TreeId paragraph, EventRange name, std::string message);
  void write_quotation(TreeId id, TreeId last, std::size_t dash);
  TreeId list_attribution(TreeId quote) const;

  // divs.cpp
  void match_fences();
  FenceLine fence_line(TreeId id) const;
  TreeId after_fence(TreeId id, TreeId end) const;
  TreeId fence(TreeId id);
  void open_fence(TreeId id);
  void close_fence(TreeId id);
  void close_scopes(std::size_t base);
  void open_div(Attributes attributes, Span span, bool named);
  TreeId quarto_title(TreeId first, TreeId end);
  TreeId directive_options(TreeId fence, TreeId first, TreeId end);

  // html_blocks.cpp
  bool is_html(TreeId id) const;
  void html_blocks(TreeId id, TreeId end);
  void add_html(TreeId id, html::Fragment& fragment) const;
  html::Tree parse_html(const html::Fragment& fragment);
  void write_blocks(std::uint32_t piece) override;
  void write_words(std::uint32_t piece) override;
  bool has_room(Element container, Span span) override { return emit_.has_room(container, span); }
  void report(Code code, Span span, std::string message, std::string help) override;
  bool keeps_files() const override { return context_.options.book; }

  const ReadContext& context_;
  const Tree& tree_;
  Emitter emit_;
  InlineReader reader_;
  Inlines inlines_;              // of the block at hand
  Inlines peeked_;
  std::vector<Scope> scopes_;
  std::size_t scope_base_ = 0;   // where those of the container at hand begin
  std::unordered_map<TreeId, TreeId> fence_ends_;  // the line that closes a fenced div
  std::vector<Piece> pieces_;    // of the HTML at hand
  std::vector<TreeId> notes_;    // to be written at the end of the document
  Attributes pending_;           // of a line alone, for the next block
  std::array<std::size_t, 10> remark_searched_{};  // by kind of remark: none ends between where one begins and here
  bool contents_marked_ = false;
};

/// The emoji with which a line starts: its mark (none for other emoji) and its bytes; 0 bytes when there is none.
std::pair<Mark, std::size_t> leading_emoji(std::string_view text);

/// Whether the line begins with a number of several parts: "1.1 words".
bool is_section_number(std::string_view line);

/// Bytes of the dash with which an attribution starts, and of the white space after it; 0: no attribution.
std::size_t attribution_dash(std::string_view line);

}  // namespace pamphlet::markdown
