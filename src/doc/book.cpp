// Several articles as one document.

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "base/files.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/copy.h"
#include "doc/resolve_steps.h"
#include "doc/targets.h"

namespace pamphlet {
namespace {

using namespace resolving;

constexpr int kDeepestHeading = 6;

/// Leads to a file, as far as one can see: no place in the article, no scheme.
bool is_relative(std::string_view target) {
  return !target.empty() && target.front() != '#' && target.find(':') == std::string_view::npos;
}

class BookMerger {
 public:
  BookMerger(const Source& source, const BookArticle* opening, const std::vector<BookArticle>& articles,
             Diagnostics& diagnostics)
      : source_(source), opening_(opening), diagnostics_(diagnostics), out_(source) {
    if (opening != nullptr) articles_.push_back(*opening);
    articles_.insert(articles_.end(), articles.begin(), articles.end());
  }

  Document run(const Meta& meta);

 private:
  struct Reference {
    NodeId made;
    std::size_t article;
    NodeId note;  // in its article
  };

  bool is_opening(std::size_t k) const { return k == 0 && opening_ != nullptr; }
  void name_places();
  void block(Element element, std::string_view words, Span span, std::string id = {});
  void title_page(const Meta& meta);
  void byline(const Meta& meta);
  void article(std::size_t k);
  void head(std::size_t k, Copier& copier, NodeId header);
  void subtree(std::size_t k, Copier& copier, NodeId root);
  void node(std::size_t k, Copier& copier, NodeId id);
  Attributes attributes(std::size_t k, NodeId id) const;
  bool settle_link(std::size_t k, LinkData& link, Span span);
  std::string place_of(std::size_t k, const std::string& id) const;
  void notes();
  void imprint_of_book();
  void find_shifts();

