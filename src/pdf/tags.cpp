// Marked content is numbered page by page, structure follows the document: this file ties them. Three passes: what each
// item on the pages is (own text, label, picture, artifact) and which nodes are shown at all; the elements for these nodes
// (element_tree.cpp); then the items as sequences, each under the element of its node, and the kids of every element
// in document order. Kids are counted, then laid out in one array (a vector for each element is an allocation for each),
// then sorted only where a float or a note came out of order. Linear but for that sort.
#include "pdf/tags.h"

#include <algorithm>
#include <utility>

#include "base/language_tag.h"
#include "pdf/element_tree.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

/// What an item is to the tag tree.
struct Place {
  enum class Kind : unsigned char { nothing, artifact, own, label, picture } kind = Kind::nothing;
  Artifact artifact = Artifact::none;
  NodeId node = kNoNode;
};

Artifact artifact_of(Role role) {
  switch (role) {
    case Role::header: return Artifact::header;
    case Role::footer: return Artifact::footer;
    case Role::repeated: return Artifact::repeated;
    case Role::content:
    case Role::marker:
    case Role::label:
    case Role::hyphen:
    case Role::background: return Artifact::layout;
  }
  return Artifact::layout;
}

bool is_content(Role role) { return role == Role::content || role == Role::marker || role == Role::label || role == Role::hyphen; }

/// All of a formula is its content: letters, rules and signs.
bool is_formula(const Document& document, NodeId node) {
  return node < document.nodes.size() && document.nodes[node].element == Element::formula;
}

bool is_image(const Document& document, NodeId node) {
  return node < document.nodes.size() && document.nodes[node].element == Element::image;
}

class TagBuilder {
 public:
  TagBuilder(const Document& document, const PageList& pages, const Targets& targets, PdfStandard standard)
      : document_(document), pages_(pages), targets_(targets), uses_(document.nodes.size(), 0) {
    tree_.standard = standard;
  }

  TagTree run() {
    note_uses();
    ElementTree elements = build_elements(document_, uses_, pages_.footnotes, tree_.standard);
    tree_.elements = std::move(elements.elements);
    tree_.details = std::move(elements.details);
    own_ = std::move(elements.own);
    label_ = std::move(elements.label);
    make_sequences();
    make_kids();
    order_content(tree_);
    refer_to_headings();
    tree_.own = std::move(own_);
    return std::move(tree_);
  }

 private:
  Place place(NodeId node, Role role, Place::Kind kind) const {
    if (!is_content(role) || node >= document_.nodes.size()) return {Place::Kind::artifact, artifact_of(role), kNoNode};
    if (kind == Place::Kind::picture) {
      const bool shown = is_image(document_, node) && !document_.data<ImageData>(node).decorative && !alternative_text(document_, node).empty();
      if (!shown) return {Place::Kind::artifact, Artifact::layout, kNoNode};
    } else if (role == Role::marker || role == Role::label) {
      kind = Place::Kind::label;
    }
    return {kind, Artifact::none, node};
  }

  Place place_of(const Item& item) const {
    if (const auto* run = std::get_if<GlyphRun>(&item)) {
      return run->glyph_count == 0 ? Place{} : place(run->node, run->role, Place::Kind::own);
    }
    if (const auto* box = std::get_if<BoxItem>(&item)) {
      if (is_formula(document_, box->node)) return place(box->node, box->role, Place::Kind::own);
      return {Place::Kind::artifact, artifact_of(box->role), kNoNode};
    }
    if (const auto* image = std::get_if<ImageItem>(&item)) return place(image->node, image->role, Place::Kind::picture);
    if (const auto* drawing = std::get_if<DrawingItem>(&item)) {
      const auto kind = is_text_mark(document_, *drawing) || is_formula(document_, drawing->node) ? Place::Kind::own : Place::Kind::picture;
      return place(drawing->node, drawing->role, kind);
    }
    return {};
  }

  static unsigned use_of(Place::Kind kind) {
    switch (kind) {
      case Place::Kind::own: return use::content;
      case Place::Kind::label: return use::label;
      case Place::Kind::picture: return use::picture;
      case Place::Kind::nothing:
      case Place::Kind::artifact: return 0;
    }
    return 0;
  }

