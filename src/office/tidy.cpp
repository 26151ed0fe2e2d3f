// From paragraphs as they stand in the file to blocks as they are meant. Half of all Word files have no styles: their
// headings are bold lines, their lists are typed boxes, their title is a large line, and captions stand beside what they
// name. What is guessed is said, with how sure it is; where the signs disagree a line stays a paragraph, since a false
// heading is worse than a missed one. Each step is one pass over the blocks.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "office/codes.h"
#include "office/model.h"

namespace pamphlet::office {
namespace {

constexpr std::uint32_t kBoxes = 0xFFFFFFF0;  // the list of paragraphs that begin with a box

class Tidier {
 public:
  explicit Tidier(Model& model) : model_(model) {}

  void run() {
    body(model_.blocks);
    titles();
    headings();
    for (Note& note : model_.notes) inner(note.blocks);
  }

 private:
  std::string_view words(const Inline& one) const { return std::string_view(model_.text).substr(one.span.begin, one.span.end - one.span.begin); }
  std::string words(const Block& block) const {
    std::string out;
    for (const Inline& one : block.inlines) {
      if (one.kind == Inline::Kind::words || one.kind == Inline::Kind::line_break || one.kind == Inline::Kind::formula) out += words(one);
    }
    return collapse_spaces(out);
  }
  static std::size_t count(const Block& block, Inline::Kind kind) {
    return static_cast<std::size_t>(std::count_if(block.inlines.begin(), block.inlines.end(), [&](const Inline& one) { return one.kind == kind; }));
  }
  bool is_blank(const Block& block) const {
    return block.kind != Block::Kind::table && block.kind != Block::Kind::rule && block.kind != Block::Kind::page_break &&
           count(block, Inline::Kind::picture) == 0 && count(block, Inline::Kind::note) == 0 && words(block).empty();
  }
  bool is_picture(const Block& block) const {
    return block.kind != Block::Kind::table && !block.item && count(block, Inline::Kind::picture) == 1 && count(block, Inline::Kind::note) == 0 && words(block).empty();
  }

  void body(std::vector<Block>& blocks) {
    split_at_pages(blocks);
    inner(blocks);
    captions(blocks);
    // A new page before anything, after everything or twice is an empty sheet.
    const auto is_page = [](const Block& block) { return block.kind == Block::Kind::page_break; };
    while (!blocks.empty() && is_page(blocks.back())) blocks.pop_back();
    bool before = true;
    std::erase_if(blocks, [&](const Block& block) { return std::exchange(before, is_page(block)) && before; });
  }

  /// What holds everywhere; cells are read by themselves.
  void inner(std::vector<Block>& blocks) {
    std::erase_if(blocks, [&](const Block& block) { return is_blank(block); });
    for (Block& block : blocks) {
      boxes(block);
      for (Row& row : block.rows) {
        for (Cell& cell : row.cells) inner(cell.blocks);
      }
      if (block.kind == Block::Kind::heading && words(block).empty()) block.kind = Block::Kind::paragraph;
    }
  }

  void split_at_pages(std::vector<Block>& blocks) const {
    std::vector<Block> out;
    for (Block& block : blocks) {
      const auto is_page = [](const Inline& one) { return one.kind == Inline::Kind::line_break && one.data == 1; };
      for (auto at = block.inlines.begin(); (at = std::find_if(block.inlines.begin(), block.inlines.end(), is_page)) != block.inlines.end();) {
        Block before = block, page;
        before.inlines.assign(block.inlines.begin(), at);
        std::erase_if(before.shown, [&](const Shown& one) { return one.span.begin >= at->span.begin; });
        std::erase_if(block.shown, [&](const Shown& one) { return one.span.begin < at->span.begin; });
        page.kind = Block::Kind::page_break;
        page.span = at->span;
        block.inlines.erase(block.inlines.begin(), std::next(at));
        if (!before.inlines.empty()) block.item.reset();
        out.push_back(std::move(before));
        out.push_back(std::move(page));
      }
      out.push_back(std::move(block));
    }
    blocks = std::move(out);
  }

  // "☐ Diapers": a box to tick.
  void boxes(Block& block) const {
    if (block.inlines.empty() || block.inlines[0].kind != Inline::Kind::words || (block.kind != Block::Kind::paragraph)) return;
    if (block.item && block.item->numbering != Numbering::bullet) return;
    const std::string_view text = words(block.inlines[0]);
    for (const auto& [box, ticked] : {std::pair{"☐", false}, {"□", false}, {"☑", true}, {"☒", true}}) {
      const std::string_view mark = box;
      if (!text.starts_with(mark) || text.size() == mark.size() || (text[mark.size()] != ' ' && text[mark.size()] != '\t')) continue;
      block.inlines[0].span.begin += static_cast<std::uint32_t>(mark.size());
      if (!block.item) block.item = ListPlace{kBoxes, 0, 0, Numbering::bullet, 1, '.', {}};
      block.item->checked = ticked;
      return;
    }
  }

