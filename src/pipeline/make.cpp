#include <fmt/core.h>

#include <new>

#include "base/codes.h"
#include "check/check.h"
#include "pdf/pdf.h"
#include "pipeline/article.h"
#include "pipeline/pipeline.h"
#include "pipeline/resources.h"

namespace pamphlet {
namespace {

class Maker {
 public:
  Maker(const Run& run, const ArticleInput& input, const Wanted& wanted, Made& made)
      : run_(run), input_(input), wanted_(wanted), made_(made) {}

  void run() {
    read();
    if (made_.readable && run_.resources != nullptr) {
      if (wanted_.checks) check_document(made_.document, made_.images, *run_.request.today, made_.findings);
      if (wanted_.pages || wanted_.report || wanted_.pdf) lay_out_pages();
      if (wanted_.pdf) print();
      if (wanted_.package || wanted_.epub) pack();
    }
    settle(run_, made_.findings);
    made_.publishable = made_.readable && (run_.request.draft || (run_.style_passes && !made_.findings.has_errors()));
    if (!made_.publishable) {
      made_.pdf.reset();
      made_.epub.reset();
    }
  }

 private:
  void read() {
    std::unique_ptr<Article> article = read_article(input_, *run_.files, wanted_.raw);
    made_.readable = article->readable;
    made_.findings = std::move(article->diagnostics);
    if (article->source != nullptr) made_.sources.push_back(article->source);
    for (const auto& chapter : article->chapters) made_.sources.push_back(chapter->source);
    made_.resources = run_.resources;
    written_ = article->written;
    made_.raw = std::move(article->raw);
    made_.embedded = std::move(article->embedded);
    made_.images = std::move(article->images);
    made_.document = run_.resources != nullptr ? add_parts(std::move(article->document), run_.style().parts)
                                               : std::move(article->document);
    if (run_.resources != nullptr) report_classes(made_.document, run_.style(), made_.findings);
    done("read");
  }

  void lay_out_pages() {
    made_.paper = with_address_notes(made_.document, run_.style());
    const LayoutInput input{made_.printed(), run_.style(), made_.images, run_.resources->fonts(), mark(), run_.request.draft};
    made_.pages = lay_out(input, made_.findings, wanted_.report ? &made_.report : nullptr);
    made_.page_count = made_.pages->pages.size();
    if (wanted_.checks) check_pages(made_.printed(), *made_.pages, made_.findings);
    done("layout");
  }

  void print() {
    PageList pages = wanted_.pages ? *made_.pages : std::move(*made_.pages);
    if (!wanted_.pages) made_.pages.reset();
    made_.pdf = write_pdf({made_.printed(), std::move(pages), made_.images, run_.resources->fonts(),
                           run_.pdf_standard.value_or(run_.style().pdf_standard)}, made_.findings);
    done("pdf");
  }

  void pack() {
    const EpubInput input{made_.document, run_.style(), made_.images, run_.resources->fonts(), mark(), run_.request.draft,
                          written_ ? written_ : run_.request.today};
    Package package = make_package(input, made_.findings);
    if (wanted_.epub) made_.epub = write_package(package, made_.findings);
    if (wanted_.package) made_.package = std::move(package);
    done("epub");
  }

  std::function<const Drawing*(std::string_view)> mark() const {
    return [this](std::string_view name) { return run_.resources->mark(name); };
  }

  void done(std::string_view stage) const {
    if (wanted_.after_stage) wanted_.after_stage(stage);
  }

  const Run& run_;
  const ArticleInput& input_;
  const Wanted& wanted_;
  Made& made_;
  std::optional<Date> written_;
};

}  // namespace

Wanted publishing(const Run& run) {
  Wanted wanted;
  wanted.checks = true;
  wanted.pdf = run.request.pdf;
  wanted.epub = run.request.epub;
  return wanted;
}

Made make(const Run& run, const ArticleInput& input, const Wanted& wanted) {
  Made made;
  try {
    Maker(run, input, wanted, made).run();
  } catch (const std::bad_alloc&) {
    made = Made{};  // what has been made of it so far is what took the memory
    const std::uint64_t limit = run.request.memory;
    made.findings.report(code::memory_exhausted, input.path,
                         limit > 0 ? fmt::format("it needs more memory than the limit of {} MB", limit >> 20)
                                   : std::string("it needs more memory than there is"),
                         "split it, or raise the limit (--memory)");
  }
  return made;
}

}  // namespace pamphlet
