// One CSS rule while it is made: properties in a fixed order, start and end sides kept apart from left and right.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "style/style.h"

namespace pamphlet::epub {

struct CssProperty {
  std::string name, value;
  bool sided = false;  // "margin-start", "padding-end": left or right by the direction of the text
};

/// Declarations in the order they were set; setting again replaces.
class CssBlock {
 public:
  void set(std::string_view name, std::string value);
  /// `name` with "start" or "end" as its side: "margin-start".
  void set_sided(std::string_view name, std::string value);
  /// One that resets its longhands, and so stands before them whatever was set first.
  void set_shorthand(std::string_view name, std::string value);
  bool has(std::string_view name) const;
  bool empty() const { return properties_.empty(); }
  /// `selector { … }` and a line end; nothing when there is nothing to say.
  std::string text(std::string_view selector, bool rtl) const;
  /// What changes for text of the other direction than the article's; empty when nothing does.
  std::string flipped(std::string_view selector, bool rtl) const;

 private:
  std::vector<CssProperty> properties_;
};

/// The selector of a rule: element and variant.
std::string selector_of(const Selector& selector);

/// That of an element inside others. Every file's text stands in a section with a class: naming it as often as needed keeps the
/// cascade's order, in which later rules are stronger. `strongest`: of the rules before it, classes and elements.
std::string inner_selector(const Selector& selector, std::pair<int, int>& strongest);

/// Declarations of one selector, by property; later ones replace earlier ones.
struct DeclarationSet {
  std::vector<const Declaration*> by_property;
  std::vector<bool> ebook_only;  // the rule names the ebook: the author means it
  DeclarationSet();
  void add(const Rule& rule);
  const Declaration* operator[](Property property) const { return by_property[static_cast<std::size_t>(property)]; }
  template <class T> const T* value(Property property) const {
    const Declaration* found = (*this)[property];
    return found == nullptr ? nullptr : std::get_if<T>(&found->value);
  }
};

/// What could not be honoured, in the order it was met.
using Losses = std::vector<const Declaration*>;

/// Turns declarations into CSS, as far as shops accept it on this kind of text (KDP "body text must be all defaults",
/// Kobo, IngramSpark): on the whole text family and figures only; on running text boxes and weight, but no size, leading,
/// colour, alignment; on boxes of running text no leading, no alignment, and borders instead of backgrounds; on headings,
/// labels, captions and inlines everything. Column `ebook` of style/properties.def has it row by row. `base`: the element's own declarations when `set` is a variant's, else null.
/// `body_families` are those of the document: repeated elsewhere they say nothing.
TextKind text_kind(Element element, std::string_view variant);
void convert(const DeclarationSet& set, Element element, TextKind text, const DeclarationSet* base, const FontFamilies& body_families,
             CssBlock& out, Losses& losses);

/// What a style says of pictures: how much of them is seen, and a figure's place beside text. `name` selects the
/// element, `figure` the figures among what it selects.
std::string picture_css(Element element, std::string_view name, std::string_view figure, const DeclarationSet& set);
/// Pictures of so many per cent of the measure, and what else follows from text along these figures.
std::string widths_css(const std::set<int>& widths, const std::vector<std::string>& figures);
/// Boxes beside each other; a reading system that does not know it (Kindle) stacks them, which loses nothing.
std::string side_by_side_css(std::string_view name, const DeclarationSet& set);

/// Families with a generic one last, so that a reading system without the font takes its like.
std::string family_list(const FontFamilies& families);
/// A side margin of so many em, as a share of the screen; negative ones are none.
std::string percent_of(double em);
/// The colour, darkened or lightened until a line or mark in it shows on white and at night (WCAG 1.4.11: 3:1).
Color line_color(Color color);
/// The colour, lightened until a line in it shows at night.
Color seen_at_night(Color color);

}  // namespace pamphlet::epub
