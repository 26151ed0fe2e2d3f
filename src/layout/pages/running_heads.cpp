#include "layout/pages/running_heads.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/characters.h"
#include "base/utf8.h"
#include "layout/codes.h"
#include "layout/column/compositor.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

// Bytes of a field: a line holds fewer, and every page would copy and measure a title of any length.
constexpr std::size_t kLongestField = 1024;

/// One {field} or literal stretch at a time; `empty` is set when a field had no value.
std::string fill_part(std::string_view text, const std::map<std::string, std::string, std::less<>>& fields, bool& empty) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
    if (close == std::string_view::npos) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      out += text[at++];
      continue;
    }
    const auto field = fields.find(text.substr(at + 1, close - at - 1));
    if (field == fields.end() || field->second.empty()) {
      empty = true;
    } else {
      out += field->second;
    }
    at = close + 1;
  }
  return out;
}

std::string joined(const std::vector<MetaText>& texts) {
  std::string out;
  for (const MetaText& text : texts) out += (out.empty() ? "" : ", ") + text.value;
  return out;
}

}  // namespace

std::string fill_template(std::string_view text, const std::map<std::string, std::string, std::less<>>& fields) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t open = text.find('[', at);
    while (open != std::string_view::npos && open > 0 && text[open - 1] == '\\') open = text.find('[', open + 1);
    const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
    bool empty = false;
    if (close == std::string_view::npos) {
      out += fill_part(text.substr(at), fields, empty);
      break;
    }
    out += fill_part(text.substr(at, open - at), fields, empty);
    empty = false;
    const std::string part = fill_part(text.substr(open + 1, close - open - 1), fields, empty);
    if (!empty) out += part;
    at = close + 1;
  }
  return std::string(trim(out));
}

RunningSetter::RunningSetter(Typesetter& typesetter, const PageStyle& page, const PageNumbers& numbers)
    : typesetter_(typesetter), page_(page), numbers_(numbers) {
  const Meta& meta = typesetter.document.meta;
  const std::string& lang = meta.lang.value;
  const auto keep = [&](const char* name, std::string_view value) { fields_[name] = beginning_of(value, kLongestField); };
  const auto& nodes = typesetter.document.nodes;  // a letter's title is not printed
  const bool titled = std::any_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.element == Element::title; });
  keep("title", titled || !meta.title.span.empty() ? std::string_view(meta.title.value) : std::string_view());
  keep("author", joined(meta.authors));
  keep("publisher", meta.publisher.value);
  keep("phone", meta.phone.value);
  keep("website", meta.website.value);
  keep("reviewer", meta.reviewer.value);
  keep("version", meta.version.value);
  fields_["date"] = meta.date ? long_date(*meta.date, lang) : std::string();
  fields_["review-by"] = meta.review_by ? long_date(*meta.review_by, lang) : std::string();
  if (meta.review_by) fields_["review-due"] = term_with("review_due", lang, "date", fields_["review-by"]);
  fields_["pages"] = std::to_string(numbers.body_pages());
}

std::string RunningSetter::content(MarginBox which, std::size_t index) const {
  std::size_t k = static_cast<std::size_t>(which);
  // A left-hand page mirrors a right-hand one: what is outside stays outside.
  if (page_.duplex && index % 2 == 1) k = k / 3 * 3 + (2 - k % 3);
  const bool first = index == 0 && page_.running_first[k] != "-";
  return fill_template(first ? page_.running_first[k] : page_.running[k], fields_);
}

void RunningSetter::set(const RunningPage& page, const PageGeometry& geometry, std::vector<Item>& items) {
  const bool book = typesetter_.document.book;
  const std::size_t index = page.index;
  const bool own_first = std::any_of(page_.running_first.begin(), page_.running_first.end(),
                                     [](const std::string& box) { return box != "-" && !box.empty(); });
  if (page.blank || (book && index == 0 && !own_first)) return;
  const std::string& lang = typesetter_.document.meta.lang.value;
  fields_["section"] = beginning_of(page.section, kLongestField);
  fields_["chapter"] = beginning_of(page.chapter, kLongestField);
  fields_["page"] = numbers_.label(index);
  const std::string with_page = term_with("page_of", lang, "page", fields_["page"]);
  bool empty = false;
  fields_["page-of"] = numbers_.is_front(index) ? fields_["page"] : fill_part(with_page, fields_, empty);
  bool foot = false;
  for (int k = 0; k < kMarginBoxes; ++k) {
    if (book && page.opens_chapter && k <= static_cast<int>(MarginBox::top_right)) continue;
    const std::size_t before = items.size();
    box(static_cast<MarginBox>(k), index, geometry, items);
    if (k >= static_cast<int>(MarginBox::bottom_left) && items.size() > before) foot = true;
  }
  if (foot && page_.running_rule.raw() > 0) {
    const FontExtent extent = font_extent(typesetter_, page_.running_style);
    BoxItem rule;
    rule.role = Role::footer;
    rule.box = {geometry.left, geometry.height - page_.foot_distance - extent.ascent - extent.descent * 2,
                geometry.right - geometry.left, page_.running_rule};
    rule.fill = page_.running_rule_color;
    items.emplace_back(rule);
  }
}

