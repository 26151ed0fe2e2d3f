// Puts the tree into its final order: header, article, colophon, notes.

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// Copies nodes of the reader's tree and makes new ones, in the order of the calls. Text and attributes stay where they
// are: the pools are taken over as they are.
class Assembler {
 public:
  Assembler(Document document, const TitleChoice& title, const HeaderBlocks& header, const NotePlan& notes, const Meta* book)
      : title_(title), header_(header), notes_(notes), book_(book), in_(std::move(document.nodes)) {
    out_ = std::move(document);
    out_.nodes.clear();
    out_.nodes.reserve(in_.size() + 32);
  }

  Document run();

 private:
  NodeId open(Element element, Span span, Payload payload = {});
  void close();
  void text(std::string_view words, Span span);
  void block(Element element, std::string_view words, Span span);
  void block(Element element, const MetaText& words, NodeId marked);
  void header();
  void title();
  void byline();
  void colophon();
  void source(const MetaText& text);
  void copy(NodeId root);
  void copy_node(Node& node, NodeId id);
  void notes();
  std::string join_names(const std::vector<MetaText>& names) const;
  std::string_view lang() const { return out_.meta.lang.value; }

  const TitleChoice& title_;
  const HeaderBlocks& header_;
  const NotePlan& notes_;
  const Meta* book_;
  std::vector<Node> in_;
  Document out_;
  std::vector<NodeId> open_;
  std::vector<NodeId> references_;  // nodes of out_ whose note is not known yet
};

NodeId Assembler::open(Element element, Span span, Payload payload) {
  const auto id = static_cast<NodeId>(out_.nodes.size());
  out_.nodes.push_back({element, open_.empty() ? kNoNode : open_.back(), id + 1, span, 0, std::move(payload)});
  open_.push_back(id);
  return id;
}

void Assembler::close() {
  out_.nodes[open_.back()].end = static_cast<NodeId>(out_.nodes.size());
  open_.pop_back();
}

void Assembler::text(std::string_view words, Span span) {
  if (words.empty()) return;
  const TextData data{static_cast<std::uint32_t>(out_.text_pool.size()), static_cast<std::uint32_t>(words.size())};
  out_.text_pool += words;
  open(Element::text, span, data);
  close();
}

void Assembler::block(Element element, std::string_view words, Span span) {
  const std::string clean = collapse_spaces(words);
  if (clean.empty()) return;
  open(element, span);
  text(clean, span);
  close();
}

// What the reader's tree says with emphasis, else the plain words.
void Assembler::block(Element element, const MetaText& words, NodeId marked) {
  if (marked == kNoNode) return block(element, words.value, words.span);
  open(element, words.span);
  copy(marked);
  close();
}

std::string Assembler::join_names(const std::vector<MetaText>& names) const {
  std::vector<std::string> given;
  for (const MetaText& name : names) {
    std::string clean = collapse_spaces(name.value);
    if (!clean.empty()) given.push_back(std::move(clean));
  }
  std::string out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (i > 0) out += term(i + 1 == given.size() ? "name_last" : "name_separator", lang());
    out += given[i];
  }
  return out;
}

// "By Ana Ruiz and Lee Sung · Reviewed by Dr. Ortiz, pediatrician · February 18, 2025": what is not known is left out.
void Assembler::byline() {
  const Meta& meta = out_.meta;
  std::string line;
  Span place;
  const auto add = [&](const std::string& part, Span span) {
    if (part.empty()) return;
    if (!line.empty()) line += part_separator(lang());
    if (line.empty()) place = span;
    line += part;
  };
  const auto add_person = [&](std::string_view key, const std::string& names, Span span) {
    if (!names.empty()) add(term_with(key, lang(), "names", names), span);
  };
  add_person("by", join_names(meta.authors), meta.authors.empty() ? Span{} : meta.authors[0].span);
  add_person("translated_by", collapse_spaces(meta.translator.value), meta.translator.span);
  add_person("reviewed_by", collapse_spaces(meta.reviewer.value), meta.reviewer.span);
  if (meta.date) add(long_date(*meta.date, lang()), meta.date_span);
  block(Element::byline, line, place);
}

void Assembler::header() {
  const Meta& meta = out_.meta;
  open(Element::header, title_.span);
  block(Element::publisher, meta.publisher, header_.publisher);
  block(Element::kicker, meta.kicker, header_.kicker);
  if (title_.origin != TitleOrigin::letter) title();
  block(Element::standfirst, trim(meta.subtitle.value).empty() ? meta.description : meta.subtitle, header_.standfirst);
  byline();
  close();
}

// The heading that is the title keeps its emphasis and its notes, but no links (resolve_title.cpp says so).
void Assembler::title() {
  const NodeId title = open(Element::title, title_.span);
  if (title_.heading != kNoNode) out_.nodes[title].attributes = in_[title_.heading].attributes;
  if (title_.as_heading) copy(title_.heading);
  else if (header_.title != kNoNode) copy(header_.title);
  else text(title_.text, title_.span);
  close();
}

// Where the address that begins at `begin` ends: white space and what RFC 3986 never allows in an address end it, and
// punctuation at its end belongs to the sentence; so does a closing bracket that nothing in the address opens.
std::size_t url_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > 0x20 &&
         std::string_view("<>\"`{}|\\^").find(text[end]) == std::string_view::npos) {
    ++end;
  }
  while (end > begin) {
    const char last = text[end - 1];
    const std::string_view url = text.substr(begin, end - begin);
    const bool unopened =
        last == ')' && std::count(url.begin(), url.end(), '(') < std::count(url.begin(), url.end(), ')');
    if (!unopened && std::string_view(".,;:!?'*_]").find(last) == std::string_view::npos) break;
    --end;
  }
  return end;
}

