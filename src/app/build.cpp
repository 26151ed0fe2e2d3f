// The build command: articles × outputs, in parallel, reported in the order they were named.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>
#include <utility>

#include "app/article.h"
#include "app/layout_report.h"
#include "app/report.h"
#include "app/session.h"
#include "app/terminal.h"
#include "base/codes.h"
#include "check/check.h"
#include "epub/epub.h"
#include "layout/layout.h"
#include "pdf/pdf.h"

namespace pamphlet {
namespace {

using Clock = std::chrono::steady_clock;
// A build shorter than this is over before anybody wonders (Nielsen, Usability Engineering, §5.5: one second keeps the
// flow of thought); the issue asks for half of it.
constexpr auto kProgressAfter = std::chrono::milliseconds(500);

/// What a worker hands back: text only, so that the article's memory is free before the next one.
struct Outcome {
  std::string wrote, messages;
  int status = kExitOk;
  bool done = false;
};

class StageTimer {
 public:
  void lap(std::string_view name) {
    const Clock::time_point now = Clock::now();
    fmt::format_to(std::back_inserter(text_), "{}{} {:.1f} ms", text_.empty() ? "" : ", ", name,
                   std::chrono::duration<double, std::milli>(now - last_).count());
    last_ = now;
  }
  const std::string& text() const { return text_; }

