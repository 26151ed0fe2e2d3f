#include "pipeline/inputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "base/codes.h"
#include "base/utf8.h"
#include "pipeline/kinds.h"

namespace pamphlet {
namespace {

/// What articles are made of, or what was made of them: nobody takes it for one.
bool belongs_to_articles(const std::string& name, const std::vector<std::string>& names) {
  constexpr std::string_view kParts[] = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".toml", ".css", ".ttf", ".otf"};
  const std::string kind = extension(name);
  if (name.starts_with('.') || std::find(std::begin(kParts), std::end(kParts), kind) != std::end(kParts)) return true;
  const bool output = kind == ".pdf" || kind == ".epub";
  return output && std::any_of(names.begin(), names.end(), [&](const std::string& other) { return is_article_name(other) && stem(other) == stem(name); });
}

/// A folder's files that are no articles, and folders in it that hold some.
void report_passed_over(const std::string& folder, const std::string& name, const std::vector<std::string>& names, const FileSystem& files, Diagnostics& diagnostics) {
  const std::string path = join_path(folder, name);
  if (files.is_folder(path)) {
    const std::vector<std::string> inside = name.starts_with('.') ? std::vector<std::string>() : files.list(path);
    if (std::none_of(inside.begin(), inside.end(), is_article_name)) return;
    diagnostics.report(code::passed_over, path, "the folder was passed over: folders within a folder are not looked into", "name it too");
  } else if (!belongs_to_articles(name, names)) {
    diagnostics.report(code::passed_over, path, "the file was passed over: it is of no kind that Pamphlet reads", fmt::format("save it as {}", kArticleKinds));
  }
}

std::vector<ArticleInput> named_articles(const std::vector<std::string>& inputs, const std::string& root,
                                         const FileSystem& files, Diagnostics& diagnostics) {
  std::vector<ArticleInput> found;
  for (const std::string& input : inputs) {
    if (input != "-" && files.is_folder(input)) {
      const std::size_t before = found.size();
      const std::vector<std::string> names = files.list(input);
      for (const std::string& name : names) {
        const std::string path = join_path(input, name);
        if (is_article_name(name) && !files.is_folder(path)) found.push_back({path, stem(name), root.empty() ? input : root});
        else report_passed_over(input, name, names, files, diagnostics);
      }
      if (found.size() == before) {
        diagnostics.report(code::folder_without_articles, input, "the folder holds no article",
                           fmt::format("name a folder with {} files, or a file", kArticleKinds));
      }
      continue;
    }
    const std::string folder = input == "-" ? "." : parent_path(input);
    found.push_back({input, input == "-" ? "stdin" : stem(input), root.empty() ? folder : root});
  }
  return found;
}

/// Which of the files of a folder speaks for the book; the end when none does.
std::vector<ArticleInput>::iterator find_index(std::vector<ArticleInput>& found) {
  for (const std::string_view name : {"index.md", "book.md", "summary.md"}) {
    const auto index = std::find_if(found.begin(), found.end(), [&](const ArticleInput& article) {
      return fold_case(file_name(article.path)) == name;
    });
    if (index != found.end()) return index;
  }
  return found.end();
}

}  // namespace

std::vector<ArticleInput> find_book(const std::vector<std::string>& inputs, const std::string& root,
                                    const FileSystem& files, Diagnostics& diagnostics) {
  std::vector<ArticleInput> found = named_articles(inputs, root, files, diagnostics);
  if (found.empty()) return {};
  const bool folder = inputs.size() == 1 && files.is_folder(inputs.front());
  ArticleInput book;
  book.book = true;
  book.base = folder ? inputs.front() : parent_path(found.front().path);
  book.root = found.front().root;
  const std::string name = file_name(normal_path(book.base));
  book.stem = name.empty() || name == ".." ? "book" : name;
  book.path = folder ? inputs.front() : found.front().path;
  const auto index = folder ? find_index(found) : inputs.size() == 1 ? found.begin() : found.end();
  if (index != found.end()) {
    book.has_index = true;
    book.path = index->path;
    if (!folder) book.stem = index->stem;
    found.erase(index);
  }
  book.chapters = std::move(found);
  return {std::move(book)};
}

std::vector<ArticleInput> find_articles(const std::vector<std::string>& inputs, const std::string& root,
                                        const FileSystem& files, Diagnostics& diagnostics) {
  std::vector<ArticleInput> found = named_articles(inputs, root, files, diagnostics);
  std::map<std::string, std::string> taken;  // by folded stem: some file systems do not tell case apart
  std::vector<ArticleInput> articles;
  for (ArticleInput& article : found) {
    const auto [place, fresh] = taken.emplace(fold_case(article.stem), article.path);
    if (fresh) {
      articles.push_back(std::move(article));
    } else if (!files.same_file(place->second, article.path)) {
      diagnostics.report(code::output_clash, article.path,
                         fmt::format("it would overwrite the outputs of {}", place->second), "rename one of the two");
    }
  }
  return articles;
}

}  // namespace pamphlet
