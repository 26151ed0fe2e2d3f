// Where the process begins and ends.
#include <exception>
#include <iostream>
#include <new>

#include "app/batch.h"
#include "app/clipboard.h"
#include "app/commands.h"
#include "app/memory.h"
#include "app/report.h"

namespace pamphlet {
namespace {

/// Standard input up to one byte more than an article may have: then it is found to be too large.
std::string read_standard_input() {
  std::string bytes;
  char buffer[65536];
  while (bytes.size() <= kMaxArticleBytes && (std::cin.read(buffer, sizeof buffer) || std::cin.gcount() > 0)) {
    bytes.append(buffer, static_cast<std::size_t>(std::cin.gcount()));
  }
  return bytes;
}

Request request_of(const Options& options) {
  Request request;
  request.inputs = options.inputs;
  for (const std::string& input : options.inputs) {
    if (input == "-" && request.standard_input.empty()) request.standard_input = read_standard_input();
  }
  const std::string styles = styles_beside(program_folder(), disk());
  if (!styles.empty()) request.style_folders.push_back(styles);
  request.with_style = options.command != Command::import;
  request.checks = options.command == Command::build || options.command == Command::check;
  request.style = options.style;
  request.edition = options.edition;
  request.root = options.root;
  request.output = options.output;
  request.fit = options.fit;
  request.smart_punctuation = options.smart_punctuation;
  request.memory = options.memory;
  request.pdf = options.pdf;
  request.epub = options.epub;
  request.book = options.book;
  request.whole_page = options.whole_page;
  request.draft = options.draft;
  request.forms = options.forms;
  request.print_shop = options.print_shop;
  request.werror = options.werror;
  return request;
}

int run(int argc, const char* const* argv) {
  int status = kExitOk;
  const std::optional<Options> options = parse_options(argc, argv, status);
  if (!options) return status;
  limit_memory(options->memory);
  Run run = prepare(request_of(*options), disk());
  if (options->clipboard && run.state == Run::State::ready) {
    Clipboard clipboard = read_clipboard(kMaxArticleBytes);
    if (!clipboard.problem.empty()) {
      std::cerr << "pamphlet: error: the clipboard cannot be read: " << clipboard.problem << "\n";
      return kExitIo;
    }
    if (!options->quiet) std::cerr << "pamphlet: took the clipboard's " << (clipboard.html ? "HTML" : "text") << " (" << clipboard.program << ")\n";
    run.articles = {input_of(run, clipboard.html ? "clipboard.html" : "clipboard.txt", std::move(clipboard.bytes))};
  }
  // A check reports what was found about the run with the rest, in the form that was asked for.
  if (options->command != Command::check) {
    std::cerr << report_text(run.findings, least_shown(*options), coloring(options->color));
  }
  const int before = run.state == Run::State::unknown_name ? kExitUsage : status_of(run.findings);
  if (options->command == Command::check) return worse(before, run_check(run, *options));
  if (run.state != Run::State::ready) return before;
  switch (options->command) {
    case Command::build: return worse(before, run_build(run, *options));
    case Command::import: return worse(before, run_import(run, *options));
    case Command::check: break;
    case Command::layout: return worse(before, run_layout(run, *options));
    case Command::dump: return worse(before, run_dump(run, *options));
  }
  return before;
}

}  // namespace
}  // namespace pamphlet

int main(int argc, char** argv) {
  try {
    return pamphlet::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "pamphlet: error[E111]: there is not enough memory; --memory raises the limit\n";
  } catch (const std::exception& error) {
    std::cerr << "pamphlet: error: this is a bug in Pamphlet: " << error.what() << "\n";
  }
  return pamphlet::kExitIo;
}
