#include "app/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <thread>

#include "app/batch.h"
#include "app/layout_report.h"
#include "app/report.h"
#include "base/codes.h"
#include "html/codes.h"
#include "markdown/markdown.h"
#include "pdf/pdf.h"

namespace pamphlet {
namespace {

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
  using Clock = std::chrono::steady_clock;
  Clock::time_point last_ = Clock::now();
  std::string text_;
};

std::string human_size(std::size_t bytes) {
  return bytes < 1'000'000 ? fmt::format("{} kB", (bytes + 999) / 1000) : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

unsigned jobs_of(const Options& options) {
  return options.jobs > 0 ? static_cast<unsigned>(options.jobs) : std::max(1u, std::thread::hardware_concurrency());
}

/// How much of a web page is not of its article, where the hints that say it one by one are not shown.
std::string left_out_line(const Made& made) {
  const auto& items = made.findings.items();
  const auto parts = std::count_if(items.begin(), items.end(), [](const Diagnostic& finding) { return finding.code == code::page_furniture; });
  if (parts == 0 || made.sources.empty()) return {};
  return fmt::format("{}: {} part{} of the page around the article {} left out (-v names them, --whole-page keeps them)\n", made.sources.front()->path,
                     parts, parts == 1 ? "" : "s", parts == 1 ? "was" : "were");
}

/// What the commands that publish nothing say on standard error.
Outcome messages_of(const Made& made, const Options& options, Severity least) {
  Outcome outcome;
  outcome.messages = report_text(made.findings, least, coloring(options.color));
  outcome.hints = made.findings.count(Severity::hint);
  if (least == Severity::warning) outcome.messages += left_out_line(made);
  outcome.status = status_of(made.findings);
  outcome.starved = made.findings.has(code::memory_exhausted);
  return outcome;
}

void print(Outcome& outcome) {
  std::cerr << outcome.messages;
  std::cout << outcome.output << std::flush;  // said of a file that is there, whatever comes after
}

/// The status of a command that has written to standard output.
int flushed(int status) {
  if (std::cout.flush()) return status;
  std::cerr << "pamphlet: error: standard output cannot be written\n";
  return kExitIo;
}

/// Errors of a draft are said and do no harm; a file that cannot be read or made, or does not fit, still fails.
int draft_status(const Run& run, const Made& made, int status) {
  return made.publishable && run.request.draft && status == kExitErrors ? kExitOk : status;
}

bool is_about(const Made& made, const Source& source) {
  return std::any_of(made.sources.begin(), made.sources.end(), [&](const auto& own) { return own.get() == &source; });
}

Outcome build_one(const Run& run, const Options& options, const ArticleInput& input) {
  StageTimer timer;
  Wanted wanted = publishing(run);
  wanted.report = options.verbose && wanted.pdf;
  wanted.after_stage = [&](std::string_view stage) { timer.lap(stage); };
  Made made = make(run, input, wanted);
  std::string wrote;
  const std::vector<Written> written = write_outputs(run, input, made, disk());
  for (const Written& file : written) {
    const std::string pages = fmt::format("  {} page{}", made.page_count, made.page_count == 1 ? "" : "s");
    wrote += fmt::format("wrote {}{}  {}\n", file.path, file.pdf ? pages : "", human_size(file.bytes));
  }
  timer.lap("write");
  Outcome outcome = messages_of(made, options, least_shown(options));
  if (!options.quiet) outcome.output = std::move(wrote);
  outcome.status = draft_status(run, made, outcome.status);
  outcome.published = !written.empty();
  if (options.verbose) {
    outcome.messages += fmt::format("{}: {}\n", input.path, timer.text());
    if (made.pdf) outcome.messages += fmt::format("{}: {}\n", input.path, layout_line(made.report.totals));
  }
  return outcome;
}

}  // namespace

namespace {

/// What a run of several articles came to: "28 published, 2 not: a.md, b.md; 41 hints (-v shows them)".
class Summary {
 public:
  Summary(const Run& run, const Options& options) : run_(run), options_(options), hints_(run.findings.count(Severity::hint)) {}

  void add(const Outcome& outcome) {
    hints_ += outcome.hints;
    if (outcome.published) ++published_;
    else missing_.push_back(outcome.path);
  }

  std::string text() const {
    if (options_.quiet || run_.articles.size() < 2) return {};
    std::string out = fmt::format("{} published", published_);
    if (!missing_.empty()) out += fmt::format(", {} not: {}", missing_.size(), list(missing_));
    std::vector<std::string> passed;
    for (const Diagnostic& finding : run_.findings.items())
      if (finding.code == code::passed_over) passed.push_back(finding.path);
    if (!passed.empty()) out += "; passed over: " + list(passed);
    if (hints_ > 0 && !options_.verbose) out += fmt::format("; {} hint{} (-v shows them)", hints_, hints_ == 1 ? "" : "s");
    return out + "\n";
  }

 private:
  static std::string list(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 20;  // a run over thousands of files names the first ones
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) out += (i > 0 ? ", " : "") + names[i];
    return names.size() > kMost ? out + fmt::format(" and {} more", names.size() - kMost) : out;
  }

