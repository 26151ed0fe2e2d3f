#include <fmt/core.h>

#include <cmath>

#include "base/ascii.h"
#include "base/language_tag.h"
#include "base/picture_name.h"
#include "base/printed_address.h"
#include "base/utf8.h"
#include "epub/codes.h"
#include "epub/content_writer.h"
#include "epub/validity.h"

namespace pamphlet::epub {

namespace {

/// Letters of the scripts that set drop initials: Latin, Greek, Cyrillic, Armenian, Georgian.
bool takes_initial(char32_t c) {
  return is_ascii_letter(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x370 && c <= 0x587) || (c >= 0x10A0 && c <= 0x10FF) || (c >= 0x1E00 && c <= 0x1FFF);
}

bool is_opening_mark(char32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0xAB || c == 0xBF || c == 0xA1 || (c >= 0x2018 && c <= 0x201F) || c == 0x2039;
}

bool is_combining(char32_t c) { return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF); }

/// The text that a node shows first.
std::string_view first_text(const Document& document, NodeId node) {
  for (NodeId id = node; id < document[node].end; ++id) {
    const Element element = document[id].element;
    if (element == Element::image || element == Element::formula) break;
    if ((element == Element::text || element == Element::code) && !document.text(id).empty()) return document.text(id);
  }
  return {};
}

constexpr int kBlankTenths = 120;  // a line to write on, where the author says nothing: as on paper (layout/inline)

/// As many of the last words as no_break_space() ever looks at.
constexpr std::size_t kMostBefore = 64;

bool is_rtl_at(const Document& document, NodeId node) {
  for (NodeId at = node; at != kNoNode; at = document[at].parent) {
    const std::string& own = document.attributes_of(at).dir;
    if (!own.empty()) return own == "rtl";
  }
  return document.meta.dir == "rtl";
}

}  // namespace

void ContentWriter::settle_soft_break(NodeId next) {
  if (!soft_break_) return;
  soft_break_ = false;
  const std::string_view text = first_text(document_, next);
  const std::string_view lang = document_.lang(next);
  std::size_t begin = 0;
  const char32_t after = text.empty() ? 0 : next_code_point(text, begin);
  if (joins_at_line_end(last_, after, lang)) return;
  const std::string both = before_ + ' ' + std::string(text.substr(0, kMostBefore));
  const char32_t space = no_break_space(both, before_.size(), lang);
  if (space == 0) {
    xml_.raw("\n");
  } else {
    xml_.text(space == 0x202F ? "\u202F" : "\u00A0");
  }
  before_ += ' ';
}

void ContentWriter::hard_break() {
  soft_break_ = false;
  last_ = 0;
  before_.clear();
  xml_.leaf("br", {}).raw("\n");
}

void ContentWriter::code(NodeId node) {
  initial_ = false;
  open_element(node);
  text(document_.text(node));
  xml_.close();
}

void ContentWriter::inline_element(NodeId node, std::string_view tag) {
  xml_.open(tag);
  attributes(node);
  children_of(node);
  xml_.close();
}

void ContentWriter::text(std::string_view value) {
  if (value.empty()) return;
  if (initial_) initial_letter(value);
  if (value.empty()) return;
  xml_.text(value);
  std::size_t end = value.size();
  last_ = previous_code_point(value, end);
  before_ = "x";  // code joins nothing
}

void ContentWriter::prose(NodeId node) {
  std::string_view value = document_.text(node);
  if (initial_) initial_letter(value);
  if (value.empty()) return;
  if (last_ == 0) before_.clear();
  const bool rtl = is_rtl_at(document_, node);
  const std::string_view lang = document_.lang(node);
  const std::string both = before_ + std::string(value);
  const std::size_t shift = before_.size();
  std::size_t at = shift;
  if (rtl) {
    for (const auto& [begin, end] : ltr_expressions(value)) {
      prose_stretch(both, std::string_view(both).substr(at, shift + begin - at), lang);
      xml_.open("span", {{"dir", "ltr"}});
      prose_stretch(both, std::string_view(both).substr(shift + begin, end - begin), lang);
      xml_.close();
      at = shift + end;
    }
  }
  prose_stretch(both, std::string_view(both).substr(at), lang);
  std::size_t end = value.size();
  last_ = previous_code_point(value, end);
  std::size_t keep = both.size() > kMostBefore ? both.size() - kMostBefore : 0;
  while (keep < both.size() && (static_cast<unsigned char>(both[keep]) & 0xC0) == 0x80) ++keep;
  before_ = both.substr(keep);
}

