// Words lose what is not theirs: runs of blanks, blanks at the edges of a look, languages that proofing marks by the way.
// Word says of each run how it looks; here looks are nested, link outermost, and stay open while the next run has them too.
// One pass; a run costs as much as the looks that it changes.
#include "office/inline_writer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/utf8.h"

namespace pamphlet::office {
namespace {

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

struct LookElement {
  Look look;
  Element element;
};
constexpr LookElement kLooks[] = {
    {kStrong, Element::strong}, {kEmphasis, Element::emphasis}, {kStrike, Element::strikethrough}, {kSuper, Element::superscript}, {kSub, Element::subscript},
    {kUnderline, Element::underline}, {kHighlight, Element::highlight}};

/// Proofing marks single signs and numbers by the way; a language is meant where a word stands in it.
bool has_word(std::string_view text) {
  std::size_t letters = 0, most = 0;
  for (const char c : text) {
    if ((c & 0xC0) == 0x80) continue;  // within a code point
    letters = (c & 0x80) != 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ? letters + 1 : 0;
    most = std::max(most, letters);
  }
  return most >= 3;
}

}  // namespace

bool InlineWriter::is_foreign(std::uint32_t lang) const {
  return lang != 0 && primary(model_.langs[lang]) != primary(model_.meta.lang.value) && model_.langs[lang] != "x-none";
}

std::uint32_t InlineWriter::lang_of(const std::vector<Inline>& row) const {
  std::uint32_t lang = 0;
  bool any = false, meant = false;
  for (const Inline& one : row) {
    if (one.kind != Inline::Kind::words || trim(words(one)).empty()) continue;
    if (any && one.lang != lang) return 0;
    lang = one.lang;
    any = true;
    meant = meant || has_word(words(one));
  }
  return is_foreign(lang) && meant ? lang : 0;
}

std::vector<InlineWriter::Opened> InlineWriter::wanted(const Inline& one, unsigned mask, std::uint32_t block_lang) const {
  std::vector<Opened> out;
  if (one.link != 0) out.push_back({Opened::Kind::link, one.link, Element::link});
  if (is_foreign(one.lang) && one.lang != block_lang && has_word(words(one))) out.push_back({Opened::Kind::lang, one.lang, Element::span});
  for (const LookElement& row : kLooks) {
    if ((one.look & mask & row.look) != 0) out.push_back({Opened::Kind::element, 0, row.element});
  }
  return out;
}

void InlineWriter::open(const Opened& what, Span span) {
  Attributes attributes;
  Payload payload;
  switch (what.kind) {
    case Opened::Kind::anchor: attributes.id = anchor_; break;
    case Opened::Kind::lang: attributes.lang = model_.langs[what.value]; break;
    case Opened::Kind::element: break;
    case Opened::Kind::link: {
      std::string target = model_.links[what.value];
      const auto place = target.starts_with('#') ? places_.find(target.substr(1)) : places_.end();
      if (place != places_.end()) target = "#" + place->second;
      payload = LinkData{std::move(target), {}};
      break;
    }
  }
  builder_.open(what.element, span, std::move(payload), std::move(attributes));
}

/// Closes what is not wanted.
void InlineWriter::shrink(const std::vector<Opened>& want) {
  std::size_t same = 0;
  while (same < open_.size() && same < want.size() && open_[same] == want[same]) ++same;
  while (open_.size() > same) {
    builder_.close();
    open_.pop_back();
  }
}

void InlineWriter::become(const std::vector<Opened>& want, Span span) {
  shrink(want);
  for (std::size_t k = open_.size(); k < want.size(); ++k) {
    open(want[k], span);
    open_.push_back(want[k]);
  }
}

void InlineWriter::space(Span span) {
  if (space_ && shows_) builder_.text(" ", span);
  space_ = false;
}

/// Words with their blanks collapsed; a blank at the edge of a look belongs to what is around it.
void InlineWriter::run_of_words(const Inline& one, const std::vector<Opened>& want) {
  const std::string_view text = words(one);
  std::string chunk;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    if (end > at) {
      if (chunk.empty()) {
        if (space_) shrink(want);
        space(one.span);
        become(want, one.span);
      } else if (space_) {
        chunk += ' ';
        space_ = false;
      }
      chunk += text.substr(at, end - at);
      shows_ = true;
    }
    if (end < text.size()) space_ = true;
    at = end + 1;
  }
  if (chunk.empty()) return;
  if ((one.look & kCode) != 0) builder_.code(chunk, one.span);
  else builder_.text(chunk, one.span);
}

void InlineWriter::anchored_words(const Inline& one, std::vector<Opened> want) {
  const bool anchored = !anchor_.empty() && !trim(words(one)).empty();
  if (anchored) want.insert(want.begin(), {Opened::Kind::anchor, 0, Element::span});
  run_of_words(one, want);
  if (!anchored) return;
  shrink({});
  anchor_.clear();
}

void InlineWriter::line_break(Span span) {
  shrink({});
  if (shows_) builder_.leaf(Element::hard_break, span);
  space_ = shows_ = false;
}

void InlineWriter::image(const Inline& one) {
  const PictureUse& use = model_.pictures[one.data];
  ImageData data;
  data.source = use.name;
  data.alt = use.decorative ? std::string() : use.alt;
  data.decorative = use.decorative;
  data.pixels = static_cast<float>(std::round(use.width));
  builder_.leaf(Element::image, one.span, std::move(data));
}

/// A picture or the reference to a note.
void InlineWriter::object(const Inline& one) {
  const bool picture = one.kind == Inline::Kind::picture;
  std::vector<Opened> want;
  if (picture && one.link != 0) want.push_back({Opened::Kind::link, one.link, Element::link});
  shrink(want);
  if (picture) {
    space(one.span);
    become(want, one.span);
    image(one);
  } else {
    Attributes label;
    label.values.emplace_back("label", std::to_string(one.data + 1));
    builder_.leaf(Element::note_reference, one.span, NoteReferenceData{}, std::move(label));
  }
  shows_ = true;
}

void InlineWriter::write(const std::vector<Inline>& row, unsigned mask, std::uint32_t block_lang, std::string id) {
  anchor_ = std::move(id);
  space_ = shows_ = false;
  std::size_t last = row.size();  // breaks at the end are nobody's
  while (last > 0 && row[last - 1].kind == Inline::Kind::line_break) --last;
  for (std::size_t i = 0; i < last; ++i) {
    switch (row[i].kind) {
      case Inline::Kind::words: anchored_words(row[i], wanted(row[i], mask, block_lang)); break;
      case Inline::Kind::line_break: line_break(row[i].span); break;
      case Inline::Kind::anchor: break;
      case Inline::Kind::formula:
        shrink({});
        space(row[i].span);
        builder_.leaf(Element::formula, row[i].span, FormulaData{model_.formulas[row[i].data].tex, false});
        shows_ = true;
        break;
      case Inline::Kind::picture:
      case Inline::Kind::note: object(row[i]); break;
    }
  }
  shrink({});
}

}  // namespace pamphlet::office
