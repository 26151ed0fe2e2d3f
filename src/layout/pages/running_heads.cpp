#include "layout/pages/running_heads.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

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
  for (std::size_t at = 0; (at = fields_["phone"].find(' ', at)) != std::string::npos;) fields_["phone"].replace(at, 1, "\xC2\xA0");
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
  if (page.blank || (book && index == 0)) return;  // a title page says all of it itself
  const std::string& lang = typesetter_.document.meta.lang.value;
  fields_["section"] = beginning_of(page.section, kLongestField);
  fields_["chapter"] = beginning_of(page.chapter, kLongestField);
  fields_["page"] = numbers_.label(index);
  const std::string with_page = term_with("page_of", lang, "page", fields_["page"]);
  bool empty = false;
  fields_["page-of"] = numbers_.is_front(index) ? fields_["page"] : fill_part(with_page, fields_, empty);
  std::vector<Box> foot;
  for (int k = 0; k < kMarginBoxes; ++k) {
    const auto which = static_cast<MarginBox>(k);
    const bool head = which <= MarginBox::top_right;
    if (book && page.opens_chapter && head) continue;
    std::optional<Box> box = make_box(which, index, geometry);
    if (!box) continue;
    if (head) place(*box, page_.head_distance, items);
    else foot.push_back(std::move(*box));
  }
  if (!foot.empty()) set_foot(foot, geometry, items);
}

void RunningSetter::place(const Box& box, Length baseline, std::vector<Item>& items) const {
  for (const LineSet& set : box.sets) {
    for (const Line& line : set.lines) {
      for (std::uint32_t k = 0; k < line.item_count; ++k) {
        Item item = set.items[line.first_item + k];
        move_item(item, box.x, baseline - line.baseline);
        items.push_back(std::move(item));
      }
      baseline += line.height;
    }
  }
}

/// Its last line stands where the style has the foot; what has fewer lines begins at the top with the others.
void RunningSetter::set_foot(const std::vector<Box>& boxes, const PageGeometry& geometry, std::vector<Item>& items) const {
  Length above;  // from the first baseline to the last
  for (const Box& box : boxes) {
    Length height;
    for (const LineSet& set : box.sets) {
      for (const Line& line : set.lines) height += line.height;
    }
    above = std::max(above, height - box.sets.front().lines.front().height);
  }
  const Length first = geometry.height - page_.foot_distance - above;
  for (const Box& box : boxes) place(box, first, items);
  if (page_.running_rule.raw() <= 0) return;
  const FontExtent extent = font_extent(typesetter_, page_.running_style);
  BoxItem rule;
  rule.role = Role::footer;
  rule.box = {geometry.left, first - extent.ascent - extent.descent * 2, geometry.right - geometry.left, page_.running_rule};
  rule.fill = page_.running_rule_color;
  items.emplace_back(rule);
}

/// A foot has a second line where the bottom margin has room for it below the text.
bool RunningSetter::has_room(Length line_height, const PageGeometry& geometry) const {
  const FontExtent extent = font_extent(typesetter_, page_.running_style);
  return geometry.bottom + page_.running_rule + extent.descent * 3 + extent.ascent + line_height <= geometry.height - page_.foot_distance;
}

std::optional<RunningSetter::Box> RunningSetter::make_box(MarginBox which, std::size_t index, const PageGeometry& geometry) {
  const Length left = geometry.left, width = geometry.right - geometry.left;
  const std::string text = content(which, index);
  if (text.empty()) return std::nullopt;
  const bool top = which <= MarginBox::top_right;
  const int column = static_cast<int>(which) % 3;
  const bool rtl = typesetter_.document.meta.dir == "rtl";
  // The outer boxes share the line with the centre one, and mirror with the script's direction.
  TextAlign align = column == 0 ? TextAlign::left : column == 1 ? TextAlign::center : TextAlign::right;
  if (rtl && column != 1) align = column == 0 ? TextAlign::right : TextAlign::left;
  const Length room = room_for(which, index, width);
  ParagraphOptions options = paragraph_options(page_.running_style, column_setting(room, Length()), top ? Role::header : Role::footer);
  options.align = align;
  Box box;
  box.sets = lines_of(which, text, options, geometry);
  if (box.sets.front().lines.empty()) return std::nullopt;
  box.x = align == TextAlign::right ? left + width - room : align == TextAlign::center ? left + (width - room) / 2 : left;
  return box;
}

