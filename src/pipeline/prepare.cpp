#include <fmt/core.h>

#include <set>

#include "check/check.h"
#include "check/codes.h"
#include "doc/codes.h"
#include "epub/codes.h"
#include "html/codes.h"
#include "markdown/codes.h"
#include "pipeline/codes.h"
#include "pipeline/pipeline.h"
#include "pipeline/project.h"
#include "pipeline/resources.h"
#include "style/codes.h"

namespace pamphlet {
namespace {

constexpr const char* kDefaultStyle = "clinic";

/// The edition's word where the request has none; false when there is no such edition.
bool choose_edition(const Project& project, Request& request, Run& run, Diagnostics& findings) {
  if (request.edition.empty()) return true;
  const auto edition = project.editions.find(request.edition);
  if (edition == project.editions.end()) {
    std::string known;
    for (const auto& [name, unused] : project.editions) known += (known.empty() ? "" : ", ") + name;
    findings.report(code::project_invalid, project.source == nullptr ? "pamphlet.toml" : project.source->path,
                    fmt::format("there is no edition “{}”", request.edition),
                    known.empty() ? "describe it as [edition.NAME] in pamphlet.toml" : "known editions: " + known);
    return false;
  }
  if (request.style.empty()) request.style = edition->second.style;
  if (!request.fit) request.fit = edition->second.fit;
  request.pdf = edition->second.pdf.value_or(request.pdf);
  request.epub = edition->second.epub.value_or(request.epub);
  run.suffix = edition->second.suffix;
  return true;
}

void find_inputs(const Project& project, Run& run, Diagnostics& findings) {
  const Request& request = run.request;
  // With a project file, pictures may come from anywhere in the project.
  const std::string root = !request.root.empty() ? request.root : project.folder;
  run.articles = request.book ? find_book(request.inputs, root, *run.files, findings)
                              : find_articles(request.inputs, root, *run.files, findings);
  const auto set_readers = [&](ArticleInput& article) {
    article.smart_punctuation = request.smart_punctuation;
    article.smart_punctuation_default = run.smart_punctuation;
    article.defaults = run.defaults;
    article.whole_page = request.whole_page;
    if (article.path == "-") article.bytes = request.standard_input;
  };
  for (ArticleInput& article : run.articles) {
    set_readers(article);
    for (ArticleInput& chapter : article.chapters) set_readers(chapter);
  }
}

void find_style(const Project& project, Run& run, Diagnostics& findings) {
  Request& request = run.request;
  if (request.style.empty()) request.style = !project.style.empty() ? project.style : kDefaultStyle;
  auto resources = std::make_shared<Resources>(request.style, project.folder, request.style_folders, *run.files, findings);
  if (request.fit) resources->fit(*request.fit);
  if (request.forms) resources->with_forms();
  if (request.print_shop) resources->for_print_shop();
  run.resources = std::move(resources);
}

}  // namespace

const Style& Run::style() const { return resources->style(); }

Run prepare(Request request, const FileSystem& files) {
  Run run;
  run.files = &files;
  if (!request.today) request.today = today();
  Diagnostics basis, inputs, style;  // kept apart by what an error among them stops
  const std::string first = request.inputs.empty() || request.inputs.front() == "-" ? "." : request.inputs.front();
  const Project project = load_project(files.is_folder(first) ? first : parent_path(first), files, basis);
  run.project = project.source;
  run.smart_punctuation = project.smart_punctuation;
  run.pdf_standard = project.pdf_standard;
  if (request.with_style) run.defaults = project.defaults;  // an import writes what the article says, not the project
  run.severities.assign(project.severities.begin(), project.severities.end());
  if (!choose_edition(project, request, run, basis)) run.state = Run::State::unknown_name;
  if (request.output.empty() && !project.output.empty()) request.output = join_path(project.folder, project.output);
  if (request.output.empty()) request.output = "out";
  run.request = std::move(request);
  if (run.state == Run::State::ready) {
    find_inputs(project, run, inputs);
    if (run.request.with_style) {
      find_style(project, run, basis);
      if (basis.has(code::style_missing)) run.state = Run::State::unknown_name;
      if (run.request.checks) check_style(run.style(), style);
    }
  }
  settle(run, basis);
  settle(run, style);
  if (basis.has_errors() && run.state == Run::State::ready) run.state = Run::State::broken;
  run.style_passes = !style.has_errors();
  run.findings.append(basis);
  run.findings.append(inputs);
  run.findings.append(style);
  settle(run, run.findings);
  return run;
}

ArticleInput input_of(const Run& run, const std::string& path, std::string bytes) {
  ArticleInput input;
  input.path = path;
  input.stem = stem(path);
  input.root = !run.request.root.empty() ? run.request.root : parent_path(path);
  input.bytes = std::move(bytes);
  input.smart_punctuation = run.request.smart_punctuation;
  input.smart_punctuation_default = run.smart_punctuation;
  input.defaults = run.defaults;
  input.whole_page = run.request.whole_page;
  return input;
}

namespace {

/// What follows from a front matter that could not be read, or from an article that one mark swallows, is no finding of its own.
bool is_consequence(const Diagnostic& finding, bool no_front_matter, bool unclosed) {
  const Code code = finding.code;
  if (no_front_matter && (code == code::title_missing || code == code::lang_missing || code == code::sources_missing || code == code::identifier_derived)) return true;
  return unclosed && (code == code::empty_article || code == code::only_headings || code == code::footnote_undefined || code == code::link_target_missing);
}

}  // namespace

void settle(const Run& run, Diagnostics& findings) {
  for (const auto& [code, severity] : run.severities) findings.set_severity(code, severity);
  if (run.request.werror) findings.promote_warnings();
  findings.sort_by_place();
  Diagnostics once;
  std::set<std::string> said;
  const bool no_front_matter = findings.has(code::front_matter_invalid), unclosed = findings.has(code::html_unclosed);
  for (const Diagnostic& finding : findings.items()) {
    if (is_consequence(finding, no_front_matter, unclosed)) continue;
    const Source* source = finding.source;
    // A chapter's source and the book's hold the same line: the place is what the reader sees, not the offset.
    const LineColumn place = source != nullptr ? source->locate(finding.span.begin) : LineColumn{};
    const std::string& path = source != nullptr ? source->path_at(finding.span.begin) : finding.path;
    const bool whole = source == nullptr || finding.span == Span{};
    if (said.insert(fmt::format("{} {} {}:{} {} {}", info(finding.code).id, whole, place.line, place.column, path, finding.message)).second) {
      once.add(finding);
    }
  }
  findings = std::move(once);
}

}  // namespace pamphlet
