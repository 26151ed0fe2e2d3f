// More notes in a document that has its final order: the tree is copied once, citations are put behind what asks for them, and all
// notes are numbered anew in the order of their first citation, as those of the text are. What points at a node follows it.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "doc/copy.h"

namespace pamphlet {
namespace {

class NoteAdder {
 public:
  NoteAdder(const Document& in, const std::vector<AddedNote>& added) : in_(in), added_(added), out_(*in.source), copier_(out_, in), places_(in.nodes.size(), kNoNode) {}

  Document run() {
    out_.meta() = in_.meta;
    out_.node(0) = in_.nodes[0];
    out_.node(0).attributes = 0;
    places_[0] = 0;
    if (in_.nodes[0].attributes != 0) out_.edit_attributes(0) = in_.attributes_of(0);
    NodeId notes = kNoNode;
    for (const NodeId child : children(in_, 0))
      if (in_[child].element == Element::notes) notes = child;
    const NodeId end = static_cast<NodeId>(in_.nodes.size());
    copy(1, notes == kNoNode ? end : notes);
    set_notes(notes);
    if (notes != kNoNode) copy(in_[notes].end, end);
    Document out = out_.finish();
    out.book = in_.book;
    settle(out);
    return out;
  }

 private:
  struct Note {
    NodeId from = kNoNode;       // of the document, or
    const AddedNote* added = nullptr;
    std::uint32_t citations = 0;
    NodeId made = kNoNode;
  };

  /// The nodes [begin, end), whole, with what is cited behind them.
  void copy(NodeId begin, NodeId end) {
    for (NodeId id = begin; id < end; ++id) {
      if (waiting_ != nullptr && in_[waiting_->behind].end <= id) cite();
      copier_.at(id);
      const Node& node = in_[id];
      if (waiting_ == nullptr && next_ < added_.size() && added_[next_].behind == id) {
        waiting_ = &added_[next_++];
        depth_ = copier_.depth();
      }
      const auto* reference = std::get_if<NoteReferenceData>(&node.payload);
      Payload payload = node.payload;
      if (reference != nullptr && reference->note != kNoNode) payload = cited(note_of(reference->note));
      places_[id] = copier_.open(id, node.element, std::move(payload), in_.attributes_of(id));
    }
    cite();
    copier_.at(end);
  }

  /// The citation behind a node that ended, within whatever holds it.
  void cite() {
    if (waiting_ == nullptr) return;
    copier_.close_to(depth_);
    const Span span = in_[waiting_->behind].span;
    out_.leaf(Element::note_reference, {span.end, span.end}, cited(note_of(*waiting_)));
    waiting_ = nullptr;
  }

  std::size_t note_of(NodeId from) {
    const auto [found, fresh] = by_node_.try_emplace(from, notes_.size());
    if (fresh) notes_.push_back({from, nullptr, 0, kNoNode});
    return found->second;
  }
  std::size_t note_of(const AddedNote& added) {
    const auto [found, fresh] = by_words_.try_emplace(added.words, notes_.size());
    if (fresh) notes_.push_back({kNoNode, &added, 0, kNoNode});
    return found->second;
  }

  /// `note` is its place among the notes until all are made.
  NoteReferenceData cited(std::size_t note) {
    return {static_cast<NodeId>(note), static_cast<std::uint32_t>(note + 1), ++notes_[note].citations};
  }

  void set_notes(NodeId old) {
    if (notes_.empty()) return;
    const NodeId made = out_.open(Element::notes, old == kNoNode ? in_[0].span : in_[old].span, {}, old == kNoNode ? Attributes{} : in_.attributes_of(old));
    if (old != kNoNode) places_[old] = made;
    for (std::size_t k = 0; k < notes_.size(); ++k) {  // notes that are cited in notes come to the end
      const Note note = notes_[k];
      const auto number = static_cast<std::uint32_t>(k + 1);
      const Span span = note.added == nullptr ? in_[note.from].span : in_[note.added->behind].span;
      const BoxedString label = note.added == nullptr ? std::get<NoteData>(in_[note.from].payload).label : BoxedString{};
      notes_[k].made = out_.open(Element::note, span, NoteData{label, number}, note.added == nullptr ? in_.attributes_of(note.from) : Attributes{});
      if (note.added == nullptr) {
        places_[note.from] = notes_[k].made;
        copy(note.from + 1, in_[note.from].end);
      } else {
        out_.open(Element::paragraph, span);
        out_.text(note.added->words, span);
        out_.close();
      }
      out_.close();
    }
    out_.close();
  }

  void settle(Document& out) const {
    for (Node& node : out.nodes) {
      if (auto* reference = std::get_if<NoteReferenceData>(&node.payload); reference != nullptr && reference->note < notes_.size()) {
        reference->note = notes_[reference->note].made;
      }
      if (auto* page = std::get_if<PageReferenceData>(&node.payload); page != nullptr && page->target < places_.size()) page->target = places_[page->target];
    }
  }

  const Document& in_;
  const std::vector<AddedNote>& added_;
  DocumentBuilder out_;
  resolving::Copier copier_;
  std::vector<NodeId> places_;                // of the document's nodes in the copy
  std::vector<Note> notes_;
  std::map<NodeId, std::size_t> by_node_;
  std::map<std::string, std::size_t, std::less<>> by_words_;
  std::size_t next_ = 0;                      // of added_
  const AddedNote* waiting_ = nullptr;        // behind a node that is open, at this depth
  std::size_t depth_ = 0;
};

}  // namespace

Document add_notes(const Document& document, const std::vector<AddedNote>& added) { return NoteAdder(document, added).run(); }

}  // namespace pamphlet