/// `part` lies in `whole`.
void ContentWriter::prose_stretch(std::string_view whole, std::string_view part, std::string_view lang) {
  const auto begin = static_cast<std::size_t>(part.data() - whole.data());
  std::size_t written = 0;
  for (std::size_t at = part.find(' '); at != std::string_view::npos; at = part.find(' ', at + 1)) {
    const char32_t space = no_break_space(whole, begin + at, lang);
    if (space == 0) continue;
    xml_.text(part.substr(written, at - written)).text(space == 0x202F ? "\u202F" : "\u00A0");
    written = at + 1;
  }
  xml_.text(part.substr(written));
}

void ContentWriter::initial_letter(std::string_view& value) {
  initial_ = false;
  std::size_t at = 0;
  char32_t c = next_code_point(value, at);
  while (is_opening_mark(c) && at < value.size()) c = next_code_point(value, at);
  if (!takes_initial(c)) return;
  for (std::size_t next = at; next < value.size();) {
    if (!is_combining(next_code_point(value, next))) break;
    at = next;
  }
  xml_.open("span", {{"class", "initial"}}).text(value.substr(0, at)).close();
  last_ = c;
  value.remove_prefix(at);
}

void ContentWriter::link(NodeId node) {
  const LinkData& data = document_.data<LinkData>(node);
  std::string href;
  if (data.target.starts_with('#')) {
    const NodeId target = job_.plan.find(std::string_view(data.target).substr(1));
    if (target != kNoNode) href = job_.plan.href(target, part_);
  } else if (const std::optional<std::string> url = safe_url(data.target)) {
    href = *url;
  }
  // A link in a link is not HTML, and one that leads nowhere or shows nothing is a trap: their text stays. A picture that
  // says nothing still leads somewhere, and is then called by its address.
  const bool silent = trim(document_.plain_text(node)).empty();
  bool picture = false;
  for (NodeId id = node + 1; id < document_[node].end; ++id) picture = picture || document_[id].element == Element::image;
  const bool usable = !href.empty() && link_depth_ == 0 && (!silent || picture);
  if (!usable) return inline_element(node, "span");
  if (href.starts_with("sms:")) {  // EPUBCheck knows no such scheme (HTM-025), and shops refuse what it warns of: the number is said
    inline_element(node, "span");
    const std::string number = printed_address(href, document_.plain_text(node));
    if (!number.empty()) xml_.text(" (" + number + ")");
    if (document_.source != nullptr) {
      job_.diagnostics.report(code::link_not_in_ebook, *document_.source, document_[node].span,
                              "the ebook says this number and does not link it: ebook shops refuse sms: links",
                              "write what to text and to which number in the words of the article");
    }
    return;
  }
  xml_.open("a");
  attributes(node);
  xml_.attribute("href", href).optional("title", data.title);
  if (silent) xml_.attribute("aria-label", printed_address(data.target, {}));
  ++link_depth_;
  children_of(node);
  --link_depth_;
  xml_.close();
}

void ContentWriter::note_reference(NodeId node) {
  const NoteReferenceData& data = document_.data<NoteReferenceData>(node);
  const std::string number = fmt::format("{}", data.number);
  const bool usable = data.note != kNoNode && data.note < document_.nodes.size() && link_depth_ == 0;
  xml_.open("sup").attribute("class", "noteref");
  if (usable) {
    xml_.open("a");
    attributes(node);
    xml_.attribute("epub:type", "noteref").attribute("role", "doc-noteref").attribute("href", job_.plan.href(data.note, part_));
  } else {
    xml_.open("span", {{"id", job_.plan.id(node)}});
  }
  xml_.text(number).close().close();
  last_ = '1';
}

void ContentWriter::image(NodeId node, bool alone) {
  const ImageData& data = document_.data<ImageData>(node);
  const std::string path = job_.assets.image(data.source);
  if (path.empty()) return missing_image(data, alone);
  if (!data.decorative) {
    job_.has_pictures = true;
    if (trim(data.alt).empty() || is_picture_name(data.alt, data.source)) job_.all_pictures_described = false;
  }
  const NodeId parent = document_[node].parent;
  const bool beside = parent != kNoNode && document_[parent].element == Element::figure && job_.styled[parent].float_ != Float::none;
  const std::string width = beside ? std::string() : width_class(data);
  xml_.open("img");
  attributes(node, width.empty() ? "image" : "image " + width);
  xml_.attribute("src", "../" + path);
  if (data.pixels > 0 && !data.width) xml_.attribute("width", fmt::format("{}", std::max(1L, std::lround(data.pixels))));
  // No description: alt="" keeps the file valid, and the metadata does not claim what is not there. A role beside it is not valid (ARIA in
  // HTML §4).
  const auto words = [&](std::string_view text) { return is_picture_name(text, data.source) ? std::string_view() : trim(text); };
  xml_.attribute("alt", data.decorative ? std::string_view() : words(data.alt).empty() ? words(data.title) : words(data.alt));
  xml_.optional("title", data.title);
  xml_.close_empty();
  last_ = 0xFFFC;
}

