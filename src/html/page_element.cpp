// What one element of a page is in its article: an element of ours, nothing but its content, or nothing at all; and which of its
// attributes stay.

#include <algorithm>

#include "base/ascii.h"
#include "html/page_builder.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

constexpr ElementInfo kNoteReference{"note-reference", Role::note_reference, Element::note_reference, Syntax::inline_};

}  // namespace

// "#" or "¶" beside a heading, which leads to the heading itself.
bool ArticleBuilder::is_permalink(std::uint32_t id) const {
  if (role(id) != Role::link || !tree_.attribute(id, "href").value_or("").starts_with('#')) return false;
  const std::string words = page_words(tree_, id, 20);
  if (words.empty()) return measure(id).images == 0;
  static constexpr string_view kSigns[] = {"#", "¶", "§", "🔗", "⚓", "¶️"};
  return std::find(std::begin(kSigns), std::end(kSigns), words) != std::end(kSigns);
}

// A picture that leads to itself, larger.
bool ArticleBuilder::is_picture_link(std::uint32_t id) const {
  if (role(id) != Role::link || measure(id).images == 0 || measure(id).length > 0) return false;
  for (std::uint32_t at = node(id).parent, steps = 0; at > 0 && steps < 6; at = node(at).parent, ++steps) {
    if (role(at) == Role::figure || is_caption_box(at)) return true;
    if (is_block(node(at)) && role(at) != Role::division) break;
  }
  const std::string href = lower(tree_.attribute(id, "href").value_or(""));
  const string_view path = string_view(href).substr(0, href.find_first_of("?#"));
  for (const string_view ending : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"}) {
    if (path.ends_with(ending)) return true;
  }
  return href.empty();
}

bool ArticleBuilder::is_caption_box(std::uint32_t id) const {
  return role(id) == Role::division && measure(id).images == 1 && measure(id).blocks <= 1 && has_name_word(tree_, id, "caption") &&
         measure(id).length > 0 && measure(id).length < 600;
}

// A list of parts that open, each with a heading of its own: Notion's toggles, accordions.
bool ArticleBuilder::is_sections(std::uint32_t id) const {
  return role(id) == Role::list && node(id).attributes > 0 && (has_name_word(tree_, id, "toggle") || has_name_word(tree_, id, "accordion"));
}

// A rule at the start or the end of the article: the frame around it has gone.
bool ArticleBuilder::separates_nothing(std::uint32_t id) const { return role(id) == Role::rule && (!begun_ || id > last_content_); }

// The sign at the head of a box, where the box's kind says the same.
bool ArticleBuilder::is_sign(std::uint32_t id) const {
  if (role(id) != Role::division && role(id) != Role::span) return false;
  if (node(id).attributes == 0 || !(has_name_word(tree_, id, "icon") || has_name_word(tree_, id, "emoji"))) return false;
  const std::string words = page_words(tree_, id, 12);
  for (std::uint32_t at = node(id).parent, steps = 0; at > 0 && steps < 3 && !kind_of_sign(words).empty(); at = node(at).parent, ++steps) {
    if (!box_kind(tree_, at).empty()) return true;
  }
  return false;
}

