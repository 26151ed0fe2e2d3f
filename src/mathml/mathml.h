// Formulas as other programs keep them, trees of MathML → the TeX that documents keep.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pamphlet::mathml {

/// An element of MathML; other kinds of markup are brought into its form first.
struct Element {
  std::string name, text;  // without its prefix; the words of a leaf
  std::vector<std::pair<std::string, std::string>> attributes;
  std::uint32_t end = 0;   // preorder: what it holds are the next ones up to here
};
/// MathML in the notation of math/math.h.
struct Converted {
  std::string tex;      // a formula that math::judge() knows as one between the marks of its kind; or
  std::string words;    // its words on one line: it is nothing but a word or a number, or `problem` says why it is no TeX
  std::string problem;  // as in Problem
  bool display = false;
};
/// Of elements in document order, the first one holding the others. Linear but for the depth, which is bounded.
Converted convert(const std::vector<Element>& elements);

}  // namespace pamphlet::mathml
