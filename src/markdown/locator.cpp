#include "markdown/locator.h"

#include <algorithm>

namespace pamphlet::markdown {
namespace {

constexpr std::size_t kWindow = 4096;  // how far from the cursor words are looked for
constexpr int kMaxMisses = 16;         // per block; after that only lines are told

bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The end of a character reference at `at`, or `at`.
std::size_t reference_end(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && end - at < 34 && is_alnum(text[end])) ++end;
  return end < text.size() && text[end] == ';' ? end + 1 : at;
}

std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

}  // namespace

void Locator::start(std::size_t begin, std::size_t end) {
  cursor_ = std::min(begin, masked_.text.size());
  end_ = std::max(cursor_, std::min(end, masked_.text.size()));
  misses_ = 0;
  fresh_ = true;
}

// How far `words` reach when they start at `at`, with escapes and references undone as cmark does; npos: not there.
std::size_t Locator::match(std::size_t at, std::size_t end, std::string_view words) const {
  const std::string_view text = std::string_view(masked_.text).substr(0, end);
  if (text.substr(at, words.size()) == words) return at + words.size();
  std::size_t word = 0;
  while (word < words.size()) {
    if (at >= text.size()) return std::string_view::npos;
    if (text[at] == '&') {
      const std::size_t after = reference_end(text, at);
      if (after != at && !(words[word] == '&' && words.substr(word, after - at) == text.substr(at, after - at))) {
        at = after;
        word = next_character(words, word);
        continue;
      }
    }
    if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == words[word]) ++at;
    if (text[at] != words[word]) return std::string_view::npos;
    ++at;
    ++word;
  }
  return at;
}

Span Locator::find(std::string_view words) {
  if (words.empty()) return {here(), here()};
  const std::size_t line_end = std::min(masked_.line_end(cursor_), end_);
  // The first words of a block may stand lines below its start: link definitions before them are gone.
  const std::size_t limit = std::min(fresh_ ? end_ : line_end, cursor_ + kWindow);
  if (misses_ < kMaxMisses) {
    const std::string_view text = masked_.text;
    for (std::size_t at = cursor_; at < limit; ++at) {
      if (text[at] != words[0] && text[at] != '\\' && text[at] != '&') continue;
      const std::size_t stop = match(at, end_, words);
      if (stop == std::string_view::npos) continue;
      cursor_ = stop;
      fresh_ = false;
      return {masked_.to_source(at, source_), masked_.to_source(stop, source_)};
    }
    ++misses_;
  }
  return {here(), std::max(here(), masked_.to_source(line_end, source_))};
}

bool Locator::skip(std::string_view markup) {
  if (cursor_ > end_ || std::string_view(masked_.text).substr(0, end_).substr(cursor_, markup.size()) != markup) return false;
  cursor_ += markup.size();
  return true;
}

void Locator::skip_link_tail(std::string_view address) {
  if (cursor_ > end_) return;
  const std::string_view text = std::string_view(masked_.text).substr(0, end_);
  if (text.substr(cursor_, 2) == "](") {
    const bool as_written = text.substr(cursor_ + 2, address.size()) == address;
    const std::size_t close = text.substr(0, cursor_ + kWindow).find(')', cursor_ + 2 + (as_written ? address.size() : 0));
    if (close != std::string_view::npos) cursor_ = close + 1;
  } else if (text.substr(cursor_, 2) == "][") {
    const std::size_t close = text.substr(0, cursor_ + kWindow).find(']', cursor_ + 2);
    if (close != std::string_view::npos) cursor_ = close + 1;
  } else {
    skip("]");
    skip(">");
  }
}

void Locator::next_line() {
  const std::size_t line_end = masked_.line_end(cursor_);
  cursor_ = std::min(line_end + 1, end_);
  // Container markers and indentation.
  while (cursor_ < end_ && (masked_.text[cursor_] == ' ' || masked_.text[cursor_] == '\t' || masked_.text[cursor_] == '>')) ++cursor_;
}

}  // namespace pamphlet::markdown
