#include "app/batch.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <shared_mutex>
#include <system_error>
#include <thread>

#include "app/memory.h"
#include "app/terminal.h"
#include "base/codes.h"
#include "layout/codes.h"

namespace pamphlet {
namespace {

using Clock = std::chrono::steady_clock;
// A build shorter than this is over before anybody wonders (Nielsen, Usability Engineering, §5.5: one second keeps the
// flow of thought); half of it leaves room for the slowest article.
constexpr auto kProgressAfter = std::chrono::milliseconds(500);

class Batch {
 public:
  Batch(const Run& run, const Options& options, const std::function<Outcome(const ArticleInput&)>& work,
        const std::function<void(Outcome&)>& print)
      : articles_(run.articles), quiet_(options.quiet), work_(work), print_(print), outcomes_(run.articles.size()) {}

  int run(unsigned jobs) {
    std::vector<std::thread> workers;
    const std::size_t wanted = std::min<std::size_t>(jobs, outcomes_.size());
    try {
      while (wanted > 1 && workers.size() < wanted) workers.emplace_back([this] { work(); });
    } catch (const std::system_error&) {  // the system has no more threads: fewer do, or none
    }
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      if (workers.empty()) {
        outcomes_[k] = guarded(articles_[k]);
      } else {
        std::unique_lock guard(lock_);
        ready_.wait(guard, [&] { return outcomes_[k].done; });
      }
      if (outcomes_[k].starved && !workers.empty()) {
        const std::unique_lock only_one(side_by_side_);
        outcomes_[k] = guarded(articles_[k]);
      }
      report(k);
    }
    for (std::thread& worker : workers) worker.join();
    if (shown_) show_progress("");
    return status_;
  }

 private:
  Outcome guarded(const ArticleInput& input) const {
    restore_memory_reserve();
    Outcome outcome;
    try {
      outcome = work_(input);
    } catch (const std::bad_alloc&) {
      outcome = {};
      outcome.messages = fmt::format("{}: error[E111]: there is not enough memory; --memory raises the limit\n", input.path);
      outcome.status = kExitIo;
      outcome.starved = true;
    } catch (const std::exception& error) {
      outcome.messages = fmt::format("{}: error: this is a bug in Pamphlet: {}\n", input.path, error.what());
      outcome.status = kExitIo;
    }
    outcome.path = input.path;
    outcome.done = true;
    return outcome;
  }

  void work() {
    for (std::size_t k = next_++; k < outcomes_.size(); k = next_++) {
      std::shared_lock beside(side_by_side_);
      Outcome outcome = guarded(articles_[k]);
      beside.unlock();
      {
        const std::lock_guard guard(lock_);
        outcomes_[k] = std::move(outcome);
      }
      ready_.notify_one();
    }
  }

  void report(std::size_t k) {
    if (!quiet_ && Clock::now() - start_ >= kProgressAfter && is_terminal(Stream::error)) {
      shown_ = true;
      show_progress(fmt::format("{} of {} articles", k + 1, outcomes_.size()));
    }
    Outcome outcome = std::move(outcomes_[k]);
    if (shown_ && (!outcome.messages.empty() || !outcome.output.empty())) show_progress("");
    status_ = worse(status_, outcome.status);
    print_(outcome);
  }

  const std::vector<ArticleInput>& articles_;
  const bool quiet_;
  const std::function<Outcome(const ArticleInput&)>& work_;
  const std::function<void(Outcome&)>& print_;
  std::vector<Outcome> outcomes_;
  std::atomic<std::size_t> next_{0};
  std::mutex lock_;
  std::shared_mutex side_by_side_;
  std::condition_variable ready_;
  Clock::time_point start_ = Clock::now();
  bool shown_ = false;
  int status_ = kExitOk;
};

bool is_io(Code code) {
  return code == code::file_missing || code == code::file_unreadable || code == code::output_failed ||
         code == code::output_is_input || code == code::memory_exhausted;
}

}  // namespace

int run_batch(const Run& run, const Options& options, unsigned jobs, const std::function<Outcome(const ArticleInput&)>& work,
              const std::function<void(Outcome&)>& print) {
  return Batch(run, options, work, print).run(jobs);
}

int status_of(const Diagnostics& diagnostics) {
  int status = kExitOk;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity != Severity::error) continue;
    status = worse(status, is_io(diagnostic.code)                ? kExitIo
                           : diagnostic.code == code::fit_failed ? kExitFit
                                                                 : kExitErrors);
  }
  return status;
}

int worse(int one, int other) { return std::max(one, other); }

}  // namespace pamphlet
