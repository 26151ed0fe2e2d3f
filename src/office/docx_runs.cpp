// Words and what stands among them: looks, fields, links, notes, comments, tracked changes.
#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "office/codes.h"
#include "office/docx.h"
#include "office/symbols.h"

namespace pamphlet::office {
namespace {

/// What a field is told, in words: quotation marks group.
std::vector<std::string> split_instruction(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\t') {
      ++at;
    } else if (text[at] == '"') {
      std::string word;
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        word += text[at];
      }
      ++at;
      out.push_back(std::move(word));
    } else {
      const std::size_t end = std::min(text.find_first_of(" \t\"", at), text.size());
      out.emplace_back(text.substr(at, end - at));
      at = end;
    }
  }
  return out;
}

std::string anchor_target(std::string_view name) {
  std::string out = "#";
  for (const char c : name) out += is_attribute_byte(c) ? c : '-';
  return out;
}

/// Whether a text is written from right to left, or in the signs of East Asia: Word keeps a language for each.
enum class Script : unsigned char { western, east_asian, bidi };
Script script_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x590) continue;
    if (c <= 0x8FF) return Script::bidi;
    if ((c >= 0x3000 && c <= 0xD7FF) || (c >= 0xFF00 && c <= 0xFFEF)) return Script::east_asian;
  }
  return Script::western;
}

}  // namespace

bool DocxReader::hidden_by_field() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const Field& field) { return !field.shows || field.dropped; });
}

unsigned DocxReader::look_of(const RunLook& look) const {
  unsigned out = look.vertical.value_or(0);
  if (look.bold.value_or(false)) out |= kStrong;
  if (look.italic.value_or(false)) out |= kEmphasis;
  if (look.strike.value_or(false)) out |= kStrike;
  if (look.underline.value_or(false)) out |= kUnderline;
  if (look.highlight.value_or(false)) out |= kHighlight;
  if (look.code) out |= kCode;
  return out;
}

// ECMA-376-1 §17.7.3: bold and italic of a paragraph's style and of a character style cancel each other out; what the run
// says itself holds.
RunLook DocxReader::look_of_run(const pugi::xml_node& properties) const {
  RunLook look = styles_.defaults();
  look.add(style_->look);
  if (const RunLook* style = styles_.character(child_value(properties, "rStyle"))) {
    const bool bold = look.bold.value_or(false), italic = look.italic.value_or(false);
    look.add(*style);
    if (style->bold.value_or(false)) look.bold = !bold;
    if (style->italic.value_or(false)) look.italic = !italic;
  }
  RunLook own;
  own.read(properties);
  look.add(own);
  // What the style of a heading or caption says of all its words is no emphasis.
  const bool styled = style_->kind != ParagraphKind::plain && style_->kind != ParagraphKind::list && style_->kind != ParagraphKind::header;
  if (styled && style_->look.bold.value_or(false)) look.bold = false;
  if (styled && style_->look.italic.value_or(false)) look.italic = false;
  if (styled && style_->look.underline.value_or(false)) look.underline = false;
  if (styled && style_->look.colour == look.colour) look.colour.reset();
  if (styled && style_->look.capitals.value_or(false)) look.capitals = false;
  if (styled && style_->look.small_capitals.value_or(false)) look.small_capitals = false;
  return look;
}

/// Word cuts one hidden remark into many runs; it is one finding.
void DocxReader::drop_hidden(const pugi::xml_node& run) {
  const std::string text = words_below(run, "t");
  const bool object = descendant(run, "drawing") || descendant(run, "pict") || descendant(run, "object");
  const bool note = child(run, "footnoteReference") || child(run, "endnoteReference");
  if (trim(text).empty() && !object && !note) return;
  const bool goes_on = hidden_at_ == model_.text.size() && hidden_finding_ + 1 == model_.findings.size() && !object && !note;
  if (!goes_on) {
    hidden_at_ = model_.text.size();
    hidden_finding_ = model_.findings.size();
    hidden_words_.clear();
    model_.report(code::office_dropped, paragraph_.here(), {}, "show it in Word (Home, ¶) and decide whether readers should see it");
  }
  hidden_words_ += text;
  for (Field& field : fields_) field.has_words = true;
  const std::string words = trim(hidden_words_).empty() ? std::string() : " " + quoted(hidden_words_);
  model_.findings.back().message = fmt::format("the hidden {}{} was left out", object ? "picture" : note ? "note" : "text", words);
}

