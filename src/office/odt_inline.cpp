// Words of an OpenDocument text and what stands among them.
#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/files.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "office/codes.h"
#include "office/formulas.h"
#include "office/odt.h"
#include "office/symbols.h"

namespace pamphlet::office {
namespace {

std::string place_of(std::string_view name) {
  std::string out;
  for (const char c : name) out += is_attribute_byte(c) ? c : '-';
  return out;
}

}  // namespace

void OdtReader::words(std::string_view text, const RunLook& look, std::uint32_t link) {
  const std::string cleaned = in_font(look.font, clean(text));
  bool bidi = false, east_asian = false;
  for (std::size_t at = 0; at < cleaned.size() && !bidi && !east_asian;) {
    const char32_t c = next_code_point(cleaned, at);
    bidi = c >= 0x590 && c <= 0x8FF;
    east_asian = (c >= 0x3000 && c <= 0xD7FF) || (c >= 0xFF00 && c <= 0xFFEF);
  }
  const std::uint32_t lang = model_.lang(bidi ? look.lang_bidi : east_asian ? look.lang_east_asian : look.lang);
  if (characters_by_lang_.size() <= lang) characters_by_lang_.resize(lang + 1);
  characters_by_lang_[lang] += cleaned.size();
  unsigned shown = look.vertical.value_or(0);
  if (look.bold.value_or(false)) shown |= kStrong;
  if (look.italic.value_or(false)) shown |= kEmphasis;
  if (look.strike.value_or(false)) shown |= kStrike;
  if (look.underline.value_or(false) && link == 0) shown |= kUnderline;
  if (look.highlight.value_or(false)) shown |= kHighlight;
  if (look.code) shown |= kCode;
  paragraph_.words(cleaned, shown, link, lang, look.show(cleaned, link != 0));
}

void OdtReader::inlines(const pugi::xml_node& parent, const RunLook& look, std::uint32_t link) {
  if (depth_ >= kMaxDepth) {
    model_.report(code::nesting_too_deep, paragraph_.here(), "words are nested too deeply; they are kept without their looks");
    return words(words_below(parent), look, link);
  }
  ++depth_;
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) words(node.value(), look, link);
    else if (node.type() == pugi::node_element) element(node, look, link);
  }
  --depth_;
}

void OdtReader::element(const pugi::xml_node& node, const RunLook& look, std::uint32_t link) {
  const std::string_view name = local(node);
  if (name == "span") {
    RunLook own = look;
    if (const RunLook* style = styles_.text(attribute(node, "style-name"))) own.add(*style);
    if (own.hidden.value_or(false)) return report_dropped(node, "hidden text", "show it, and decide whether readers should see it");
    return inlines(node, own, link);
  }
  if (name == "s") return words(" ", look, link);
  if (name == "tab") return words(" ", look, link);
  if (name == "line-break") return paragraph_.leaf(Inline::Kind::line_break, 0);
  if (name == "a") {
    const std::uint32_t made = add_link(attribute(node, "href"));
    return inlines(node, look, made != 0 ? made : link);
  }
  if (name == "change" || name == "change-start") {
    if (first_change_.begin == 0) first_change_ = paragraph_.here();
    return;
  }
  if (name == "note") return note(node);
  if (name == "frame" || name == "g") return frame(node, link);
  if (name == "custom-shape" || name == "rect" || name == "line" || name == "ellipse") {
    if (!trim(words_below(node)).empty()) boxes_.push_back(node);
    return;
  }
  if (name == "annotation") return comment(node);
  if (name == "bookmark" || name == "bookmark-start" || name == "reference-mark" || name == "reference-mark-start") return anchor(attribute(node, "name"));
  if (name == "bookmark-ref" || name == "reference-ref" || name == "note-ref" || name == "sequence-ref") {
    const std::string_view target = attribute(node, "ref-name"), form = attribute(node, "reference-format");
    if (form == "page") {
      model_.report(code::office_simplified, paragraph_.here(), "a page number of the file's is kept as it was (a cross-reference)",
                    "pages are others here: write the name of the section instead");
    }
    const std::uint32_t made = name == "bookmark-ref" || name == "reference-ref" ? add_link("#" + std::string(target)) : 0;
    return inlines(node, look, made != 0 ? made : link);
  }
  if (name == "ruby") {
    const std::string above = words_below(child(node, "ruby-text"));
    inlines(child(node, "ruby-base"), look, link);
    if (!above.empty()) words(" (" + above + ")", look, link);
    return;
  }
  if (name == "hidden-text" || name == "hidden-paragraph") return report_dropped(node, "hidden text", "show it, and decide whether readers should see it");
  if (name == "annotation-end" || name == "soft-page-break" || name == "alphabetical-index-mark" || name == "toc-mark") return;
  inlines(node, look, link);  // fields show their words, and what is not known may hold some
}