  const Source& source_;
  const BookArticle* opening_;
  Diagnostics& diagnostics_;
  std::vector<BookArticle> articles_;
  DocumentBuilder out_;
  std::string lang_, dir_;
  IdSet ids_;
  std::vector<std::unordered_map<std::string, std::string>> renamed_;  // by article: id there → id in the book
  std::vector<std::string> title_ids_;                                 // by article, as in the book
  std::vector<std::optional<Targets>> targets_;                        // by article, made when they are asked for
  std::unordered_map<std::string, std::size_t> by_path_;
  std::vector<Reference> references_;
  std::vector<int> shifts_;  // by article: how many levels its headings go down
  std::string title_id_;
};

void BookMerger::name_places() {
  renamed_.resize(articles_.size());
  title_ids_.resize(articles_.size());
  targets_.resize(articles_.size());
  for (std::size_t k = 0; k < articles_.size(); ++k) {
    const Document& document = *articles_[k].document;
    by_path_.emplace(normal_path(articles_[k].path), k);
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
      const std::string& own = document.attributes_of(id).id;
      if (own.empty()) continue;
      std::string given = ids_.unique(own);
      if (document[id].element == Element::title) title_ids_[k] = given;
      renamed_[k].emplace(own, std::move(given));
    }
  }
  title_id_ = opening_ != nullptr ? title_ids_[0] : std::string();
}

void BookMerger::block(Element element, std::string_view words, Span span, std::string id) {
  const std::string clean = collapse_spaces(words);
  if (clean.empty()) return;
  Attributes own;
  own.id = std::move(id);
  out_.open(element, span, {}, std::move(own));
  out_.text(clean, span);
  out_.close();
}

/// "Ana Ruiz and Lee Sung", and who else took part.
void BookMerger::byline(const Meta& meta) {
  std::string names;
  for (std::size_t i = 0; i < meta.authors.size(); ++i) {
    if (i > 0) names += term(i + 1 == meta.authors.size() ? "name_last" : "name_separator", lang_);
    names += collapse_spaces(meta.authors[i].value);
  }
  if (!meta.authors.empty()) block(Element::byline, names, meta.authors.front().span);
  const auto other = [&](std::string_view key, const MetaText& person) {
    const std::string name = collapse_spaces(person.value);
    if (!name.empty()) block(Element::byline, term_with(key, lang_, "names", name), person.span);
  };
  other("translated_by", meta.translator);
  other("reviewed_by", meta.reviewer);
}

/// A title page reads from the title down to the publisher; an article's header begins with the publisher.
void BookMerger::title_page(const Meta& meta) {
  out_.open(Element::header, meta.title.span);
  block(Element::kicker, meta.kicker.value, meta.kicker.span);
  if (title_id_.empty()) title_id_ = ids_.unique(slug(meta.title.value, lang_));
  block(Element::title, meta.title.value, meta.title.span, title_id_);
  block(Element::standfirst, meta.subtitle.value, meta.subtitle.span);
  byline(meta);
  std::string imprint = collapse_spaces(meta.publisher.value);
  if (meta.date) imprint += (imprint.empty() ? "" : " · ") + long_date(*meta.date, lang_);
  block(Element::publisher, imprint, meta.publisher.empty() ? meta.date_span : meta.publisher.span);
  out_.close();
}

/// An article's title is a heading of the book, so its own headings go down, and one more where it has chapters itself.
void BookMerger::find_shifts() {
  for (std::size_t k = 0; k < articles_.size(); ++k) {
    const std::vector<Node>& nodes = articles_[k].document->nodes;
    const bool chapters = std::any_of(nodes.begin(), nodes.end(), [](const Node& node) {
      return node.element == Element::heading && std::get<HeadingData>(node.payload).level == 1;
    });
    shifts_.push_back(is_opening(k) ? 0 : articles_[k].level - 1 + (chapters ? 1 : 0));
  }
}

Attributes BookMerger::attributes(std::size_t k, NodeId id) const {
  const Document& document = *articles_[k].document;
  Attributes own = document.attributes_of(id);
  if (!own.id.empty()) own.id = renamed_[k].at(own.id);
  const NodeId parent = document[id].parent;
  const bool outermost = parent == 0 || document[id].element == Element::title || document[id].element == Element::note ||
                         (parent != kNoNode && document[parent].element == Element::header);
  if (!outermost) return own;
  // What the article said about itself as a whole is said at each of its blocks.
  if (own.lang.empty() && document.meta.lang.value != lang_) own.lang = document.meta.lang.value;
  if (own.dir.empty() && document.meta.dir != dir_) own.dir = document.meta.dir.empty() ? "ltr" : document.meta.dir;
  return own;
}

std::string BookMerger::place_of(std::size_t k, const std::string& id) const {
  const auto found = renamed_[k].find(id);
  return found == renamed_[k].end() ? std::string() : found->second;
}

/// Whether the link leads somewhere; it then has the book's id or the address that it had.
bool BookMerger::settle_link(std::size_t k, LinkData& link, Span span) {
  if (link.target.starts_with('#')) {
    link.target = '#' + place_of(k, link.target.substr(1));
    return link.target.size() > 1;
  }
  const std::string target = link.target;
  if (!is_relative(target)) return true;
  const std::size_t hash = std::min(target.find('#'), target.size());
  std::string file = percent_decoded(std::string_view(target).substr(0, hash));
  if (find_invalid_utf8(file) != std::string::npos) file.clear();
  const std::string folder = parent_path(articles_[k].path);
  auto found = by_path_.find(normal_path(join_path(folder, file)));
  if (found == by_path_.end()) {  // what it is called once it is a web page, or without its ending
    for (const std::string_view ending : {".md", ".markdown", ".txt"}) {
      const std::string name = join_path(parent_path(file), stem(file)) + std::string(ending);
      found = by_path_.find(normal_path(join_path(folder, name)));
      if (found != by_path_.end()) break;
    }
  }
  if (found == by_path_.end()) {
    diagnostics_.report(code::link_dropped, source_, span,
                        fmt::format("the link to \"{}\" leads to a file that is not in the book; its text was kept", target),
                        "add the file to the book, or link to an address on the web");
    return false;
  }
  const std::size_t other = found->second;
  std::string id = title_ids_[other];
  if (hash < target.size()) {
    if (!targets_[other]) targets_[other].emplace(*articles_[other].document);
    id = place_of(other, targets_[other]->find(target.substr(hash + 1)));
  }
  if (id.empty()) {
    diagnostics_.report(code::link_target_missing, source_, span,
                        fmt::format("there is no place called \"{}\"; the link became plain text", target),
                        "link to the id of a heading: its words in lower case, with hyphens for spaces");
    return false;
  }
  link.target = '#' + id;
  return true;
}

void BookMerger::node(std::size_t k, Copier& copier, NodeId id) {
  const Document& document = *articles_[k].document;
  const Node& node = document[id];
  Element element = node.element;
  Payload payload = node.payload;
  if (auto* heading = std::get_if<HeadingData>(&payload)) heading->level = std::min(heading->level + shifts_[k], kDeepestHeading);
  if (auto* image = std::get_if<ImageData>(&payload)) image->source = book_path(articles_[k].path, image->source);
  if (auto* link = std::get_if<LinkData>(&payload); link != nullptr && !settle_link(k, *link, copier.moved(node.span))) {
    element = Element::span;
    payload = std::monostate();
  }
  const NodeId made = copier.open(id, element, std::move(payload), attributes(k, id));
  if (const auto* reference = std::get_if<NoteReferenceData>(&node.payload)) {
    references_.push_back({made, k, reference->note});
  }
}

void BookMerger::subtree(std::size_t k, Copier& copier, NodeId root) {
  const Document& document = *articles_[k].document;
  for (NodeId id = root; id < document[root].end; ++id) {
    copier.at(id);
    node(k, copier, id);
  }
  copier.at(document[root].end);
}

/// The title as the heading of a chapter, and what the header says below it; the publisher is the book's own.
void BookMerger::head(std::size_t k, Copier& copier, NodeId header) {
  const Document& document = *articles_[k].document;
  for (const NodeId child : children(document, header)) {
    if (document[child].element != Element::title) continue;
    out_.open(Element::heading, copier.moved(document[child].span), HeadingData{articles_[k].level}, attributes(k, child));
    for (NodeId id = child + 1; id < document[child].end; ++id) {
      copier.at(id);
      node(k, copier, id);
    }
    copier.at(document[child].end);
    out_.close();
  }
  for (const NodeId child : children(document, header)) {
    const Element element = document[child].element;
    if (element != Element::title && element != Element::publisher) subtree(k, copier, child);
  }
}

void BookMerger::article(std::size_t k) {
  const Document& document = *articles_[k].document;
  Copier copier(out_, document, articles_[k].begin);
  for (const NodeId child : children(document, 0)) {
    const Element element = document[child].element;
    if (element == Element::notes) continue;
    if (element == Element::header && is_opening(k)) continue;
    if (element == Element::header) {
      head(k, copier, child);
    } else if (element != Element::colophon || !is_opening(k)) {
      subtree(k, copier, child);
    }
  }
}

/// All notes, numbered through: a number then means one note, wherever the notes stand.
void BookMerger::notes() {
  std::vector<std::unordered_map<NodeId, NodeId>> made(articles_.size());
  std::uint32_t number = 0;
  bool open = false;
  for (std::size_t k = 0; k < articles_.size(); ++k) {
    const Document& document = *articles_[k].document;
    for (const NodeId child : children(document, 0)) {
      if (document[child].element != Element::notes) continue;
      Copier copier(out_, document, articles_[k].begin);
      if (!open) out_.open(Element::notes, copier.moved(document[child].span));
      open = true;
      for (const NodeId note : children(document, child)) {
        const auto id = static_cast<NodeId>(out_.peek().nodes.size());
        subtree(k, copier, note);
        std::get<NoteData>(out_.node(id).payload).number = ++number;
        made[k].emplace(note, id);
      }
    }
  }
  if (open) out_.close();
  for (const Reference& reference : references_) {
    auto& data = std::get<NoteReferenceData>(out_.node(reference.made).payload);
    const auto found = made[reference.article].find(reference.note);
    data.note = found == made[reference.article].end() ? kNoNode : found->second;
    if (data.note != kNoNode) data.number = std::get<NoteData>(out_.node(data.note).payload).number;
  }
}

/// Of a book that has no index with a colophon: whom to call, from its first article.
void BookMerger::imprint_of_book() {
  const std::vector<resolving::ImprintPart> parts = resolving::imprint(out_.peek(), nullptr);
  if (parts.empty()) return;
  out_.open(Element::colophon, Span{});
  out_.open(Element::paragraph, Span{});
  for (const resolving::ImprintPart& part : parts) {
    out_.text((&part == &parts[0] ? std::string() : std::string(resolving::part_separator(lang_))) + part.before, Span{});
    if (!part.target.empty()) out_.open(Element::link, Span{}, LinkData{part.target, ""});
    out_.text(part.words, Span{});
    if (!part.target.empty()) out_.close();
  }
  out_.close();
  out_.close();
}

Document BookMerger::run(const Meta& meta) {
  lang_ = meta.lang.value;
  dir_ = meta.dir;
  out_.meta() = meta;
  name_places();
  find_shifts();
  title_page(meta);
  for (std::size_t k = 0; k < articles_.size(); ++k) article(k);
  if (opening_ != nullptr) {  // the sources that the book as a whole names
    const Document& document = *articles_[0].document;
    Copier copier(out_, document, articles_[0].begin);
    for (const NodeId child : children(document, 0)) {
      if (document[child].element == Element::colophon) subtree(0, copier, child);
    }
  }
  if (opening_ == nullptr) imprint_of_book();
  notes();
  Document book = out_.finish();
  book.book = true;
  return book;
}

}  // namespace

std::string book_path(std::string_view article, const std::string& picture) {
  const bool elsewhere = picture.empty() || picture.front() == '/' || picture.front() == '\\' || picture.front() == '~' ||
                         picture.find(':') != std::string::npos;
  const std::string folder = parent_path(article);
  if (elsewhere || folder == ".") return picture;
  std::string out;  // the folder is a name as it is; what the author wrote is percent-encoded
  for (const char c : folder) out += c == '%' ? std::string("%25") : std::string(1, c);
  return join_path(out, picture);
}

Document merge_book(const Source& source, const Meta& meta, const BookArticle* opening,
                    const std::vector<BookArticle>& articles, Diagnostics& diagnostics) {
  return BookMerger(source, opening, articles, diagnostics).run(meta);
}

}  // namespace pamphlet
