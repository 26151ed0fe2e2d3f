// Everything Pamphlet tells its user, as values: the only output beside the results.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source.h"

namespace pamphlet {

enum class Severity : unsigned char { hint, warning, error };

/// A row of diagnostics.def: `file_missing` is E101.
enum class Code : unsigned short {
#define PAMPHLET_DIAGNOSTIC(id, name, severity, summary) name,
#include "base/diagnostics.def"
#undef PAMPHLET_DIAGNOSTIC
};

struct CodeInfo {
  std::string_view id;    // "E101": stable, scripts rely on it
  std::string_view name;  // "file-missing": what the project file and SARIF call it
  Severity severity;
  std::string_view summary;
};
const CodeInfo& info(Code code);
std::size_t code_count();

struct Diagnostic {
  Code code;
  Severity severity;
  std::string message;             // what is wrong, one sentence without a full stop
  std::string help;                // what to do; may be empty
  const Source* source = nullptr;  // null: about no file in particular
  Span span;
  std::string path;  // a path when there is no Source (a missing file, an output)
};

/// Collects what a job has to say, in the order it was said. One job, one object: no locks.
class Diagnostics {
 public:
  void report(Code code, const Source& source, Span span, std::string message, std::string help = {});
  /// About a file that could not be read or written, or (with an empty path) about the whole run.
  void report(Code code, std::string path, std::string message, std::string help = {});
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  void append(const Diagnostics& other);

  const std::vector<Diagnostic>& items() const { return items_; }
  std::size_t count(Severity severity) const;
  bool has_errors() const { return count(Severity::error) > 0; }
  bool has(Code code) const;
  /// Sorted by file, then place; the order of one place is kept.
  void sort_by_place();
  /// Raises or lowers severities (the project file, --werror).
  void set_severity(Code code, Severity severity);
  void promote_warnings();

 private:
  std::vector<Diagnostic> items_;
};

enum class Coloring : unsigned char { plain, ansi };

/// `file:line:col: error[E101]: message`, the source line with a caret below, `help: …`. Ends with a line end.
/// Control characters of the source are shown as U+FFFD, so that a file cannot drive the terminal.
std::string format(const Diagnostic& diagnostic, Coloring coloring = Coloring::plain);

/// The candidate nearest to `word` (Damerau–Levenshtein distance at most a third of its length), or empty.
std::string_view did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace pamphlet
