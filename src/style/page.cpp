#include "style/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/number.h"
#include "base/utf8.h"
#include "style/codes.h"
#include "style/shorthand.h"
#include "style/values.h"

namespace pamphlet {
namespace {

// 50 mm is a tag, 2 m a poster; a PDF page may be 200 in wide (ISO 32000-1 Annex C.2).
constexpr double kSmallestPage = 50 * 72 / 25.4;
constexpr double kLargestPage = 2000 * 72 / 25.4;
constexpr double kLeastText = 72;  // an inch: narrower than any column of words

struct LengthKey {
  std::string_view name;
  Length PageStyle::*member;
  double lowest, highest;  // points
};
constexpr LengthKey kLengths[] = {
    {"margin-top", &PageStyle::margin_top, 0, kLargestPage},
    {"margin-right", &PageStyle::margin_right, 0, kLargestPage},
    {"margin-bottom", &PageStyle::margin_bottom, 0, kLargestPage},
    {"margin-left", &PageStyle::margin_left, 0, kLargestPage},
    {"font-size", &PageStyle::font_size, 5, 72},
    {"minimum-font-size", &PageStyle::minimum_font_size, 0, 72},
    {"baseline", &PageStyle::baseline, 0, 144},
    {"head-distance", &PageStyle::head_distance, 0, kLargestPage},
    {"foot-distance", &PageStyle::foot_distance, 0, kLargestPage},
    {"running-rule", &PageStyle::running_rule, 0, 12},
    {"bleed", &PageStyle::bleed, 0, 72},
};

/// CSS Paged Media 3 §7.1 (ISO 216, ANSI) and A6 for cards, in points.
struct PaperSize {
  std::string_view name;
  double width, height;
};
constexpr double kMm = 72 / 25.4;
constexpr PaperSize kPapers[] = {
    {"letter", 612, 792},         {"legal", 612, 1008},         {"a3", 297 * kMm, 420 * kMm},
    {"a4", 210 * kMm, 297 * kMm}, {"a5", 148 * kMm, 210 * kMm}, {"a6", 105 * kMm, 148 * kMm},
    {"b5", 176 * kMm, 250 * kMm},
};

constexpr std::array<std::string_view, kMarginBoxes> kBoxes{"top-left",    "top-center",    "top-right",
                                                            "bottom-left", "bottom-center", "bottom-right"};
constexpr std::string_view kFirst = "first-";

constexpr std::array<std::string_view, 15> kFields{"title",   "chapter",   "section",   "page",      "pages",     "page-of",
                                                   "date",    "publisher", "phone",     "website",   "author",
                                                   "version", "reviewer",  "review-by", "review-due"};

void report_bad(ReadContext& context, const RawValue& raw, std::string_view key, const std::string& problem,
                std::string help) {
  context.reporter.report(code::style_bad_value, raw.blame, std::string(key) + ": " + problem, std::move(help));
}

void read_length(const LengthKey& key, const RawValue& raw, ReadContext& context, PageStyle& page) {
  if (raw.items.size() != 1) return report_bad(context, raw, key.name, "one length is asked here, not a list", {});
  const auto parsed = parse_paper_length(raw.items[0], key.lowest, key.highest);
  if (!parsed.value) return report_bad(context, raw, key.name, parsed.problem, parsed.help);
  page.*key.member = *parsed.value;
}

void read_margin(const RawValue& raw, ReadContext& context, PageStyle& page) {
  const std::vector<RawItem> words = split_words(raw);
  if (words.empty() || words.size() > 4) {
    return report_bad(context, raw, "margin", "one to four lengths are asked",
                      "write all sides, vertical and horizontal, or top, right, bottom and left: \"1in 20mm\"");
  }
  constexpr std::array<Length PageStyle::*, 4> kSides{&PageStyle::margin_top, &PageStyle::margin_right,
                                                      &PageStyle::margin_bottom, &PageStyle::margin_left};
  for (std::size_t side = 0; side < kSides.size(); ++side) {
    const auto parsed = parse_paper_length(words[side_index(side, words.size())], 0, kLargestPage);
    if (!parsed.value) return report_bad(context, raw, "margin", parsed.problem, parsed.help);
    page.*kSides[side] = *parsed.value;
  }
}

/// "letter", "a4 landscape", "6in 9in", ["6in", "9in"].
void read_size(const RawValue& raw, ReadContext& context, PageStyle& page) {
  std::vector<RawItem> words = split_words(raw);
  const auto is_word = [](const RawItem& item, std::string_view word) {
    return item.kind == TomlKind::string && to_lower(item.text.substr(0, 32), "en") == word;
  };
  const bool landscape = words.size() == 2 && is_word(words[1], "landscape");
  if (landscape || (words.size() == 2 && is_word(words[1], "portrait"))) words.pop_back();
  if (words.size() == 1) {
    std::vector<std::string_view> names;
    for (const PaperSize& paper : kPapers) {
      names.push_back(paper.name);
      if (!is_word(words[0], paper.name)) continue;
      page.width = Length::points(landscape ? paper.height : paper.width);
      page.height = Length::points(landscape ? paper.width : paper.height);
      return;
    }
    std::string help = suggest(words[0].text, names);
    if (help.empty()) help = "write \"letter\", \"a4\", \"a5\" …, or width and height: [\"6in\", \"9in\"]";
    return report_bad(context, raw, "size", quote(words[0].text) + " is not a paper size", std::move(help));
  }
  if (words.size() != 2) {
    return report_bad(context, raw, "size", "a paper size is a name or two lengths",
                      "write \"letter\" or [\"6in\", \"9in\"]");
  }
  const auto width = parse_paper_length(words[0], kSmallestPage, kLargestPage);
  const auto height = parse_paper_length(words[1], kSmallestPage, kLargestPage);
  const auto& wrong = width.value ? height : width;
  if (!wrong.value) return report_bad(context, raw, "size", wrong.problem, wrong.help);
  page.width = *width.value;
  page.height = *height.value;
}

/// Fields in braces that exist, brackets that match and do not nest.
std::string template_problem(std::string_view text, std::string& help) {
  bool optional = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = i > 0 && text[i - 1] == '\\';
    if (!escaped && (text[i] == '[' || text[i] == ']')) {
      if (optional == (text[i] == '[')) return "the brackets do not match";
      optional = !optional;
    }
    if (text[i] == '}') return "there is a } without a {";
    if (text[i] != '{') continue;
    const std::size_t close = text.find('}', i);
    if (close == std::string_view::npos) return "there is a { without a }";
    const std::string_view field = text.substr(i + 1, close - i - 1);
    if (std::find(kFields.begin(), kFields.end(), field) == kFields.end()) {
      help = suggest(field, {kFields.begin(), kFields.end()});
      if (help.empty()) {
        help = "the fields are";
        for (const std::string_view name : kFields)
          help += " {" + std::string(name) + "}";
      }
      return "there is no field " + quote(field);
    }
    i = close;
  }
  return optional ? "the brackets do not match" : "";
}

void read_running(std::string_view key, const RawValue& raw, ReadContext& context, std::string& out) {
  constexpr std::size_t kLongestTemplate = 300;  // one line of a foot
  if (raw.items.size() != 1 || raw.items[0].kind != TomlKind::string || raw.items[0].text.size() > kLongestTemplate) {
    return report_bad(context, raw, key, "one short text is asked here",
                      "write it in quotes, as in \"{page} / {pages}\"");
  }
  std::string help;
  const std::string problem = template_problem(raw.items[0].text, help);
  if (!problem.empty()) return report_bad(context, raw, key, problem, std::move(help));
  out = raw.items[0].text;
}

/// The template that a key such as "bottom-left" or "first-bottom-left" means.
std::string* find_box(std::string_view key, PageStyle& page) {
  auto& boxes = key.starts_with(kFirst) ? page.running_first : page.running;
  if (key.starts_with(kFirst)) key.remove_prefix(kFirst.size());
  const auto found = std::find(kBoxes.begin(), kBoxes.end(), key);
  return found == kBoxes.end() ? nullptr : &boxes[static_cast<std::size_t>(found - kBoxes.begin())];
}

void read_color(std::string_view key, const RawValue& raw, ReadContext& context, Color& out) {
  const auto parsed = parse_color_value(raw);
  if (!parsed.value) return report_bad(context, raw, key, parsed.problem, parsed.help);
  out = *parsed.value;
}

void read_flag(std::string_view key, const RawValue& raw, ReadContext& context, bool& out) {
  const auto parsed = parse_boolean(raw);
  if (!parsed.value) return report_bad(context, raw, key, parsed.problem, parsed.help);
  out = *parsed.value;
}

void read_notes(const RawValue& raw, ReadContext& context, NotePlacement& out) {
  const bool one = raw.items.size() == 1 && raw.items[0].kind == TomlKind::string;
  if (one && raw.items[0].text == "page") out = NotePlacement::page;
  else if (one && raw.items[0].text == "end") out = NotePlacement::end;
  else report_bad(context, raw, "notes", "notes stand in one of two places",
                  "write \"page\" for the foot of the page, or \"end\" for the end of the document");
}

/// One of two words; `out`: whether it is the first.
void read_choice(std::string_view key, const RawValue& raw, ReadContext& context, std::string_view yes, std::string_view no, bool& out) {
  const std::string_view text = raw.items.size() == 1 && raw.items[0].kind == TomlKind::string ? std::string_view(raw.items[0].text) : "";
  if (text == yes || text == no) out = text == yes;
  else report_bad(context, raw, key, "one of two words is asked here", "write " + quote(yes) + " or " + quote(no));
}

void read_sides(const RawValue& raw, ReadContext& context, bool& even) {
  const std::string_view text = raw.items.size() == 1 && raw.items[0].kind == TomlKind::string ? std::string_view(raw.items[0].text) : "";
  if (text != "even" && text != "any") return report_bad(context, raw, "sides", "a wish is asked here", "write \"even\" or \"any\"");
  even = text == "even";
}

/// A share from 0 to `most`.
void read_share(std::string_view key, const RawValue& raw, ReadContext& context, double most, double& out) {
  const auto value = raw.items.size() == 1 ? plain_number(raw.items[0]) : std::nullopt;
  if (!value || *value < 0 || *value > most) {
    return report_bad(context, raw, key, "a share of the space between blocks is asked here", "write a number from 0 to " + number(most, 1));
  }
  out = *value;
}

const double kLeastFitMargin = kUnprintable.points();
constexpr int kMostFitColumns = 3;

/// `fit = { pages = 2, min-font-size = "12pt" }`, over what the extended styles say.
void read_fit(const TomlNode& table, ReadContext& context, FitStyle& fit) {
  const std::vector<std::string_view> keys{"pages", "min-font-size", "min-margin", "columns"};
  for (const TomlNode& child : table.children) {
    if (child.kind == TomlKind::table || std::find(keys.begin(), keys.end(), child.key) == keys.end()) {
      std::string help = suggest(child.key, keys);
      if (help.empty()) help = "write fit = { pages = 2, min-font-size = \"12pt\" }";
      context.reporter.report(code::style_unknown_key, {context.source, child.key_span},
                              "[page] fit has no key " + quote(child.key), std::move(help));
      continue;
    }
    const auto raw = context.tokens.resolve(child, context.source);
    if (!raw) continue;
    if (child.key == "pages" || child.key == "columns") {
      const bool pages = child.key == "pages";
      const auto number = parse_whole_number(*raw, pages ? 1 : 2, pages ? kMostFitPages : kMostFitColumns);
      if (number.value) (pages ? fit.pages : fit.columns) = *number.value;
      if (!number.value) report_bad(context, *raw, child.key, number.problem, number.help);
    } else if (raw->items.size() != 1) {
      report_bad(context, *raw, child.key, "one length is asked here, not a list", {});
    } else {
      const bool margin = child.key == "min-margin";
      const auto size = parse_paper_length(raw->items[0], margin ? kLeastFitMargin : 5, margin ? 720 : 72);
      if (size.value) (margin ? fit.min_margin : fit.min_font_size) = *size.value;
      if (!size.value) report_bad(context, *raw, child.key, size.problem, size.help);
    }
  }
}

/// `fit = "none"`: a style that lifts what it extends.
void read_no_fit(const RawValue& raw, ReadContext& context, FitStyle& fit) {
  const bool none = raw.items.size() == 1 && raw.items[0].kind == TomlKind::string && raw.items[0].text == "none";
  if (none) fit.pages = 0;
  if (!none) report_bad(context, raw, "fit", "a table or \"none\" is asked here", "write fit = { pages = 2 }");
}

/// Reads one key of [page]; false when there is no such key.
bool read_page_key(std::string_view key, const RawValue& raw, ReadContext& context, PageStyle& page) {
  for (const LengthKey& length : kLengths) {
    if (length.name == key) return read_length(length, raw, context, page), true;
  }
  if (std::string* box = find_box(key, page)) return read_running(key, raw, context, *box), true;
  if (key == "size") return read_size(raw, context, page), true;
  if (key == "margin") return read_margin(raw, context, page), true;
  if (key == "fit") return read_no_fit(raw, context, page.fit), true;
  if (key == "duplex") return read_flag(key, raw, context, page.duplex), true;
  if (key == "sides") return read_sides(raw, context, page.even_sides), true;
  if (key == "edge") return read_choice(key, raw, context, "safe", "full", page.safe_edge), true;
  if (key == "ink") return read_choice(key, raw, context, "grey", "full", page.grey), true;
  if (key == "gap-shrink") return read_share(key, raw, context, kMostGapShrink, page.gap_shrink), true;
  if (key == "gap-stretch") return read_share(key, raw, context, kMostGapStretch, page.gap_stretch), true;
  if (key == "notes") return read_notes(raw, context, page.notes), true;
  if (key == "running-rule-color") return read_color(key, raw, context, page.running_rule_color), true;
  if (key == "background") return read_color(key, raw, context, page.background), true;
  return false;
}

void report_unknown_key(std::string_view table, const TomlNode& child, ReadContext& context,
                    const std::vector<std::string_view>& keys) {
  std::string help = suggest(child.key, keys);
  if (child.key == "page-width" || child.key == "page-height" || child.key == "width" || child.key == "height") {
    help = "write size = [\"6in\", \"9in\"]";
  } else if (help.empty() && table == "page" && is_declaration_key(child.key)) {
    help = "this belongs to an element: write it under [document] for the whole text";
  }
  if (help.empty()) help = "docs/styles.md lists every key";
  context.reporter.report(code::style_unknown_key, {context.source, child.key_span},
                          "[" + std::string(table) + "] has no key " + quote(child.key), std::move(help));
}

/// The place of the last of `keys` that the table has, else of the table itself.
Origin place_of(const TomlNode& table, std::string_view prefix, std::string_view other, std::uint32_t source) {
  Span span = table.key_span;
  for (const TomlNode& child : table.children) {
    if (child.key.starts_with(prefix) || child.key == other) span = child.span;
  }
  return {source, span};
}

/// A page must have room for text, and its running lines must stand in the margins. What does not is put back.
void check_room(const TomlNode& table, ReadContext& context, const PageStyle& before, PageStyle& page) {
  const double width = (page.width - page.margin_left - page.margin_right).points();
  const double height = (page.height - page.margin_top - page.margin_bottom).points();
  if (width < kLeastText || height < kLeastText) {
    const double left = std::min(width, height);
    context.reporter.report(code::style_page_too_small, place_of(table, "margin", "size", context.source),
                            "the page margins leave " + (left > 0 ? number(left, 0) + "pt" : std::string("nothing")) +
                                " for text" +
                                (width < kLeastText ? " between left and right" : " between top and bottom"),
                            "make the margins smaller or the page larger: at least 72pt are needed");
    page.width = before.width;
    page.height = before.height;
    page.margin_top = before.margin_top;
    page.margin_right = before.margin_right;
    page.margin_bottom = before.margin_bottom;
    page.margin_left = before.margin_left;
  }
  if (page.head_distance > page.margin_top || page.foot_distance > page.margin_bottom) {
    const bool head = page.head_distance > page.margin_top;
    context.reporter.report(code::style_bad_value,
                            place_of(table, head ? "head-distance" : "foot-distance", "margin", context.source),
                            head ? "the running head would stand in the text: head-distance is more than margin-top"
                                 : "the running foot would stand in the text: foot-distance is more than margin-bottom",
                            "both are measured from the page edge; make the distance smaller than the margin");
    page.head_distance = std::min(page.head_distance, page.margin_top);
    page.foot_distance = std::min(page.foot_distance, page.margin_bottom);
  }
  if (page.minimum_font_size > page.font_size) {
    context.reporter.report(code::style_bad_value, place_of(table, "minimum-font-size", "font-size", context.source),
                            "minimum-font-size is more than the font-size of the text",
                            "make font-size at least as large");
    page.font_size = page.minimum_font_size;
  }
}

}  // namespace

