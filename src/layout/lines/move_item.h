// Items of a page, moved and told what they are for.
#pragma once

#include "pages/pages.h"

namespace pamphlet {

/// Moves an item by an offset; a new kind of item is a compile error here.
void move_item(Item& item, Length dx, Length dy);
void set_role(Item& item, Role role);

}  // namespace pamphlet
