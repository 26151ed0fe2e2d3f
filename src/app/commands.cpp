// The commands that write no book: import, check, layout, dump.
#include <fmt/core.h>

#include <iostream>

#include "app/article.h"
#include "app/layout_report.h"
#include "app/report.h"
#include "app/session.h"
#include "base/codes.h"
#include "check/check.h"
#include "layout/layout.h"
#include "markdown/markdown.h"
#include "pdf/pdf.h"

namespace pamphlet {
namespace {

PageList pages_of(const Session& session, Article& article, LayoutReport* report = nullptr) {
  const Resources& resources = *session.resources;
  const LayoutInput input{article.document, resources.style(),
                          article.images,   resources.fonts(),
                          [&](std::string_view name) { return resources.mark(name); }, session.options.draft};
  return lay_out(input, article.diagnostics, report);
}

}  // namespace

int run_import(Session& session) {
  if (session.articles.empty()) return kExitErrors;
  ArticleInput input = session.articles.front();
  // A Markdown file is imported as Markdown: what `import` wrote, `import` leaves as it is.
  const std::unique_ptr<Article> article = read_article(input, session.files, true);
  session.adjust(article->diagnostics);
  // What was guessed is the report that import exists for: hints are shown unless --quiet.
  std::cerr << report_text(article->diagnostics, session.options.quiet ? Severity::error : Severity::hint,
                           coloring(session.options.color));
  const int status = status_of(article->diagnostics);
  if (!article->readable || article->source->text.empty()) return status;
  const std::string markdown = write_markdown(article->raw);
  if (session.options.output.empty()) {
    std::cout << markdown << std::flush;
    return std::cout ? status : kExitIo;
  }
  const std::string& path = session.options.output;
  std::string problem = same_file(path, input.path) ? "it is the input" : make_folders(parent_path(path));
  if (problem.empty()) problem = write_atomically(path, markdown);
  if (!problem.empty()) {
    std::cerr << format({code::output_failed, Severity::error, "it cannot be written: " + problem, "", nullptr, {}, path});
    return kExitIo;
  }
  if (!session.options.quiet) std::cout << "wrote " << path << "\n";
  return status;
}

int run_check(Session& session) {
  int status = kExitOk;
  std::vector<Finding> findings;
  Diagnostics styling;
  check_style(session.resources->style(), styling);
  session.adjust(styling);
  const auto report = [&](const Diagnostics& diagnostics) {
    status = worse(status, status_of(diagnostics));
    if (session.options.format == ReportFormat::text) {
      std::cout << report_text(diagnostics, session.options.quiet ? Severity::error : Severity::hint, coloring(session.options.color));
    } else {
      for (Finding& finding : findings_of(diagnostics)) findings.push_back(std::move(finding));
    }
  };
  report(styling);
  for (const ArticleInput& input : session.articles) {
    const std::unique_ptr<Article> article = read_article(input, session.files);
    if (article->readable) {
      article->document = add_parts(std::move(article->document), session.resources->style().parts);
      check_document(article->document, article->images, today(), article->diagnostics);
      const PageList pages = pages_of(session, *article);
      check_pages(article->document, pages, article->diagnostics);
    }
    article->diagnostics.sort_by_place();
    session.adjust(article->diagnostics);
    report(article->diagnostics);
  }
  if (session.options.format == ReportFormat::json) std::cout << report_json(findings);
  if (session.options.format == ReportFormat::sarif) std::cout << report_sarif(findings);
  std::cout.flush();
  return std::cout ? status : kExitIo;
}

int run_layout(Session& session) {
  int status = kExitOk;
  LayoutReportWriter writer(session.options.format);
  for (const ArticleInput& input : session.articles) {
    const std::unique_ptr<Article> article = read_article(input, session.files);
    if (article->readable) {
      LayoutReport report;
      article->document = add_parts(std::move(article->document), session.resources->style().parts);
      pages_of(session, *article, &report);
      std::cout << writer.article(input.path, article->document, report);
    }
    session.adjust(article->diagnostics);
    std::cerr << report_text(article->diagnostics, session.least_shown(), coloring(session.options.color));
    status = worse(status, status_of(article->diagnostics));
  }
  std::cout << writer.end();
  std::cout.flush();
  return std::cout ? status : kExitIo;
}

int run_dump(Session& session) {
  int status = kExitOk;
  if (session.options.stage == "style") {
    std::cout << dump(session.resources->style());
    return std::cout.flush() ? status : kExitIo;
  }
  for (const ArticleInput& input : session.articles) {
    const std::unique_ptr<Article> article = read_article(input, session.files);
    std::string text;
    article->document = add_parts(std::move(article->document), session.resources->style().parts);
    if (article->readable && session.options.stage == "document") {
      text = dump(article->document);
    } else if (article->readable) {
      const PageList pages = pages_of(session, *article);
      text = session.options.stage == "pages" ? dump(pages) : dump_tags(article->document, pages);
    }
    session.adjust(article->diagnostics);
    std::cerr << report_text(article->diagnostics, session.least_shown(), coloring(session.options.color));
    status = worse(status, status_of(article->diagnostics));
    std::cout << text;
  }
  std::cout.flush();
  return std::cout ? status : kExitIo;
}

}  // namespace pamphlet