 private:
  Clock::time_point last_ = Clock::now();
  std::string text_;
};

struct Outputs {
  std::optional<std::string> pdf, epub;
  LayoutReport report;  // with --verbose
  std::size_t pages = 0;
};

std::string human_size(std::size_t bytes) {
  return bytes < 1'000'000 ? fmt::format("{} kB", (bytes + 999) / 1000) : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Outputs make_outputs(const Session& session, Article& article, StageTimer& timer) {
  Outputs outputs;
  const Resources& resources = *session.resources;
  const auto mark = [&](std::string_view name) { return resources.mark(name); };
  if (session.pdf) {
    const LayoutInput input{article.document, resources.style(), article.images, resources.fonts(), mark,
                            session.options.draft};
    PageList pages = lay_out(input, article.diagnostics, session.options.verbose ? &outputs.report : nullptr);
    outputs.pages = pages.pages.size();
    check_pages(article.document, pages, article.diagnostics);
    timer.lap("layout");
    outputs.pdf = write_pdf({article.document, std::move(pages), article.images, resources.fonts()}, article.diagnostics);
    timer.lap("pdf");
  }
  if (session.epub) {
    const EpubInput input{article.document, resources.style(), article.images, resources.fonts(), mark,
                          session.options.draft};
    outputs.epub = write_package(make_package(input, article.diagnostics), article.diagnostics);
    timer.lap("epub");
  }
  return outputs;
}

/// A draft marks the errors that only concern the article as survivable; a file that cannot be made still fails.
bool may_publish(const Session& session, const Article& article) {
  return !article.diagnostics.has_errors() || session.options.draft;
}

void write_output(const Session& session, const ArticleInput& input, std::string_view kind, const std::string& bytes,
                  std::string_view extra, Article& article, Outcome& outcome) {
  const std::string folder = !session.options.output.empty()    ? session.options.output
                             : !session.project.output.empty() ? join_path(session.project.folder, session.project.output)
                                                               : "out";
  const std::string path = join_path(folder, input.stem + session.suffix + "." + std::string(kind));
  if (same_file(path, input.path)) {
    article.diagnostics.report(code::output_is_input, path, "the output would overwrite the article", "choose another folder with -o");
    return;
  }
  std::string problem = make_folders(folder);
  if (problem.empty()) problem = write_atomically(path, bytes);
  if (!problem.empty()) {
    article.diagnostics.report(code::output_failed, path, "it cannot be written: " + problem, "an earlier output is untouched");
    return;
  }
  outcome.wrote += fmt::format("wrote {}{}  {}\n", path, extra, human_size(bytes.size()));
}

Outcome build_one(const Session& session, const ArticleInput& input) {
  Outcome outcome;
  StageTimer timer;
  const std::unique_ptr<Article> article = read_article(input, session.files);
  article->document = add_parts(std::move(article->document), session.resources->style().parts);
  timer.lap("read");
  Outputs outputs;
  if (article->readable) {
    check_document(article->document, article->images, today(), article->diagnostics);
    session.adjust(article->diagnostics);
    if (may_publish(session, *article)) outputs = make_outputs(session, *article, timer);
    session.adjust(article->diagnostics);
  }
  const bool publish = article->readable && may_publish(session, *article);
  if (publish && outputs.pdf) {
    const std::string pages = fmt::format("  {} page{}", outputs.pages, outputs.pages == 1 ? "" : "s");
    write_output(session, input, "pdf", *outputs.pdf, pages, *article, outcome);
  }
  if (publish && outputs.epub) write_output(session, input, "epub", *outputs.epub, "", *article, outcome);
  timer.lap("write");
  outcome.status = status_of(article->diagnostics);
  if (publish && session.options.draft && outcome.status == kExitErrors) outcome.status = kExitOk;
  outcome.messages = report_text(article->diagnostics, session.least_shown(), coloring(session.options.color));
  if (article->readable && !publish) {
    outcome.messages += fmt::format("{}: not published: its errors come first (--draft publishes it all the same)\n", input.path);
  }
  if (session.options.verbose) {
    outcome.messages += fmt::format("{}: {}\n", input.path, timer.text());
    if (outputs.pdf) outcome.messages += fmt::format("{}: {}\n", input.path, layout_line(outputs.report.totals));
  }
  return outcome;
}

class BuildRun {
 public:
  explicit BuildRun(Session& session) : session_(session), outcomes_(session.articles.size()) {}

  int run() {
    const std::size_t wanted = session_.options.jobs > 0 ? static_cast<std::size_t>(session_.options.jobs)
                                                         : std::max(1u, std::thread::hardware_concurrency());
    const std::size_t count = std::min(wanted, outcomes_.size());
    if (count <= 1) {
      for (std::size_t k = 0; k < outcomes_.size(); ++k) {
        outcomes_[k] = build_one(session_, session_.articles[k]);
        progress(k + 1);
        print(k);
      }
    } else {
      run_parallel(count);
    }
    if (shown_) show_progress("");
    return status_;
  }

 private:
  void run_parallel(std::size_t count) {
    std::vector<std::thread> workers;
    for (std::size_t k = 0; k < count; ++k) workers.emplace_back([this] { work(); });
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      {
        std::unique_lock guard(lock_);
        ready_.wait(guard, [&] { return outcomes_[k].done; });
      }
      progress(k + 1);
      print(k);
    }
    for (std::thread& worker : workers) worker.join();
  }

  void work() {
    for (std::size_t k = next_++; k < outcomes_.size(); k = next_++) {
      Outcome outcome = build_one(session_, session_.articles[k]);
      outcome.done = true;
      {
        const std::lock_guard guard(lock_);
        outcomes_[k] = std::move(outcome);
      }
      ready_.notify_one();
    }
  }

  void progress(std::size_t done) {
    if (session_.options.quiet || Clock::now() - start_ < kProgressAfter || !is_terminal(Stream::error)) return;
    shown_ = true;
    show_progress(fmt::format("{} of {} articles", done, outcomes_.size()));
  }

  void print(std::size_t k) {
    if (shown_ && (!outcomes_[k].messages.empty() || !outcomes_[k].wrote.empty())) show_progress("");
    std::cerr << outcomes_[k].messages;
    if (!session_.options.quiet) std::cout << outcomes_[k].wrote;
    status_ = worse(status_, outcomes_[k].status);
    outcomes_[k] = Outcome{};
  }

  Session& session_;
  std::vector<Outcome> outcomes_;
  std::atomic<std::size_t> next_{0};
  std::mutex lock_;
  std::condition_variable ready_;
  Clock::time_point start_ = Clock::now();
  bool shown_ = false;
  int status_ = kExitOk;
};

}  // namespace

int run_build(Session& session) {
  const int status = BuildRun(session).run();
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "pamphlet: error: standard output cannot be written\n";
    return kExitIo;
  }
  return status;
}

}  // namespace pamphlet
