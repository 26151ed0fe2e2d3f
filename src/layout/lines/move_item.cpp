#include "layout/lines/move_item.h"

#include <variant>

namespace pamphlet {

void move_item(Item& item, Length dx, Length dy) {
  struct Move {
    Length dx, dy;
    void operator()(GlyphRun& run) const {
      run.origin.x += dx;
      run.origin.y += dy;
    }
    void rect(Rect& box) const {
      box.x += dx;
      box.y += dy;
    }
    void operator()(DrawingItem& drawing) const { rect(drawing.box); }
    void operator()(BoxItem& box) const { rect(box.box); }
    void operator()(ImageItem& image) const {
      rect(image.box);
      if (image.is_cut()) rect(image.whole);
    }
    void operator()(LinkArea& link) const { rect(link.box); }
    void operator()(FieldArea& field) const { rect(field.box); }
  };
  std::visit(Move{dx, dy}, item);
}

void set_role(Item& item, Role role) {
  struct Set {
    Role role;
    void operator()(GlyphRun& run) const { run.role = role; }
    void operator()(DrawingItem& drawing) const { drawing.role = role; }
    void operator()(BoxItem& box) const { box.role = role; }
    void operator()(ImageItem& image) const { image.role = role; }
    void operator()(LinkArea&) const {}
    void operator()(FieldArea&) const {}
  };
  std::visit(Set{role}, item);
}

}  // namespace pamphlet
