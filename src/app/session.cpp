#include "app/session.h"

#include <fmt/core.h>

#include "app/codes.h"
#include "base/codes.h"
#include "layout/codes.h"
#include "style/codes.h"

namespace pamphlet {
namespace {

constexpr const char* kDefaultStyle = "clinic";

bool is_io(Code code) {
  return code == code::file_missing || code == code::file_unreadable || code == code::output_failed ||
         code == code::output_is_input;
}

}  // namespace

Session::Session(const Options& given, const FileSystem& disk_files, bool with_style) : options(given), files(disk_files) {
  const std::string first = given.inputs.empty() || given.inputs.front() == "-" ? "." : given.inputs.front();
  const std::string folder = files.is_folder(first) ? first : parent_path(first);
  project = load_project(folder, files, diagnostics);
  pdf = given.pdf;
  epub = given.epub;
  std::string style = !given.style.empty() ? given.style : !project.style.empty() ? project.style : kDefaultStyle;
  std::optional<int> fit = given.fit;
  if (!given.edition.empty()) {
    const auto edition = project.editions.find(given.edition);
    if (edition == project.editions.end()) {
      std::string known;
      for (const auto& [name, unused] : project.editions) known += (known.empty() ? "" : ", ") + name;
      diagnostics.report(code::project_invalid, project.source == nullptr ? "pamphlet.toml" : project.source->path,
                         fmt::format("there is no edition “{}”", given.edition),
                         known.empty() ? "describe it as [edition.NAME] in pamphlet.toml" : "known editions: " + known);
      status = kExitUsage;
      return;
    }
    if (!edition->second.style.empty() && given.style.empty()) style = edition->second.style;
    if (!fit) fit = edition->second.fit;
    suffix = edition->second.suffix;
    pdf = edition->second.pdf.value_or(pdf);
    epub = edition->second.epub.value_or(epub);
  }
  // With a project file, pictures may come from anywhere in the project.
  const std::string root = !given.root.empty() ? given.root : project.folder;
  articles = given.book ? find_book(given.inputs, root, files, diagnostics)
                        : find_articles(given.inputs, root, files, diagnostics);
  const auto set_readers = [&](ArticleInput& article) {
    article.smart_punctuation = given.smart_punctuation;
    article.smart_punctuation_default = project.smart_punctuation;
  };
  for (ArticleInput& article : articles) {
    set_readers(article);
    for (ArticleInput& chapter : article.chapters) set_readers(chapter);
  }
  if (!with_style) return;
  Diagnostics styling;
  resources = std::make_unique<Resources>(style, project.folder, files, styling);
  if (fit) resources->fit(*fit);
  if (styling.has(code::style_missing)) status = kExitUsage;
  diagnostics.append(styling);
}

void Session::adjust(Diagnostics& found) const {
  for (const auto& [code, severity] : project.severities) found.set_severity(code, severity);
  if (options.werror) found.promote_warnings();
}

Severity Session::least_shown() const {
  if (options.quiet) return Severity::error;
  return options.verbose ? Severity::hint : Severity::warning;
}

int status_of(const Diagnostics& diagnostics) {
  int status = kExitOk;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity != Severity::error) continue;
    status = worse(status, is_io(diagnostic.code)                  ? kExitIo
                           : diagnostic.code == code::fit_failed ? kExitFit
                                                                  : kExitErrors);
  }
  return status;
}

int worse(int one, int other) { return std::max(one, other); }

}  // namespace pamphlet
