// Front matter that is not YAML, as people write it. "title: The first week: rest and milk" is an error in YAML, "author:
// @ana" too, and "title: Rest #1 for parents" ends at the sign. A parser that stops there loses the whole block for one
// colon, and one that guesses at all of it would read sound YAML differently from every other program. So the block is cut
// at the lines that begin with a key; each piece is YAML if YAML reads it, and else its value is what stands behind the
// colon. Cost: each piece is parsed once, so the sum is linear.

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "markdown/characters.h"
#include "markdown/codes.h"
#include "markdown/front_matter.h"

namespace pamphlet::markdown {
namespace {

using Type = MetaValue::Type;

constexpr std::size_t kMaxSaid = 20;  // values that are reported one by one

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// "#1" after a blank or at the start of a plain value: a number, a tag or a name. "# words" is a comment.
bool has_figure_sign_in(std::string_view value) {
  if (value.empty() || std::string_view("\"'|>[{").find(value[0]) != std::string_view::npos) return false;
  for (std::size_t at = value.find('#'); at != std::string_view::npos; at = value.find('#', at + 1)) {
    const bool begins = at == 0 || is_blank(value[at - 1]);
    if (begins && at + 1 < value.size() && !is_blank(value[at + 1]) && value[at + 1] != '#') return true;
  }
  return false;
}

struct Line {
  std::string_view text;
  std::uint32_t begin = 0;
};

std::string_view key_of(std::string_view line) { return unquoted(trim(line.substr(0, line.find(':')))); }
std::string_view value_of(std::string_view line) { return trim(line.substr(line.find(':') + 1)); }

// A quotation mark that nobody closes: yaml-cpp takes what follows for its text, to the end.
bool is_open_quote(std::string_view value, std::string_view all) {
  if (value.empty() || (value[0] != '"' && value[0] != '\'')) return false;
  return all.find(value[0], static_cast<std::size_t>(value.data() - all.data()) + 1) == std::string_view::npos;
}

bool has_figure(std::string_view line) { return looks_like_entry(line) && has_figure_sign_in(value_of(line)) && holds_words(key_of(line)); }

bool needs_lines(std::string_view line, std::string_view all) { return has_figure(line) || (looks_like_entry(line) && is_open_quote(value_of(line), all)); }

template <class Take> void for_each_line(std::string_view text, Take take) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    take(Line{text.substr(at, end - at), static_cast<std::uint32_t>(at)});
    at = end + 1;
  }
}

class EntryReader {
 public:
  EntryReader(const Source& source, std::uint32_t begin, std::uint32_t end, Diagnostics& diagnostics)
      : source_(source), end_(end), diagnostics_(diagnostics) {
    for_each_line(std::string_view(source.text).substr(begin, end - begin), [&](Line line) {
      line.begin += begin;
      lines_.push_back(line);
    });
  }

  MetaValue run() {
    root_.type = Type::mapping;
    for (std::size_t at = 0; at < lines_.size();) {
      std::size_t next = at + 1;
      if (!looks_like_entry(lines_[at].text)) {
        stray(lines_[at]);
      } else {
        while (next < lines_.size() && !ends_entry(lines_[next].text)) ++next;
        entry(at, next);
      }
      at = next;
    }
    if (said_ > kMaxSaid) {
      diagnostics_.report(code::front_matter_mended, source_, first_unsaid_, fmt::format("and {} more values of this kind, from here on", said_ - kMaxSaid));
    }
    return std::move(root_);
  }

 private:
  // A line at the margin that belongs to no key above it.
  static bool ends_entry(std::string_view line) {
    if (line.empty() || is_blank(line[0]) || line[0] == '#' || line.starts_with("- ") || line == "-") return false;
    return looks_like_entry(line) || std::string_view("]}").find(line[0]) == std::string_view::npos;
  }

  void stray(const Line& line) {
    const std::string_view words = trim(line.text);
    if (words.empty() || words[0] == '#') return;
    diagnostics_.report(code::front_matter_invalid, source_, span_of(words),
                        fmt::format("this line of the front matter is no \"key: value\": {}", words.substr(0, 60)), "put it behind its key, or take it out");
  }

