#include "pipeline/article.h"

#include <fmt/core.h>

#include "base/codes.h"
#include "base/file_date.h"
#include "html/html.h"
#include "markdown/markdown.h"
#include "office/office.h"
#include "pipeline/book.h"
#include "pipeline/embedded.h"
#include "pipeline/kinds.h"
#include "recover/recover.h"

namespace pamphlet {
namespace {

void report_unread(FileStatus status, const std::string& path, Diagnostics& diagnostics) {
  switch (status) {
    case FileStatus::missing:
      diagnostics.report(code::file_missing, path, "there is no such file", "check the spelling of the path");
      return;
    case FileStatus::too_large:
      diagnostics.report(code::file_too_large, path,
                         fmt::format("the article is larger than {} MB", kMaxArticleBytes >> 20), "split it");
      return;
    case FileStatus::not_regular:
      diagnostics.report(code::file_unreadable, path, "this is no regular file", "name an article, a folder, or - for standard input");
      return;
    case FileStatus::unreadable:
    case FileStatus::outside:
    case FileStatus::ok:
      diagnostics.report(code::file_unreadable, path, "the file cannot be read", "check its permissions");
      return;
  }
}

std::string folder_of(const ArticleInput& input) { return input.path == "-" ? "." : parent_path(input.path); }

void load_images(Article& article, const ArticleInput& input, const std::string& folder, const FileSystem& files) {
  for (const EmbeddedPicture& picture : article.embedded) article.images.embed(picture.name, picture.bytes);
  for (NodeId id = 0; id < article.document.nodes.size(); ++id) {
    if (article.document[id].element != Element::image) continue;
    article.images.load(files, input.root, folder, article.document.data<ImageData>(id).source, *article.source,
                        article.document[id].span, article.diagnostics);
  }
  const MetaText& cover = article.document.meta.cover;
  if (!cover.empty()) {
    article.images.load(files, input.root, folder, cover.value, *article.source, cover.span, article.diagnostics);
  }
}

/// Reads and parses one file. `raw` is the tree; the document is still empty.
std::unique_ptr<Article> read_tree(const ArticleInput& input, const FileSystem& files) {
  auto article = std::make_unique<Article>();
  FileContent read;
  if (!input.bytes) read = files.read(input.path, kMaxArticleBytes);
  const std::string& bytes = input.bytes ? *input.bytes : read.bytes;
  const FileStatus status = !input.bytes ? read.status : bytes.size() > kMaxArticleBytes ? FileStatus::too_large : FileStatus::ok;
  if (status != FileStatus::ok) {
    report_unread(status, input.path, article->diagnostics);
    return article;
  }
  article->readable = true;
  if (!input.bytes) article->written = written_on(files, input.path);
  read_content(*article, input.path, bytes, input, input.book);
  return article;
}

/// What the article does not say, as the project says it. It has no place in the article's source.
void fill(Meta& meta, const Meta& defaults) {
  for (MetaText Meta::*field : {&Meta::publisher, &Meta::phone, &Meta::website, &Meta::reviewer, &Meta::version, &Meta::rights, &Meta::translator}) {
    if ((meta.*field).empty()) meta.*field = {(defaults.*field).value, {}};
  }
  for (std::vector<MetaText> Meta::*field : {&Meta::authors, &Meta::keywords}) {
    if (!(meta.*field).empty()) continue;
    for (const MetaText& text : defaults.*field) (meta.*field).push_back({text.value, {}});
  }
  if (!meta.review_by) meta.review_by = defaults.review_by;
  if (!meta.toc) meta.toc = defaults.toc;
  if (!defaults.lang.empty() && (meta.lang.empty() || (meta.lang.span.empty() && meta.lang.value == defaults.lang.value))) {
    meta.lang = {defaults.lang.value, {0, 1}};  // said, if not here
    if (meta.dir.empty()) meta.dir = defaults.dir;
  }
}

}  // namespace

void read_content(Article& article, const std::string& path, const std::string& bytes, const ArticleInput& wants, bool book,
                  const std::string& lang) {
  OpenedInput input = open_input(path, bytes, article.diagnostics);
  article.source = std::move(input.source);
  MarkdownOptions options;
  options.smart_punctuation = wants.smart_punctuation;
  options.smart_punctuation_default = wants.smart_punctuation_default;
  options.book = book;
  options.lang = lang.empty() && wants.defaults != nullptr ? wants.defaults->lang.value : lang;
  switch (input.kind) {
    case InputKind::markdown: article.raw = read_markdown(*article.source, options, article.diagnostics); break;
    case InputKind::pasted_text: article.raw = recover_text(*article.source, article.diagnostics); break;
    case InputKind::html: article.raw = read_html(*article.source, {wants.whole_page}, article.diagnostics); break;
    case InputKind::docx:
    case InputKind::odt: {
      office::Reading reading = office::read(path == "-" ? "<stdin>" : path, bytes, article.diagnostics);
      article.source = std::move(reading.source);
      article.raw = std::move(reading.document);
      for (office::Picture& picture : reading.pictures) article.embedded.push_back({std::move(picture.name), std::move(picture.bytes)});
      break;
    }
  }
  if (article.raw.meta.lang.empty()) article.raw.meta.lang = {lang, {}};
  if (wants.defaults != nullptr) fill(article.raw.meta, *wants.defaults);
  const bool smart = wants.smart_punctuation.value_or(wants.smart_punctuation_default.value_or(true));
  if (smart && input.kind != InputKind::markdown) smarten_punctuation(article.raw);
  take_data_pictures(article.raw, article.embedded);
}

std::unique_ptr<Article> read_article(const ArticleInput& input, const FileSystem& files, bool keep_raw) {
  std::unique_ptr<Article> article;
  if (!input.book || input.has_index) {
    article = read_tree(input, files);
    if (!article->readable) return article;
  }
  if (input.book || (!keep_raw && !article->raw.meta.book.empty())) {
    const std::string folder = article != nullptr ? folder_of(input) : input.base;
    const Diagnostics said = article != nullptr ? article->diagnostics : Diagnostics();
    article = read_book(input, files, std::move(article));
    Diagnostics all = said;
    all.append(article->diagnostics);
    article->diagnostics = std::move(all);
    if (article->readable) load_images(*article, input, folder, files);
    return article;
  }
  Document raw = keep_raw ? article->raw : std::move(article->raw);
  article->document = resolve(std::move(raw), {input.stem}, article->diagnostics);
  load_images(*article, input, folder_of(input), files);
  return article;
}

}  // namespace pamphlet
