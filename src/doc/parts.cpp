// Contents, lists, numbers, cross-references and the index as nodes of the document.

#include <algorithm>
#include <utility>

#include "doc/copy.h"
#include "doc/parts.h"

namespace pamphlet {
namespace {

using namespace resolving;

constexpr std::string_view kGap = "\xC2\xA0 ";  // after a number: no line end within the first of both spaces

class PartsBuilder {
 public:
  PartsBuilder(const Document& in, const PartsOptions& options)
      : in_(in), plan_(plan_parts(in, options)), out_(*in.source), copier_(out_, in), made_(in.nodes.size(), kNoNode) {
    for (NodeId id = 1; id < in.nodes.size() && !places_; ++id) places_ = is_contents_place(id);
  }

  bool has_work() const {
    bool link = false;  // that wants words
    for (NodeId id = 0; id < in_.nodes.size() && !link && !places_; ++id) {
      const bool empty = in_[id].element == Element::link && in_[id].end == id + 1;
      link = is_page_link(id) || (empty && in_.data<LinkData>(id).target.starts_with('#'));
    }
    return link || plan_.contents || places_ || !plan_.numbers.empty() || !plan_.index.empty() || !plan_.figures.empty() ||
           !plan_.tables.empty();
  }

  Document run() {
    out_.meta() = in_.meta;
    out_.node(0) = in_.nodes[0];
    out_.node(0).attributes = 0;
    if (in_.nodes[0].attributes != 0) out_.edit_attributes(0) = in_.attributes_of(0);
    made_[0] = 0;
    bool lists = false, index = false;
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      copier_.at(id);
      if (in_[id].parent == 0 && in_[id].element != Element::header && !std::exchange(lists, true)) front();
      if (in_[id].parent == 0 && in_[id].element == Element::notes && !std::exchange(index, true)) back();
      if (places_ && is_contents_place(id)) {
        if (plan_.contents && !in_.book && in_[id].parent == 0 && !std::exchange(contents_made_, true)) list(ContentsKind::contents, plan_.headings, "contents", plan_.contents_id);
        continue;
      }
      node(id);
      if (is_page_link(id)) id = page_link(id);
    }
    copier_.close_all();
    if (!lists) front();
    if (!index) back();
    Document document = out_.finish();
    document.book = in_.book;
    settle(document);
    return document;
  }

 private:
  /// An empty div of that class: where the author wants the contents (markdown/dialect_blocks.cpp).
  bool is_contents_place(NodeId id) const {
    if (in_[id].element != Element::div || in_[id].end != id + 1) return false;
    const std::vector<std::string>& classes = in_.attributes_of(id).classes;
    return classes.size() == 1 && classes[0] == "contents-place";
  }

  bool is_page_link(NodeId id) const {
    if (in_[id].element != Element::link || !in_.data<LinkData>(id).target.starts_with('#')) return false;
    const std::vector<std::string>& classes = in_.attributes_of(id).classes;
    return std::find(classes.begin(), classes.end(), "page") != classes.end();
  }

  NodeId target_of(NodeId link) const {
    const auto found = plan_.places.find(in_.data<LinkData>(link).target.substr(1));
    return found == plan_.places.end() ? kNoNode : found->second;
  }

  void node(NodeId id) {
    Attributes attributes = in_.attributes_of(id);
    if (const auto given = plan_.ids.find(id); given != plan_.ids.end()) attributes.id = given->second;
    made_[id] = copier_.open(id, in_[id].element, in_[id].payload, std::move(attributes));
    const Element element = in_[id].element;
    if (element == Element::heading || element == Element::caption) {
      if (const auto found = plan_.numbers.find(id); found != plan_.numbers.end()) number(id, found->second);
    }
    const bool empty = in_[id].end == id + 1;
    if (element == Element::link && empty && in_.data<LinkData>(id).target.starts_with('#') && !is_page_link(id)) {
      if (const NodeId target = target_of(id); target != kNoNode) out_.text(reference_words(in_, plan_, target), in_[id].span);
    }
  }

  /// The rest of a link with `.page`: its words, then the page. Returns the last node of it.
  NodeId page_link(NodeId link) {
    const std::size_t depth = copier_.depth();
    for (NodeId id = link + 1; id < in_[link].end; ++id) {
      copier_.at(id);
      node(id);
    }
    copier_.close_to(depth);
    const NodeId target = target_of(link);
    if (target == kNoNode) return in_[link].end - 1;
    if (in_[link].end > link + 1) out_.text("\xC2\xA0", in_[link].span);
    out_.leaf(Element::page_reference, in_[link].span,
              PageReferenceData{target, PageForm::words, reference_words(in_, plan_, target)});
    return in_[link].end - 1;
  }

