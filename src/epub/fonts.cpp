// A reading system has fonts of its own, and a reader may have chosen one. A house that wants its letters all the same says so, and
// then they are files of the package: cut to the text's characters, since whole families are larger than most ebooks, and as they
// are, since obfuscated fonts are refused by shops and keep nobody from anything. A face is embedded for each weight and slope that
// the computed styles of the text ask for; its characters are those of that text, in both cases where a style or small capitals may
// change them, and ASCII for numbers. Scripts that the family has no letters for stay the reading system's. Linear in the text.
#include "epub/fonts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/ascii.h"
#include "base/utf8.h"
#include "epub/codes.h"
#include "text/text.h"

namespace pamphlet::epub {
namespace {

struct Face {
  std::string family;
  int weight = 400;
  bool italic = false;
  // Upright before italic, regular before bold: the first of several that one file serves is what it is.
  auto operator<=>(const Face& other) const { return std::tie(family, italic, weight) <=> std::tie(other.family, other.italic, other.weight); }
  bool operator==(const Face&) const = default;
};

class Embedder {
 public:
  Embedder(const EpubInput& input, const StyledDocument& styled, Diagnostics& diagnostics)
      : input_(input), styled_(styled), diagnostics_(diagnostics) {}

  EmbeddedFonts run() {
    collect();
    for (const auto& [face, characters] : faces_) embed(face, characters);
    return std::move(out_);
  }

 private:
  void collect() {
    const Document& document = input_.document;
    for (NodeId node = 0; node < document.nodes.size(); ++node) {
      if (!std::holds_alternative<TextData>(document[node].payload)) continue;
      std::set<char32_t>* characters = characters_of(styled_.style_index(node));
      if (characters == nullptr) continue;
      const std::string_view text = document.text(node);
      for (std::size_t at = 0; at < text.size();) characters->insert(next_code_point(text, at));
      if (styled_[node].text_transform == TextTransform::none && styled_[node].font_variant_caps == FontVariantCaps::normal) continue;
      const std::string_view lang = document.lang(node);
      for (const std::string& other : {to_upper(text, lang), to_lower(text, lang)}) {
        for (std::size_t at = 0; at < other.size();) characters->insert(next_code_point(other, at));
      }
    }
  }

  /// Of the face that text of this style is set in; null when none of its families can be had.
  std::set<char32_t>* characters_of(std::uint32_t index) {
    const auto [known, fresh] = by_style_.try_emplace(index, nullptr);
    if (!fresh) return known->second;
    const ComputedStyle& style = styled_.at(index);
    for (const std::string& family : style.font_family) {
      Diagnostics unsaid;  // a family that is not there is said by layout and cover
      if (input_.fonts.find({{family}, style.font_weight, style.font_style == FontStyle::italic}, unsaid) == kNoFont) continue;
      known->second = &faces_[{family, style.font_weight, style.font_style == FontStyle::italic}];
      break;
    }
    return known->second;
  }

  void embed(const Face& face, std::set<char32_t> characters) {
    Diagnostics unsaid;
    const FontId font = input_.fonts.find({{face.family}, face.weight, face.italic}, unsaid);
    if (!embedded_.insert(font).second) return;
    for (char32_t c = 0x20; c < 0x7F; ++c) characters.insert(c);
    characters.insert(0xA0);
    std::string problem;
    const auto program = web_font(input_.fonts, font, std::vector<char32_t>(characters.begin(), characters.end()), problem);
    if (!program) return refuse(face, problem);
    const bool cff = program->starts_with("OTTO");
    std::string name;
    for (const char c : input_.fonts.postscript_name(font)) name += is_ascii_alphanumeric(c) ? ascii_lower(c) : '-';
    if (name.empty() || !names_.insert(name).second) name += fmt::format("-{}", out_.files.size() + 1);
    const std::string_view kind = cff ? "font/otf" : "font/ttf";
    out_.files.push_back({fmt::format("fonts/{}.{}", name, kind.substr(5)), kind, *program});
    out_.css += fmt::format("@font-face {{\n  font-family: {};\n  font-weight: {};\n  font-style: {};\n  src: url(../{}) format(\"{}\");\n}}\n",
                            to_css(Property::font_family, FontFamilies{face.family}), face.weight, face.italic ? "italic" : "normal",
                            out_.files.back().path, cff ? "opentype" : "truetype");
  }

  /// At the rule of the style that names the family.
  void refuse(const Face& face, const std::string& problem) {
    if (!refused_.insert(face.family).second) return;
    const std::string message = fmt::format("the font “{}” is not in the ebook: {}", face.family, problem);
    constexpr std::string_view kHelp = "name a font whose licence allows it, or set embed-fonts = false";
    for (const Rule* rule : rules_for(input_.style, Media::ebook)) {
      for (const Declaration& declaration : rule->declarations) {
        const auto* families = std::get_if<FontFamilies>(&declaration.value);
        if (families == nullptr || std::find(families->begin(), families->end(), face.family) == families->end()) continue;
        return diagnostics_.report(code::font_not_embedded, *input_.style.sources[declaration.source], declaration.span, message, std::string(kHelp));
      }
    }
  }

  const EpubInput& input_;
  const StyledDocument& styled_;
  Diagnostics& diagnostics_;
  std::map<Face, std::set<char32_t>> faces_;
  std::map<std::uint32_t, std::set<char32_t>*> by_style_;
  std::set<FontId> embedded_;
  std::set<std::string> names_, refused_;
  EmbeddedFonts out_;
};

}  // namespace

EmbeddedFonts embed_fonts(const EpubInput& input, const StyledDocument& styled, Diagnostics& diagnostics) {
  if (!input.style.ebook.embed_fonts) return {};
  return Embedder(input, styled, diagnostics).run();
}

}  // namespace pamphlet::epub
