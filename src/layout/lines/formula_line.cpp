// Formulas as objects in lines: each is set once for a size and a room, however often the line breaker asks.
#include <fmt/core.h>

#include "layout/codes.h"
#include "layout/lines/hitems.h"

namespace pamphlet {
namespace {

void report(Typesetter& typesetter, NodeId node, const FormulaBox& box) {
  const Document& document = typesetter.document;
  const Span span = document[node].span;
  const bool said = box.missing.empty() || !typesetter.memory.formulas_said.insert(node).second;  // measured before
  for (const std::string& cluster : said ? std::vector<std::string>() : box.missing) {
    typesetter.diagnostics.report(code::glyph_missing, *document.source, span, fmt::format("no font has the character “{}” of this formula", cluster),
                                  "install a font that has it, or put one into the project's fonts/ folder");
  }
  if (box.scale >= 1) return;
  typesetter.diagnostics.report(code::formula_shrunk, *document.source, span,
                                fmt::format("this formula is wider than its column and was set at {:.0f} % of its size", box.scale * 100),
                                "write it on lines of its own between $$ and $$, or break it with \\\\");
}

}  // namespace

const FormulaBox& formula_box(Typesetter& typesetter, const InlineRun& run, Length width) {
  const FormulaKey key{run.node, run.style, run.size, width};
  const auto [found, fresh] = typesetter.memory.formulas.try_emplace(key);
  if (!fresh) return found->second;
  const FormulaData& data = typesetter.document.data<FormulaData>(run.node);
  const auto parsed = math::parse(data.tex.str());
  if (const auto* formula = std::get_if<math::Formula>(&parsed)) {
    const FormulaFonts fonts{typesetter.input.fonts, typesetter.shaper, typesetter.memory.ink, typesetter.diagnostics,
                             font_request(*run.style), std::string(typesetter.document.lang(run.node)), typesetter.minimum_size};
    found->second = set_formula(fonts, *formula, run.size, data.display, width);
    report(typesetter, run.node, found->second);
  }
  return found->second;
}

PageGlyph page_glyph(const ShapedGlyph& shaped, std::uint32_t text_begin, Length size) {
  PageGlyph glyph;
  glyph.glyph = shaped.glyph;
  glyph.cluster = shaped.cluster - text_begin;
  glyph.advance = static_cast<std::int32_t>(at_size(shaped.advance, size).raw());
  glyph.dx = static_cast<std::int32_t>(at_size(shaped.dx, size).raw());
  glyph.dy = static_cast<std::int32_t>(at_size(shaped.dy, size).raw());
  return glyph;
}

void emit_formula(Typesetter& typesetter, const InlineRun& run, const ParagraphOptions& options, Point origin, std::vector<Item>& items) {
  const FormulaBox& formula = formula_box(typesetter, run, options.width);
  PageList& pages = typesetter.pages;
  for (const FormulaGlyphs& glyphs : formula.glyphs) {
    GlyphRun out;
    out.node = run.node;
    out.role = options.role;
    out.font = glyphs.font;
    out.size = glyphs.size;
    out.color = run.style->color;
    out.origin = {origin.x + glyphs.origin.x, origin.y + glyphs.origin.y};
    out.text_begin = static_cast<std::uint32_t>(pages.text.size());
    out.text_length = static_cast<std::uint32_t>(glyphs.text.size());
    pages.text += glyphs.text;
    out.first_glyph = static_cast<std::uint32_t>(pages.glyphs.size());
    out.glyph_count = static_cast<std::uint32_t>(glyphs.glyphs.size());
    for (const ShapedGlyph& glyph : glyphs.glyphs) {
      pages.glyphs.push_back(page_glyph(glyph, 0, glyphs.size));
      out.width += Length::raw(pages.glyphs.back().advance);
    }
    items.emplace_back(out);
  }
  const auto moved = [&](Rect box) { return Rect{origin.x + box.x, origin.y + box.y, box.width, box.height}; };
  for (const Rect& rule : formula.rules) items.emplace_back(BoxItem{.node = run.node, .role = options.role, .box = moved(rule), .fill = run.style->color});
  for (const FormulaSign& sign : formula.signs) {
    items.emplace_back(DrawingItem{run.node, options.role, moved(sign.box), static_cast<std::uint32_t>(pages.drawings.size()), run.style->color, 0, 0});
    pages.drawings.push_back(sign.drawing);
  }
}

}  // namespace pamphlet
