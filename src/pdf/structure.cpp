// The tag tree as PDF objects. The elements are written as raw text, one object each, and object streams (haru.cpp) pack
// two hundred of them together: libharu's dictionaries would take 1,480 bytes an element where 296 do. The parent tree
// leads from marked content back to its element, the ID tree from names to elements; both are number trees, made from
// sorted arrays. A link is both an annotation on its page and a kid of its element, and must be named by both sides.
#include "pdf/structure.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/characters.h"
#include "pdf/form.h"
#include "pdf/number_tree.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

/// ISO 32000-1 table 349.
std::string table_attributes(const TagDetails& details) {
  std::string out;
  if (!details.scope.empty()) out.append("/Scope/").append(details.scope);
  if (details.row_span != 1) out += "/RowSpan " + std::to_string(details.row_span);
  if (details.column_span != 1) out += "/ColSpan " + std::to_string(details.column_span);
  if (details.headers.empty()) return out;
  out += "/Headers[";
  for (const NodeId head : details.headers) append_literal(out, cell_id(head));
  return out + ']';
}

/// "/A" with the standard attributes (§14.8.5): one dictionary an owner.
void append_attributes(std::string& out, const TagDetails& details) {
  std::string owners;
  int count = 0;
  const auto owner = [&](std::string_view name, const std::string& entries) {
    if (entries.empty()) return;
    owners += "<</O/";
    owners += name;
    owners += entries;
    owners += ">>";
    ++count;
  };
  const auto named = [](std::string_view key, std::string_view value) {
    return value.empty() ? std::string() : std::string(key) + std::string(value);
  };
  owner("List", named("/ListNumbering/", details.list_numbering));
  owner("FENote", named("/NoteType/", details.note_type));
  owner("Table", table_attributes(details));
  std::string layout = named("/Placement/", details.placement) + named("/WritingMode/", details.writing_mode);
  layout += named("/TextDecorationType/", details.decoration);
  if (details.has_box) {
    layout += "/BBox[";
    for (const Length edge : {details.box.x, details.box.y, details.box.right(), details.box.bottom()}) {
      append_points(layout, edge);
      layout += ' ';
    }
    layout += ']';
  }
  owner("Layout", layout);
  if (count == 0) return;
  out += count == 1 ? "/A" + owners : "/A[" + owners + "]";
}

/// Types of PDF 1.7 that PDF 2.0 has no longer (ISO 32000-2 annex L): they stay in its name space, which needs no naming.
bool is_only_of_1_7(std::string_view type) {
  for (const std::string_view old : {"BlockQuote", "Code", "Index", "Reference", "TOC", "TOCI"}) {
    if (type == old) return true;
  }
  return false;
}

class StructureWriter {
 public:
  StructureWriter(Haru& haru, const TagTree& tags, const std::vector<ObjectId>& objects, const std::vector<ObjectId>& links)
      : haru_(haru), tags_(tags), links_(links), objects_(objects) {}

  ObjectId run() {
    root_ = haru_.add_object();
    if (tags_.standard == PdfStandard::ua_2) namespace_ = haru_.add_object("/Type/Namespace/NS(http://iso.org/pdf2/ssn)");
    for (std::size_t i = 0; i < tags_.elements.size(); ++i) haru_.set_body(objects_[i], element(tags_.elements[i]));
    std::string body = "/Type/StructTreeRoot/K ";
    append_reference(body, objects_[0]);
    if (namespace_ != kNoObject) {
      body += "/Namespaces[";
      append_reference(body, namespace_);
      body += ']';
    }
    body += "/ParentTree ";
    append_reference(body, haru_.add_object(number_tree(haru_, parents())));
    body += "/ParentTreeNextKey ";
    append_integer(body, static_cast<std::int64_t>(haru_.page_count() + tags_.links.size()));
    if (const auto named = identifiers(); !named.empty()) {
      body += "/IDTree ";
      append_reference(body, haru_.add_object(name_tree(haru_, named)));
    }
    haru_.set_body(root_, std::move(body));
    return root_;
  }

 private:
  std::string element(const TagElement& element) const {
    std::string out = "/Type/StructElem/S/";
    out += element.type;
    if (namespace_ != kNoObject && !is_only_of_1_7(element.type)) {
      out += "/NS ";
      append_reference(out, namespace_);
    }
    out += "/P ";
    append_reference(out, element.parent == kNoElement ? root_ : objects_[element.parent]);
    append_kids(out, element);
    const TagDetails& details = tags_.details_of(element);
    append_attributes(out, details);
    if (!details.alt.empty()) {
      out += "/Alt";
      append_text(out, details.alt);
    }
    if (!details.actual_text.empty() && details.alt.empty()) {
      out += "/ActualText";
      append_text(out, details.actual_text);
    }
    if (!details.expansion.empty()) {
      out += "/E";
      append_text(out, details.expansion);
    }
    if (!details.refs.empty()) {
      out += "/Ref[";
      for (const std::uint32_t to : details.refs) append_reference(out, objects_[to]), out += ' ';
      out += ']';
    }
    if (!details.id.empty()) {
      out += "/ID";
      append_literal(out, details.id);
    }
    if (!details.lang.empty()) {
      out += "/Lang";
      append_literal(out, details.lang);
    }
    return out;
  }

  /// The page that a kid stands on, or none for elements.
  std::uint32_t page_of(TagKid kid) const {
    switch (kid.kind) {
      case TagKid::Kind::element: return UINT32_MAX;
      case TagKid::Kind::sequence: return tags_.sequences[kid.index].page;
      case TagKid::Kind::link: return tags_.links[kid.index].page;
    }
    return UINT32_MAX;
  }

