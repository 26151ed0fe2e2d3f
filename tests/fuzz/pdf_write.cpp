// Any document and any page list, however little they fit each other: a whole file or a message, never a crash, and the
// same bytes twice.
#include <string>

#include "pdf/pdf.h"
#include "tree.h"

using namespace pamphlet;
using fuzz::require;

namespace {

class Bytes : public fuzz::Bytes {
 public:
  using fuzz::Bytes::Bytes;
  Length length() { return Length::raw((static_cast<std::int64_t>(number()) - 4096) << (next() % 12)); }
  Rect rect() {
    const Length x = length(), y = length(), width = length();
    return {x, y, width, length()};
  }
  Color color() {
    const std::uint8_t r = next(), g = next();
    return {r, g, static_cast<std::uint8_t>(r ^ g), static_cast<std::uint8_t>(r % 4 == 0 ? 0 : 255)};
  }
};

Document make_document(const Source& source, Bytes& in) {
  DocumentBuilder builder(source);
  builder.meta() = fuzz::meta_from(in);
  for (int events = in.next() % 64; events > 0; --events) fuzz::build_step(builder, in);
  return builder.finish();
}

Drawing make_drawing(Bytes& in) {
  Drawing drawing{in.next() / 4.0, in.next() / 4.0, {}};
  Shape shape;
  shape.path.add_rounded_rect(in.next(), in.next(), in.next(), in.next(), in.next());
  shape.path.cubic_to(1e30, -1e30, in.next(), in.next(), 0.0 / (in.next() % 2), 1);
  shape.fill.source = shape.stroke.source = PaintSource::current;
  shape.fill.opacity = in.next() / 100.0;
  drawing.shapes.push_back(shape);
  return drawing;
}

Item make_item(PageList& list, Bytes& in, FontId font) {
  const NodeId node = in.next() % 8 == 0 ? kNoNode : in.next() % 40;
  const auto role = static_cast<Role>(in.next() % 8);
  const std::string text = in.text();
  const auto begin = static_cast<std::uint32_t>(list.text.size());
  const auto length = static_cast<std::uint32_t>(text.size());
  list.text += text;
  switch (in.next() % 8) {
    case 0:
      return DrawingItem{node, role, in.rect(), in.next() % 3u, in.color(), begin, length};
    case 1:
      return BoxItem{node, role, in.rect(), in.length(), in.color()};
    case 2:
      return ImageItem{node, role, in.rect(), in.next()};
    case 3:
      return LinkArea{node, in.rect()};
    default:
      break;
  }
  GlyphRun run{node, role, in.next() % 2 == 0, in.next() % 8 ? font : kNoFont, in.length(), in.color(), {}, {}, 0, 0, begin, length};
  run.origin = {in.length(), in.length()};
  run.first_glyph = static_cast<std::uint32_t>(list.glyphs.size());
  run.glyph_count = in.next() % 12;
  for (std::uint32_t i = 0; i < run.glyph_count; ++i) {
    // Clusters at any byte would cut characters; layout's never do.
    std::uint32_t cluster = in.next() % (length + 2);
    while (cluster < length && (static_cast<unsigned char>(text[cluster]) & 0xC0) == 0x80) --cluster;
    list.glyphs.push_back({in.next() % 9 ? in.next() % 200u : in.number() * 77u, cluster, static_cast<std::int32_t>(in.number()) * 16,
                           static_cast<std::int32_t>(in.number()) - 999, in.next() % 4 ? 0 : in.next() * 500});
  }
  if (in.next() % 32 == 0) run.glyph_count += 1000;  // past the end
  return run;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FontLibrary library{FontCatalog{}};
  static const FontId font = [] {
    Diagnostics unused;
    return library.find({{"Open Sans", "DejaVu Sans"}, 400, false}, unused);
  }();
  Bytes in(data, size);
  const Source source("fuzz.md", "");
  const Document document = make_document(source, in);
  PageList list;
  list.drawings = {make_drawing(in), make_drawing(in)};
  for (int pages = in.next() % 4; pages > 0; --pages) {
    list.pages.push_back({Length::points(in.number() % 16000), Length::points(in.number() % 16000), in.text(), {}});
    for (int items = in.next() % 40; items > 0; --items) {
      Item item = make_item(list, in, font);
      list.pages.back().items.push_back(std::move(item));
    }
  }
  for (int anchors = in.next() % 8; anchors > 0; --anchors) list.anchors.push_back({in.next() % 40u, in.next() % 5u, in.length()});

  const ImageSet images;
  Diagnostics one, two;
  const auto file = write_pdf({document, list, images, library}, one);
  require(file == write_pdf({document, list, images, library}, two));
  require(file.has_value() != one.has_errors());
  if (file) require(file->starts_with("%PDF-1.7\n") && file->ends_with("%%EOF\n"));
  require(dump_tags(document, list).starts_with("Document lang="));
  return 0;
}