void RunningSetter::box(MarginBox which, std::size_t index, const PageGeometry& geometry, std::vector<Item>& items) {
  const Length left = geometry.left, width = geometry.right - geometry.left;
  const std::string text = content(which, index);
  if (text.empty()) return;
  const bool top = which <= MarginBox::top_right;
  const int column = static_cast<int>(which) % 3;
  const bool rtl = typesetter_.document.meta.dir == "rtl";
  // The outer boxes share the line with the centre one, and mirror with the script's direction.
  TextAlign align = column == 0 ? TextAlign::left : column == 1 ? TextAlign::center : TextAlign::right;
  if (rtl && column != 1) align = column == 0 ? TextAlign::right : TextAlign::left;
  const std::size_t base = top ? 0 : 3;
  int others = 0;
  for (std::size_t k = base; k < base + 3; ++k) {
    if (k != static_cast<std::size_t>(which) && !content(static_cast<MarginBox>(k), index).empty()) ++others;
  }
  // Shares of the line, so that neighbours never touch: alone all of it; left and right what the other leaves, half of it
  // at least; less when the centre is taken too.
  const bool centre = column == 1;
  const bool centred = !content(static_cast<MarginBox>(base + 1), index).empty();
  Length room = width;
  if (others == 1 && (centre || centred)) room = width.scaled(centre ? 0.3 : 0.34);
  if (others == 1 && !centre && !centred) {
    const std::string other = content(static_cast<MarginBox>(base + 2 - static_cast<std::size_t>(column)), index);
    const std::string& lang = typesetter_.document.meta.lang.value;
    const InlineText run = make_inline(typesetter_, other, 0, page_.running_style, lang);
    const Length shared = width - used_size(typesetter_, page_.running_style);  // one em keeps them apart
    room = std::max(shared / 2, shared - measure_text(typesetter_, run, page_.running_style).maximum);
  }
  if (others == 2) room = width.scaled(centre ? 0.24 : 0.37);
  ParagraphOptions options = paragraph_options(page_.running_style, column_setting(room, Length()), top ? Role::header : Role::footer);
  options.align = align;
  const LineSet set = shorten(which, text, room, options);
  if (set.lines.empty()) return;
  const Line& line = set.lines.front();
  Length x = left;
  if (align == TextAlign::right) x = left + width - room;
  if (align == TextAlign::center) x = left + (width - room) / 2;
  const Length baseline = top ? page_.head_distance : geometry.height - page_.foot_distance;
  for (std::uint32_t k = 0; k < line.item_count; ++k) {
    Item item = set.items[line.first_item + k];
    move_item(item, x, baseline - line.baseline);
    items.push_back(std::move(item));
  }
}

/// A running head has one line: what is too long loses its end.
LineSet RunningSetter::shorten(MarginBox which, const std::string& whole, Length width, const ParagraphOptions& options) {
  Cut& cut = cuts_[static_cast<std::size_t>(which)];
  std::string text = cut.whole == whole && cut.width == width ? cut.kept : whole;
  for (;;) {
    const InlineText run = make_inline(typesetter_, text, 0, page_.running_style, typesetter_.document.meta.lang.value);
    LineSet set = set_paragraph(typesetter_, run, page_.running_style, options);
    if (set.lines.size() <= 1 || text.size() < 4) {
      if (text.size() != whole.size()) report_cut(whole, text);
      cut = {whole, std::move(text), width};
      return set;
    }
    // Keep what the first line held, less a word for the ellipsis.
    std::size_t keep = text.size() / set.lines.size();
    while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0) == 0x80) --keep;
    const std::size_t space = text.rfind(' ', keep);
    if (space != std::string::npos && space > keep / 2) keep = space;
    text = text.substr(0, keep) + "\xE2\x80\xA6";
  }
}

/// Said once: the next page has the same one, or its like.
void RunningSetter::report_cut(std::string_view whole, std::string_view shown) {
  if (cut_reported_) return;
  cut_reported_ = true;
  const Document& document = typesetter_.document;
  const MetaText& title = document.meta.title;
  const bool names_title = !title.empty() && whole.find(beginning_of(title.value, kLongestField)) != std::string_view::npos;
  typesetter_.diagnostics.report(code::running_head_cut, *document.source, names_title ? title.span : Span{},
                                 fmt::format("a running head or foot was shortened to “{}” to fit its line", shown),
                                 "use shorter fields in the style's [page] boxes, or a smaller [page.running] font-size");
}

}  // namespace pamphlet