  const Run& run_;
  const Options& options_;
  std::size_t hints_, published_ = 0;
  std::vector<std::string> missing_;
};

}  // namespace

int run_build(const Run& run, const Options& options) {
  const auto work = [&](const ArticleInput& input) { return build_one(run, options, input); };
  Summary summary(run, options);
  const int status = run_batch(run, options, jobs_of(options), work, [&](Outcome& outcome) {
    summary.add(outcome);
    print(outcome);
  });
  std::cerr << summary.text();
  return flushed(status);
}

int run_import(const Run& run, const Options& options) {
  if (run.articles.empty()) return kExitErrors;
  const ArticleInput& input = run.articles.front();
  // A Markdown file is imported as Markdown: what `import` wrote, `import` leaves as it is.
  Wanted wanted;
  wanted.raw = true;
  Made made = make(run, input, wanted);
  std::vector<std::string> pictures;
  if (options.output.empty()) inline_embedded(made);
  else if (made.readable && disk().make_folders(parent_path(options.output)).empty()) pictures = write_embedded(made, options.output, disk());
  // What was guessed is the report that import exists for: hints are shown unless --quiet.
  const Outcome outcome = messages_of(made, options, options.quiet ? Severity::error : Severity::hint);
  std::cerr << outcome.messages;
  if (!made.readable || made.sources.front()->text.empty()) return outcome.status;
  const std::string markdown = write_markdown(made.raw);
  if (options.output.empty()) {
    std::cout << markdown;
    return flushed(outcome.status);
  }
  const std::string& path = options.output;
  std::string problem = disk().same_file(path, input.path) ? "it is the input" : disk().make_folders(parent_path(path));
  if (problem.empty()) problem = disk().write(path, markdown);
  if (!problem.empty()) {
    std::cerr << format({code::output_failed, Severity::error, "it cannot be written: " + problem, "", nullptr, {}, path});
    return kExitIo;
  }
  pictures.insert(pictures.begin(), path);
  if (!options.quiet) {
    for (const std::string& each : pictures) std::cout << "wrote " << each << "\n";
  }
  return outcome.status;
}

int run_check(const Run& run, const Options& options) {
  std::vector<Finding> findings;
  // Hints are what a check is for; but those about a style, which say the same for every article, are for --verbose.
  const auto outcome_of = [&](const Diagnostics& found, const Made* article) {
    Outcome outcome;
    outcome.status = status_of(found);
    Diagnostics shown;
    for (const Diagnostic& finding : found.items()) {
      const bool about_article = article != nullptr && (finding.source == nullptr || is_about(*article, *finding.source));
      const Severity least = about_article && !options.quiet ? Severity::hint : least_shown(options);
      if (finding.severity >= least || options.format != ReportFormat::text) shown.add(finding);
    }
    if (options.format == ReportFormat::text) {
      outcome.output = report_text(shown, Severity::hint, coloring(options.color));
    } else {
      outcome.findings = findings_of(shown);
    }
    return outcome;
  };
  const auto report = [&](Outcome& outcome) {
    print(outcome);
    for (Finding& finding : outcome.findings) findings.push_back(std::move(finding));
  };
  Outcome about_run = outcome_of(run.findings, nullptr);
  report(about_run);
  int status = kExitOk;
  if (run.state == Run::State::ready) {
    status = run_batch(run, options, jobs_of(options), [&](const ArticleInput& input) {
      const Made made = make(run, input, publishing(run));
      Outcome outcome = outcome_of(made.findings, &made);
      outcome.status = draft_status(run, made, outcome.status);
      outcome.starved = made.findings.has(code::memory_exhausted);
      return outcome;
    }, report);
  }
  if (options.format == ReportFormat::json) std::cout << report_json(findings);
  if (options.format == ReportFormat::sarif) std::cout << report_sarif(findings);
  return flushed(status);
}

int run_layout(const Run& run, const Options& options) {
  LayoutReportWriter writer(options.format);
  const int status = run_batch(run, options, 1, [&](const ArticleInput& input) {
    Wanted wanted;
    wanted.report = true;
    const Made made = make(run, input, wanted);
    Outcome outcome = messages_of(made, options, least_shown(options));
    if (made.readable) outcome.output = writer.article(input.path, made.printed(), made.report);
    return outcome;
  }, print);
  std::cout << writer.end();
  return flushed(status);
}

int run_dump(const Run& run, const Options& options) {
  if (options.stage == "style") {
    std::cout << dump(run.style());
    return flushed(kExitOk);
  }
  return flushed(run_batch(run, options, 1, [&](const ArticleInput& input) {
    Wanted wanted;
    wanted.pages = options.stage != "document";
    const Made made = make(run, input, wanted);
    Outcome outcome = messages_of(made, options, least_shown(options));
    if (!made.readable) return outcome;
    outcome.output = options.stage == "document" ? dump(made.document)
                     : options.stage == "pages"  ? dump(*made.pages)
                                                 : dump_tags(made.printed(), *made.pages);
    return outcome;
  }, print));
}

}  // namespace pamphlet