std::uint32_t OdtReader::add_link(std::string_view target) {
  if (target.empty()) return 0;
  std::string address;
  if (target.starts_with('#')) {
    std::string_view place = target.substr(1);
    place = place.substr(0, std::min(place.find('|'), place.size()));  // "Feeding|outline"
    address = "#" + place_of(place);
  } else {
    LinkAddress checked = check_address(target);
    if (checked.target.empty()) {
      model_.report(code::link_dropped, paragraph_.here(), std::move(checked.message), std::move(checked.help));
      return 0;
    }
    address = std::move(checked.target);
  }
  model_.links.push_back(std::move(address));
  return static_cast<std::uint32_t>(model_.links.size() - 1);
}

void OdtReader::anchor(std::string_view name) {
  if (name.empty()) return;
  model_.anchors.push_back(place_of(name));
  paragraph_.leaf(Inline::Kind::anchor, static_cast<std::uint32_t>(model_.anchors.size() - 1));
}

void OdtReader::note(const pugi::xml_node& node) {
  if (in_note_) return report_dropped(node, "a note within a note", "write it into the note around it");
  note_bodies_.push_back(child(node, "note-body"));
  model_.notes.emplace_back().span = paragraph_.here();
  paragraph_.leaf(Inline::Kind::note, static_cast<std::uint32_t>(model_.notes.size() - 1));
}

void OdtReader::comment(const pugi::xml_node& node) {
  const std::string author = clean(child(node, "creator").text().get());
  std::string words;
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (local(at) == "p" || local(at) == "list") words += words_below(at) + " ";
  }
  model_.report(code::comment_dropped, paragraph_.here(), fmt::format("the comment {}{}{} was left out", quoted(words), author.empty() ? "" : " by ", author),
                "settle it, or write into the text what readers should know");
}

// -------------------------------------------------------------------------------------------------------------- frames

void OdtReader::frame(const pugi::xml_node& node, std::uint32_t link) {
  if (local(node) == "g") {
    for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
      if (at.type() == pugi::node_element && depth_ < kMaxDepth) {
        ++depth_;
        element(at, styles_.defaults(), link);
        --depth_;
      }
    }
    return;
  }
  if (const pugi::xml_node box = child(node, "text-box")) {
    boxes_.push_back(box);
    return;
  }
  if (const pugi::xml_node embedded = child(node, "object"); embedded && object(embedded)) return;
  // Several images are the same picture in several kinds: the first that the file holds.
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (local(at) == "image" && place_picture(node, at, link)) return;
  }
  if (child(node, "plugin") || child(node, "object-ole") || child(node, "object")) {
    model_.report(code::office_dropped, paragraph_.here(), "an embedded object was left out", "paste it as a picture");
  }
}

/// A formula; false: it is something else, of which a picture may be there.
bool OdtReader::object(const pugi::xml_node& node) {
  std::string name(attribute(node, "href"));
  if (name.starts_with("./")) name.erase(0, 2);
  const std::unique_ptr<Part> content = part(name + "/content.xml");
  const pugi::xml_node math = content != nullptr ? content->xml.document_element() : child(node, "math");
  if (!math || local(math) != "math") return false;
  const mathml::Converted converted = mathml::convert(read_mathml(math));
  if (!converted.tex.empty()) {
    paragraph_.formula({converted.tex, converted.display}, converted.tex);
    return true;
  }
  const pugi::xml_node semantics = child(math, "semantics");
  const std::string text = collapse_spaces(words_below(semantics ? semantics.first_child() : math));
  paragraph_.words(converted.problem.empty() ? converted.words : text, 0, 0, 0);
  if (converted.problem.empty()) return true;  // a word or a number
  model_.report(code::formula_as_words, paragraph_.here(), fmt::format("the formula {} was kept as words in one line", quoted(text)),
                "read it again; where it must look like a formula, paste it as a picture with an alternative text");
  return true;
}

bool OdtReader::place_picture(const pugi::xml_node& frame, const pugi::xml_node& image, std::uint32_t link) {
  std::string target(attribute(image, "href"));
  if (target.starts_with("./")) target.erase(0, 2);
  if (target.empty()) return false;
  PictureUse use;
  use.alt = collapse_spaces(words_below(child(frame, "desc")));
  if (use.alt.empty()) use.alt = collapse_spaces(words_below(child(frame, "title")));
  use.width = odf_pixels(attribute(frame, "width"));
  use.height = odf_pixels(attribute(frame, "height"));
  if (archive_.has(target)) {
    auto [known, fresh] = media_.try_emplace(target);
    if (fresh) {
      std::optional<std::string> bytes = archive_.read(target);
      if (!bytes) {
        media_.erase(known);
        model_.report(code::office_dropped, paragraph_.here(), fmt::format("the picture {} was left out: {}", quoted(target), archive_.problem()), "insert the picture again");
        return true;
      }
      std::string name = clean(file_name(target));
      for (int k = 2; !media_names_.insert(name).second; ++k) name = fmt::format("{}-{}{}", stem(target), k, extension(target));
      known->second = name;
      model_.media.push_back({name, std::move(*bytes)});
    }
    use.name = known->second;
  } else {
    use.name = clean(target);  // found missing or remote like any other name
  }
  model_.pictures.push_back(std::move(use));
  paragraph_.leaf(Inline::Kind::picture, static_cast<std::uint32_t>(model_.pictures.size() - 1), link);
  return true;
}

}  // namespace pamphlet::office