void DocxReader::words(std::string_view text, const RunLook& look, std::uint32_t link) {
  const std::string cleaned = in_font(look.font, clean(text));
  for (Field& field : fields_) {
    if (!field.shows) {
      field.instruction += cleaned;  // a field within the instruction of another: what it shows is told, not shown
      return;
    }
  }
  if (hidden_by_field()) return;
  for (Field& field : fields_) field.has_words = true;
  const Script script = script_of(cleaned);
  const std::string& tag = look.right_to_left.value_or(false) || script == Script::bidi ? look.lang_bidi
                           : script == Script::east_asian                              ? look.lang_east_asian
                                                                                       : look.lang;
  const std::uint32_t lang = model_.lang(tag);
  if (characters_by_lang_.size() <= lang) characters_by_lang_.resize(lang + 1);
  characters_by_lang_[lang] += cleaned.size();
  if (link == 0 && !fields_.empty()) {
    for (const Field& field : fields_) link = field.link != 0 ? field.link : link;
  }
  unsigned shown = look_of(look);
  if (link != 0) shown &= ~unsigned{kUnderline};
  paragraph_.words(cleaned, shown, link, lang, look.show(cleaned, link != 0));
}

void DocxReader::inlines(const pugi::xml_node& parent, std::uint32_t link) {
  if (depth_ >= kMaxDepth) {
    model_.report(code::nesting_too_deep, paragraph_.here(), "words are nested too deeply; they are kept without their looks");
    paragraph_.words(words_below(parent, "t"), 0, link, 0);
    return;
  }
  ++depth_;
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) inline_node(node, link);
  --depth_;
}

void DocxReader::inline_node(const pugi::xml_node& node, std::uint32_t link) {
  const std::string_view name = local(node);
  if (name == "r") return run(node, link);
  if (name == "hyperlink") return hyperlink(node, link);
  if (name == "ins" || name == "moveTo") {
    if (!std::exchange(changed_, true)) first_change_ = paragraph_.here();
    ++(name == "ins" ? insertions_ : moves_);
    return inlines(node, link);
  }
  if (name == "del" || name == "moveFrom") {
    if (!std::exchange(changed_, true)) first_change_ = paragraph_.here();
    deletions_ += name == "del" ? 1 : 0;
    return;
  }
  if (name == "fldSimple") {
    fields_.push_back({std::string(attribute(node, "instr")), true, false, false, 0});
    begin_result(fields_.back());
    inlines(node, link);
    return end_field();
  }
  if (name == "sdt") return content_control(node, nullptr);
  if (name == "bookmarkStart") {
    const std::string_view id = attribute(node, "name");
    if (id.empty() || id == "_GoBack" || hidden_by_field()) return;
    model_.anchors.push_back(anchor_target(id).substr(1));
    return paragraph_.leaf(Inline::Kind::anchor, static_cast<std::uint32_t>(model_.anchors.size() - 1));
  }
  if (name == "oMath" || name == "oMathPara") return formula(node, link);
  if (name == "AlternateContent") return alternate(node, link);
  if (name == "commentRangeStart" || name == "commentReference") return comment(node);
  // smartTag, customXml, dir, bdo, sdtContent, and what later versions of the format put around runs.
  if (descendant(node, "t")) inlines(node, link);
}

void DocxReader::run(const pugi::xml_node& node, std::uint32_t link) {
  const RunLook look = look_of_run(child(node, "rPr"));
  const bool hidden = look.hidden.value_or(false);
  if (hidden && !hidden_by_field()) drop_hidden(node);
  bool marked = false;  // a note whose mark the author chose: the number stands for it
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (hidden && local(at) != "fldChar" && local(at) != "instrText") continue;  // fields are told in hidden words too
    marked = marked || attribute(at, "customMarkFollows") == "1" || attribute(at, "customMarkFollows") == "true";
    run_child(at, look, link, marked);
  }
}

