// long: each kind of markup is a few lines, and all are kept, left out and said alike.
// What other programs' Markdown has within a line, and GitHub's does not: notes where they are cited, emoji by name, links
// and pictures of a vault, boxes to tick, templates and editors' marks. Each is a row in kMarks. What means nothing on
// paper is left out or kept as it stands, and said. Linear: ends are looked for within one line or so many bytes, or all
// ends of a block are found at once.

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "html/codes.h"
#include "markdown/attributes.h"
#include "markdown/characters.h"
#include "markdown/codes.h"
#include "markdown/inline_scanner.h"

namespace pamphlet::markdown {
namespace {

struct EmojiName {
  std::string_view name, emoji;
};
constexpr EmojiName kEmojiNames[] = {
#define PAMPHLET_EMOJI(name, emoji) {name, emoji},
#include "markdown/emoji_codes.def"
#undef PAMPHLET_EMOJI
};
static_assert(std::is_sorted(std::begin(kEmojiNames), std::end(kEmojiNames), [](const EmojiName& a, const EmojiName& b) { return a.name < b.name; }));

constexpr std::size_t kLongestName = 40;
constexpr std::size_t kLongestTarget = 300;   // of a vault's link
constexpr std::size_t kLongestTemplate = 2000;

std::string small_letters(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return ascii_lower(c); });
  return out;
}

// The word within a template's signs: "- comment -" is "comment".
std::string_view squeezed_name(std::string_view inner) {
  const std::size_t begin = inner.find_first_not_of(" -"), end = inner.find_last_not_of(" -");
  return begin == std::string_view::npos ? std::string_view() : inner.substr(begin, end + 1 - begin);
}

// "@key" at the start, or behind a blank: "see @who2020, p. 3".
bool names_source(std::string_view inner) {
  for (std::size_t at = inner.find('@'); at != std::string_view::npos; at = inner.find('@', at + 1)) {
    const bool apart = at == 0 || std::string_view(" -;\n").find(inner[at - 1]) != std::string_view::npos;
    if (apart && at + 1 < inner.size() && (is_ascii_alphanumeric(inner[at + 1]) || inner[at + 1] == '_')) return true;
  }
  return false;
}

bool is_emoji_byte(char c) { return is_ascii_alphanumeric(c) || c == '_' || c == '+' || c == '-'; }

bool is_picture(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string end = small_letters(path.substr(dot + 1));
  constexpr std::string_view kEndings[] = {"png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "heic", "tif", "tiff", "bmp"};
  return std::find(std::begin(kEndings), std::end(kEndings), end) != std::end(kEndings);
}

}  // namespace

std::string_view emoji_by_name(std::string_view text, std::size_t& length) {
  length = 0;
  if (!text.starts_with(':')) return {};
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_emoji_byte(text[end])) ++end;
  if (end == 1 || end >= text.size() || text[end] != ':') return {};
  const std::string_view name = text.substr(1, end - 1);
  const auto* const found = std::lower_bound(std::begin(kEmojiNames), std::end(kEmojiNames), name, [](const EmojiName& row, std::string_view wanted) { return row.name < wanted; });
  if (found == std::end(kEmojiNames) || found->name != name) return {};
  length = end + 1;
  return found->emoji;
}

void InlineScanner::left_out(std::size_t end, std::string_view what, std::string_view help) {
  flush(at_);
  context_.reporter.report(code::markup_left_out, places_.span(at_, end), fmt::format("{} was left out: {}", what, excerpt(text_.substr(at_, end - at_))), std::string(help));
  at_ = pending_ = end;
}

void InlineScanner::kept(std::size_t begin, std::size_t end, std::string_view what, std::string_view help) {
  context_.reporter.report(code::markup_kept, places_.span(begin, end), fmt::format("{} was kept as text: {}", what, excerpt(text_.substr(begin, end - begin))), std::string(help));
}

