// Where the process begins and ends.
#include <exception>
#include <iostream>
#include <new>

#include "app/report.h"
#include "app/session.h"

namespace pamphlet {
namespace {

int run(int argc, const char* const* argv) {
  int status = kExitOk;
  const std::optional<Options> options = parse_options(argc, argv, status);
  if (!options) return status;
  Session session(*options, disk(), options->command != Command::import);
  session.adjust(session.diagnostics);
  std::cerr << report_text(session.diagnostics, session.least_shown(), coloring(options->color));
  // Findings about the run (a style with a typo, a folder without articles) stop what depends on them; other articles
  // of the batch go on.
  const int before = status_of(session.diagnostics);
  if (session.status != kExitOk) return session.status;
  for (const Diagnostic& diagnostic : session.diagnostics.items()) {
    const std::string_view id = info(diagnostic.code).id;
    if (diagnostic.severity == Severity::error && (id.starts_with("S2") || id == "E900")) return before;
  }
  int result = kExitOk;
  switch (options->command) {
    case Command::build: result = run_build(session); break;
    case Command::import: result = run_import(session); break;
    case Command::check: result = run_check(session); break;
    case Command::layout: result = run_layout(session); break;
    case Command::dump: result = run_dump(session); break;
  }
  return worse(before, result);
}

}  // namespace
}  // namespace pamphlet

int main(int argc, char** argv) {
  try {
    return pamphlet::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "pamphlet: error: out of memory\n";
  } catch (const std::exception& error) {
    std::cerr << "pamphlet: error: this is a bug in Pamphlet: " << error.what() << "\n";
  }
  return pamphlet::kExitIo;
}
