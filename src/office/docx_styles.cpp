#include "office/docx_styles.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/color.h"
#include "base/utf8.h"

namespace pamphlet::office {
namespace {

/// Names of built-in styles are English whatever Word's language; ids are not. The ids serve where a name is missing.
struct NamedStyle {
  std::string_view name;  // case-folded
  ParagraphKind kind;
};
constexpr NamedStyle kNames[] = {
    {"title", ParagraphKind::title},
    {"subtitle", ParagraphKind::subtitle},
    {"quote", ParagraphKind::quote},
    {"intense quote", ParagraphKind::quote},
    {"quotations", ParagraphKind::quote},
    {"block text", ParagraphKind::quote},
    {"caption", ParagraphKind::caption},
    {"figure", ParagraphKind::caption},
    {"table caption", ParagraphKind::caption},
    {"image caption", ParagraphKind::caption},
    {"html preformatted", ParagraphKind::code},
    {"preformatted text", ParagraphKind::code},
    {"source code", ParagraphKind::code},
    {"toc heading", ParagraphKind::contents},
    {"table of figures", ParagraphKind::contents},
    {"table heading", ParagraphKind::table_head},
    {"header", ParagraphKind::header},
    {"footer", ParagraphKind::header},
};
constexpr std::string_view kHeadings[] = {"heading", "berschrift", "überschrift", "titre", "título", "ttulo", "titolo", "titulo", "kop",
                                          "rubrik", "overskrift", "nagłówek", "nagwek", "nadpis", "cmsor", "otsikko", "başlık", "balk"};
constexpr std::string_view kTitles[] = {"titel", "puesto", "titre", "título", "ttulo", "titolo", "cím", "tytuł", "tytu", "otsikko", "konubaşlığı"};

/// "heading 2" → 2; 0 when it is no such name.
int heading_level(std::string_view name) {
  for (const std::string_view word : kHeadings) {
    if (!name.starts_with(word)) continue;
    const std::string_view rest = trim(name.substr(word.size()));
    if (rest.size() == 1 && rest[0] >= '1' && rest[0] <= '9') return rest[0] - '0';
  }
  return 0;
}

}  // namespace

namespace {

std::optional<Color> colour_of(std::string_view digits) { return parse_color(digits.starts_with('#') ? std::string(digits) : "#" + std::string(digits)); }
int chroma(Color colour) { return std::max({colour.r, colour.g, colour.b}) - std::min({colour.r, colour.g, colour.b}); }

}  // namespace

std::uint32_t told_colour(std::string_view digits) {
  constexpr int kGrey = 60;  // of 255: below it nobody calls a letter coloured
  const auto colour = colour_of(digits);
  if (!colour || chroma(*colour) < kGrey) return 0;
  return 0x1000000u | static_cast<std::uint32_t>(colour->r) << 16 | static_cast<std::uint32_t>(colour->g) << 8 | colour->b;
}

bool marks(std::string_view digits) {
  constexpr int kTint = 24;            // of 255: yellow has 255, the light grey of a page's ground 6
  constexpr double kLight = 0.8;       // luminance
  const auto colour = colour_of(digits);
  return colour && (chroma(*colour) >= kTint || luminance(*colour) < kLight);
}

void name_style(std::string_view folded, ParagraphStyle& style) {
  if (const int level = heading_level(folded); level > 0) {
    style.kind = ParagraphKind::heading;
    style.level = level;
    return;
  }
  for (const NamedStyle& row : kNames) {
    if (row.name == folded) style.kind = row.kind;
  }
  if (folded.starts_with("toc ") || (folded.starts_with("toc") && folded.size() == 4)) style.kind = ParagraphKind::contents;
  if (folded.starts_with("list continue")) style.kind = ParagraphKind::list_continued;
  if (folded == "list paragraph" || folded == "listparagraph") style.kind = ParagraphKind::list;
}

void RunLook::read(const pugi::xml_node& properties) {
  if (!properties) return;
  const auto take = [&](std::optional<bool>& into, std::string_view name) {
    if (const auto value = toggle(properties, name)) into = value;
  };
  take(bold, "b");
  take(italic, "i");
  take(strike, "strike");
  if (const auto twice = toggle(properties, "dstrike")) strike = *twice || (child(properties, "strike") && strike.value_or(false));
  take(hidden, "vanish");
  take(underline, "u");
  if (const std::string_view fill = attribute(child(properties, "shd"), "fill"); !fill.empty()) highlight = marks(fill);  // Google Docs has no other one
  take(highlight, "highlight");
  take(capitals, "caps");
  take(small_capitals, "smallCaps");
  if (const pugi::xml_node frame = child(properties, "bdr")) framed = attribute(frame, "val") != "none" && attribute(frame, "val") != "nil";
  if (const auto dots = toggle(properties, "em"); dots.value_or(false)) italic = true;  // beside each sign: the emphasis of East Asia
  if (const pugi::xml_node ink = child(properties, "color")) colour = told_colour(attribute(ink, "val"));
  take(right_to_left, "rtl");
  if (const std::string_view align = child_value(properties, "vertAlign"); !align.empty()) {
    vertical = align == "superscript" ? unsigned{kSuper} : align == "subscript" ? unsigned{kSub} : 0u;
  }
  // Letters that are only raised stand for an index or a power all the same; less than two points trims the line.
  constexpr int kRaised = 4;
  if (const auto raised = integer(child_value(properties, "position")); raised && vertical.value_or(0) == 0) {
    vertical = *raised >= kRaised ? unsigned{kSuper} : *raised <= -kRaised ? unsigned{kSub} : 0u;
  }
  if (const auto value = integer(child_value(properties, "sz"))) size = value;
  if (const pugi::xml_node tags = child(properties, "lang")) {
    for (const auto& [into, name] : {std::pair{&lang, "val"}, {&lang_east_asian, "eastAsia"}, {&lang_bidi, "bidi"}}) {
      if (const std::string_view tag = attribute(tags, name); !tag.empty()) *into = tag;
    }
  }
  if (const pugi::xml_node fonts = child(properties, "rFonts")) {
    if (const std::string_view name = attribute(fonts, "ascii"); !name.empty()) font = name;
  }
}

void RunLook::add(const RunLook& other) {
  const auto take = [](auto& into, const auto& from) {
    if (from) into = from;
  };
  take(bold, other.bold);
  take(italic, other.italic);
  take(strike, other.strike);
  take(hidden, other.hidden);
  take(underline, other.underline);
  take(highlight, other.highlight);
  take(right_to_left, other.right_to_left);
  take(capitals, other.capitals);
  take(small_capitals, other.small_capitals);
  take(framed, other.framed);
  take(colour, other.colour);
  take(vertical, other.vertical);
  take(size, other.size);
  code = code || other.code;
  for (const auto& [into, from] : {std::pair{&lang, &other.lang}, {&lang_east_asian, &other.lang_east_asian},
                                   {&lang_bidi, &other.lang_bidi}, {&font, &other.font}}) {
    if (!from->empty()) *into = *from;
  }
}

Show RunLook::show(std::string_view words, bool linked) const {
  Show out;
  bool small = false;
  for (std::size_t at = 0; at < words.size() && !small;) small = is_lower(next_code_point(words, at));
  if (small && capitals.value_or(false)) out.traits |= kCapitals;
  if (small && small_capitals.value_or(false)) out.traits |= kSmallCapitals;
  if (framed.value_or(false)) out.traits |= kFramed;
  out.size = size.value_or(0);
  out.colour = linked ? 0 : colour.value_or(0);
  return out;
}

void DocxStyles::read(const pugi::xml_node& styles) {
  defaults_.read(child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr"));
  std::vector<std::string> ids;
  for (pugi::xml_node style = styles.first_child(); style; style = style.next_sibling()) {
    if (local(style) != "style") continue;
    const std::string id(attribute(style, "styleId"));
    Raw raw;
    raw.name = fold_case(child_value(style, "name"));
    raw.based_on = child_value(style, "basedOn");
    raw.paragraph = attribute(style, "type") == "paragraph";
    raw.node = style;
    const std::string_view is_default = attribute(style, "default");
    if (raw.paragraph && (is_default == "1" || is_default == "true")) default_paragraph_ = id;
    if (raw_.emplace(id, std::move(raw)).second) ids.push_back(id);
  }
  for (const std::string& id : ids) resolve(id);
}

// The chain is walked and not descended: files may hold chains of any length, and circles.
void DocxStyles::resolve(const std::string& id) {
  std::vector<Raw*> chain;
  for (auto at = raw_.find(id); at != raw_.end() && at->second.state == 0; at = raw_.find(at->second.based_on)) {
    at->second.state = 1;
    chain.push_back(&at->second);
  }
  for (auto own = chain.rbegin(); own != chain.rend(); ++own) {
    Raw& raw = **own;
    if (const auto base = raw_.find(raw.based_on); base != raw_.end() && base->second.state == 2) raw.style = base->second.style;
    raw.state = 2;
    ParagraphStyle& style = raw.style;
    style.look.read(child(raw.node, "rPr"));
    if (raw.name.find("verbatim char") != std::string::npos || raw.name == "html code" || raw.name == "source text") style.look.code = true;
    const pugi::xml_node properties = child(raw.node, "pPr");
    if (const auto level = integer(child_value(properties, "outlineLvl")); raw.paragraph && level) {
      style.kind = *level < 9 ? ParagraphKind::heading : style.kind == ParagraphKind::heading ? ParagraphKind::plain : style.kind;
      style.level = *level + 1;
    }
    if (const pugi::xml_node numbers = child(properties, "numPr")) {
      if (const auto number = integer(child_value(numbers, "numId"))) style.number = number;
      style.number_level = integer(child_value(numbers, "ilvl"));
    }
    const pugi::xml_node indent = child(properties, "ind");
    if (auto left = integer(attribute(indent, has_attribute(indent, "start") ? "start" : "left"))) style.indent = left;
    if (const auto breaks = toggle(properties, "pageBreakBefore")) style.page_break = *breaks;
    if (raw.paragraph) name_style(raw.name, style);
  }
}

const ParagraphStyle& DocxStyles::paragraph(std::string_view id) const {
  const auto found = raw_.find(std::string(id.empty() ? std::string_view(default_paragraph_) : id));
  if (found != raw_.end() && found->second.paragraph) return found->second.style;
  if (id.empty()) return fallback_;
  const auto [made, fresh] = unknown_.try_emplace(std::string(id));
  if (fresh) {
    const std::string folded = fold_case(id);
    name_style(folded, made->second);
    if (std::find(std::begin(kTitles), std::end(kTitles), std::string_view(folded)) != std::end(kTitles)) made->second.kind = ParagraphKind::title;
  }
  return made->second;
}

const RunLook* DocxStyles::character(std::string_view id) const {
  const auto found = raw_.find(std::string(id));
  return found == raw_.end() ? nullptr : &found->second.style.look;
}

std::optional<int> DocxStyles::list_number(std::string_view id) const {
  const auto found = raw_.find(std::string(id));
  return found == raw_.end() ? std::nullopt : found->second.style.number;
}

}  // namespace pamphlet::office