  void number(NodeId id, const std::string& words) {
    const bool above = in_[id].element == Element::heading && words.find_first_not_of("0123456789.") != std::string::npos;
    out_.open(Element::number, in_[id].span);
    out_.text(above ? words : words + std::string(kGap), in_[id].span);
    out_.close();
    if (above) out_.leaf(Element::hard_break, in_[id].span);  // "Chapter 3" has a line of its own
  }

  void front() {
    if (plan_.contents && (in_.book || !places_)) list(ContentsKind::contents, plan_.headings, "contents", plan_.contents_id);
    if (!plan_.figures.empty()) list(ContentsKind::figures, plan_.figures, "figures", plan_.figures_id);
    if (!plan_.tables.empty()) list(ContentsKind::tables, plan_.tables, "tables", plan_.tables_id);
  }

  void title(std::string_view key, const std::string& id) {
    Attributes attributes;
    attributes.id = id;
    out_.open(Element::heading, {}, HeadingData{plan_.outermost}, std::move(attributes));
    out_.text(term(key, in_.lang(0)), {});
    out_.close();
  }

  void list(ContentsKind kind, const std::vector<PartsEntry>& entries, std::string_view key, const std::string& id) {
    out_.open(Element::contents, {}, ContentsData{kind});
    title(key, id);
    int depth = 0;
    for (const PartsEntry& given : entries) {
      const int wanted = std::min(given.depth, depth + 1);  // a list within a list hangs on an entry of it
      for (; depth > wanted; --depth) {
        out_.close();  // the entry before
        out_.close();  // its list
      }
      if (depth == wanted) {
        out_.close();
      } else {
        out_.open(Element::contents_list, in_[given.target].span);
        ++depth;
      }
      out_.open(Element::contents_entry, in_[given.target].span);
      line(given, depth);
    }
    for (; depth > 0; --depth) {
      out_.close();
      out_.close();
    }
    out_.close();
  }

  void line(const PartsEntry& entry, int depth) {
    const Span span = in_[entry.target].span;
    out_.open(Element::contents_line, span, ContentsLineData{depth});
    Attributes attributes;
    if (in_.lang(entry.target) != in_.lang(0)) attributes.lang = in_.lang(entry.target);
    out_.open(Element::link, span, LinkData{'#' + id_of(entry.target), ""}, std::move(attributes));
    if (!entry.number.empty()) {
      out_.open(Element::number, span);
      out_.text(entry.number + std::string(kGap), span);
      out_.close();
    }
    out_.text(entry.title, span);
    out_.leaf(Element::page_reference, span, PageReferenceData{entry.target, PageForm::number, ""});
    out_.close();
    out_.close();
  }

  std::string id_of(NodeId id) const {
    const auto given = plan_.ids.find(id);
    return given == plan_.ids.end() ? in_.attributes_of(id).id : given->second;
  }

  void back() {
    if (plan_.index.empty()) return;
    out_.open(Element::index, {});
    title("index", plan_.index_id);
    std::string letter;
    for (const IndexEntry& entry : plan_.index) {
      const Span span = in_[entry.places.front()].span;
      if (!entry.letter.empty() && entry.letter != letter) {
        letter = entry.letter;
        out_.open(Element::index_letter, span);
        out_.text(letter, span);
        out_.close();
      }
      out_.open(Element::index_entry, span);
      out_.text(entry.words, span);
      for (std::size_t k = 0; k < entry.places.size(); ++k) {
        out_.leaf(Element::page_reference, in_[entry.places[k]].span,
                  PageReferenceData{entry.places[k], PageForm::listed, std::to_string(k + 1)});
      }
      out_.close();
    }
    out_.close();
  }

  /// What named nodes of the tree before now names them in the new one.
  void settle(Document& document) const {
    for (Node& node : document.nodes) {
      if (auto* page = std::get_if<PageReferenceData>(&node.payload)) page->target = made_[page->target];
      if (auto* note = std::get_if<NoteReferenceData>(&node.payload); note != nullptr && note->note != kNoNode) {
        note->note = made_[note->note];
      }
    }
  }

  const Document& in_;
  PartsPlan plan_;
  DocumentBuilder out_;
  Copier copier_;
  bool places_ = false, contents_made_ = false;  // whether the author says where the contents stand
  std::vector<NodeId> made_;  // by node of `in_`
};

}  // namespace

Document add_parts(Document document, const PartsOptions& options) {
  if (document.source == nullptr || document.nodes.empty()) return document;
  PartsBuilder builder(document, options);
  return builder.has_work() ? builder.run() : std::move(document);
}

}  // namespace pamphlet
