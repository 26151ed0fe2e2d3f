#include "pipeline/book.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/codes.h"
#include "base/file_date.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "pipeline/embedded.h"

namespace pamphlet {
namespace {

/// A chapter as the book names it.
struct Chapter {
  std::string path;
  int level = 0;        // 0: its own title says it
  std::string root;
  Span named;           // where the index names it
};

/// What an index without a text of its own is blamed for.
bool concerns_only_articles(Code code) {
  return code == code::empty_article || code == code::only_headings || code == code::title_missing ||
         code == code::guessed_title;
}

/// mdBook calls the list of a book's files SUMMARY.md.
bool is_summary(const std::string& path) { return fold_case(file_name(path)) == "summary.md"; }

class BookReader {
 public:
  BookReader(const ArticleInput& input, const FileSystem& files, std::unique_ptr<Article> index)
      : input_(input), files_(files), book_(std::make_unique<Article>()), index_(std::move(index)) {}

  std::unique_ptr<Article> run() {
    if (index_ != nullptr) {
      book_->embedded = std::move(index_->embedded);
      book_->written = index_->written;
      seen_.insert(normal_path(input_.path));  // a book is no chapter of itself
    }
    base_ = index_ != nullptr ? parent_path(input_.path) : input_.base;
    const bool lists = index_ != nullptr && (is_summary(input_.path) || !index_->raw.meta.book.empty());
    for (const Chapter& chapter : lists ? named() : given()) read(chapter);
    book_->readable = std::any_of(articles_.begin(), articles_.end(), [](const BookArticle& a) { return a.document != nullptr; });
    if (!book_->readable) {
      book_->readable = index_ != nullptr;
      if (index_ == nullptr) return std::move(book_);
    }
    merge();
    return std::move(book_);
  }

 private:
  std::vector<Chapter> given() const {
    std::vector<Chapter> out;
    for (const ArticleInput& chapter : input_.chapters) out.push_back({chapter.path, 0, chapter.root, {}});
    return out;
  }

  std::vector<Chapter> named() const {
    if (is_summary(input_.path)) return summarised();
    std::vector<Chapter> out;
    for (const MetaText& name : index_->raw.meta.book) {
      out.push_back({beside_index(name.value), 0, input_.root, name.span});
    }
    return out;
  }

  std::string beside_index(const std::string& name) const {
    const std::string folder = parent_path(input_.path);
    return folder == "." ? name : join_path(folder, name);
  }

  /// The links of the list; how deep it is nested is how deep the headings go.
  std::vector<Chapter> summarised() const {
    std::vector<Chapter> out;
    const Document& summary = index_->raw;
    for (NodeId id = 0; id < summary.nodes.size(); ++id) {
      if (summary[id].element != Element::link) continue;
      const std::string& target = summary.data<LinkData>(id).target;
      const std::string kind = extension(target);
      if (target.find(':') != std::string::npos || (kind != ".md" && kind != ".markdown")) continue;
      int level = 0;
      for (NodeId at = summary[id].parent; at != kNoNode; at = summary[at].parent) level += summary[at].element == Element::list;
      out.push_back({beside_index(target), std::max(level, 1), input_.root, summary[id].span});
    }
    return out;
  }

  void blame(const Chapter& chapter, Code code, std::string message, std::string help) {
    Diagnostics& diagnostics = book_->diagnostics;
    if (index_ != nullptr && !chapter.named.empty()) {
      diagnostics.report(code, *index_->source, chapter.named, std::move(message), std::move(help));
    } else {
      diagnostics.report(code, chapter.path, std::move(message), std::move(help));
    }
  }

  /// The bytes of a chapter; nothing when it was blamed.
  std::optional<std::string> content_of(const Chapter& chapter) {
    const std::string name = file_name(chapter.path);
    if (!seen_.insert(normal_path(chapter.path)).second) {
      blame(chapter, code::output_clash, fmt::format("the book names {} twice", name), "take one of them out");
      return std::nullopt;
    }
    // What an index names is untrusted; what the command line names is what the user wants.
    FileContent content = chapter.named.empty() ? files_.read(chapter.path, kMaxArticleBytes)
                                                : files_.read_inside(chapter.root, chapter.path, kMaxArticleBytes);
    if (content.status == FileStatus::ok && content.bytes.size() > kMaxArticleBytes - bytes_) content.status = FileStatus::too_large;
    switch (content.status) {
      case FileStatus::ok:
        bytes_ += content.bytes.size();
        book_->written = std::max(book_->written, written_on(files_, chapter.path));
        return std::move(content.bytes);
      case FileStatus::missing:
        blame(chapter, code::file_missing, fmt::format("there is no chapter {}", name), "paths are relative to the index file");
        break;
      case FileStatus::outside:
        blame(chapter, code::file_unreadable, fmt::format("the chapter {} lies outside the book's folder and was not read", name),
              "move it into the folder, or name a folder that holds both with --root");
        break;
      case FileStatus::too_large:
        blame(chapter, code::file_too_large, fmt::format("the book is larger than {} MB", kMaxArticleBytes >> 20), "split it");
        break;
      case FileStatus::not_regular:
      case FileStatus::unreadable:
        blame(chapter, code::file_unreadable, fmt::format("the chapter {} cannot be read", name), "check its permissions");
        break;
    }
    return std::nullopt;
  }

  std::string path_in_book(const std::string& path) const {
    const std::string clean = normal_path(path);
    const std::string relative = std::filesystem::path(clean).lexically_relative(normal_path(base_)).generic_string();
    const bool same_root = clean.starts_with('/') == base_.starts_with('/');
    return normal_path(base_).empty() || !same_root || relative.empty() ? clean : relative;
  }