void DocxReader::run_child(const pugi::xml_node& node, const RunLook& look, std::uint32_t link, bool marked) {
  const std::string_view name = local(node);
  if (name == "t") {
    if (!marked) words(node.text().get(), look, link);
  } else if (name == "tab" || name == "ptab") {
    words(" ", look, link);
  } else if (name == "br" || name == "cr") {
    if (hidden_by_field()) return;
    const std::string_view type = attribute(node, "type");
    if (type == "page") {
      paragraph_.leaf(Inline::Kind::line_break, 1);  // tidy() makes a break of pages of it
    } else if (type != "column") {
      paragraph_.leaf(Inline::Kind::line_break, 0);
    }
  } else if (name == "noBreakHyphen") {
    words("\u2011", look, link);
  } else if (name == "softHyphen") {
    words("\u00AD", look, link);
  } else if (name == "sym") {
    const std::string_view digits = attribute(node, "char"), font = attribute(node, "font");
    char32_t value = 0;
    for (const char c : digits.substr(0, 6)) value = value * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10) % 16;
    const char32_t known = symbol(font, value);
    std::string text;
    append_utf8(text, known == 0 ? kReplacement : known);
    words(text, RunLook(look), link);
    if (known == 0) {
      model_.report(code::office_simplified, paragraph_.here(), fmt::format("the symbol {} of the font {} is not known", digits, clean(font)),
                    "write the character itself, or use Wingdings or Symbol");
    }
  } else if (name == "fldChar") {
    field_character(node);
  } else if (name == "instrText") {
    if (!fields_.empty()) fields_.back().instruction += clean(node.text().get());
  } else if (name == "footnoteReference" || name == "endnoteReference") {
    note(node, name == "footnoteReference" ? NoteKind::foot : NoteKind::end, link);
  } else if (name == "commentReference") {
    comment(node);
  } else if (name == "drawing") {
    if (!hidden_by_field()) (void)drawing(node, link);
  } else if (name == "pict" || name == "object") {
    if (!hidden_by_field()) (void)vml(node, link);
  } else if (name == "AlternateContent") {
    if (!hidden_by_field()) alternate(node, link);
  } else if (name == "ruby") {
    const std::string above = words_below(child(node, "rt"), "t");
    inlines(child(node, "rubyBase"), link);
    if (!above.empty()) words(" (" + above + ")", look, link);
  }
}

// ---------------------------------------------------------------------------------------------------- links and fields

std::uint32_t DocxReader::add_link(std::string_view target) {
  std::string address(target);
  if (!address.starts_with('#')) {
    LinkAddress checked = check_address(target);
    if (checked.target.empty()) {
      model_.report(code::link_dropped, paragraph_.here(), std::move(checked.message), std::move(checked.help));
      return 0;
    }
    address = std::move(checked.target);
  }
  if (model_.links.back() == address && model_.links.size() > 1) return static_cast<std::uint32_t>(model_.links.size() - 1);
  model_.links.push_back(std::move(address));
  return static_cast<std::uint32_t>(model_.links.size() - 1);
}

void DocxReader::hyperlink(const pugi::xml_node& node, std::uint32_t link) {
  const std::string_view id = attribute(node, "id"), place = attribute(node, "anchor");
  std::string target;
  if (const auto found = relationships_->find(std::string(id)); !id.empty() && found != relationships_->end()) {
    target = found->second.target;
    if (!place.empty()) target += "#" + std::string(place);
  } else if (!place.empty()) {
    target = anchor_target(place);
  }
  if (!target.empty() && !hidden_by_field() && !trim(words_below(node, "t")).empty()) {
    if (const std::uint32_t made = add_link(target); made != 0) link = made;
  }
  inlines(node, link);
}

void DocxReader::field_character(const pugi::xml_node& node) {
  const std::string_view type = attribute(node, "fldCharType");
  if (type == "begin") {
    fields_.push_back({});
    if (const pugi::xml_node box = child(child(node, "ffData"), "checkBox")) {
      const bool on = child(box, "checked") ? toggle(box, "checked").value_or(false) : toggle(box, "default").value_or(false);
      Field field = std::move(fields_.back());
      fields_.pop_back();
      words(on ? "☒" : "☐", styles_.defaults(), 0);
      fields_.push_back(std::move(field));
      fields_.back().has_words = true;
    }
  } else if (type == "separate") {
    if (fields_.empty() || fields_.back().shows) return;
    fields_.back().shows = true;
    begin_result(fields_.back());
  } else if (type == "end") {
    end_field();
  }
}