  void note_uses() {
    for (std::uint32_t page = 0; page < pages_.pages.size(); ++page) {
      const std::vector<Item>& items = pages_.pages[page].items;
      for (std::uint32_t i = 0; i < items.size(); ++i) {
        if (const auto* area = std::get_if<LinkArea>(&items[i])) {
          add_link(page, i, area->node);
        } else if (const auto* field = std::get_if<FieldArea>(&items[i])) {
          uses_[field->node] |= use::content;
          tree_.links.push_back({page, i, kNoElement, field->node, kNoElement});
        } else if (const Place where = place_of(items[i]); where.node != kNoNode) {
          uses_[where.node] = static_cast<std::uint8_t>(uses_[where.node] | use_of(where.kind));
        }
      }
    }
    for (std::size_t node = uses_.size(); node-- > 1;) {  // children come after their parents
      if (uses_[node] != 0) uses_[document_.nodes[node].parent] |= use::below;
    }
  }

  /// The areas of one link come one after the other, so its target is looked up once.
  void add_link(std::uint32_t page, std::uint32_t item, NodeId node) {
    if (node != last_link_) {
      last_link_ = node;
      std::optional<LinkTarget> target = targets_.target(node);
      last_target_ = target ? static_cast<std::uint32_t>(tree_.targets.size()) : kNoElement;
      if (target) tree_.targets.push_back(std::move(*target));
    }
    if (last_target_ == kNoElement) return;
    uses_[node] |= use::link;
    tree_.links.push_back({page, item, kNoElement, node, last_target_});
  }

  void make_sequences() {
    for (std::uint32_t page = 0; page < pages_.pages.size(); ++page) {
      tree_.page_sequences.push_back(static_cast<std::uint32_t>(tree_.sequences.size()));
      page_sequences(page);
    }
    tree_.page_sequences.push_back(static_cast<std::uint32_t>(tree_.sequences.size()));
    first_form_ = static_cast<std::uint32_t>(tree_.elements.size());
    for (std::uint32_t i = 0; i < tree_.links.size(); ++i) {
      TagLink& link = tree_.links[i];
      link.element = own_[link.node];
      if (link.target != kNoElement) continue;
      tree_.elements.push_back({.type = "Form", .parent = link.element, .node = link.node});
      link.element = static_cast<std::uint32_t>(tree_.elements.size() - 1);
      forms_.push_back(i);
    }
  }