// What the node is in the article; null: its content alone is.
const ElementInfo* ArticleBuilder::made_of(std::uint32_t id) const {
  const ElementInfo& info = *node(id).info;
  const ElementInfo* const group = &find_element("center");
  switch (info.role) {
    case Role::heading:
      return &find_element("h" + std::to_string(std::clamp(info.tag[1] - '0' + shift_, 1, 6)));
    case Role::table: return places_[id] ? group : &info;
    case Role::head_group:
    case Role::row_group:
    case Role::row:
    case Role::cell: return table_[id] != 0 && places_[table_[id]] ? group : &info;
    case Role::division:
      if (is_caption_box(id)) return &find_element("figure");
      if (!box_kind(tree_, id).empty()) return &find_element("div");
      if (has_name_word(tree_, id, "pullquote") && tree_.attribute(id, "class") == "pullquote") return &find_element("blockquote");
      if (const std::string level = lower(tree_.attribute(id, "role").value_or("")); level == "heading") {
        const string_view number_words = tree_.attribute(id, "aria-level").value_or("2");
        return &find_element("h" + std::string(number_words.size() == 1 && number_words[0] >= '1' && number_words[0] <= '6' ? number_words : "2"));
      }
      if (info.tag == "footer" && (role(node(id).parent) == Role::quote || role(node(node(id).parent).parent) == Role::quote)) return &info;
      return info.tag == "details" ? &info : group;
    case Role::paragraph:
      for (std::uint32_t at = node(id).parent, steps = 0; at > 0 && steps < 3; at = node(at).parent, ++steps) {
        if (is_caption_box(at)) return &find_element("figcaption");
      }
      return &info;
    case Role::caption:
      return &info;
    case Role::link: {
      const bool place = targets_.contains(std::string(tree_.attribute(id, "id").value_or(tree_.attribute(id, "name").value_or(""))));
      return is_picture_link(id) || (!tree_.attribute(id, "href") && !place) ? nullptr : &info;
    }
    case Role::figure: return box_kind(tree_, id).empty() ? &info : &find_element("div");
    case Role::list: return is_sections(id) ? group : &info;
    case Role::item: return is_sections(node(id).parent) ? group : &info;
    case Role::span: return has_name_word(tree_, id, "bookmark") ? group : &info;
    case Role::unknown:
      if (info.tag == "button" && measure(id).length > 0 && is_block(node(node(id).parent)) && role(node(id).parent) != Role::heading && role(text_.blocks[id]) == Role::division) {
        return &find_element("summary");  // opens what follows
      }
      return info.tag == "form" || info.tag == "fieldset" ? group : nullptr;
    case Role::transparent:
    case Role::group:
    case Role::inline_:
    case Role::note:
    case Role::title:
    case Role::note_reference:
    case Role::code:
    case Role::image:
    case Role::line_break:
    case Role::rule:
    case Role::drop:
    case Role::quote:
    case Role::definition_list:
    case Role::term:
    case Role::description:
    case Role::preformatted:
    case Role::summary: return &info;
  }
  return &info;
}

void ArticleBuilder::link(std::uint32_t id) {
  const string_view href = trim(tree_.attribute(id, "href").value_or(""));
  std::string address = page_address(meta_.base, href);
  const bool script = lower(href.substr(0, 11)) == "javascript:";
  const bool relative = !address.empty() && address[0] != '#' && address.find(':') == std::string::npos;
  if (script || relative || address == "#") {
    if (relative && lost_links_++ == 0) first_lost_ = node(id).span;
    return;
  }
  give("href", std::move(address));
}

// The picture's file: pages that load them late have a stand-in in `src`.
void ArticleBuilder::image(std::uint32_t id) {
  string_view source = trim(tree_.attribute(id, "src").value_or(""));
  const bool stand_in = source.empty() || source.starts_with("data:image/gif") || source.starts_with("data:image/svg") || source.starts_with("about:");
  if (stand_in) {
    for (const string_view name : {"data-src", "data-lazy-src", "data-original", "data-orig-file", "data-srcset", "srcset"}) {
      const string_view value = trim(tree_.attribute(id, name).value_or(""));
      if (value.empty() || value.starts_with("data:")) continue;
      source = value.substr(0, value.find(' '));
      if (source.ends_with(',')) source.remove_suffix(1);
      break;
    }
  }
  if (!source.empty()) out_.attributes.emplace_back("src", source);
  keep(id, {"alt", "width", "height", "role"});
}

// Another language than the page's, another direction than the language's. Editors write both on every paragraph.
bool ArticleBuilder::keep_language(std::uint32_t id) {
  const auto primary = [](string_view tag) { return lower(tag.substr(0, tag.find_first_of("-_"))); };
  const string_view own = tree_.attribute(id, "lang").value_or(tree_.attribute(id, "xml:lang").value_or(""));
  const std::string lang = primary(own.empty() ? string_view(meta_.lang.value) : own);
  const bool rtl = lang == "ar" || lang == "he" || lang == "fa" || lang == "ur" || lang == "yi" || lang == "ps";
  const std::string direction = lower(tree_.attribute(id, "dir").value_or(""));
  const bool other = !own.empty() && primary(own) != primary(meta_.lang.value);
  const bool turns = (direction == "rtl" && !rtl) || (direction == "ltr" && rtl);
  if (other) out_.attributes.emplace_back("lang", own);
  if (turns) keep(id, {"dir"});
  return other || turns;
}

