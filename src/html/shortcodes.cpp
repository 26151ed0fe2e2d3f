// "[gallery ids="7,8"]": what WordPress keeps between the HTML for its plugins to draw. A caption is a figure; the others
// mean nothing without the site and are left out with a finding, what stands between two of them stays. A name in brackets
// is one when it has values, when something closes it, or when it is WordPress's own. Cost: one pass; closing ones are looked
// for kMaxSearches times at most.

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "html/codes.h"
#include "html/page.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

constexpr std::size_t kMaxCode = 2000, kMaxCaption = 10'000, kMaxSearches = 50;

struct Shortcode {
  string_view name, values;
  std::size_t begin = 0, end = 0;
  bool closes = false;
};

bool is_name(char c) { return is_ascii_lower(c) || is_ascii_digit(c) || c == '_' || c == '-'; }

class ShortcodeReader {
 public:
  ShortcodeReader(string_view text, Fragment& fragment, const Report& report) : text_(text), fragment_(fragment), report_(report) {}
  void run();

 private:
  std::size_t behind_tag(std::size_t at) const;
  bool scan(std::size_t at, Shortcode& found) const;
  bool is_code(const Shortcode& found);
  bool caption(const Shortcode& found);
  void copy(std::size_t end) {
    fragment_.html(text_.substr(done_, end - done_), static_cast<std::uint32_t>(done_));
    done_ = end;
  }
  /// A tag of ours at a place of the text; `last` bounds where its bytes are thought to stand.
  void tag(string_view words, std::size_t at, std::size_t last) { fragment_.html(words, static_cast<std::uint32_t>(std::min(at, last - words.size()))); }

  string_view text_;
  Fragment& fragment_;
  const Report& report_;
  std::size_t done_ = 0, searches_ = 0;
  std::map<string_view, std::size_t> closed_;  // by name: where one of it is closed
};

// Where to go on behind the '<' at `at`: behind the tag, and behind what shows code; npos: the rest is no text.
std::size_t ShortcodeReader::behind_tag(std::size_t at) const {
  if (text_.substr(at, 4) == "<!--") {
    const std::size_t end = text_.find("-->", at + 4);
    return end == string_view::npos ? end : end + 3;
  }
  Tag tag;
  tag.begin = at + 1;
  if (tag.begin >= text_.size() || !is_ascii_letter(text_[tag.begin])) return at + 1;
  if (!scan_tag(text_, tag)) return string_view::npos;
  const std::string name = lower(text_.substr(tag.begin, std::min<std::size_t>(tag.name_end - tag.begin, 10)));
  for (const string_view raw : {"code", "pre", "script", "style", "textarea", "title"}) {
    if (name == raw) return find_end_tag(text_, name, tag.end);
  }
  return tag.end;
}

bool ShortcodeReader::scan(std::size_t at, Shortcode& found) const {
  std::size_t name = at + 1;
  found.closes = name < text_.size() && text_[name] == '/';
  if (found.closes) ++name;
  std::size_t end = name;
  while (end < text_.size() && is_name(text_[end])) ++end;
  if (end < name + 3 || end > name + 40 || !is_ascii_lower(text_[name])) return false;
  found.name = text_.substr(name, end - name);
  found.begin = at;
  char quote = '\0';
  for (std::size_t i = end; i < text_.size() && i < at + kMaxCode; ++i) {
    const char c = text_[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == ']') {
      found.values = text_.substr(end, i - end);
      found.end = i + 1;
      return found.values.empty() || found.values[0] == ' ' || found.values[0] == '/' || found.values[0] == '\n';
    } else if (c == '[' || c == '<' || c == '(') {
      return false;
    }
  }
  return false;
}

bool ShortcodeReader::is_code(const Shortcode& found) {
  static constexpr string_view kOwn[] = {"audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"};
  if (found.closes) return closed_.contains(found.name) && closed_[found.name] != string_view::npos;
  const std::size_t equals = found.values.find('=');
  const bool values = equals != string_view::npos && equals > 1 && is_name(found.values[equals - 1]);
  auto known = closed_.find(found.name);
  if (known == closed_.end() && searches_++ < kMaxSearches) known = closed_.emplace(found.name, text_.find("[/" + std::string(found.name) + "]", found.end)).first;
  if (values || std::find(std::begin(kOwn), std::end(kOwn), found.name) != std::end(kOwn)) return true;
  return known != closed_.end() && known->second != string_view::npos && known->second > found.begin;
}

// [caption …]<img …> words[/caption]
bool ShortcodeReader::caption(const Shortcode& found) {
  if (found.closes || (found.name != "caption" && found.name != "wp_caption")) return false;
  const std::string closing = "[/" + std::string(found.name) + "]";
  const std::size_t length = closed_[found.name] == string_view::npos ? string_view::npos : text_.substr(found.end, kMaxCaption).find(closing);
  if (length == string_view::npos) return false;
  const string_view inside = text_.substr(found.end, length);
  const std::size_t close = found.end + inside.size(), image = inside.rfind("<img");
  if (image == string_view::npos) return false;
  Tag picture;
  picture.begin = found.end + image + 1;
  if (!scan_tag(text_, picture) || picture.end > close) return false;
  std::size_t behind = picture.end;
  const std::size_t linked = text_.find_first_not_of(" \n", behind);
  if (linked != string_view::npos && text_.substr(linked, 4) == "</a>") behind = linked + 4;
  const std::size_t end = close + closing.size();
  tag("<figure>", found.begin, end);
  done_ = found.end;
  copy(behind);
  tag("<figcaption>", behind, end);
  if (const std::size_t words = found.values.find("caption=\""); words != string_view::npos) {  // before WordPress 3.4
    done_ = static_cast<std::size_t>(found.values.data() - text_.data()) + words + 9;
    copy(std::min(text_.find('"', done_), found.end));
    done_ = behind;
  }
  copy(close);
  tag("</figcaption></figure>", close, end);
  done_ = end;
  return true;
}

void ShortcodeReader::run() {
  for (std::size_t at = text_.find_first_of("<["); at != string_view::npos; at = text_.find_first_of("<[", at)) {
    if (text_[at] == '<') {
      at = behind_tag(at);
      if (at == string_view::npos) break;
      continue;
    }
    Shortcode found;
    if (!scan(at, found) || !is_code(found)) {
      ++at;
      continue;
    }
    copy(found.begin);
    if (!caption(found)) {
      done_ = found.end;
      if (!found.closes) {
        report_(code::html_dropped, {static_cast<std::uint32_t>(found.begin), static_cast<std::uint32_t>(found.end)},
                fmt::format("the shortcode {} means nothing without its site; it was left out{}", text_.substr(found.begin, found.end - found.begin),
                            closed_[found.name] == string_view::npos ? "" : ", what stands in it was kept"),
                "say in words or with a picture what it shows");
      }
    }
    at = done_;
  }
  copy(text_.size());
}

}  // namespace

void take_shortcodes(string_view text, Fragment& fragment, const Report& report) { ShortcodeReader(text, fragment, report).run(); }

}  // namespace pamphlet::html
