#include "markdown/inline_scanner.h"

#include <algorithm>
#include <array>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/autolink.h"
#include "markdown/characters.h"
#include "markdown/notes.h"

namespace pamphlet::markdown {

// Rows with the same character stand together, in the order in which they are tried.
bool InlineScanner::read_mark() {
  static constexpr Mark kMarks[] = {
      {'\\', true, &InlineScanner::formula},
      {'\\', false, &InlineScanner::escape},
      {'&', false, &InlineScanner::reference},
      {'`', false, &InlineScanner::code},
      {'\n', false, &InlineScanner::line_end},
      {'*', false, &InlineScanner::delimiters},
      {'_', false, &InlineScanner::delimiters},
      {'~', true, &InlineScanner::edit_end},
      {'~', true, &InlineScanner::delimiters},
      {'=', true, &InlineScanner::delimiters},
      {'+', true, &InlineScanner::delimiters},
      {'^', true, &InlineScanner::inline_note},
      {'^', true, &InlineScanner::block_id},
      {'^', true, &InlineScanner::delimiters},
      {'%', true, &InlineScanner::private_remark},
      {'@', true, &InlineScanner::cross_reference},
      {'$', true, &InlineScanner::formula},
      {'[', true, &InlineScanner::note},
      {'[', true, &InlineScanner::vault_link},
      {'[', true, &InlineScanner::box},
      {'[', false, &InlineScanner::open_bracket},
      {'!', true, &InlineScanner::vault_embed},
      {'!', false, &InlineScanner::open_image},
      {']', false, &InlineScanner::close_bracket},
      {'<', true, &InlineScanner::template_tag},
      {'<', false, &InlineScanner::autolink},
      {'<', false, &InlineScanner::raw_html},
      {'{', true, &InlineScanner::shortcode},
      {'{', true, &InlineScanner::edit_mark},
      {'{', true, &InlineScanner::attribute_list},
      {'}', true, &InlineScanner::edit_end},
      {':', true, &InlineScanner::emoji_code},
      {':', true, &InlineScanner::address},
      {'\xEF', true, &InlineScanner::zero_width},
      {'\xE2', true, &InlineScanner::zero_width},
      {'\x01', false, &InlineScanner::control},  // and all others
  };
  static constexpr auto kFirst = [] {
    std::array<std::uint8_t, 256> rows{};  // 0: none
    for (std::size_t i = std::size(kMarks); i-- > 0;) rows[static_cast<unsigned char>(kMarks[i].first)] = static_cast<std::uint8_t>(i + 1);
    for (std::size_t i = 0; i < 0x80; ++i) {
      if (is_control(static_cast<char>(i))) rows[i] = std::size(kMarks);
    }
    return rows;
  }();
  const std::size_t first = kFirst[static_cast<unsigned char>(text_[at_])];
  if (first == 0) return false;
  for (std::size_t i = first - 1; i < std::size(kMarks) && kMarks[i].first == kMarks[first - 1].first; ++i) {
    // By value: with -fsanitize=undefined GCC 12 calls the first row's function for an element of an array.
    const auto read = kMarks[i].read;
    if ((dialect_ || !kMarks[i].dialect) && (this->*read)()) return true;
  }
  return false;
}

void InlineScanner::run() {
  while (at_ < text_.size()) {
    if (!read_mark()) ++at_;
  }
  flush(text_.size());
  pair_delimiters(0);
  merge_text();
}

void InlineScanner::text(std::size_t begin, std::size_t end, std::string_view words) {
  flush(begin);
  if (!words.empty()) push(Op::text, begin, end).text = words;
  at_ = pending_ = end;
}

// What was passed over since the last event is text.
void InlineScanner::flush(std::size_t end) {
  if (pending_ < end) push(Op::text, pending_, end).text = text_.substr(pending_, end - pending_);
  pending_ = end;
}

bool InlineScanner::escape() {
  const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (is_punctuation(next)) {
    text(at_, at_ + 2, text_.substr(at_ + 1, 1));
    return true;
  }
  if (next != '\n') return false;
  flush(at_);
  push(Op::hard_break, at_, at_ + 1);
  at_ = pending_ = std::min(text_.find_first_not_of(" \t", at_ + 2), text_.size());
  return true;
}

bool InlineScanner::reference() {
  std::string words;
  const std::size_t length = read_reference(text_.substr(at_), words);
  if (length == 0) return false;
  if (dialect_) std::replace(words.begin(), words.end(), '\n', ' ');  // white space like any other
  text(at_, at_ + length, out_.keep(std::move(words)));
  return true;
}

bool InlineScanner::control() {
  static constexpr std::string_view kReplacementText = "\xEF\xBF\xBD";
  text(at_, at_ + 1, kReplacementText);
  return true;
}

// What web pages and editors leave behind: U+FEFF, and a single U+200B. Several within a word, or one beside Thai, Khmer or
// Chinese, say where a line may end.
bool InlineScanner::zero_width() {
  const std::string_view sign = text_.substr(at_, 3);
  if (sign != "\uFEFF" && sign != "\u200B") return false;
  if (sign == "\u200B") {
    constexpr char32_t kFirstWithoutBlanks = 0x0E00, kLatinExtended = 0x1E00, kFirstOfEast = 0x2E80;
    constexpr std::size_t kNear = 60;
    std::size_t before = at_, after = at_ + 3;
    const char32_t around[] = {at_ > begin_ ? previous_code_point(text_, before) : U' ', after < text_.size() ? next_code_point(text_, after) : U' '};
    for (const char32_t c : around) {
      if ((c >= kFirstWithoutBlanks && c < kLatinExtended) || c >= kFirstOfEast) return false;
    }
    const std::string_view ahead = text_.substr(at_ + 3, kNear), behind = text_.substr(at_ - std::min(at_, kNear), std::min(at_, kNear));
    const std::size_t blank = behind.find_last_of(" \t\n");
    if (ahead.substr(0, ahead.find_first_of(" \t\n")).find(sign) != std::string_view::npos) return false;
    if (behind.substr(blank == std::string_view::npos ? 0 : blank).find(sign) != std::string_view::npos) return false;
  }
  text(at_, at_ + 3, {});
  return true;
}

bool InlineScanner::line_end() {
  std::size_t end = at_;
  while (end > pending_ && text_[end - 1] == ' ') --end;
  flush(end);
  push(at_ - end >= 2 ? Op::hard_break : Op::soft_break, end, at_);
  at_ = pending_ = std::min(text_.find_first_not_of(" \t", at_ + 1), text_.size());
  return true;
}

// The closing run has as many backticks as the opening one. All runs of the block are sorted once, so that runs of ever
// new lengths do not each look through the rest.
bool InlineScanner::code() {
  if (!std::exchange(backticks_known_, true)) {
    for (std::size_t at = at_; at < text_.size();) {
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      backticks_.emplace_back(static_cast<std::uint32_t>(end - at), static_cast<std::uint32_t>(at));
      at = text_.find('`', end);
    }
    std::sort(backticks_.begin(), backticks_.end());
  }
  const std::size_t begin = std::min(text_.find_first_not_of('`', at_), text_.size());
  const auto length = static_cast<std::uint32_t>(begin - at_);
  const auto close = std::lower_bound(backticks_.begin(), backticks_.end(), std::pair{length, static_cast<std::uint32_t>(begin)});
  if (close == backticks_.end() || close->first != length) {
    at_ = begin;  // text
    return true;
  }
  std::size_t from = begin, to = close->second;
  std::string_view words = text_.substr(from, to - from);
  const auto is_edge = [](char c) { return c == ' ' || c == '\n'; };
  if (is_edge(words.front()) && is_edge(words.back()) && words.find_first_not_of(" \n") != std::string_view::npos) {
    ++from;
    --to;
    words = text_.substr(from, to - from);
  }
  flush(at_);
  const std::size_t event = out_.events.size();
  push(Op::code, from, to).text = words;
  if (words.find('\n') != std::string_view::npos) {
    std::string joined(words);
    std::replace(joined.begin(), joined.end(), '\n', ' ');
    out_.events[event].text = out_.keep(std::move(joined));
  }
  at_ = close->second + length;
  Span place;
  out_.events[event].attributes = out_.add(trailing_attributes(place));
  pending_ = at_;
  return true;
}

// `{…}` right behind what it belongs to.
Attributes InlineScanner::trailing_attributes(Span& place) {
  if (!dialect_ || at_ >= text_.size() || text_[at_] != '{') return {};
  AttributeList list = parse_attributes(text_.substr(at_));
  place = places_.span(at_, at_ + std::max<std::size_t>(list.length, 1));
  constexpr std::size_t kLongest = 400;  // nobody means more by it
  if (list.length == 0 && looks_like_attributes(text_.substr(at_, kLongest))) {
    context_.reporter.report(code::attribute_invalid, place, "an attribute list cannot be read and was kept as text",
                             "write {#id .class key=\"value\"}");
  }
  at_ += list.length;
  return std::move(list.attributes);
}

// One that stands alone may open an item or end a heading or a caption: whoever reads the block knows. Else it is text.
bool InlineScanner::attribute_list() {
  const bool begins_line = at_ == begin_ || text_[at_ - 1] == '\n';
  if (!begins_line && !is_blank(text_[at_ - 1])) return false;
  const std::size_t length = parse_attributes(text_.substr(at_)).length;
  if (length == 0) return false;
  const std::size_t after = text_.find_first_not_of(" \t", at_ + length);
  if (!begins_line && after != std::string_view::npos && text_[after] != '\n') return false;
  flush(at_);
  push(Op::attributes, at_, at_ + length).text = text_.substr(at_, length);
  at_ = pending_ = at_ + length;
  return true;
}

// ------------------------------------------------------------------------------------------------------ bare addresses

// `http://…`: emphasis does not start within it. merge_text() makes links of them, when it is known what lies in a link.
bool InlineScanner::address() {
  if (text_.substr(at_, 3) != "://" || at_ < address_end_) return false;
  std::size_t begin = at_;
  while (begin > pending_ && at_ - begin < 5 && is_ascii_letter(text_[begin - 1])) --begin;
  const std::size_t scheme = at_ - begin;
  if ((scheme != 4 && scheme != 5) || !may_begin_address(text_, begin)) return false;
  const std::size_t stop = address_end_ = std::max(bare_address_end(text_, begin), at_ + 1);
  // Behind "(" the bracket closes behind the address.
  int brackets = begin > 0 && text_[begin - 1] == '(' ? 1 : 1 << 30;
  for (++at_; at_ < stop; ++at_) {
    const char c = text_[at_];
    brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
    // Escapes, references, brackets and code keep their meaning.
    if (brackets == 0 || std::string_view("\\&[]{!`").find(c) != std::string_view::npos || is_control(c)) break;
  }
  return true;
}

namespace {

// Texts that follow each other, and bare addresses in them.
class TextMerger {
 public:
  TextMerger(Inlines& out, std::vector<InlineEvent>& done, Reporter& reporter) : out_(out), done_(done), reporter_(reporter) {}
  void add(const InlineEvent& event) {
    if (!texts_.empty()) {
      InlineEvent& last = texts_.back();
      const bool adjoins = last.text.data() + last.text.size() == event.text.data() && last.span.end == event.span.begin;
      if (adjoins) {
        last.text = {last.text.data(), last.text.size() + event.text.size()};
        last.span.end = event.span.end;
        return;
      }
    }
    texts_.push_back(event);
  }
  void end(bool in_link) {
    if (!texts_.empty() && (in_link || !addresses())) done_.insert(done_.end(), texts_.begin(), texts_.end());
    texts_.clear();
    next_ = used_ = 0;
  }

