// Markers: bullets, numbers, marks and boxes before list items, numbers before notes.
#pragma once

#include "layout/column/compositor.h"

namespace pamphlet {

/// How much further than the style's indent the text of a list must move so that its widest marker fits.
Length marker_overhang(const Compositor& to, NodeId list, const Setting& setting);
/// Attaches the marker of an item to its first line.
void attach_marker(const Compositor& to, NodeId item, const Setting& setting);
/// The point of a moment, on the rule at the side of its timeline, whose children have this setting.
void attach_point(const Compositor& to, NodeId term, const Setting& setting);
void attach_note_number(const Compositor& to, NodeId note, const Setting& setting);

}  // namespace pamphlet
