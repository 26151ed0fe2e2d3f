// Articles one after the other or side by side, reported in the order in which they were named.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/options.h"
#include "app/report.h"
#include "pipeline/pipeline.h"

namespace pamphlet {

/// What a worker hands back: text only, so that the article's memory is free before the next one.
struct Outcome {
  std::string output, messages;    // standard output, standard error
  std::vector<Finding> findings;   // for reports of the whole run
  std::string path;                // of the article
  std::size_t hints = 0;           // that were found
  bool published = false;
  int status = kExitOk;
  bool starved = false;            // memory ran out
  bool done = false;
};

/// Calls `work` for each article on `jobs` threads and `print` with its outcome on this one, in the order of the
/// articles. Returns the worst status. When the work on one fails, even by a bug, the others go on; one that had no memory
/// beside others is tried again alone, so that outcomes do not depend on the number of threads.
int run_batch(const Run& run, const Options& options, unsigned jobs, const std::function<Outcome(const ArticleInput&)>& work,
              const std::function<void(Outcome&)>& print);

/// The exit status that these findings call for: 0, 1, 3 or 4.
int status_of(const Diagnostics& diagnostics);
/// The more serious of two exit statuses.
int worse(int one, int other);

}  // namespace pamphlet
