// One article on its way through the stages up to the tree.
#pragma once

#include <memory>

#include "doc/doc.h"
#include "image/image.h"
#include "pipeline/inputs.h"
#include "pipeline/pipeline.h"

namespace pamphlet {

/// Source, tree and pictures live together: the tree points into the source, messages point into both.
struct Article {
  std::shared_ptr<const Source> source;  // null until the file was read
  Document raw;        // as read, before resolve(); empty unless asked for
  Document document;   // resolved
  std::vector<EmbeddedPicture> embedded;  // what images of `raw` call by name, as it came
  ImageSet images;
  Diagnostics diagnostics;
  std::optional<Date> written;  // the day on which its newest file was
  bool readable = false;  // the file could be read at all
  std::vector<std::unique_ptr<Article>> chapters;  // of a book: its messages point into their sources
};

/// Reads the bytes of one file into source, raw and embedded, by the kind that it is. `wants`: how. `lang`: of a file that names none.
void read_content(Article& article, const std::string& path, const std::string& bytes, const ArticleInput& wants, bool book,
                  const std::string& lang = {});

/// Reads, recovers or parses, resolves, and loads the pictures. Always an Article; what went wrong is in its diagnostics.
/// A book (one that the command line asks for, or an article with `book:` in its front matter) is one Article.
std::unique_ptr<Article> read_article(const ArticleInput& input, const FileSystem& files, bool keep_raw = false);

}  // namespace pamphlet
