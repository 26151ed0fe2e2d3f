// Pictures, text boxes, charts and formulas (ECMA-376-1 §20, VML of ECMA-376-4, Office Math §22.1).
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/files.h"
#include "base/utf8.h"
#include "office/codes.h"
#include "office/docx.h"
#include "office/formulas.h"

namespace pamphlet::office {
namespace {

constexpr double kEmuPerPixel = 9525;  // 914400 to the inch, 96 pixels to the inch

/// Word's own words for pictures without any: a file's name, "Picture 3", "A close up of a person Description automatically generated".
std::string alternative(const pugi::xml_node& about) {
  std::string text = collapse_spaces(clean(attribute(about, "descr")));
  for (const std::string_view machine : {"Description automatically generated", "AI-generated content may be incorrect."}) {
    if (const std::size_t at = text.find(machine); at != std::string::npos) text = std::string(trim(text.substr(0, at)));
  }
  if (text.empty()) text = collapse_spaces(clean(attribute(about, "title")));
  const std::string kind = extension(text);
  const bool file = text.find(' ') == std::string::npos && (kind == ".png" || kind == ".jpg" || kind == ".jpeg" || kind == ".gif");
  return file ? std::string() : text;
}

/// "width:120pt;height:3in" → CSS pixels; 0 when it is not said.
double css_pixels(std::string_view style, std::string_view name) {
  for (std::size_t at = 0; (at = style.find(name, at)) != std::string_view::npos; at += name.size()) {
    if (at > 0 && style[at - 1] != ';' && style[at - 1] != ' ') continue;
    std::string_view rest = style.substr(at + name.size());
    if (!rest.starts_with(':')) continue;
    rest.remove_prefix(1);
    double value = 0, scale = 1;
    std::size_t k = 0;
    for (; k < rest.size() && ((rest[k] >= '0' && rest[k] <= '9') || rest[k] == '.'); ++k) {
      if (rest[k] == '.') scale = 0.1;
      else if (scale < 1) value += (rest[k] - '0') * scale, scale /= 10;
      else value = std::min(value * 10 + (rest[k] - '0'), 1e6);
    }
    const std::string_view unit = rest.substr(k, 2);
    return value * (unit == "pt" ? 96.0 / 72 : unit == "in" ? 96.0 : unit == "cm" ? 96 / 2.54 : unit == "mm" ? 96 / 25.4 : 1.0);
  }
  return 0;
}

}  // namespace

bool DocxReader::place_picture(std::string_view id, PictureUse use, std::uint32_t link) {
  const auto found = relationships_->find(std::string(id));
  if (found == relationships_->end()) return false;
  const Relationship& target = found->second;
  if (target.external) {
    use.name = clean(target.target);  // found missing or remote like any other name
  } else {
    auto [known, fresh] = media_.try_emplace(target.target);
    if (fresh) {
      std::optional<std::string> bytes = archive_.read(target.target);
      if (!bytes) {
        media_.erase(known);
        model_.report(code::office_dropped, paragraph_.here(),
                      fmt::format("the picture {} was left out: {}", quoted(target.target), archive_.problem().empty() ? "the file does not hold it" : archive_.problem()),
                      "insert the picture again");
        return false;
      }
      std::string name = clean(file_name(target.target));
      for (int k = 2; !media_names_.insert(name).second; ++k) name = fmt::format("{}-{}{}", stem(target.target), k, extension(target.target));
      known->second = name;
      model_.media.push_back({name, std::move(*bytes)});
    }
    use.name = known->second;
  }
  for (Field& field : fields_) field.has_words = true;
  model_.pictures.push_back(std::move(use));
  paragraph_.leaf(Inline::Kind::picture, static_cast<std::uint32_t>(model_.pictures.size() - 1), link);
  return true;
}

bool DocxReader::picture(const pugi::xml_node& blip, const pugi::xml_node& frame, std::uint32_t link) {
  PictureUse use;
  const pugi::xml_node about = child(frame, "docPr");
  use.alt = alternative(about);
  if (const pugi::xml_node decorative = descendant(about, "decorative")) use.decorative = attribute(decorative, "val") == "1";
  if (use.alt.empty()) {
    if (const pugi::xml_node own = child(child(blip.parent().parent(), "nvPicPr"), "cNvPr")) use.alt = alternative(own);
  }
  const pugi::xml_node extent = child(frame, "extent");
  use.width = integer(attribute(extent, "cx")).value_or(0) / kEmuPerPixel;
  use.height = integer(attribute(extent, "cy")).value_or(0) / kEmuPerPixel;
  if (const pugi::xml_node click = child(about, "hlinkClick"); click && link == 0) {
    const auto found = relationships_->find(std::string(attribute(click, "id")));
    if (found != relationships_->end() && !found->second.target.empty()) link = add_link(found->second.target);
  }
  // The drawing of an SVG comes with a picture of it for programs that cannot draw it.
  std::string_view id = attribute(blip, "embed");
  if (const pugi::xml_node svg = descendant(blip, "svgBlip"); svg && !attribute(svg, "embed").empty()) id = attribute(svg, "embed");
  if (id.empty()) id = attribute(blip, "link");
  const pugi::xml_node crop = child(blip.parent(), "srcRect");
  for (const std::string_view side : {"l", "t", "r", "b"}) {
    if (integer(attribute(crop, side)).value_or(0) > 0) {
      model_.report(code::office_simplified, paragraph_.here(), "a picture is cropped in Word; here it is shown whole",
                    "compress the pictures in Word with “delete cropped areas”, so that nobody sees them");
      break;
    }
  }
  return place_picture(id, std::move(use), link);
}

// Everything in a frame that readers see: pictures, text boxes, the words of a diagram. False: there is nothing of the kind.
bool DocxReader::drawing(const pugi::xml_node& node, std::uint32_t link) {
  bool any = false;
  pugi::xml_node frame;
  for (pugi::xml_node at = node.first_child(); at;) {
    const std::string_view name = local(at);
    if (name == "inline" || name == "anchor") frame = at;
    if (name == "blip") {
      any = picture(at, frame, link) || any;
    } else if (name == "txbxContent") {
      boxes_.push_back(at);
      any = true;
      at = next_after(at, node);
      continue;
    } else if (name == "AlternateContent") {
      alternate(at, link);
      any = true;
      at = next_after(at, node);
      continue;
    } else if (name == "relIds") {
      diagram(at);
      any = true;
    } else if (name == "chart" && has_attribute(at, "id")) {
      const std::string words = alternative(child(frame, "docPr"));
      model_.report(code::office_dropped, paragraph_.here(), fmt::format("a chart was left out{}{}", words.empty() ? "" : ": ", words),
                    "copy it in Word and paste it as a picture");
      any = true;
    }
    at = next_within(at, node);
  }
  return any;
}

// A diagram (SmartArt) is kept as its words: Word draws it, from a part that only tells what is connected to what.
void DocxReader::diagram(const pugi::xml_node& node) {
  const auto found = relationships_->find(std::string(attribute(node, "dm")));
  const std::unique_ptr<Part> data = found == relationships_->end() ? nullptr : part(found->second.target);
  std::string words;
  if (data != nullptr) {
    for (pugi::xml_node at = data->xml.document_element(); at; at = next_within(at, data->xml.document_element())) {
      if (local(at) != "pt") continue;
      const std::string text(trim(words_below(child(at, "t"), "t")));
      if (!text.empty()) words += (words.empty() ? "" : " · ") + text;
    }
  }
  paragraph_.words(words, 0, 0, 0);
  model_.report(code::office_simplified, paragraph_.here(), "a diagram (SmartArt) was kept as its words only",
                "copy it in Word and paste it as a picture, or write it as a list");
}

// Two ways to say the same: the first is taken when there is anything in it that is understood.
void DocxReader::alternate(const pugi::xml_node& node, std::uint32_t link) {
  for (pugi::xml_node way = node.first_child(); way; way = way.next_sibling()) {
    bool any = false;
    for (pugi::xml_node at = way.first_child(); at; at = at.next_sibling()) {
      const std::string_view name = local(at);
      if (name == "drawing") {
        any = drawing(at, link) || any;
      } else if (name == "pict" || name == "object") {
        any = vml(at, link) || any;
      } else if (name == "sym" || name == "r" || name == "t" || name == "ruby") {
        if (name == "r") run(at, link);
        else run_child(at, look_of_run(child(node.parent(), "rPr")), link, false);
        any = true;
      } else if (!name.empty()) {
        any = drawing(at, link) || any;  // a group of shapes within a drawing
        if (name == "txbx" || name == "pic" || name == "wsp") any = true;
      }
    }
    if (any) return;
  }
}

bool DocxReader::vml(const pugi::xml_node& node, std::uint32_t link) {
  bool any = false;
  for (pugi::xml_node at = node.first_child(); at;) {
    const std::string_view name = local(at);
    if (name == "imagedata") {
      PictureUse use;
      const pugi::xml_node shape = at.parent();
      use.alt = collapse_spaces(clean(attribute(shape, "alt")));
      if (use.alt.empty()) use.alt = collapse_spaces(clean(attribute(at, "title")));
      use.width = css_pixels(attribute(shape, "style"), "width");
      use.height = css_pixels(attribute(shape, "style"), "height");
      std::string_view id = attribute(at, "id");
      if (id.empty()) id = attribute(at, "relid");
      any = place_picture(id, std::move(use), link) || any;
    } else if (name == "txbxContent") {
      boxes_.push_back(at);
      any = true;
      at = next_after(at, node);
      continue;
    } else if (name == "textpath") {  // WordArt
      const std::string words = clean(attribute(at, "string"));
      paragraph_.words(words, 0, link, 0);
      any = any || !words.empty();
    } else if (name == "drawing") {
      any = drawing(at, link) || any;
      at = next_after(at, node);
      continue;
    } else if (name == "rect" && attribute(at, "hr") != "") {
      paragraph_.block.kind = Block::Kind::rule;
      any = true;
    }
    at = next_within(at, node);
  }
  return any;
}

// ------------------------------------------------------------------------------------------------------------ formulas

namespace {

/// A formula in one line of words: "(a + b)/c", "x^2", "√(x)". Depth is bounded; what lies deeper is its bare words.
class LinearFormula {
 public:
  std::string of(const pugi::xml_node& node, int depth = 0) {
    constexpr int kDeepest = 40;
    if (depth > kDeepest) return words_below(node, "t");
    const std::string_view name = local(node);
    const auto part = [&](std::string_view which) { return of(child(node, which), depth + 1); };
    const auto group = [&](std::string_view which) {
      const std::string text = part(which);
      return count_code_points(text) > 1 ? "(" + text + ")" : text;
    };
    if (name == "t") return clean(node.text().get());
    if (name.ends_with("Pr")) return {};
    if (name == "f") return group("num") + "/" + group("den");
    if (name == "rad") {
      const std::string degree = part("deg");
      return (degree.empty() ? "√" : degree + "√") + group("e");
    }
    if (name == "sSup") return part("e") + "^" + group("sup");
    if (name == "sSub") return part("e") + "_" + group("sub");
    if (name == "sSubSup") return part("e") + "_" + group("sub") + "^" + group("sup");
    if (name == "d") {
      const pugi::xml_node about = child(node, "dPr");
      const std::string_view open = child_value(about, "begChr"), close = child_value(about, "endChr");
      return std::string(child(about, "begChr") ? open : "(") + all(node, depth, ", ") + std::string(child(about, "endChr") ? close : ")");
    }
    if (name == "nary") {
      const std::string_view sign = child_value(child(node, "naryPr"), "chr");
      const std::string low = part("sub"), high = part("sup");
      return std::string(sign.empty() ? "∫" : sign) + (low.empty() ? "" : "_(" + low + ")") + (high.empty() ? "" : "^(" + high + ")") + " " + part("e");
    }
    if (name == "m" || name == "eqArr") return all(node, depth, "; ");
    if (name == "mr") return all(node, depth, ", ");
    return all(node, depth, "");
  }

