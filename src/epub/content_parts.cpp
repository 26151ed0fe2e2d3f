// Contents, lists and the index, without the pages that an ebook does not have.
#include "epub/content_writer.h"

namespace pamphlet::epub {

void ContentWriter::contents(NodeId node) {
  const ContentsKind kind = document_.data<ContentsData>(node).kind;
  if (kind == ContentsKind::contents && job_.plan.is_book()) return;  // nav.xhtml is a page of the book
  open_element(node);
  switch (kind) {
    case ContentsKind::contents: xml_.attribute("epub:type", "toc").attribute("role", "doc-toc"); break;
    case ContentsKind::figures: xml_.attribute("epub:type", "loi"); break;
    case ContentsKind::tables: xml_.attribute("epub:type", "lot"); break;
  }
  const NodeId title = document_.first_child(node);
  if (title != kNoNode) xml_.optional("aria-labelledby", job_.plan.id(title));
  xml_.raw("\n");
  children_of(node);
  xml_.close().raw("\n");
}

void ContentWriter::index(NodeId node) {
  open_element(node);
  xml_.attribute("epub:type", "index").attribute("role", "doc-index");
  const NodeId title = document_.first_child(node);
  if (title != kNoNode) xml_.optional("aria-labelledby", job_.plan.id(title));
  xml_.raw("\n");
  children_of(node);
  xml_.close().raw("\n");
}

void ContentWriter::page_reference(NodeId node) {
  const auto& data = document_.data<PageReferenceData>(node);
  switch (data.form) {
    case PageForm::number: return;
    case PageForm::words: return text(data.fallback);
    case PageForm::listed: break;
  }
  text(term("name_separator", document_.lang(node)));
  const bool usable = data.target != kNoNode && link_depth_ == 0;
  if (!usable) return text(data.fallback);
  xml_.open("a", {{"href", job_.plan.href(data.target, part_)}});
  text(data.fallback);
  xml_.close();
}

}  // namespace pamphlet::epub
