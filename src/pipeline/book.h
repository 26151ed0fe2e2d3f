// Several articles as one book.
#pragma once

#include <memory>

#include "pipeline/article.h"

namespace pamphlet {

/// Reads the book that `input` names, or that the front matter of its `index` names. The index is null when the book has
/// none; else its source, its tree as read, and its diagnostics are taken over. Always an Article.
std::unique_ptr<Article> read_book(const ArticleInput& input, const FileSystem& files, std::unique_ptr<Article> index);

}  // namespace pamphlet