// `:mark-phone:`, a drawing of ours; an unknown one is kept and said.
bool InlineScanner::mark_code() {
  constexpr std::size_t kPrefix = 6;
  std::size_t end = at_ + kPrefix;
  while (end < text_.size() && end - at_ <= kLongestName && is_emoji_byte(text_[end])) ++end;
  if (end >= text_.size() || text_[end] != ':') return false;
  const std::string_view name = text_.substr(at_ + kPrefix, end - at_ - kPrefix);
  if (find_mark_named(name) == pamphlet::Mark::none) {
    kept(at_, end + 1, "a mark that is not known", "the marks are the drawings of styles/marks, as in :mark-phone:");
    return false;
  }
  flush(at_);
  Attributes attributes;
  attributes.values.emplace_back("mark", name);
  const std::uint32_t own = out_.add(std::move(attributes));
  InlineEvent& open = push(Op::open, at_, end + 1);
  open.element = Element::span;
  open.attributes = own;
  push(Op::close, end, end + 1).element = Element::span;
  at_ = pending_ = end + 1;
  return true;
}

// `:warning:`; "10:30:15" has no name between its colons.
bool InlineScanner::emoji_code() {
  if (at_ > begin_ && is_ascii_alphanumeric(text_[at_ - 1])) return false;
  if (text_.substr(at_).starts_with(":mark-")) return mark_code();
  std::size_t length = 0;
  const std::string_view emoji = emoji_by_name(text_.substr(at_), length);
  if (length == 0) return false;
  text(at_, at_ + length, emoji);
  return true;
}

// Behind the bracket that closes the one at `open`, for those that begin a note: found for all at once.
std::size_t InlineScanner::note_end(std::size_t open) {
  if (!std::exchange(notes_known_, true)) {
    std::vector<std::uint32_t> brackets;
    for (std::size_t at = open; at < text_.size(); ++at) {
      if (text_[at] == '\\') ++at;
      else if (text_[at] == '[') brackets.push_back(static_cast<std::uint32_t>(at));
      else if (text_[at] == ']' && !brackets.empty()) {
        if (brackets.back() > 0 && text_[brackets.back() - 1] == '^') note_ends_.emplace_back(brackets.back(), static_cast<std::uint32_t>(at));
        brackets.pop_back();
      }
    }
    std::sort(note_ends_.begin(), note_ends_.end());
  }
  const auto found = std::lower_bound(note_ends_.begin(), note_ends_.end(), std::pair{static_cast<std::uint32_t>(open), std::uint32_t{0}});
  return found != note_ends_.end() && found->first == open ? found->second : 0;
}

// `^[the note's words]`. A note within a note stays text, so that each is read once.
bool InlineScanner::inline_note() {
  if (in_note_ || at_ + 1 >= text_.size() || text_[at_ + 1] != '[') return false;
  const std::size_t close = note_end(at_ + 1);
  if (close <= at_ + 2 || trim(text_.substr(at_ + 2, close - at_ - 2)).empty()) return false;
  const std::string label = reader_.keep_note(places_.slice(at_ + 2, close), places_.span(at_, close + 1));
  flush(at_);
  push(Op::note_reference, at_, close + 1).text = out_.keep(label);
  at_ = pending_ = close + 1;
  return true;
}

// ` ^name` at the end of a block, which Obsidian links to.
bool InlineScanner::block_id() {
  if (at_ == begin_ || !is_white(text_[at_ - 1])) return false;
  const std::string_view id = trim_blanks(text_.substr(at_ + 1, kLongestName + 1));
  const bool plain = !id.empty() && id.size() <= kLongestName && at_ + 1 + id.size() <= text_.size() && is_attribute_word(id) && std::any_of(id.begin(), id.end(), [](char c) { return is_ascii_letter(c); });
  if (!plain || !trim_blanks(text_.substr(at_ + 1 + id.size())).empty()) return false;
  std::size_t end = at_;
  while (end > pending_ && is_blank(text_[end - 1])) --end;
  flush(end);
  Attributes attributes;
  attributes.id = id;
  InlineEvent& open = push(Op::open, at_, text_.size());
  open.element = Element::span;
  open.attributes = out_.add(std::move(attributes));
  push(Op::close, text_.size(), text_.size()).element = Element::span;
  at_ = pending_ = text_.size();
  return true;
}

// `[[page]]`, `[[page#heading|words]]`: what stands between the brackets at `at_`, and behind them.
std::string_view InlineScanner::vault_target(std::size_t open, std::size_t& end) const {
  const std::string_view line = text_.substr(open, kLongestTarget);
  const std::size_t close = line.find("]]"), stop = line.find_first_of("[\n");
  if (close == std::string_view::npos || close == 0 || stop < close) return {};
  end = open + close + 2;
  if (end < text_.size() && (text_[end] == '(' || text_[end] == '[')) return {};  // a link of CommonMark
  return line.substr(0, close);
}

