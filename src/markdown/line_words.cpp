// Values of the front matter that are a line of Markdown or a line of names.

#include <algorithm>

#include "base/utf8.h"
#include "markdown/characters.h"
#include "markdown/front_matter.h"
#include "markdown/markdown.h"

namespace pamphlet::markdown {
namespace {

/// Characters without which a line has no markup.
constexpr std::string_view kMarkup = "\\`*_[]<>&~^=:$#{}";

/// The line as a heading: nothing in it can begin a block.
Source heading_of(std::string_view line) {
  std::string text = "# " + std::string(line);
  if (text.ends_with('#')) text.insert(text.size() - 1, "\\");
  return {"", text + "\n"};
}

bool is_one_heading(const Document& document) {
  return document.nodes.size() > 1 && document[1].element == Element::heading && document[1].end == document.nodes.size() &&
         std::none_of(document.nodes.begin(), document.nodes.end(), [](const Node& node) { return node.element == Element::note_reference; });
}

/// Whether the heading shows more than its words: links and spans without effect do not.
bool is_marked(const Document& document) {
  return std::any_of(document.nodes.begin() + 2, document.nodes.end(), [](const Node& node) {
    switch (info(node.element).display) {
      case Display::inline_: return node.element != Element::link && node.element != Element::span;
      case Display::leaf: return node.element == Element::code || node.element == Element::formula;
      default: return false;
    }
  });
}

bool holds_image(const Document& document) {
  return std::any_of(document.nodes.begin(), document.nodes.end(), [](const Node& node) { return node.element == Element::image; });
}

}  // namespace

LineWords read_words(std::string_view line) {
  LineWords out{std::string(line), {}};
  if (line.find_first_of(kMarkup) == std::string_view::npos) return out;
  const Source heading = heading_of(line);
  Diagnostics unsaid;  // the value is read for its words
  Document document = read_markdown(heading, {}, unsaid);
  if (!is_one_heading(document)) return out;
  const std::string words = collapse_spaces(document.plain_text(1));
  if (words.empty()) return out;
  out.text = words;
  for (NodeId id = 2; id < document.nodes.size(); ++id) {
    const auto* const link = std::get_if<LinkData>(&document[id].payload);
    if (link == nullptr) continue;
    const std::string_view target = link->target.str();
    const std::size_t scheme = target.starts_with("mailto:") || target.starts_with("tel:") ? target.find(':') + 1 : 0;
    if (words.find(target.substr(scheme)) == std::string::npos) out.links.emplace_back(target);
  }
  if (!is_marked(document) || holds_image(document) || document.plain_text(1) != words) return out;
  document.source = nullptr;  // the line alone is no file
  out.marked = std::move(document);
  return out;
}

void write_marked_line(const MarkedLine& line, DocumentBuilder& builder) {
  const Document& words = line.words;
  std::vector<NodeId> ends;
  builder.open(line.element, line.span);
  for (NodeId id = 2; id < words[1].end; ++id) {
    for (; !ends.empty() && ends.back() <= id; ends.pop_back()) builder.close();
    const Element element = words[id].element;
    if (element == Element::text) builder.text(words.text(id), line.span);
    else if (element == Element::code) builder.code(words.text(id), line.span);
    else if (words[id].end == id + 1) builder.leaf(element, line.span, words[id].payload, words.attributes_of(id));
    if (words[id].end == id + 1 || element == Element::link) continue;
    builder.open(element, line.span, words[id].payload, words.attributes_of(id));
    ends.push_back(words[id].end);
  }
  for (; !ends.empty(); ends.pop_back()) builder.close();
  builder.close();
}

std::string escape_line(std::string_view words) {
  if (read_words(words).text == words) return std::string(words);
  std::string out;
  for (const char c : words) {
    if (kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

namespace {

constexpr std::string_view kAnd[] = {" and ", " & ", " und ", " et ", " y ", " e "};
constexpr std::string_view kParticles[] = {"de", "del", "la", "van", "der", "den", "von", "zu", "da", "dos", "di", "du", "le", "bin", "ibn", "al", "el", "ter"};

// At least two words that begin with capitals, as a name has and a trade or a degree alone has not.
bool is_full_name(std::string_view text) {
  int capitals = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty() || word.find_first_of("0123456789@/") != std::string_view::npos) return false;
    std::size_t begin = 0;
    if (is_upper(next_code_point(word, begin))) ++capitals;
    else if (std::find(std::begin(kParticles), std::end(kParticles), word) == std::end(kParticles)) return false;
  }
  return capitals >= 2 && capitals <= 5;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(trim(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

bool begins_with_name(std::string_view text) { return is_full_name(trim(text.substr(0, text.find(',')))); }

}  // namespace

std::vector<std::string> split_names(std::string_view text) {
  constexpr std::size_t kLongest = 1000;  // of a line of names; a text is none
  std::vector<std::string> names;
  if (text.size() > kLongest) return {std::string(text)};
  if (text.find(';') != std::string_view::npos) {
    for (const std::string_view part : parts_of(text, ';'))
      if (!part.empty()) names.emplace_back(part);
    return names;
  }
  std::string_view rest = text;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view word : kAnd) {
      const std::size_t at = rest.rfind(word);
      if (at == std::string_view::npos) continue;
      std::string_view left = trim(rest.substr(0, at)), right = trim(rest.substr(at + word.size()));
      while (left.ends_with(',')) left = trim(left.substr(0, left.size() - 1));
      if (!begins_with_name(left) || !begins_with_name(right)) continue;
      names.insert(names.begin(), std::string(right));
      rest = left;
      more = true;
      break;
    }
  }
  const std::vector<std::string_view> before = parts_of(rest, ',');
  const bool all_names = !names.empty() && std::all_of(before.begin(), before.end(), is_full_name);
  if (all_names) names.insert(names.begin(), before.begin(), before.end());
  else names.insert(names.begin(), std::string(rest));
  return names;
}

}  // namespace pamphlet::markdown