  // LibreOffice puts picture and caption into one paragraph.
  void split_captions(std::vector<Block>& blocks) const {
    for (Block& block : blocks) {
      if (block.kind != Block::Kind::caption || count(block, Inline::Kind::picture) != 1 || words(block).empty()) continue;
      const auto picture = std::find_if(block.inlines.begin(), block.inlines.end(), [](const Inline& one) { return one.kind == Inline::Kind::picture; });
      block.caption.assign(block.inlines.begin(), picture);
      block.caption.insert(block.caption.end(), std::next(picture), block.inlines.end());
      block.caption_span = block.span;
      block.inlines = {*picture};
      block.kind = Block::Kind::paragraph;
    }
  }

  void captions(std::vector<Block>& blocks) {
    split_captions(blocks);
    std::vector<bool> gone(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind != Block::Kind::caption) continue;
      Block* const before = i > 0 && !gone[i - 1] ? &blocks[i - 1] : nullptr;
      Block* const after = i + 1 < blocks.size() ? &blocks[i + 1] : nullptr;
      const auto takes = [&](const Block* block, bool table) {
        return block != nullptr && block->caption.empty() && (table ? block->kind == Block::Kind::table : is_picture(*block));
      };
      Block* const owner = takes(before, false) ? before : takes(after, true) ? after : takes(after, false) ? after : takes(before, true) ? before : nullptr;
      if (owner == nullptr) {
        blocks[i].kind = Block::Kind::paragraph;
        continue;
      }
      owner->caption = std::move(blocks[i].inlines);
      owner->caption_span = blocks[i].span;
      owner->shown.insert(owner->shown.end(), blocks[i].shown.begin(), blocks[i].shown.end());
      if (owner->kind == Block::Kind::caption) owner->kind = Block::Kind::paragraph;
      gone[i] = true;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (gone[i]) continue;
      if (kept != i) blocks[kept] = std::move(blocks[i]);
      ++kept;
    }
    blocks.resize(kept);
  }

  // ---------------------------------------------------------------------------------------------------------- titles

  bool only_words(const Block& block) const { return count(block, Inline::Kind::picture) + count(block, Inline::Kind::note) + count(block, Inline::Kind::formula) == 0; }

  void property_unused(const MetaText& said, std::string_view shown) {
    if (said.empty() || fold_case(collapse_spaces(said.value)) == fold_case(shown)) return;
    model_.report(code::property_unused, said.span, fmt::format("the file's properties call it {}; the title in the text was taken", quoted(said.value)),
                  "change the title in Word (File, Info) when the text's is right");
  }

