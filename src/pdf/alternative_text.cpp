#include "pdf/element_tree.h"

namespace pamphlet::pdf {

/// What a reader that cannot see the picture is told. PDF/UA wants something for every figure (ISO 14289-1 §7.3), so
/// without the author's words the title, the caption or at last the file's name must serve; a check warns about it.
std::string alternative_text(const Document& document, NodeId node) {
  const auto& image = document.data<ImageData>(node);
  if (!image.alt.empty()) return image.alt;
  if (!image.title.empty()) return image.title;
  const NodeId next = document.next_sibling(node);
  if (next != kNoNode && document[next].element == Element::caption) {
    if (std::string caption = document.plain_text(next); !caption.empty()) return caption;
  }
  const std::size_t slash = image.source.rfind('/');
  std::string name = slash == std::string::npos ? image.source.str() : image.source.substr(slash + 1);
  return name.empty() ? "image" : name;
}

}  // namespace pamphlet::pdf
