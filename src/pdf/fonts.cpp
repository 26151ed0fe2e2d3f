#include "pdf/fonts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/ascii.h"
#include "base/hash.h"

namespace pamphlet::pdf {
namespace {

constexpr std::size_t kCharactersPerBlock = 100;  // Adobe Technical Note 5014: at most 100 entries in a bfchar block
constexpr std::size_t kMaxFontName = 90;           // with tag and suffix below the 127 bytes of a name

/// Six capitals from the content (§9.6.4): two different subsets of one font never share a name.
std::string subset_tag(std::string_view program) {
  const auto digest = sha256(program);
  std::string tag;
  for (std::size_t i = 0; i < 6; ++i) tag += static_cast<char>('A' + digest[i] % 26);
  return tag + '+';
}

/// PostScript names are printable ASCII without delimiters; anything else in the font's name table is left out.
std::string clean_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool good = is_ascii_alphanumeric(c) || c == '-' || c == '_';
    if (good && out.size() < kMaxFontName) out += c;
  }
  return out.empty() ? "Font" : out;
}

void append_rounded(std::string& out, double value) {
  append_integer(out, std::isfinite(value) ? std::llround(std::clamp(value, -100000.0, 100000.0)) : 0);
}

std::string descriptor(const FontSubset& subset, std::string_view name, ObjectId program) {
  // Table 123: bit 1 fixed pitch, 2 serif, 3 symbolic, 6 nonsymbolic, 7 italic.
  const bool italic = std::abs(subset.italic_angle) > 0.01;
  const int flags = (subset.fixed_pitch ? 1 : 0) | (subset.serif ? 2 : 0) | (subset.symbolic ? 4 : 32) | (italic ? 64 : 0);
  std::string out = "/Type/FontDescriptor/FontName";
  append_name(out, name);
  out += "/Flags ";
  append_integer(out, flags);
  out += "/FontBBox[";
  for (const double edge : subset.bbox) {
    append_rounded(out, edge);
    out += ' ';
  }
  out += "]/ItalicAngle ";
  append_decimal(out, std::isfinite(subset.italic_angle) ? std::llround(subset.italic_angle * 10) : 0, 1);
  out += "/Ascent ";
  append_rounded(out, subset.ascent);
  out += "/Descent ";
  append_rounded(out, subset.descent);
  out += "/CapHeight ";
  append_rounded(out, subset.cap_height);
  out += "/StemV 80";  // required, and used only when a reader must replace the font, which is embedded
  out += subset.cff ? "/FontFile3 " : "/FontFile2 ";
  append_reference(out, program);
  return out;
}

void set_code(UsedGlyph& glyph, std::uint16_t code) {
  std::string bytes;
  append_literal_byte(bytes, static_cast<unsigned char>(code >> 8));
  append_literal_byte(bytes, static_cast<unsigned char>(code));
  glyph.code_size = static_cast<std::uint8_t>(bytes.copy(glyph.code, sizeof glyph.code));
}

std::vector<std::uint32_t> used_glyphs(const UsedFont& font) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t id = 0; id < font.glyphs.size(); ++id) {
    if (font.glyphs[id].claim != UsedGlyph::Claim::unused) out.push_back(id);
  }
  return out;
}

}  // namespace

std::string to_unicode_map(const std::vector<std::pair<std::uint32_t, std::string_view>>& texts) {
  std::string out =
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n1 begincodespacerange\n";
  out += "<0000><FFFF>\nendcodespacerange\n";
  for (std::size_t begin = 0; begin < texts.size(); begin += kCharactersPerBlock) {
    const std::size_t end = std::min(begin + kCharactersPerBlock, texts.size());
    append_integer(out, static_cast<std::int64_t>(end - begin));
    out += " beginbfchar\n";
    for (std::size_t i = begin; i < end; ++i) {
      out += '<';
      append_hex16(out, texts[i].first);
      out += "><";
      append_utf16_hex(out, texts[i].second);
      out += ">\n";
    }
    out += "endbfchar\n";
  }
  return out + "endcmap CMapName currentdict/CMap defineresource pop end end\n";
}

