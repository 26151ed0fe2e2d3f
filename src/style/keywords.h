// The CSS keywords of every enumeration in style.h, in the order of its enumerators.
#pragma once

#include <array>
#include <string_view>

#include "style/style.h"

namespace pamphlet::keywords {

template <class E>
struct Names;  // `value`: the keyword of each enumerator

template <>
struct Names<FontStyle> {
  static constexpr std::array<std::string_view, 2> value{"normal", "italic"};
};
template <>
struct Names<FontVariantCaps> {
  static constexpr std::array<std::string_view, 3> value{"normal", "small-caps", "all-small-caps"};
};
template <>
struct Names<FontVariantNumeric> {
  static constexpr std::array<std::string_view, 6> value{"normal",
                                                         "lining-nums",
                                                         "oldstyle-nums",
                                                         "tabular-nums",
                                                         "lining-nums tabular-nums",
                                                         "oldstyle-nums tabular-nums"};
};
template <>
struct Names<TextTransform> {
  static constexpr std::array<std::string_view, 3> value{"none", "uppercase", "lowercase"};
};
template <>
struct Names<TextDecoration> {
  static constexpr std::array<std::string_view, 3> value{"none", "underline", "line-through"};
};
template <>
struct Names<VerticalAlign> {
  static constexpr std::array<std::string_view, 3> value{"baseline", "super", "sub"};
};
template <>
struct Names<TextAlign> {
  static constexpr std::array<std::string_view, 6> value{"start", "end", "left", "right", "center", "justify"};
};
template <>
struct Names<TextAlignLast> {
  static constexpr std::array<std::string_view, 7> value{"auto", "start", "end", "left", "right", "center", "justify"};
};
template <>
struct Names<TextWrap> {
  static constexpr std::array<std::string_view, 2> value{"pretty", "balance"};
};
template <>
struct Names<Hyphens> {
  static constexpr std::array<std::string_view, 3> value{"none", "manual", "auto"};
};
template <>
struct Names<WhiteSpace> {
  static constexpr std::array<std::string_view, 2> value{"normal", "pre-wrap"};
};
template <>
struct Names<BoxExtent> {
  static constexpr std::array<std::string_view, 2> value{"content", "page"};
};
template <>
struct Names<BoxAlign> {
  static constexpr std::array<std::string_view, 3> value{"start", "center", "end"};
};
template <>
struct Names<DisplayMode> {
  static constexpr std::array<std::string_view, 4> value{"normal", "none", "flex", "block"};
};
template <>
struct Names<ColumnSpan> {
  static constexpr std::array<std::string_view, 2> value{"none", "all"};
};
template <>
struct Names<BorderStyle> {
  static constexpr std::array<std::string_view, 3> value{"solid", "dashed", "dotted"};
};
template <>
struct Names<Float> {
  static constexpr std::array<std::string_view, 3> value{"none", "left", "right"};
};
template <>
struct Names<ObjectFit> {
  static constexpr std::array<std::string_view, 2> value{"contain", "cover"};
};
template <>
struct Names<Placement> {
  static constexpr std::array<std::string_view, 3> value{"flow", "foot", "near"};
};
template <>
struct Names<PrintedAddress> {
  static constexpr std::array<std::string_view, 3> value{"none", "after", "note"};
};
template <>
struct Names<Break> {
  static constexpr std::array<std::string_view, 4> value{"auto", "avoid", "page", "recto"};
};
template <>
struct Names<ListStyle> {
  static constexpr std::array<std::string_view, 11> value{"auto",        "none",        "disc",       "circle",
                                                          "square",      "dash",        "decimal",    "lower-alpha",
                                                          "upper-alpha", "lower-roman", "upper-roman"};
};
template <>
struct Names<CaptionSide> {
  static constexpr std::array<std::string_view, 2> value{"top", "bottom"};
};

}  // namespace pamphlet::keywords