bool InlineScanner::vault_link() {
  if (text_.substr(at_, 2) != "[[") return false;
  std::size_t end = 0;
  const std::string_view inner = vault_target(at_ + 2, end);
  if (inner.empty() || context_.tree.definitions.find(inner) != nullptr) return false;
  const std::size_t bar = std::min(inner.find('|'), inner.size());
  std::string_view target = trim(inner.substr(0, bar)), words = bar < inner.size() ? trim(inner.substr(bar + 1)) : target;
  if (target.empty() || words.empty()) return false;
  if (words.starts_with('#')) words.remove_prefix(words.find_first_not_of("#^"));
  while (words.size() > 2 && words.front() == words.back() && std::string_view("*_=").find(words.front()) != std::string_view::npos) {
    words = words.substr(1, words.size() - 2);  // signs of emphasis around all of it
  }
  const std::size_t hash = target.rfind('#');
  if (hash != std::string_view::npos) target = target.substr(hash + 1);
  if (target.starts_with('^')) target.remove_prefix(1);
  flush(at_);
  InlineEvent& open = push(Op::open, at_, end);
  open.element = Element::link;
  open.data = static_cast<std::uint32_t>(out_.links.size());
  std::string address = "#";
  for (const char c : trim(target)) address += c == ' ' ? "%20" : std::string(1, c);
  out_.links.push_back({std::move(address), {}});
  const auto begin = static_cast<std::size_t>(words.data() - text_.data());
  push(Op::text, begin, begin + words.size()).text = words;
  push(Op::close, end - 1, end).element = Element::link;
  at_ = pending_ = end;
  return true;
}

// `![[picture.png|200]]`; what is no picture is another page, which is not here.
bool InlineScanner::vault_embed() {
  if (text_.substr(at_, 3) != "![[") return false;
  std::size_t end = 0;
  const std::string_view inner = vault_target(at_ + 3, end);
  if (inner.empty()) return false;
  const std::size_t bar = std::min(inner.find('|'), inner.size());
  const std::string_view target = trim(inner.substr(0, bar));
  std::string_view more = bar < inner.size() ? trim(inner.substr(bar + 1)) : std::string_view();
  if (!is_picture(target)) {
    kept(at_, end, "the embedded page", "write what it says, or take it out");
    text(at_, end, inner);
    return true;
  }
  flush(at_);
  ImageData image;
  image.source = std::string(target);
  Attributes attributes;
  const std::size_t last = more.rfind('|') == std::string_view::npos ? 0 : more.rfind('|') + 1;  // "words|200x100"
  const std::string_view size = trim(more.substr(last)), width = size.substr(0, size.find('x'));
  if (!width.empty() && size.find_first_not_of("0123456789x") == std::string_view::npos) {
    attributes.values.emplace_back("width", width);
    more = last == 0 ? std::string_view() : trim(more.substr(0, last - 1));
  }
  image.alt = collapse_spaces(more);
  const Span place = places_.span(at_, end);
  apply_to_image(image, attributes, place, context_.reporter);
  push(Op::image, at_, end).data = static_cast<std::uint32_t>(out_.images.size());
  out_.images.push_back(std::move(image));
  at_ = pending_ = end;
  return true;
}

// `[ ]`, `[x]` and `[]` between words are boxes to tick, as on a form.
bool InlineScanner::box() {
  const std::string_view rest = text_.substr(at_, 3);
  const bool open = rest == "[ ]", ticked = rest == "[x]" || rest == "[X]";
  if ((!open && !ticked) || (at_ > begin_ && !is_white(text_[at_ - 1]) && text_[at_ - 1] != '(')) return false;
  const char after = at_ + 3 < text_.size() ? text_[at_ + 3] : ' ';
  if (!is_white(after) && std::string_view(",;.)").find(after) == std::string_view::npos) return false;
  if (context_.tree.definitions.find(rest.substr(1, 1)) != nullptr) return false;
  text(at_, at_ + 3, open ? "\u2610" : "\u2611");
  return true;
}

