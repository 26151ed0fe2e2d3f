#include "pdf/form.h"

#include "base/drawing.h"
#include "pdf/paths.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

// What is typed has this size: that of a hand is larger, and a line has room for it.
constexpr std::string_view kTyped = "/DA(/Helv 10 Tf 0 g)";

/// What a field looks like (§12.5.5): a form XObject as large as its box.
ObjectId appearance(Haru& haru, const Rect& box, const std::string& content) {
  std::string dictionary = "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ";
  append_points(dictionary, box.width);
  dictionary += ' ';
  append_points(dictionary, box.height);
  return haru.add_stream(dictionary + ']', content, StreamFilter::none);
}

/// A box, and a tick in it; white inside, so that nothing printed below it is seen.
std::string box_to_tick(const FieldArea& field, bool ticked) {
  Drawing drawing;
  drawing.width = drawing.height = 20;
  Shape box, tick;
  box.path.add_rounded_rect(2, 2, 16, 16, 1.5);
  box.fill.source = PaintSource::color;
  box.fill.color = {255, 255, 255};
  box.stroke.source = tick.stroke.source = PaintSource::current;
  box.stroke_width = 1.6;
  tick.path.move_to(5.5, 10.5), tick.path.line_to(8.8, 14), tick.path.line_to(14.5, 6.5);
  tick.stroke_width = 2.4;
  tick.round_joins = true;
  drawing.shapes.push_back(box);
  if (ticked) drawing.shapes.push_back(tick);
  std::string out;
  append_drawing(out, drawing, place_in({{}, {}, field.box.width, field.box.height}, 20, 20), field.color);
  return out;
}

}  // namespace

ObjectId write_field(Haru& haru, const PageList& pages, std::uint32_t page, const FieldArea& field, std::int32_t key) {
  Rect box = field.box;
  box.y = pages.pages[page].height - box.bottom();
  const FieldName& said = pages.fields[field.field];
  std::string entries = "/T";
  append_text(entries, said.name);
  entries += "/TU";
  append_text(entries, said.label);
  if (field.kind == FieldKind::check) {
    entries += field.checked ? "/FT/Btn/V/Yes/AS/Yes" : "/FT/Btn/V/Off/AS/Off";
    entries += "/AP<</N<</Yes ";
    append_reference(entries, appearance(haru, box, box_to_tick(field, true)));
    entries += "/Off ";
    append_reference(entries, appearance(haru, box, box_to_tick(field, false)));
    entries += ">>>>";
  } else {
    entries += field.kind == FieldKind::lines ? "/FT/Tx/Ff 4096" : "/FT/Tx";  // table 228: bit 13, several lines
    entries += kTyped;
    entries += "/AP<</N ";
    append_reference(entries, appearance(haru, box, "/Tx BMC\nEMC\n"));
    entries += ">>";
  }
  entries += "/StructParent ";
  append_integer(entries, key);
  return haru.add_widget(page, box, std::move(entries));
}

std::string form_entry(Haru& haru, const TagTree& tags, const std::vector<ObjectId>& annotations) {
  std::string fields;
  for (std::size_t i = 0; i < tags.links.size() && i < annotations.size(); ++i) {
    if (tags.links[i].target != kNoElement) continue;
    append_reference(fields, annotations[i]);
    fields += ' ';
  }
  if (fields.empty()) return {};
  // One of the fonts that every reader has: what is typed later is not part of this file, and no page shows it.
  std::string form = "/Fields[" + fields + "]/DR<</Font<</Helv<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>";
  form += kTyped;
  std::string out = "/AcroForm ";
  append_reference(out, haru.add_object(std::move(form)));
  return out;
}

}  // namespace pamphlet::pdf