  void entry(std::size_t from, std::size_t to) {
    const std::string_view line = lines_[from].text;
    const std::uint32_t end = to < lines_.size() ? lines_[to].begin : end_;
    std::optional<YamlError> error;
    const std::string_view all = std::string_view(source_.text).substr(lines_[from].begin, end - lines_[from].begin);
    if (!needs_lines(line, all)) {
      MetaValue read = read_yaml(source_, lines_[from].begin, end, error);
      if (!error && read.type == Type::mapping) {
        std::move(read.entries.begin(), read.entries.end(), std::back_inserter(root_.entries));
        return;
      }
    }
    const std::string_view key = key_of(line), value = value_of(line);
    MetaEntry made{std::string(key), span_of(key), {}};
    if (value.empty()) {
      made.value = nested(from + 1, to);
    } else if (value.starts_with('[') && value.ends_with(']') && to == from + 1) {
      made.value = flow(value);
    } else {
      made.value = words(value);
      for (std::size_t at = from + 1; at < to; ++at) {
        const std::string_view more = trim(lines_[at].text);
        if (!more.empty() && more[0] != '#') made.value.text += ' ' + std::string(more);
      }
    }
    if (!made.value.span.empty()) say(made);
    root_.entries.push_back(std::move(made));
  }

  // Items, or entries of a mapping, below the key.
  MetaValue nested(std::size_t from, std::size_t to) const {
    MetaValue out;
    for (std::size_t at = from; at < to; ++at) {
      const std::string_view text = trim(lines_[at].text);
      if (text.empty() || text[0] == '#') continue;
      if (out.span.empty()) out.span = span_of(text);
      if (text.starts_with("- ") || text == "-") {
        out.type = Type::sequence;
        out.items.push_back(words(trim(text.substr(1))));
      } else if (looks_like_entry(text) && out.type != Type::sequence) {
        out.type = Type::mapping;
        out.entries.push_back({std::string(key_of(text)), span_of(key_of(text)), words(value_of(text))});
      } else if (out.type == Type::sequence) {
        out.items.back().text += ' ' + std::string(text);
      } else {
        out.type = Type::scalar;
        out.text += (out.text.empty() ? "" : " ") + std::string(text);
      }
    }
    return out;
  }

  MetaValue flow(std::string_view list) const {
    MetaValue out;
    out.type = Type::sequence;
    out.span = span_of(list);
    list = list.substr(1, list.size() - 2);
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      out.items.push_back(words(trim(list.substr(at, end - at))));
      at = end + 1;
    }
    return out;
  }

  MetaValue words(std::string_view text) const {
    MetaValue out;
    out.type = text.empty() ? Type::null : Type::scalar;
    out.span = span_of(text);
    out.text = std::string(unquoted(text));
    return out;
  }

  void say(const MetaEntry& entry) {
    if (++said_ == kMaxSaid + 1) first_unsaid_ = entry.value.span;
    if (said_ > kMaxSaid) return;
    diagnostics_.report(code::front_matter_mended, source_, entry.value.span,
                        fmt::format("the value of \"{}\" is not valid YAML; it was taken as it stands", entry.name), "put it in double quotes");
  }

  Span span_of(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - source_.text.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  const Source& source_;
  const std::uint32_t end_;
  Diagnostics& diagnostics_;
  std::vector<Line> lines_;
  MetaValue root_;
  std::size_t said_ = 0;
  Span first_unsaid_;
};

}  // namespace

bool looks_like_entry(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || line[0] == ' ' || line[0] == '\t' || line.starts_with("- ")) return false;
  if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t') return false;
  const std::string_view key = line.substr(0, colon);
  return std::count(key.begin(), key.end(), ' ') <= 2 && key.find_first_of("*_[<`#") != 0 && key.find_first_of("*[<`") == std::string_view::npos;
}

bool needs_lines(std::string_view yaml) {
  bool found = false;
  for_each_line(yaml, [&](const Line& line) { found = found || needs_lines(line.text, yaml); });
  return found;
}

MetaValue read_entries(const Source& source, std::uint32_t begin, std::uint32_t end, Diagnostics& diagnostics) {
  return EntryReader(source, begin, end, diagnostics).run();
}

}  // namespace pamphlet::markdown