  void titles() {
    std::vector<Block>& blocks = model_.blocks;
    const auto title = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) { return block.kind == Block::Kind::title; });
    const bool opens = title != blocks.end() && std::none_of(blocks.begin(), title, [](const Block& block) { return block.kind == Block::Kind::heading; });
    if (opens && only_words(*title)) {
      std::string text = words(*title);
      const Span span = title->span;
      model_.title = std::move(title->inlines);
      auto rest = blocks.erase(title);
      while (rest != blocks.end() && rest->kind == Block::Kind::title && only_words(*rest)) {  // a title of two lines
        text += " " + words(*rest);
        model_.title.push_back({Inline::Kind::line_break, 0, 0, 0, 0, {rest->span.begin, rest->span.begin}});
        model_.title.insert(model_.title.end(), rest->inlines.begin(), rest->inlines.end());
        rest = blocks.erase(rest);
      }
      property_unused(model_.meta.title, text);
      model_.meta.title = {std::move(text), span};
      if (rest != blocks.end() && rest->kind == Block::Kind::subtitle && only_words(*rest)) {
        model_.meta.subtitle = {words(*rest), rest->span};
        model_.subtitle = std::move(rest->inlines);
        blocks.erase(rest);
      }
    } else {
      settle_property_title();
    }
    if (model_.meta.title.empty()) guess_title();
    const int shift = model_.meta.title.empty() ? 0 : 1;  // the title is the level above all headings
    for (Block& block : blocks) {
      if (block.kind == Block::Kind::heading) block.level = std::min(block.level + shift, 6);
      if (block.kind == Block::Kind::title) block.kind = Block::Kind::heading, block.level = 1 + shift;
      if (block.kind == Block::Kind::subtitle) block.kind = Block::Kind::paragraph;
    }
  }

  /// A heading that opens the text as its only one of level 1 is what readers take for the title.
  void settle_property_title() {
    const std::vector<Block>& blocks = model_.blocks;
    const auto top = [](const Block& block) { return block.kind == Block::Kind::title || (block.kind == Block::Kind::heading && block.level == 1); };
    if (blocks.empty() || std::count_if(blocks.begin(), blocks.end(), top) != 1) return;
    const auto first = std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return !is_picture(block); });
    if (first == blocks.end() || !top(*first)) return;
    property_unused(model_.meta.title, words(*first));
    model_.meta.title = {};
  }

  // ------------------------------------------------------------------------------------------------- headings by look

  /// The size of most of the text, in half points; 0 when the file does not say sizes.
  int body_size() const {
    std::map<int, std::size_t> letters;
    for (const Block& block : model_.blocks) {
      if (block.kind == Block::Kind::paragraph && block.size > 0 && !block.all_bold) letters[block.size] += block.span.end - block.span.begin;
    }
    const auto most = std::max_element(letters.begin(), letters.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == letters.end() ? 0 : most->first;
  }

  bool may_head(const Block& block, int body) const {
    constexpr std::size_t kLongest = 90;  // letters: headings of two printed lines
    if (block.kind != Block::Kind::paragraph || block.item || block.continues_item || block.in_box || !only_words(block)) return false;
    if (count(block, Inline::Kind::line_break) > 0) return false;
    if (std::any_of(block.inlines.begin(), block.inlines.end(), [](const Inline& one) { return one.link != 0; })) return false;
    const bool large = body > 0 && block.size * 5 >= body * 6;
    if (!(block.all_bold || large) || (body > 0 && block.size > 0 && block.size < body)) return false;
    const std::string text = words(block);
    if (text.empty() || count_code_points(text) > kLongest) return false;
    std::size_t at = text.size();
    const char32_t last = previous_code_point(text, at);
    return std::u32string_view(U".,;!…。，").find(last) == std::u32string_view::npos;
  }

  /// The large line that opens a text without any other sign of a title.
  void guess_title() {
    std::vector<Block>& blocks = model_.blocks;
    const auto first = std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return !is_picture(block); });
    const int body = body_size();
    if (first == blocks.end() || body == 0 || !may_head(*first, body) || first->size * 4 < body * 5) return;
    const bool largest = std::none_of(std::next(first), blocks.end(), [&](const Block& block) {
      return (block.kind == Block::Kind::paragraph && block.size >= first->size) || (block.kind == Block::Kind::heading && block.level == 1);
    });
    if (!largest) return;
    model_.meta.title = {words(*first), first->span};
    model_.report(code::heading_by_look, first->span, fmt::format("{} was taken as the title: the largest line opens the text (quite sure)", quoted(model_.meta.title.value)),
                  "give it the style Title in Word");
    blocks.erase(first);
  }

  void headings() {
    std::vector<Block>& blocks = model_.blocks;
    const int body = body_size();
    std::vector<bool> chosen(blocks.size());
    std::size_t paragraphs = 0, bold = 0;
    for (const Block& block : blocks) {
      paragraphs += block.kind == Block::Kind::paragraph && !block.item;
      bold += block.kind == Block::Kind::paragraph && !block.item && block.all_bold;
    }
    if (paragraphs == 0 || bold * 3 > paragraphs * 2) return;  // bold is how this text is set
    std::vector<int> sizes;
    for (std::size_t i = blocks.size(); i-- > 0;) {
      if (!may_head(blocks[i], body) || i + 1 == blocks.size()) continue;
      const Block& next = blocks[i + 1];
      const bool over_text = next.kind == Block::Kind::table || next.item || (next.kind == Block::Kind::paragraph && !chosen[i + 1] && !next.all_bold) || next.kind == Block::Kind::quote;
      const bool over_heading = (chosen[i + 1] && blocks[i].size > next.size);
      if (!over_text && !over_heading) continue;
      chosen[i] = true;
      if (std::find(sizes.begin(), sizes.end(), blocks[i].size) == sizes.end()) sizes.push_back(blocks[i].size);
    }
    std::sort(sizes.rbegin(), sizes.rend());
    int above = 1;  // the level of the last true heading
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind == Block::Kind::heading) above = blocks[i].level;
      if (!chosen[i]) continue;
      const auto rank = static_cast<int>(std::find(sizes.begin(), sizes.end(), blocks[i].size) - sizes.begin());
      blocks[i].kind = Block::Kind::heading;
      blocks[i].level = std::min(above + 1 + rank, 6);
      const bool large = body > 0 && blocks[i].size > body;
      model_.report(code::heading_by_look, blocks[i].span,
                    fmt::format("{} was taken as a heading: its line is {} ({})", quoted(words(blocks[i])), blocks[i].all_bold ? large ? "bold and large" : "bold" : "large",
                                blocks[i].all_bold && large ? "quite sure" : "likely"),
                    "give it the style Heading 2 in Word, or end it with a full stop");
    }
  }

  Model& model_;
};

}  // namespace

void tidy(Model& model) { Tidier(model).run(); }

}  // namespace pamphlet::office
