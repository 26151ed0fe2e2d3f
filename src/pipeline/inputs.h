// What the command line names, as a list of articles.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/files.h"
#include "doc/doc.h"

namespace pamphlet {

/// Largest article: far beyond any book, small enough never to exhaust memory.
inline constexpr std::uint64_t kMaxArticleBytes = 64u << 20;

struct ArticleInput {
  std::string path;    // "-" = standard input
  std::string stem;    // of its outputs
  std::string root;    // images may come from here
  std::optional<std::string> bytes = {};  // of the article, when they are at hand; else the file is read
  std::optional<bool> smart_punctuation = {};          // the command line's word
  std::optional<bool> smart_punctuation_default = {};  // the project's, which the front matter overrides
  std::shared_ptr<const Meta> defaults = {};           // the project's front matter for what the article does not say
  bool whole_page = false;                             // of a web page, what is around the article too
  // A book: its articles in their order, and the folder that their names count from. `path` is its index file, if
  // it has one, or what messages about the book as a whole call it.
  bool book = false, has_index = false;
  std::string base = {};
  std::vector<ArticleInput> chapters = {};
};

/// Files as named; a folder's articles (kinds.h) in name order, without its subfolders. Two articles with one stem
/// cannot both be published: the later one is E110.
std::vector<ArticleInput> find_articles(const std::vector<std::string>& inputs, const std::string& root,
                                        const FileSystem& files, Diagnostics& diagnostics);

/// The inputs as one book. In a folder `index.md`, `book.md` or mdBook's SUMMARY.md speaks for the book: what it lists are
/// the chapters; when it lists none, all the other articles are, in name order.
std::vector<ArticleInput> find_book(const std::vector<std::string>& inputs, const std::string& root,
                                    const FileSystem& files, Diagnostics& diagnostics);

}  // namespace pamphlet