std::size_t find_url(std::string_view text, std::size_t from) {
  return std::min(text.find("http://", from), text.find("https://", from));
}

// "Title. https://example.org/page": the address becomes a link.
void Assembler::source(const MetaText& source) {
  const std::string words = collapse_spaces(source.value);
  if (words.empty()) return;
  open(Element::item, source.span, ItemData{});
  open(Element::paragraph, source.span);
  std::size_t done = 0;
  for (std::size_t at = find_url(words, 0); at < words.size();) {
    const std::size_t end = url_end(words, at);
    if (end <= at + std::string_view("https://").size()) {
      at = find_url(words, at + 1);
      continue;
    }
    const std::string url = words.substr(at, end - at);
    text(std::string_view(words).substr(done, at - done), source.span);
    open(Element::link, source.span, LinkData{url, ""});
    text(url, source.span);
    close();
    done = end;
    at = find_url(words, end);
  }
  text(std::string_view(words).substr(done), source.span);
  close();
  close();
}

void Assembler::colophon() {
  const Meta meta = out_.meta;
  const bool has_sources = std::any_of(meta.sources.begin(), meta.sources.end(),
                                       [](const MetaText& source) { return !trim(source.value).empty(); });
  const std::vector<ImprintPart> parts = imprint(out_, book_);
  if (!has_sources && parts.empty()) return;
  const Span place = has_sources ? meta.sources[0].span : parts[0].span;
  open(Element::colophon, place);
  if (has_sources) {
    open(Element::heading, place, HeadingData{2});
    text(term("sources", lang()), place);
    close();
    open(Element::list, place, ListData{});
    for (const MetaText& text : meta.sources)
      source(text);
    close();
  }
  if (!parts.empty()) open(Element::paragraph, parts[0].span);
  for (const ImprintPart& part : parts) {
    const std::string before = std::string(&part == &parts[0] ? "" : part_separator(lang())) + part.before;
    text(part.target.empty() ? before + part.words : before, part.span);
    if (part.target.empty()) continue;
    open(Element::link, part.span, LinkData{part.target, ""});
    text(part.words, part.span);
    close();
  }
  if (!parts.empty()) close();
  close();
}

void Assembler::copy_node(Node& node, NodeId id) {
  if (node.element != Element::note_reference) {
    const NodeId made = open(node.element, node.span, std::move(node.payload));
    out_.nodes[made].attributes = node.attributes;
    return;
  }
  auto& values = out_.attributes[node.attributes].values;
  const auto label =
      std::find_if(values.begin(), values.end(), [](const auto& value) { return value.first == "label"; });
  const std::string name = label == values.end() ? std::string() : label->second;
  const NotePlan::Reference& reference = notes_.references.at(id);
  if (reference.number == 0) {
    const std::string words = "[^" + name + ']';
    const TextData data{static_cast<std::uint32_t>(out_.text_pool.size()), static_cast<std::uint32_t>(words.size())};
    out_.text_pool += words;
    open(Element::text, node.span, data);
    return;
  }
  if (label != values.end()) values.erase(label);
  const NodeId made = open(node.element, node.span, NoteReferenceData{kNoNode, reference.number, reference.occurrence});
  out_.nodes[made].attributes = out_.attributes[node.attributes].empty() ? 0 : node.attributes;
  references_.push_back(made);
}

// Copies what is below `root` without note definitions and without the heading that became the title.
void Assembler::copy(NodeId root) {
  std::vector<NodeId> ends;  // of the open copies, in the reader's tree
  for (NodeId id = root + 1; id < in_[root].end;) {
    while (!ends.empty() && ends.back() <= id) {
      close();
      ends.pop_back();
    }
    Node& node = in_[id];
    if (node.element == Element::note || id == title_.heading || (node.parent == 0 && is_header_block(node.element))) {
      id = node.end;
      continue;
    }
    if (node.element == Element::link && root == title_.heading) {
      ++id;
      continue;
    }
    copy_node(node, id);
    ends.push_back(node.end);
    ++id;
  }
  for (; !ends.empty(); ends.pop_back())
    close();
}

void Assembler::notes() {
  if (notes_.order.empty()) return;
  std::vector<NodeId> made;  // by number - 1
  open(Element::notes, in_[notes_.order[0]].span);
  for (const NodeId id : notes_.order) {
    const auto number = static_cast<std::uint32_t>(made.size() + 1);
    const NodeId note = open(Element::note, in_[id].span, NoteData{std::get<NoteData>(in_[id].payload).label, number});
    out_.nodes[note].attributes = in_[id].attributes;
    made.push_back(note);
    copy(id);
    close();
  }
  close();
  for (const NodeId id : references_) {
    auto& reference = std::get<NoteReferenceData>(out_.nodes[id].payload);
    reference.note = made[reference.number - 1];
  }
}

Document Assembler::run() {
  open(Element::document, in_[0].span);
  out_.nodes[0].attributes = in_[0].attributes;
  header();
  copy(0);
  colophon();
  notes();
  close();
  return std::move(out_);
}

}  // namespace

Document assemble(Document document, const TitleChoice& title, const HeaderBlocks& header, const NotePlan& notes, const Meta* book) {
  return Assembler(std::move(document), title, header, notes, book).run();
}

}  // namespace pamphlet::resolving
