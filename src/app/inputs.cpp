#include "app/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace pamphlet {
namespace {

bool is_article(const std::string& name) {
  const std::string kind = extension(name);
  return kind == ".md" || kind == ".markdown" || kind == ".txt";
}

}  // namespace

bool is_pasted_text(const std::string& path) { return extension(path) == ".txt"; }

std::vector<ArticleInput> find_articles(const std::vector<std::string>& inputs, const std::string& root,
                                        const FileSystem& files, Diagnostics& diagnostics) {
  std::vector<ArticleInput> found;
  for (const std::string& input : inputs) {
    if (input != "-" && files.is_folder(input)) {
      const std::size_t before = found.size();
      for (const std::string& name : files.list(input)) {
        const std::string path = join_path(input, name);
        if (is_article(name) && !files.is_folder(path)) found.push_back({path, stem(name), root.empty() ? input : root});
      }
      if (found.size() == before) {
        diagnostics.report(Code::folder_without_articles, input, "the folder holds no article",
                           "name a folder with .md or .txt files, or a file");
      }
      continue;
    }
    const std::string folder = input == "-" ? "." : parent_path(input);
    found.push_back({input, input == "-" ? "stdin" : stem(input), root.empty() ? folder : root});
  }
  std::map<std::string, std::string> taken;  // by folded stem: some file systems do not tell case apart
  std::vector<ArticleInput> articles;
  for (ArticleInput& article : found) {
    const auto [place, fresh] = taken.emplace(fold_case(article.stem), article.path);
    if (fresh) {
      articles.push_back(std::move(article));
    } else if (!same_file(place->second, article.path)) {
      diagnostics.report(Code::output_clash, article.path,
                         fmt::format("it would overwrite the outputs of {}", place->second), "rename one of the two");
    }
  }
  return articles;
}

}  // namespace pamphlet