  /// /Pg is the page of the first marked content; what stands on another page says so (§14.7.4).
  void append_kids(std::string& out, const TagElement& element) const {
    const TagKid* const begin = tags_.kids.data() + element.first_kid;
    const TagKid* const end = begin + element.kid_count;
    std::uint32_t page = UINT32_MAX;
    for (const TagKid* kid = begin; kid != end && page == UINT32_MAX; ++kid) page = page_of(*kid);
    if (page != UINT32_MAX) {
      out += "/Pg ";
      append_reference(out, haru_.page(page));
    }
    if (begin == end) return;
    out += element.kid_count == 1 ? "/K " : "/K[";
    for (const TagKid* kid = begin; kid != end; ++kid) {
      if (kid != begin) out += ' ';
      append_kid(out, *kid, page);
    }
    if (element.kid_count != 1) out += ']';
  }

  void append_kid(std::string& out, TagKid kid, std::uint32_t page) const {
    if (kid.kind == TagKid::Kind::element) {
      append_reference(out, objects_[kid.index]);
      return;
    }
    const bool sequence = kid.kind == TagKid::Kind::sequence;
    const bool elsewhere = page_of(kid) != page;
    if (sequence && !elsewhere) {
      append_integer(out, tags_.sequences[kid.index].mcid);
      return;
    }
    out += sequence ? "<</Type/MCR" : "<</Type/OBJR";
    if (elsewhere) {
      out += "/Pg ";
      append_reference(out, haru_.page(page_of(kid)));
    }
    if (sequence) {
      out += "/MCID ";
      append_integer(out, tags_.sequences[kid.index].mcid);
    } else {
      out += "/Obj ";
      append_reference(out, links_[kid.index]);
    }
    out += ">>";
  }

  /// From marked content back to elements (§14.7.4.4): an array a page, by MCID, and one entry a link.
  std::vector<std::pair<std::int32_t, std::string>> parents() const {
    std::vector<std::pair<std::int32_t, std::string>> out;
    out.reserve(haru_.page_count() + tags_.links.size());
    for (std::uint32_t page = 0; page < haru_.page_count(); ++page) {
      std::string array = "[";
      for (std::uint32_t i = tags_.page_sequences[page]; i < tags_.page_sequences[page + 1]; ++i) {
        if (tags_.sequences[i].element == kNoElement) continue;
        if (array.size() > 1) array += ' ';
        append_reference(array, objects_[tags_.sequences[i].element]);
      }
      out.emplace_back(static_cast<std::int32_t>(page), array + ']');
    }
    for (std::size_t i = 0; i < tags_.links.size(); ++i) {
      std::string reference;
      append_reference(reference, objects_[tags_.links[i].element]);
      out.emplace_back(static_cast<std::int32_t>(haru_.page_count() + i), std::move(reference));
    }
    return out;
  }

  std::vector<std::pair<std::string, std::string>> identifiers() const {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t i = 0; i < tags_.elements.size(); ++i) {
      const std::string& id = tags_.details_of(tags_.elements[i]).id;
      if (id.empty()) continue;
      std::string reference;
      append_reference(reference, objects_[i]);
      out.emplace_back(id, std::move(reference));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  Haru& haru_;
  const TagTree& tags_;
  const std::vector<ObjectId>& links_;
  ObjectId root_ = kNoObject, namespace_ = kNoObject;
  const std::vector<ObjectId>& objects_;
};

// Bytes that describe a link: it may cover a hundred lines, each with an annotation that says the same. Its whole text is
// in the structure.
constexpr std::size_t kLongestDescription = 1024;

}  // namespace

std::vector<ObjectId> reserve_elements(Haru& haru, const TagTree& tags) {
  std::vector<ObjectId> out(tags.elements.size());
  for (ObjectId& object : out) object = haru.add_object();
  return out;
}

std::vector<ObjectId> write_links(Haru& haru, const Document& document, const PageList& pages, const TagTree& tags, const std::vector<ObjectId>& elements) {
  std::vector<ObjectId> out;
  out.reserve(tags.links.size());
  std::string description;
  NodeId described = kNoNode;  // the node whose words it is
  for (std::size_t i = 0; i < tags.links.size(); ++i) {
    const TagLink& link = tags.links[i];
    const auto key = static_cast<std::int32_t>(haru.page_count() + i);
    if (const auto* field = std::get_if<FieldArea>(&pages.pages[link.page].items[link.item])) {
      out.push_back(write_field(haru, pages, link.page, *field, key));
      continue;
    }
    // The references of an index entry are described by its words: each once, whatever their number.
    const NodeId words = std::holds_alternative<PageReferenceData>(document.nodes[link.node].payload) ? document.nodes[link.node].parent : link.node;
    if (words != described) {
      described = words;
      description = link_description(document, link.node);
      const std::string_view beginning = beginning_of(description, kLongestDescription);
      if (beginning.size() < description.size()) description = std::string(beginning) + "\u2026";
    }
    const Page& page = pages.pages[link.page];
    Rect box = std::get<LinkArea>(page.items[link.item]).box;
    box.y = page.height - box.bottom();
    const LinkTarget& target = tags.targets[link.target];
    PagePlace place = target.place.value_or(PagePlace{});
    if (tags.standard == PdfStandard::ua_2 && target.node != kNoNode) place.element = elements[tags.own[target.node]];
    out.push_back(haru.add_link(link.page, box, target.uri, place, description, key));
  }
  return out;
}

ObjectId write_structure(Haru& haru, const TagTree& tags, const std::vector<ObjectId>& elements, const std::vector<ObjectId>& links) {
  return StructureWriter(haru, tags, elements, links).run();
}

}  // namespace pamphlet::pdf
