#include "recover/page.h"

#include <algorithm>

#include "base/utf8.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {

void Page::hint(Code code, Span span, std::string message, Sureness sureness, std::string help) {
  switch (sureness) {
    case Sureness::sure:
      message += " (sure)";
      break;
    case Sureness::likely:
      message += " (likely)";
      break;
    case Sureness::guess:
      message += " (a guess)";
      break;
  }
  hints.push_back({code, span, std::move(message), std::move(help)});
}

Page scan(const Source& source) {
  Page page{source, {}, {}};
  const std::string_view text = source.text;
  page.lines.reserve(source.line_starts.size());
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view whole = text.substr(at, end - at);
    const std::string_view inner = strip(whole);
    Line line;
    line.begin = static_cast<std::uint32_t>(inner.empty() ? at : static_cast<std::size_t>(inner.data() - text.data()));
    line.end = line.begin + static_cast<std::uint32_t>(inner.size());
    for (std::size_t i = at; i < line.begin; ++i) {
      if (text[i] == '\t') {
        line.indent = (line.indent / 4 + 1) * 4;
      } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
        ++line.indent;
      }
    }
    line.width = static_cast<std::uint32_t>(count_code_points(inner));
    line.fate = inner.empty() ? Fate::blank : Fate::keep;
    page.lines.push_back(line);
    at = end + 1;
  }
  return page;
}

void drop(Page& page, std::size_t line, Sureness sureness, std::string_view why) {
  Line& dropped = page.lines[line];
  dropped.fate = Fate::chrome;
  page.hint(code::dropped_chrome, {dropped.begin, dropped.end},
            quoted(page.text(dropped)) + " was dropped: " + std::string(why), sureness,
            "if it belongs to the article, write it back as part of a sentence");
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  std::string out = "“";
  std::size_t shown = 0;
  std::size_t limit = std::min(text.size(), 4 * kShown);
  while (limit < text.size() && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
    --limit;
  for (const std::string_view word : split_words(text.substr(0, limit))) {
    const std::size_t width = count_code_points(word);
    if (shown > 0 && shown + width > kShown) {
      out += " …";
      return out + "”";
    }
    if (shown > 0) out += ' ';
    if (width > kShown) {  // one very long word: its beginning
      std::size_t at = 0;
      for (std::size_t n = 0; n < kShown; ++n)
        append_utf8(out, next_code_point(word, at));
      return out + "…”";
    }
    out += word;
    shown += width + 1;
  }
  return out + "”";
}

}  // namespace pamphlet::recover