/// Shares of the line, so that neighbours never touch: alone all of it; left and right what the other leaves, half of it
/// at least; less when the centre is taken too.
Length RunningSetter::room_for(MarginBox which, std::size_t index, Length width) const {
  const int column = static_cast<int>(which) % 3;
  const std::size_t base = which <= MarginBox::top_right ? 0 : 3;
  int others = 0;
  for (std::size_t k = base; k < base + 3; ++k) {
    if (k != static_cast<std::size_t>(which) && !content(static_cast<MarginBox>(k), index).empty()) ++others;
  }
  const bool centre = column == 1;
  const bool centred = !content(static_cast<MarginBox>(base + 1), index).empty();
  if (others == 2) return width.scaled(centre ? 0.24 : 0.37);
  if (others == 1 && (centre || centred)) return width.scaled(centre ? 0.3 : 0.34);
  if (others == 0 || centre || centred) return width;
  const std::string other = content(static_cast<MarginBox>(base + 2 - static_cast<std::size_t>(column)), index);
  const InlineText run = make_inline(typesetter_, other, 0, page_.running_style, typesetter_.document.meta.lang.value);
  const Length shared = width - used_size(typesetter_, page_.running_style);  // one em keeps them apart
  return std::max(shared / 2, shared - measure_text(typesetter_, run, page_.running_style).maximum);
}

LineSet RunningSetter::set_words(std::string_view text, const ParagraphOptions& options) const {
  const InlineText run = make_inline(typesetter_, text, 0, page_.running_style, typesetter_.document.meta.lang.value);
  return set_paragraph(typesetter_, run, page_.running_style, options);
}

/// One line; in a foot with room for it two, parted at the last dot that fits; else what is too long loses its end.
std::vector<LineSet> RunningSetter::lines_of(MarginBox which, const std::string& text, const ParagraphOptions& options,
                                             const PageGeometry& geometry) {
  constexpr std::string_view kDot = " \xC2\xB7 ";
  std::vector<LineSet> out;
  const Cut& known = cuts_[static_cast<std::size_t>(which)];
  if (known.whole == text && known.width == options.width) {  // as on the page before
    out.push_back(shorten(which, text, known.lines, options));
    return out;
  }
  out.push_back(set_words(text, options));
  if (out.front().lines.size() <= 1) return out;
  const bool two = which > MarginBox::top_right && has_room(out.front().lines.front().height, geometry);
  for (std::size_t at = text.rfind(kDot); two && at != std::string::npos && at > 0; at = text.rfind(kDot, at - 1)) {
    std::vector<LineSet> parts;
    parts.push_back(set_words(std::string_view(text).substr(0, at), options));
    parts.push_back(set_words(std::string_view(text).substr(at + kDot.size()), options));
    if (parts[1].lines.size() > 1) break;
    if (parts[0].lines.size() == 1) return parts;
  }
  if (out.front().lines.size() > (two ? 2u : 1u)) out.front() = shorten(which, text, two ? 2 : 1, options);
  return out;
}

LineSet RunningSetter::shorten(MarginBox which, const std::string& whole, std::size_t most, const ParagraphOptions& options) {
  Cut& cut = cuts_[static_cast<std::size_t>(which)];
  std::string text = cut.whole == whole && cut.width == options.width ? cut.kept : whole;
  for (;;) {
    LineSet set = set_words(text, options);
    if (set.lines.size() <= most || text.size() < 4) {
      if (text != whole) report_cut(whole, text);
      cut = {whole, std::move(text), options.width, most};
      return set;
    }
    // Keep what the lines held, less a word for the ellipsis.
    std::size_t keep = text.size() * most / set.lines.size();
    while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0) == 0x80) --keep;
    const std::size_t space = text.rfind(' ', keep);
    if (space != std::string::npos && space > keep / 2) keep = space;
    text = text.substr(0, keep) + "\xE2\x80\xA6";
  }
}

/// Said once: the next page has the same one, or its like. A telephone number without its end is somebody else's.
void RunningSetter::report_cut(std::string_view whole, std::string_view shown) {
  const Document& document = typesetter_.document;
  const std::string& phone = fields_.find("phone")->second;
  const bool number = !phone.empty() && whole.find(phone) != std::string_view::npos && shown.find(phone) == std::string_view::npos;
  if (number && !std::exchange(phone_cut_reported_, true)) {
    typesetter_.diagnostics.report(code::running_phone_cut, *document.source, document.meta.phone.span,
                                   fmt::format("the telephone number {} does not fit in the running head or foot “{}”", phone, whole),
                                   "use shorter fields in the style's [page] boxes, or a smaller [page.running] font-size");
  }
  if (number || std::exchange(cut_reported_, true)) return;
  const MetaText& title = document.meta.title;
  const bool names_title = !title.empty() && whole.find(beginning_of(title.value, kLongestField)) != std::string_view::npos;
  typesetter_.diagnostics.report(code::running_head_cut, *document.source, names_title ? title.span : Span{},
                                 fmt::format("a running head or foot was shortened to “{}” to fit its line", shown),
                                 "use shorter fields in the style's [page] boxes, or a smaller [page.running] font-size");
}

}  // namespace pamphlet