  void page_sequences(std::uint32_t page) {
    const std::vector<Item>& items = pages_.pages[page].items;
    bool open = false;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      const Place where = place_of(items[i]);
      open = open && !std::holds_alternative<FieldArea>(items[i]);  // it stands between the words before and behind it
      if (where.kind == Place::Kind::nothing) continue;
      std::uint32_t element = kNoElement;
      if (where.node != kNoNode) element = where.kind == Place::Kind::label ? label_[where.node] : own_[where.node];
      if (where.kind == Place::Kind::picture) note_box(element, page, items[i]);
      if (open && tree_.sequences.back().element == element && tree_.sequences.back().artifact == where.artifact) {
        tree_.sequences.back().end_item = i + 1;
        continue;
      }
      tree_.sequences.push_back({page, i, i + 1, element, where.artifact, 0, where.node});
      open = true;
    }
  }

  /// The box of a figure (ISO 32000-1 table 344), of its first picture.
  void note_box(std::uint32_t element, std::uint32_t page, const Item& item) {
    TagDetails& details = tree_.details[tree_.elements[element].details];
    if (tree_.elements[element].details == 0 || details.has_box) return;
    const auto* image = std::get_if<ImageItem>(&item);
    const auto* drawing = std::get_if<DrawingItem>(&item);
    details.box = image != nullptr ? image->box : drawing->box;
    details.box.y = pages_.pages[page].height - details.box.bottom();
    details.has_box = true;
  }

  /// What a link itself says is its address, which follows what it leads from.
  NodeId place_of(const Sequence& sequence) const {
    return document_.nodes[sequence.node].element == Element::link ? document_.nodes[sequence.node].end : sequence.node;
  }

  /// ISO 14289-2 §8.2.5.8: an entry of the contents names what it leads to.
  void refer_to_headings() {
    for (std::uint32_t i = 0; tree_.standard == PdfStandard::ua_2 && i < tree_.elements.size(); ++i) {
      if (tree_.elements[i].type != "TOCI") continue;
      const NodeId entry = tree_.elements[i].node;
      NodeId link = entry;  // the first within it: those of nested entries come after
      while (link < document_[entry].end && document_[link].element != Element::link) ++link;
      const NodeId target = link < document_[entry].end ? targets_.node_of(document_.data<LinkData>(link).target) : kNoNode;
      if (target == kNoNode) continue;
      if (tree_.elements[i].details == 0) {
        tree_.elements[i].details = static_cast<std::uint32_t>(tree_.details.size());
        tree_.details.emplace_back();
      }
      tree_.details[tree_.elements[i].details].refs = {own_[target]};
    }
  }

  NodeId place_among_kids(TagKid kid) const {
    switch (kid.kind) {
      case TagKid::Kind::element: return tree_.elements[kid.index].node;
      case TagKid::Kind::sequence: return place_of(tree_.sequences[kid.index]);
      case TagKid::Kind::link: return kNoNode;  // after all content
    }
    return kNoNode;
  }

  /// Where a field, or a piece of text, of the same node stands on the pages; other elements hold all of their node.
  std::uint64_t order_on_pages(TagKid kid) const {
    const auto order = [](std::uint32_t page, std::uint32_t item) { return (static_cast<std::uint64_t>(page) << 32 | item) + 1; };
    if (forms_.empty() || kid.kind == TagKid::Kind::link) return 0;
    if (kid.kind == TagKid::Kind::sequence) return order(tree_.sequences[kid.index].page, tree_.sequences[kid.index].first_item);
    if (kid.index < first_form_) return 0;
    const TagLink& field = tree_.links[forms_[kid.index - first_form_]];
    return order(field.page, field.item);
  }

  /// Kids in the order of the document: elements are in it already, and sequences nearly always.
  void make_kids() {
    std::vector<TagElement>& elements = tree_.elements;
    for (const TagElement& element : elements) {
      if (element.parent != kNoElement) ++elements[element.parent].kid_count;
    }
    for (const Sequence& sequence : tree_.sequences) {
      if (sequence.element != kNoElement) ++elements[sequence.element].kid_count;
    }
    for (const TagLink& link : tree_.links) ++elements[link.element].kid_count;
    std::uint32_t total = 0;
    for (TagElement& element : elements) {
      element.first_kid = total;
      total += element.kid_count;
      element.kid_count = 0;
    }
    tree_.kids.resize(total);
    const auto add = [&](std::uint32_t parent, TagKid kid) {
      if (parent != kNoElement) tree_.kids[elements[parent].first_kid + elements[parent].kid_count++] = kid;
    };
    for (std::uint32_t i = 0; i < elements.size(); ++i) add(elements[i].parent, {TagKid::Kind::element, i});
    for (std::uint32_t i = 0; i < tree_.sequences.size(); ++i) add(tree_.sequences[i].element, {TagKid::Kind::sequence, i});
    for (std::uint32_t i = 0; i < tree_.links.size(); ++i) add(tree_.links[i].element, {TagKid::Kind::link, i});
    const auto before = [&](TagKid a, TagKid b) { return std::pair(place_among_kids(a), order_on_pages(a)) < std::pair(place_among_kids(b), order_on_pages(b)); };
    for (const TagElement& element : elements) {
      const auto first = tree_.kids.begin() + element.first_kid, last = first + element.kid_count;
      if (!std::is_sorted(first, last, before)) std::stable_sort(first, last, before);
    }
  }

  const Document& document_;
  const PageList& pages_;
  const Targets& targets_;
  std::vector<std::uint8_t> uses_;
  std::vector<std::uint32_t> own_, label_;
  NodeId last_link_ = kNoNode;
  std::uint32_t first_form_ = 0;               // the elements of fields come last …
  std::vector<std::uint32_t> forms_;           // … and these are their links
  std::uint32_t last_target_ = kNoElement;
  TagTree tree_;
};

}  // namespace

std::string_view document_language(const Document& document) {
  const std::string_view lang = document.lang(0);
  return is_language_tag(lang) ? lang : "und";
}

bool is_text_mark(const Document& document, const DrawingItem& item) {
  return item.text_length > 0 && is_content(item.role) && !is_image(document, item.node);
}

std::string cell_id(NodeId cell) {
  std::string id = "cell-";
  append_integer(id, cell);
  return id;
}

TagTree build_tags(const Document& document, const PageList& pages, const Targets& targets, PdfStandard standard) {
  return TagBuilder(document, pages, targets, standard).run();
}

}  // namespace pamphlet::pdf