std::vector<std::string_view> page_keys() {
  static constexpr std::array<std::string_view, kMarginBoxes> kFirstBoxes{"first-top-left",      "first-top-center",
                                                                          "first-top-right",     "first-bottom-left",
                                                                          "first-bottom-center", "first-bottom-right"};
  std::vector<std::string_view> keys{"size",  "margin",  "duplex", "notes", "running-rule-color", "background",
                                     "running", "fit", "sides", "gap-shrink", "gap-stretch", "edge", "ink"};
  for (const LengthKey& length : kLengths)
    keys.push_back(length.name);
  keys.insert(keys.end(), kBoxes.begin(), kBoxes.end());
  keys.insert(keys.end(), kFirstBoxes.begin(), kFirstBoxes.end());
  return keys;
}

PageStyle default_page() {
  PageStyle page;
  page.width = Length::points(612);
  page.height = Length::points(792);
  page.margin_top = page.margin_right = page.margin_bottom = page.margin_left = Length::points(72);
  page.font_size = Length::points(12);
  page.head_distance = page.foot_distance = Length::points(36);
  page.running_first.fill("-");
  return page;
}

void read_page(const TomlNode& table, ReadContext& context, PageStyle& page) {
  const PageStyle before = page;
  for (const TomlNode& child : table.children) {
    if (child.kind == TomlKind::table) {
      if (child.key == "fit") {
        read_fit(child, context, page.fit);
      } else if (child.key != "running") {
        report_unknown_key("page", child, context, page_keys());
      }
      continue;
    }
    const auto keys = page_keys();
    if (child.key == "running" || std::find(keys.begin(), keys.end(), child.key) == keys.end()) {
      report_unknown_key("page", child, context, keys);
      continue;
    }
    const auto raw = context.tokens.resolve(child, context.source);
    if (raw && !read_page_key(child.key, *raw, context, page)) report_unknown_key("page", child, context, keys);
  }
  check_room(table, context, before, page);
}

void read_ebook(const TomlNode& table, ReadContext& context, EbookStyle& ebook) {
  const std::vector<std::string_view> keys{"split-level", "cover-background", "cover-color", "cover-accent",
                                           "embed-fonts"};
  for (const TomlNode& child : table.children) {
    if (child.kind == TomlKind::table || std::find(keys.begin(), keys.end(), child.key) == keys.end()) {
      report_unknown_key("ebook", child, context, keys);
      continue;
    }
    const auto raw = context.tokens.resolve(child, context.source);
    if (!raw) continue;
    if (child.key == "cover-background") read_color(child.key, *raw, context, ebook.cover_background);
    if (child.key == "cover-color") read_color(child.key, *raw, context, ebook.cover_color);
    if (child.key == "cover-accent") read_color(child.key, *raw, context, ebook.cover_accent);
    if (child.key == "embed-fonts") read_flag(child.key, *raw, context, ebook.embed_fonts);
    if (child.key != "split-level") continue;
    const auto level = parse_whole_number(*raw, 0, 6);
    if (!level.value) report_bad(context, *raw, child.key, level.problem, level.help);
    if (level.value) ebook.split_level = *level.value;
  }
}

}  // namespace pamphlet