  void read(const Chapter& chapter) {
    const std::optional<std::string> bytes = content_of(chapter);
    if (!bytes) return;
    auto article = std::make_unique<Article>();
    read_content(*article, chapter.path, *bytes, input_, true, index_ != nullptr ? index_->raw.meta.lang.value : std::string());
    Document raw = std::move(article->raw);
    rename_embedded(raw, article->embedded, file_name(chapter.path) + "-");
    const int own_level = take_title(raw);
    const Meta own = raw.meta;  // an index that says nothing leaves it to the first article
    const Meta& book = index_ != nullptr ? index_->raw.meta : articles_.empty() ? own : articles_.front().document->meta;
    article->document = resolve(std::move(raw), {stem(chapter.path), &book}, article->diagnostics);
    const int level = std::min(chapter.level > 0 ? chapter.level : own_level, last_level_ + 1);
    last_level_ = level;
    articles_.push_back({&article->document, 0, path_in_book(chapter.path), level});
    for (EmbeddedPicture& picture : article->embedded) {
      book_->embedded.push_back({book_path(articles_.back().path, picture.name), std::move(picture.bytes)});
    }
    book_->chapters.push_back(std::move(article));
  }

  /// An article that opens with "## …" is a section of the chapter before it. That heading is made its title; returns the
  /// level that it had, 1 for all others.
  static int take_title(Document& raw) {
    if (!raw.meta.title.empty()) return 1;
    NodeId opening = kNoNode;
    for (const NodeId block : children(raw, 0)) {
      const bool heading = raw[block].element == Element::heading;
      if (opening == kNoNode && heading) {
        opening = block;
      } else if (opening == kNoNode && raw[block].element != Element::note && !trim(raw.plain_text(block)).empty()) {
        return 1;  // words before it
      } else if (opening != kNoNode && heading && raw.data<HeadingData>(block).level < raw.data<HeadingData>(opening).level) {
        return 1;  // it is a part of what comes later
      }
    }
    if (opening == kNoNode) return 1;
    const int level = raw.data<HeadingData>(opening).level;
    for (Node& node : raw.nodes) {
      auto* heading = std::get_if<HeadingData>(&node.payload);
      if (heading != nullptr) heading->level = &node == &raw.nodes[opening] ? 1 : std::max(2, heading->level - level + 1);
    }
    return level;
  }

  /// The book's own words about itself: the index's, else what the first article and the name of the folder say.
  Meta meta() {
    const std::string name = is_summary(input_.path) ? folder_name() : input_.stem;
    Diagnostics unsaid;
    Document raw = index_ != nullptr ? index_->raw : DocumentBuilder(*book_->source).finish();
    Document resolved = resolve(std::move(raw), {name}, unsaid);
    for (const Diagnostic& diagnostic : unsaid.items()) {
      if (index_ != nullptr && !concerns_only_articles(diagnostic.code)) book_->diagnostics.add(diagnostic);
    }
    Meta meta = resolved.meta;
    if (is_summary(input_.path) && fold_case(meta.title.value) == "summary") {
      DocumentBuilder nameless(*book_->source);
      meta.title = resolve(nameless.finish(), {name}, unsaid).meta.title;
    }
    if (index_ != nullptr) index_->document = std::move(resolved);
    if (articles_.empty()) return meta;
    const Meta& first = articles_.front().document->meta;
    if (meta.lang.span.empty()) {
      meta.lang = first.lang;
      meta.dir = first.dir;
    }
    if (index_ == nullptr) {
      meta.publisher = first.publisher;
      meta.phone = first.phone;
      meta.website = first.website;
      const bool one_author = std::all_of(articles_.begin(), articles_.end(), [&](const BookArticle& article) {
        const std::vector<MetaText>& authors = article.document->meta.authors;
        return std::equal(authors.begin(), authors.end(), first.authors.begin(), first.authors.end(),
                          [](const MetaText& a, const MetaText& b) { return a.value == b.value; });
      });
      if (one_author) meta.authors = first.authors;
    }
    return meta;
  }

  std::string folder_name() const {
    const std::string name = file_name(normal_path(base_));
    return name.empty() || name == ".." ? "book" : name;
  }

  void merge() {
    std::vector<const Source*> sources;
    if (index_ != nullptr) sources.push_back(index_->source.get());
    for (const auto& chapter : book_->chapters) sources.push_back(chapter->source.get());
    book_->source = std::make_shared<const Source>(concatenate(input_.path, sources));
    const Meta about = meta();
    for (const auto& chapter : book_->chapters) book_->diagnostics.append(chapter->diagnostics);
    const std::vector<SourcePart>& parts = book_->source->parts;
    std::size_t part = 0;
    BookArticle opening;
    if (index_ != nullptr) {
      opening = {&index_->document, parts[part].begin, file_name(input_.path), 1};
      ++part;
    }
    for (BookArticle& article : articles_) article.begin = parts[part++].begin;
    const bool opens = index_ != nullptr && !is_summary(input_.path);
    book_->document = merge_book(*book_->source, about, opens ? &opening : nullptr, articles_, book_->diagnostics);
    if (index_ != nullptr) book_->chapters.push_back(std::move(index_));  // its findings point into it
  }

  const ArticleInput& input_;
  const FileSystem& files_;
  std::unique_ptr<Article> book_, index_;
  std::string base_;
  std::vector<BookArticle> articles_;
  std::set<std::string> seen_;
  std::uint64_t bytes_ = 0;
  int last_level_ = 0;
};

}  // namespace

std::unique_ptr<Article> read_book(const ArticleInput& input, const FileSystem& files, std::unique_ptr<Article> index) {
  return BookReader(input, files, std::move(index)).run();
}

}  // namespace pamphlet
