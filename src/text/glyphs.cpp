// Single glyphs: widths, outlines, colour bitmaps.
#include <hb-ot.h>

#include <algorithm>

#include "text/library.h"

namespace pamphlet {
namespace shaping {
namespace {

struct OutlineSink {
  Path path;
  double scale = 1;  // font units → 1/1000 em
  bool too_long = false;
};

// A glyph with more points than this is a broken font, or one made to break programs.
constexpr std::size_t kMaxVerbs = 100000;

OutlineSink* sink_of(void* data) {
  auto* sink = static_cast<OutlineSink*>(data);
  if (sink->path.verbs.size() >= kMaxVerbs) sink->too_long = true;
  return sink->too_long ? nullptr : sink;
}

void on_move(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  if (auto* sink = sink_of(data)) sink->path.move_to(x * sink->scale, -y * sink->scale);
}

void on_line(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
  if (auto* sink = sink_of(data)) sink->path.line_to(x * sink->scale, -y * sink->scale);
}

// TrueType's quadratics arrive here too: HarfBuzz turns them into cubics when no function takes them.
void on_cubic(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2, float x, float y,
              void*) {
  auto* sink = sink_of(data);
  if (sink == nullptr) return;
  const double s = sink->scale;
  sink->path.cubic_to(x1 * s, -y1 * s, x2 * s, -y2 * s, x * s, -y * s);
}

void on_close(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) {
  if (auto* sink = sink_of(data)) sink->path.close();
}

}  // namespace

hb_draw_funcs_t* make_draw_funcs() {
  hb_draw_funcs_t* funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(funcs, on_move, nullptr, nullptr);
  hb_draw_funcs_set_line_to_func(funcs, on_line, nullptr, nullptr);
  hb_draw_funcs_set_cubic_to_func(funcs, on_cubic, nullptr, nullptr);
  hb_draw_funcs_set_close_path_func(funcs, on_close, nullptr, nullptr);
  hb_draw_funcs_make_immutable(funcs);
  return funcs;
}

}  // namespace shaping

double FontLibrary::program_advance(FontId font, std::uint32_t glyph) const {
  const shaping::Face* face = impl_->face(font);
  if (face == nullptr || glyph >= face->glyph_count) return 0;
  return hb_font_get_glyph_h_advance(face->unit_font.get(), glyph) * 1000.0 / face->upem;
}

Path FontLibrary::outline(FontId font, std::uint32_t glyph) const {
  const shaping::Face* face = impl_->face(font);
  if (face == nullptr || glyph >= face->glyph_count || face->outlines == shaping::OutlineKind::none) return {};
  shaping::OutlineSink sink;
  sink.scale = 1000.0 / face->upem;
  hb_font_get_glyph_shape(face->unit_font.get(), glyph, impl_->draw_funcs, &sink);
  return sink.too_long ? Path() : std::move(sink.path);
}

std::optional<FontLibrary::ColorGlyph> FontLibrary::color_glyph(FontId font, std::uint32_t glyph) const {
  const shaping::Face* face = impl_->face(font);
  if (face == nullptr || face->bitmap_font == nullptr || glyph >= face->glyph_count) return std::nullopt;
  const shaping::HbBlob blob(hb_ot_color_glyph_reference_png(face->bitmap_font.get(), glyph));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  hb_glyph_extents_t extents{};
  if (size == 0 || !hb_font_get_glyph_extents(face->bitmap_font.get(), glyph, &extents)) return std::nullopt;
  const auto sane = [](hb_position_t value) { return std::clamp(value, -64 * kEm, 64 * kEm); };
  ColorGlyph out;
  out.png.assign(bytes, size);
  out.x = sane(extents.x_bearing);
  out.width = sane(extents.width);
  out.height = -sane(extents.height);  // HarfBuzz measures downwards from the top
  out.y = sane(extents.y_bearing) - out.height;
  if (out.width <= 0 || out.height <= 0) return std::nullopt;
  return out;
}

}  // namespace pamphlet