// Behind the sign that ends a template, looked for within some lines; 0: there is none. Where it was looked for in vain is
// remembered.
std::size_t InlineScanner::template_end(std::string_view end) {
  auto known = std::find_if(searched_.begin(), searched_.end(), [&](const auto& entry) { return entry.first == end; });
  if (known == searched_.end()) known = searched_.insert(searched_.end(), {end, 0});
  const std::size_t from = std::max(at_ + 2, known->second), limit = std::min(at_ + kLongestTemplate, text_.size());
  if (from >= limit) return 0;
  const std::size_t found = text_.substr(from, limit - from).find(end);
  known->second = found == std::string_view::npos ? std::max(from, limit - std::min(limit, end.size() - 1)) : from + found;
  return found == std::string_view::npos ? 0 : from + found + end.size();
}

// `{{< figure src="…" >}}`, `{{% … %}}`, `{% … %}`, `{{ … }}`, `{# … #}`.
bool InlineScanner::shortcode() {
  const std::string_view rest = text_.substr(at_, 3);
  std::size_t end = 0;
  if (rest == "{{<") end = template_end(">}}");
  else if (rest == "{{%") end = template_end("%}}");
  else if (rest.starts_with("{{")) end = template_end("}}");
  else if (rest.starts_with("{%")) end = template_end("%}");
  else if (rest == "{# ") end = template_end("#}");
  else if (rest == "{/*") end = template_end("*/}");
  if (end == 0) return false;
  if (rest.starts_with("{%") && squeezed_name(text_.substr(at_ + 2, end - at_ - 4)) == "comment") {  // {%- comment -%} trims blanks
    const std::string_view near = text_.substr(0, std::min(text_.size(), at_ + kLongestTemplate));
    const std::size_t close = near.find("%}", near.find("endcomment", end));
    if (close != std::string_view::npos) {
      left_out(close + 2, "a comment of a template", "take it out");
      return true;
    }
  }
  if (rest == "{{<" || rest == "{{%") {
    const std::string_view inner = trim(text_.substr(at_ + 3, end - at_ - 6));
    const std::size_t name_end = std::min(inner.find_first_of(" \t\n"), inner.size());
    const std::string name = small_letters(inner.substr(0, name_end));
    std::string values(inner.substr(name_end));
    std::replace(values.begin(), values.end(), '\n', ' ');
    if ((name == "figure" || name == "img" || name == "image") && figure_shortcode("{" + values + "}", end)) return true;
  }
  left_out(end, rest == "{# " || rest == "{/*" ? "a comment of a template" : "a command of another program", "write what it would have shown");
  return true;
}

// `<% … %>` (ERB, EJS, Obsidian's Templater)
bool InlineScanner::template_tag() {
  if (text_.substr(at_, 2) != "<%") return false;
  const std::size_t end = template_end("%>");
  if (end == 0) return false;
  left_out(end, "a command of another program", "write what it would have shown");
  return true;
}

bool InlineScanner::figure_shortcode(std::string_view values, std::size_t end) {
  AttributeList list = parse_attributes(values);
  ImageData image;
  image.source = take_value(list.attributes, "src");
  if (list.length == 0 || image.source.empty()) return false;
  image.title = collapse_spaces(take_value(list.attributes, "caption"));
  const std::string title = collapse_spaces(take_value(list.attributes, "title"));
  if (image.title.empty()) image.title = title;
  const Span place = places_.span(at_, end);
  Attributes kept_values;
  for (const std::string_view key : {"alt", "width"}) {
    if (const std::string value = take_value(list.attributes, key); !value.empty()) kept_values.values.emplace_back(key, value);
  }
  apply_to_image(image, kept_values, place, context_.reporter);
  flush(at_);
  push(Op::image, at_, end).data = static_cast<std::uint32_t>(out_.images.size());
  out_.images.push_back(std::move(image));
  at_ = pending_ = end;
  return true;
}

