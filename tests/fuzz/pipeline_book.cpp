// Any bytes as the articles of a book, parted by form feeds: the index first, then a.md, b.md and so on. One sound tree
// comes out, and findings in the files that they are about.
#include <string>

#include "pipeline/article.h"
#include "tree.h"

using namespace pamphlet;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostFiles = 8;
  MemoryFiles files;
  std::string_view rest = fuzz::as_text(data, size);
  for (std::size_t k = 0; k < kMostFiles; ++k) {
    const std::size_t end = std::min(rest.find('\f'), rest.size());
    files.files[k == 0 ? "book/index.md" : "book/" + std::string(1, static_cast<char>('a' + k - 1)) + ".md"] = rest.substr(0, end);
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  Diagnostics diagnostics;
  for (const ArticleInput& input : find_book({"book"}, "book", files, diagnostics)) {
    const auto book = read_article(input, files);
    if (!book->readable) continue;
    fuzz::check_tree(book->document);
    require(!dump(book->document).empty());
    for (const Diagnostic& finding : book->diagnostics.items()) require(!format(finding).empty());
  }
  return 0;
}