// What of its attributes the article keeps, for a node that was just added.
void ArticleBuilder::attributes(std::uint32_t id, std::uint32_t made, const ElementInfo& info) {
  if (info.role == Role::link && tree_.attribute(id, "href")) link(id);
  if (const auto name = tree_.attribute(id, "name"); info.role == Role::link && name && !tree_.attribute(id, "id") && targets_.contains(std::string(*name))) keep(id, {"name"});
  if (info.role == Role::image) image(id);
  if (info.role == Role::item) {
    keep(id, {"value"});
    if (const auto done = task_of(tree_, id)) give("data-task", *done ? "done" : "open");
  }
  if (info.role == Role::list && id + 1 < node(id).end) {
    std::uint32_t first = id + 1;
    while (first + 1 < node(id).end && first < id + 4 && role(first) != Role::item) ++first;
    if (role(first) == Role::item && task_of(tree_, first)) give("data-task", "list");
  }
  if (const string_view kind = info.tag == "div" ? box_kind(tree_, id) : string_view(); !kind.empty()) out_.attributes.emplace_back("class", kind);
  if (info.role == Role::image) begun_ = true;
  if (info.role == Role::cell) keep(id, {"colspan", "rowspan", "scope", "align"});
  if (info.role == Role::code) keep(id, {"class"});
  if (info.element == Element::abbreviation) keep(id, {"title"});
  const bool speaks = keep_language(id);
  if (const auto name = tree_.attribute(id, "id"); name && targets_.contains(std::string(*name))) keep(id, {"id"});
  out_.nodes[made].attributes = static_cast<std::uint32_t>(out_.attributes.size() - out_.nodes[made].data);
  if (speaks && info.role == Role::group) {
    out_.nodes[made].info = &find_element("div");
  } else if (out_.nodes[made].attributes > 0 && info.role == Role::group) {  // a group is no block: a place of its own says where it begins
    const std::uint32_t place = add(made, id, find_element("a"));
    std::swap(out_.nodes[place].data, out_.nodes[made].data);
    std::swap(out_.nodes[place].attributes, out_.nodes[made].attributes);
  }
}

// A box to tick, of which nothing is printed: not that of a task, which the list draws.
void ArticleBuilder::see_box(std::uint32_t id) {
  if (node(id).kind != Node::Kind::element || node(id).info->tag != "input") return;
  const std::string type = lower(tree_.attribute(id, "type").value_or(""));
  std::uint32_t item = id;
  while (item > 0 && role(item) != Role::item) item = node(item).parent;
  const bool task = item > 0 && task_of(tree_, item).has_value();
  if ((type == "checkbox" || type == "radio") && !task && lost_boxes_++ == 0) first_box_ = {node(id).span.begin, node(id).span.begin + 1};
}

// What is written, or passed over, with all that it holds: the node to go on with; 0: it is none of these.
std::uint32_t ArticleBuilder::take_whole(std::uint32_t id, std::uint32_t parent) {
  if (is_permalink(id) || is_sign(id)) return node(id).end;
  if (role(id) == Role::rule && page_breaks(tree_, id).before) {
    const std::uint32_t made = add(parent, id, find_element("div"));
    give("class", "page-break");
    out_.nodes[made].attributes = 1;
    return node(id).end;
  }
  if (separates_nothing(id)) return node(id).end;
  see_box(id);
  if (const auto cited = cites_.find(id); cited != cites_.end()) {
    const std::uint32_t made = add(parent, id, kNoteReference);
    give("label", notes_[cited->second]);
    out_.nodes[made].attributes = 1;
    return node(id).end;
  }
  if (!ways_back_.empty() && role(id) == Role::link && ways_back_.contains(page_target(meta_.base, tree_.attribute(id, "href")))) return node(id).end;
  if (role(id) == Role::image && node(id).attributes > 0) {
    if (has_name_word(tree_, id, "icon") && has_name_word(tree_, id, "bookmark")) return node(id).end;
    if (has_name_word(tree_, id, "emoji") || has_name_word(tree_, id, "wp-smiley")) {  // WordPress draws them
      const std::uint32_t made = add(parent, id, *tree_[0].info);
      out_.nodes[made].kind = Node::Kind::text;
      out_.nodes[made].text = tree_.attribute(id, "alt").value_or("");
      return node(id).end;
    }
  }
  return 0;
}

}  // namespace pamphlet::html