// CriticMarkup: `{++new++}` and `{~~old~>new~~}` keep what is new, `{--old--}` and `{>>remark<<}` go.
bool InlineScanner::edit_mark() {
  const std::string_view rest = text_.substr(at_, 3);
  constexpr std::string_view kHelp = "accept or reject the change where it was made";
  if (rest == "{--" || rest == "{>>") {
    const std::size_t end = template_end(rest == "{--" ? "--}" : "<<}");
    if (end == 0 && rest == "{>>") {  // it is not meant for readers
      context_.reporter.report(code::html_unclosed, places_.span(at_, text_.size()), "this remark ({>>) is never closed in its paragraph", "write <<} where it ends, or \\{>> for the signs");
    }
    if (end == 0) return false;
    left_out(end, rest == "{--" ? "a deletion" : "a remark", kHelp);
    return true;
  }
  if (rest != "{++" && rest != "{~~" && rest != "{==") return false;
  const std::size_t end = template_end(rest == "{++" ? "++}" : rest == "{~~" ? "~~}" : "==}");
  if (end == 0) return false;
  if (rest == "{~~") {
    const std::size_t arrow = text_.substr(at_, end - at_).find("~>");
    if (arrow == std::string_view::npos) return false;
    left_out(at_ + arrow + 2, "what a change replaces", kHelp);
    edit_end_at_ = end;
    return true;
  }
  if (rest == "{++") context_.reporter.report(code::markup_kept, places_.span(at_, end), "an insertion was kept, underlined", std::string(kHelp));
  flush(at_);
  at_ = pending_ = at_ + 1;  // the signs themselves underline and mark
  edit_end_at_ = end;
  return true;
}

bool InlineScanner::edit_end() {
  const std::size_t length = text_[at_] == '}' ? 1 : text_.substr(at_, 3) == "~~}" ? 3 : 0;
  if (length == 0 || at_ + length != edit_end_at_) return false;
  flush(at_);
  at_ = pending_ = at_ + length;
  return true;
}

// `%% … %%`, a remark in Obsidian.
bool InlineScanner::private_remark() {
  if (text_.substr(at_, 2) != "%%" || (at_ > begin_ && !is_white(text_[at_ - 1]))) return false;
  const std::size_t end = template_end("%%");
  if (end == 0) return false;
  left_out(end, "a private remark", "take it out");
  return true;
}

// `@fig:cradle` stands for the number and words of that place, as `[](#fig:cradle)` does.
bool InlineScanner::cross_reference() {
  if (at_ > begin_ && !is_white(text_[at_ - 1]) && text_[at_ - 1] != '(' && text_[at_ - 1] != '{') return false;
  const std::string_view rest = text_.substr(at_ + 1, kLongestName + 5);
  const std::size_t colon = rest.find(':');
  const std::string_view kind = rest.substr(0, colon == std::string_view::npos ? 0 : colon);
  const bool read = kind == "fig" || kind == "tbl" || kind == "tab" || kind == "sec";
  if (!read && kind != "eq" && kind != "lst" && kind != "thm") return false;
  std::size_t end = colon + 1;
  while (end < rest.size() && (is_ascii_alphanumeric(rest[end]) || rest[end] == '-' || rest[end] == '_')) ++end;
  if (end == colon + 1) return false;
  if (!read) {
    kept(at_, at_ + 1 + end, "a reference", "say in words what it refers to");
    return false;
  }
  flush(at_);
  InlineEvent& open = push(Op::open, at_, at_ + 1 + end);
  open.element = Element::link;
  open.data = static_cast<std::uint32_t>(out_.links.size());
  out_.links.push_back({"#" + std::string(kind) + std::string(rest.substr(colon + 1, end - colon - 1)), {}});  // as ids are written
  push(Op::close, at_ + 1 + end, at_ + 1 + end).element = Element::link;
  at_ = pending_ = at_ + 1 + end;
  return true;
}

// A closing bracket that makes no link: `[@key]` names a source, `[words][label]` a definition that is not there.
void InlineScanner::unread_bracket(const Bracket& bracket) {
  const std::string_view inner = text_.substr(bracket.content, at_ - bracket.content);
  if (names_source(inner.substr(0, kLongestTarget))) {
    kept(bracket.content - 1, at_ + 1, "a citation", "name the source in a note: [^1]");
    return;
  }
  std::size_t at = at_ + 1;
  std::string_view label;
  if (bracket.image || inner.empty() || !read_label(text_, at, label) || trim(label).empty() || context_.tree.definitions.find(label) != nullptr) return;
  const bool letters = std::any_of(label.begin(), label.end(), [](char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; });
  if (letters && !label.starts_with('^') && !label.starts_with('@')) kept(bracket.content - 1, at, "a link without an address", "write [words](address)");
}

}  // namespace pamphlet::markdown
