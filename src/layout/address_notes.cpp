// Addresses as notes (-printed-address = "note"): paper has another tree than the ebook then, with a citation behind each link whose words do
// not show where it leads. Numbers depend on all citations before, so this is one pass over the document and not a task of the
// lines. In headings, notes and the running text of a header a note would be in the way: there the address stands in brackets.
#include <algorithm>

#include "base/printed_address.h"
#include "base/utf8.h"
#include "layout/layout.h"

namespace pamphlet {
namespace {

bool has_notes(const Style& style) {
  return std::any_of(style.rules.begin(), style.rules.end(), [](const Rule& rule) {
    return std::any_of(rule.declarations.begin(), rule.declarations.end(), [](const Declaration& declaration) {
      const auto* value = std::get_if<PrintedAddress>(&declaration.value);
      return value != nullptr && *value == PrintedAddress::note;
    });
  });
}

bool may_cite(const Document& document, NodeId id) {
  for (NodeId at = document[id].parent; at != kNoNode; at = document[at].parent) {
    const Element element = document[at].element;
    if (element == Element::heading || element == Element::note || element == Element::header || element == Element::contents || element == Element::index) return false;
  }
  return true;
}

}  // namespace

std::optional<Document> with_address_notes(const Document& document, const Style& style) {
  if (!has_notes(style)) return std::nullopt;
  const StyledDocument styles(document, style, Media::pdf);
  std::vector<AddedNote> added;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::link || styles[id].printed_address != PrintedAddress::note || !may_cite(document, id)) continue;
    const std::string words = document.plain_text(id);
    if (trim(words).empty()) continue;
    std::string address = printed_address(std::string_view(document.data<LinkData>(id).target), words);
    if (!address.empty()) added.push_back({id, std::move(address)});
  }
  if (added.empty()) return std::nullopt;
  return add_notes(document, added);
}

}  // namespace pamphlet