 private:
  bool addresses();
  void take(std::size_t bytes);

  Inlines& out_;
  std::vector<InlineEvent>& done_;
  Reporter& reporter_;
  std::vector<InlineEvent> texts_;
  std::size_t next_ = 0, used_ = 0;  // the text that take() goes on with, and its bytes that were taken
};

// The next bytes of the texts.
void TextMerger::take(std::size_t bytes) {
  while (bytes > 0) {
    const InlineEvent& event = texts_[next_];
    const std::size_t length = std::min(bytes, event.text.size() - used_);
    InlineEvent& piece = done_.emplace_back(event);
    piece.remove_prefix(used_);
    piece.remove_suffix(piece.text.size() - length);
    bytes -= length;
    used_ += length;
    if (used_ < event.text.size()) continue;
    ++next_;
    used_ = 0;
  }
}

bool TextMerger::addresses() {
  std::string joined;
  std::string_view words = texts_[0].text;
  if (texts_.size() > 1) {
    const bool any = std::any_of(texts_.begin(), texts_.end(), [](const InlineEvent& e) { return e.text.find_first_of("@:w") != std::string_view::npos; });
    if (!any) return false;
    for (const InlineEvent& event : texts_) joined += event.text;
    words = joined;
  }
  std::size_t done = 0;
  for (BareAddress found = find_bare_address(words, 0); found.kind != BareAddress::Kind::none; found = find_bare_address(words, done)) {
    std::string raw(words.substr(found.begin, found.end - found.begin));
    if (found.kind == BareAddress::Kind::www) raw.insert(0, "http://");
    if (found.kind == BareAddress::Kind::email) raw.insert(0, "mailto:");
    LinkAddress address = check_address(raw);
    take(found.begin - done);
    const std::size_t open = done_.size();
    InlineEvent link;
    link.op = address.target.empty() ? Op::none : Op::open;
    link.element = Element::link;
    link.data = static_cast<std::uint32_t>(out_.links.size());
    done_.push_back(link);
    take(found.end - found.begin);
    done = found.end;
    link.op = address.target.empty() ? Op::none : Op::close;
    link.span = done_[open].span = {done_[open + 1].span.begin, done_.back().span.end};
    done_.push_back(link);
    if (!address.target.empty()) out_.links.push_back({std::move(address.target), {}});
    else reporter_.report(code::link_dropped, done_[open + 1].span, std::move(address.message), std::move(address.help));
  }
  if (done == 0) return false;
  take(words.size() - done);
  return true;
}

}  // namespace

// One event for what stands side by side in the source; events that mean nothing go.
void InlineScanner::merge_text() {
  std::vector<InlineEvent> done;
  done.reserve(out_.events.size());
  TextMerger texts(out_, done, context_.reporter);
  int links = 0;
  const auto is_link = [&](const InlineEvent& e) {
    if (e.op == Op::open || e.op == Op::close) return e.element == Element::link;
    const std::string_view name = e.op == Op::html ? e.text.substr(e.text.starts_with("</") ? 2 : 1) : std::string_view();
    return !name.empty() && (name[0] | 32) == 'a' && !is_ascii_alphanumeric(name[1]) && name[1] != '-';
  };
  for (const InlineEvent& e : out_.events) {
    if (e.op == Op::none) continue;
    if (e.op == Op::text) {
      texts.add(e);
      continue;
    }
    texts.end(links > 0 || !dialect_);
    if (is_link(e)) links = std::max(links + (e.op == Op::open || (e.op == Op::html && !e.text.starts_with("</")) ? 1 : -1), 0);
    done.push_back(e);
  }
  texts.end(links > 0 || !dialect_);
  out_.events = std::move(done);
}

}  // namespace pamphlet::markdown