void DocxReader::begin_result(Field& field) {
  const std::vector<std::string> told = split_instruction(field.instruction);
  if (told.empty()) return;
  std::string kind = told[0];
  for (char& c : kind) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (kind == "TOC" || kind == "INDEX") {
    if (std::any_of(fields_.begin(), fields_.end(), [](const Field& other) { return other.dropped; })) return;
    field.dropped = true;
    model_.report(code::office_dropped, paragraph_.here(),
                  kind == "TOC" ? "the table of contents was left out" : "the index was left out",
                  "its page numbers are Word's; a style makes contents of its own (toc: true)");
    return;
  }
  if (hidden_by_field()) return;
  std::string address, place;
  if (kind == "HYPERLINK") {
    for (std::size_t k = 1; k < told.size(); ++k) {
      if (told[k] == "\\l" && k + 1 < told.size()) place = told[++k];
      else if (told[k] == "\\o" || told[k] == "\\t") ++k;
      else if (!told[k].starts_with("\\")) address = told[k];
    }
  } else if ((kind == "REF" || kind == "PAGEREF") && told.size() > 1 && std::find(told.begin(), told.end(), "\\h") != told.end()) {
    place = told[1];
  }
  if (kind == "PAGEREF") {
    model_.report(code::office_simplified, paragraph_.here(), "a page number of Word's is kept as it was (PAGEREF)",
                  "pages are others here: write the name of the section instead");
  }
  if (!address.empty()) field.link = add_link(place.empty() ? address : address + "#" + place);
  else if (!place.empty()) field.link = add_link(anchor_target(place));
}

void DocxReader::end_field() {
  if (fields_.empty()) return;
  const Field field = std::move(fields_.back());
  fields_.pop_back();
  if (field.has_words || field.dropped || hidden_by_field()) return;
  const std::vector<std::string> told = split_instruction(field.instruction);
  if (told.empty()) return;
  // These show nothing of their own.
  static constexpr std::string_view kSilent[] = {"XE", "TC", "SET", "ASK", "BOOKMARK", "RD", "TA", "PRIVATE", "ADVANCE", "FORMTEXT",
                                                 "FORMCHECKBOX", "HYPERLINK", "INCLUDEPICTURE", "SHAPE", "EMBED", "LINK", "PAGE", "SEQ"};
  if (std::find(std::begin(kSilent), std::end(kSilent), told[0]) != std::end(kSilent)) return;
  model_.report(code::office_dropped, paragraph_.here(), fmt::format("the field {} has no words and was left out", quoted(field.instruction)),
                "update it in Word (F9), or write its words");
}

// --------------------------------------------------------------------------------------------------- notes and comments

void DocxReader::note(const pugi::xml_node& node, NoteKind kind, std::uint32_t link) {
  if (hidden_by_field()) return;
  const auto k = static_cast<std::size_t>(kind);
  const std::string id(attribute(node, "id"));
  const auto found = notes_[k].find(id);
  if (found == notes_[k].end() || in_note_) {
    model_.report(code::footnote_undefined, paragraph_.here(), in_note_ ? "a note within a note was left out" : "a note is cited that the file does not hold");
    return;
  }
  const auto [known, fresh] = note_ids_.try_emplace({static_cast<int>(k), id}, static_cast<std::uint32_t>(model_.notes.size()));
  if (fresh) model_.notes.emplace_back().span = paragraph_.here();
  paragraph_.leaf(Inline::Kind::note, known->second, link);
}

void DocxReader::comment(const pugi::xml_node& node) {
  const std::string id(attribute(node, "id"));
  const auto found = comment_texts_.find(id);
  if (found == comment_texts_.end() || !said_comments_.insert(id).second) return;
  const std::string author = clean(attribute(found->second, "author"));
  model_.report(code::comment_dropped, paragraph_.here(),
                fmt::format("the comment {}{}{} was left out", quoted(words_below(found->second, "t")), author.empty() ? "" : " by ", author),
                "settle it in Word, or write into the text what readers should know");
}

}  // namespace pamphlet::office