 private:
  std::string all(const pugi::xml_node& node, int depth, std::string_view between) {
    std::string out;
    for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
      const std::string text = of(at, depth + 1);
      if (!text.empty()) out += (out.empty() ? std::string() : std::string(between)) + text;
    }
    return out;
  }
};

}  // namespace

void DocxReader::formula(const pugi::xml_node& node, std::uint32_t link) {
  const std::string words = LinearFormula().of(node);
  if (trim(words).empty() || hidden_by_field()) return;
  const bool display = local(node) == "oMathPara";
  for (pugi::xml_node at = display ? node.first_child() : node; at; at = display ? at.next_sibling() : pugi::xml_node()) {
    if (local(at) == "oMath") one_formula(at, display, link);
  }
}

void DocxReader::one_formula(const pugi::xml_node& node, bool display, std::uint32_t link) {
  const mathml::Converted converted = mathml::convert(read_office_math(node));
  if (!converted.tex.empty()) return paragraph_.formula({converted.tex, display}, converted.tex);
  const std::string words = converted.problem.empty() ? converted.words : LinearFormula().of(node);
  paragraph_.words(words, 0, link, 0);
  if (converted.problem.empty()) return;  // a word or a number
  model_.report(code::formula_as_words, paragraph_.here(), fmt::format("the formula {} was kept as words in one line", quoted(words)),
                "read it again; where it must look like a formula, paste it as a picture with an alternative text");
}

}  // namespace pamphlet::office