std::string ContentWriter::width_class(const ImageData& data) {
  if (!data.width || *data.width <= 0 || *data.width > 1) return {};
  const int percent = std::max(1, static_cast<int>(std::lround(*data.width * 100)));
  job_.sizes.image_widths.insert(percent);
  return fmt::format("w{}", percent);
}

void ContentWriter::missing_image(const ImageData& data, bool alone) {
  std::string words = data.alt;
  if (job_.input.draft) {
    const std::string notice = term_with("image_missing", document_.lang(0), "name", data.source);
    words = words.empty() ? notice : fmt::format("{} \u2013 {}", notice, words);
  }
  if (words.empty() && !data.decorative) words = data.source;
  if (words.empty()) return;
  xml_.open(alone ? "p" : "span", {{"class", "image-missing"}}).text(words).close();
  last_ = 0xFFFC;
}

void ContentWriter::mark_image(const std::string& path, std::string_view alt, std::string_view class_name) {
  xml_.leaf("img", {{"class", class_name}, {"src", "../" + path}, {"alt", alt}});
}

/// In the colour of the words. One whose meaning matters says it, or its emoji where there is no such drawing.
void ContentWriter::inline_mark(NodeId node, Mark mark) {
  const std::string path = job_.assets.mark(name(mark), job_.styled[node].color, kTransparent);
  const std::string_view spoken = spoken_term(mark);
  if (path.empty()) return void(xml_.text(canonical_emoji(mark)));
  mark_image(path, spoken.empty() ? std::string_view() : term(spoken, document_.lang(node)), "mark");
  last_ = 0xFFFC;
}

bool ContentWriter::needs_tag(NodeId node) const {
  return document_[node].attributes != 0 || job_.styled[node].initial_letter > 1;
}

/// The class of a stated length, in em of the text: "len120" for 12em.
std::string ContentWriter::size_class(NodeId node) {
  const auto tenths = [&](const Measure& measure) {
    constexpr double kPointsOfEm = 12;  // what 1em is on paper, and about what readers choose
    return std::max(1, static_cast<int>(std::lround((measure.em ? measure.value : measure.value / kPointsOfEm) * 10)));
  };
  const Element element = document_[node].element;
  const Attributes& own = document_.attributes_of(node);
  if (element == Element::span && document_.first_child(node) == kNoNode && draws_box(job_.styled[node])) {
    const std::optional<Measure> width = stated_measure(own, "width");
    const int length = width ? tenths(*width) : kBlankTenths;
    job_.sizes.lengths.insert(length);
    return fmt::format("len{}", length);
  }
  if (element != Element::div && element != Element::table_row) return {};
  const std::optional<Measure> height = stated_height(document_, node);
  if (!height) return {};
  job_.sizes.heights.insert(tenths(*height));
  return fmt::format("tall{}", tenths(*height));
}

void ContentWriter::attributes(NodeId node, std::string_view fixed_class) {
  xml_.optional("id", job_.plan.id(node));
  std::string classes(fixed_class);
  if (const std::string size = size_class(node); !size.empty()) classes += (classes.empty() ? "" : " ") + size;
  const Element element = document_[node].element;
  for (const std::string_view variant : variants_.of(node)) {
    if (fmt::format(" {} ", classes).find(fmt::format(" {} ", variant)) != std::string::npos || !job_.vocabulary.knows(element, variant)) continue;
    if (!classes.empty()) classes += ' ';
    classes += variant;
  }
  xml_.optional("class", classes);
  language(node);
}

/// What the file as a whole says is not said again at each of its blocks.
void ContentWriter::language(NodeId node) {
  const Element element = document_[node].element;
  const bool code = element == Element::code || element == Element::code_block;
  const bool outermost = document_[node].parent == 0;
  if (document_[node].attributes == 0 && !outermost && !code) return;
  const std::string_view lang = document_.lang(node);
  const std::string_view around = outermost ? std::string_view(part_.lang) : document_.lang(document_[node].parent);
  if (lang != around && is_language_tag(lang)) xml_.attribute("lang", lang).attribute("xml:lang", lang);
  std::string_view dir = direction_of(document_, node);
  const Attributes& own = document_.attributes_of(node);
  const bool rtl = own.dir.empty() && is_language_tag(own.lang) ? is_rtl_language(own.lang) : is_rtl_at(document_, node);
  if (outermost) dir = rtl == (part_.dir == "rtl") ? std::string_view() : rtl ? "rtl" : "ltr";
  // Code runs from left to right whatever is around it, as in print, unless its author says otherwise.
  if (code && (rtl || dir == "rtl") && own.dir.empty()) dir = "ltr";
  xml_.optional("dir", dir);
}

}  // namespace pamphlet::epub