std::string width_array(const std::vector<std::pair<std::uint16_t, std::int32_t>>& widths) {
  std::string out = "[";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool follows = i > 0 && widths[i].first == widths[i - 1].first + 1;
    if (follows) {
      out += ' ';
    } else {
      if (i > 0) out += "] ";
      append_integer(out, widths[i].first);
      out += '[';
    }
    append_decimal(out, widths[i].second, 3);
  }
  return out + (widths.empty() ? "]" : "]]");
}

std::string write_composite(Haru& haru, const Deflater& deflate, const FontSubset& made, std::string_view plain_name,
                     const std::vector<std::pair<std::uint16_t, std::int32_t>>& widths,
                     const std::vector<std::pair<std::uint32_t, std::string_view>>& texts, ObjectId object) {
  const std::string name = subset_tag(made.program) + clean_name(plain_name);
  std::string program_dictionary = made.cff ? "/Subtype/CIDFontType0C" : "/Length1 ";
  if (!made.cff) append_integer(program_dictionary, static_cast<std::int64_t>(made.program.size()));
  const ObjectId program = haru.add_stream(std::move(program_dictionary), deflate(made.program), StreamFilter::flate);
  const ObjectId descriptor_object = haru.add_object(descriptor(made, name, program));
  const ObjectId to_unicode = haru.add_stream("", deflate(to_unicode_map(texts)), StreamFilter::flate);

  std::string descendant = "/Type/Font/Subtype/";
  descendant += made.cff ? "CIDFontType0" : "CIDFontType2/CIDToGIDMap/Identity";
  descendant += "/BaseFont";
  append_name(descendant, name);
  descendant += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W";
  descendant += width_array(widths);
  descendant += "/FontDescriptor ";
  append_reference(descendant, descriptor_object);
  const ObjectId descendant_object = haru.add_object(std::move(descendant));

  std::string composite = "/Type/Font/Subtype/Type0/BaseFont";
  append_name(composite, made.cff ? name + "-Identity-H" : name);  // table 121
  composite += "/Encoding/Identity-H/DescendantFonts[";
  append_reference(composite, descendant_object);
  composite += "]/ToUnicode ";
  std::string body = composite;
  append_reference(body, to_unicode);
  haru.set_body(object, std::move(body));
  return composite;
}

bool write_font(Haru& haru, const Deflater& deflate, const FontLibrary& library, UsedFont& font, std::string& problem) {
  const std::vector<std::uint32_t> glyphs = used_glyphs(font);
  if (glyphs.empty()) return true;
  const std::optional<FontSubset> made = subset(library, font.id, glyphs, problem);
  if (!made) return false;
  if (made->codes.size() != glyphs.size()) {
    problem = "the font's subset does not hold its glyphs";
    return false;
  }
  std::vector<std::pair<std::uint16_t, std::int32_t>> widths;
  std::vector<std::pair<std::uint32_t, std::string_view>> texts;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    UsedGlyph& glyph = font.glyphs[glyphs[i]];
    set_code(glyph, made->codes[i]);
    widths.emplace_back(made->codes[i], glyph.width);
    texts.emplace_back(made->codes[i], glyph.text);
  }
  std::sort(widths.begin(), widths.end());
  std::sort(texts.begin(), texts.end());

  font.object = haru.add_object();
  const std::string common = write_composite(haru, deflate, *made, library.postscript_name(font.id), widths, texts, font.object);
  for (UsedFont::Twin& twin : font.twins) {
    texts.clear();
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      if (const auto found = twin.texts.find(glyphs[i]); found != twin.texts.end()) texts.emplace_back(made->codes[i], found->second);
    }
    std::sort(texts.begin(), texts.end());
    std::string body = common;
    append_reference(body, haru.add_stream("", deflate(to_unicode_map(texts)), StreamFilter::flate));
    twin.object = haru.add_object(std::move(body));
  }
  return true;
}

}  // namespace pamphlet::pdf
