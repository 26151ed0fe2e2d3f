#include "office/model.h"

#include <algorithm>

#include "base/language_tag.h"
#include "base/utf8.h"

namespace pamphlet::office {

std::uint32_t Model::lang(std::string_view tag) {
  if (tag.empty() || !is_language_tag(tag)) return 0;
  for (std::size_t k = langs.size(); k-- > 1;) {
    if (langs[k] == tag) return static_cast<std::uint32_t>(k);
  }
  constexpr std::size_t kMostLanguages = 64;  // the search above is linear; no document has more
  if (langs.size() > kMostLanguages) return 0;
  langs.emplace_back(tag);
  return static_cast<std::uint32_t>(langs.size() - 1);
}

void ParagraphWriter::begin() {
  begin_ = static_cast<std::uint32_t>(model_.text.size());
  block = {};
  sizes_.clear();
  letters_ = bold_ = 0;
}

void ParagraphWriter::words(std::string_view text, unsigned look, std::uint32_t link, std::uint32_t lang, const Show& show) {
  if (text.empty()) return;
  const auto begin = static_cast<std::uint32_t>(model_.text.size());
  model_.text += text;
  const auto end = static_cast<std::uint32_t>(model_.text.size());
  std::size_t letters = 0;
  for (const char c : text) letters += c != ' ' && c != '\t';
  letters_ += letters;
  if ((look & kStrong) != 0) bold_ += letters;
  if (show.size > 0 && letters > 0) {
    if (sizes_.empty() || sizes_.back().first != show.size) sizes_.emplace_back(show.size, 0);
    sizes_.back().second += letters;
  }
  if (letters > 0) block.shown.push_back({{begin, end}, show});
  if (!block.inlines.empty()) {
    Inline& last = block.inlines.back();
    if (last.kind == Inline::Kind::words && last.look == look && last.link == link && last.lang == lang && last.span.end == begin) {
      last.span.end = end;
      return;
    }
  }
  block.inlines.push_back({Inline::Kind::words, look, link, lang, 0, {begin, end}});
}

void ParagraphWriter::formula(FormulaData data, std::string_view words) {
  leaf(Inline::Kind::formula, static_cast<std::uint32_t>(model_.formulas.size()));
  model_.formulas.push_back(std::move(data));
  model_.text += words;
  block.inlines.back().span.end = static_cast<std::uint32_t>(model_.text.size());
}

void ParagraphWriter::leaf(Inline::Kind kind, std::uint32_t data, std::uint32_t link, unsigned look) {
  const auto at = static_cast<std::uint32_t>(model_.text.size());
  if (kind == Inline::Kind::line_break) model_.text += ' ';  // the line of the source goes on
  block.inlines.push_back({kind, look, link, 0, data, {at, static_cast<std::uint32_t>(model_.text.size())}});
}

Span ParagraphWriter::here() const {
  const auto at = static_cast<std::uint32_t>(model_.text.size());
  return {block.inlines.empty() ? begin_ : std::min(block.inlines.back().span.begin, at), at};
}

Block ParagraphWriter::end() {
  block.span = {begin_, static_cast<std::uint32_t>(model_.text.size())};
  block.all_bold = letters_ > 0 && bold_ == letters_;
  std::size_t most = 0;
  for (const auto& [size, count] : sizes_) {
    if (count > most) {
      most = count;
      block.size = size;
    }
  }
  model_.text += '\n';
  Block done = std::move(block);
  begin();
  return done;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 40;
  std::string out = collapse_spaces(text);
  if (out.size() > kMost) {
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
    out.resize(end);
    out += "…";
  }
  return "“" + out + "”";
}

}  // namespace pamphlet::office
