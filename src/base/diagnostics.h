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

/// What a finding is about: a row of the diagnostics.def of the room that reports it. Ids are stable, since scripts rely
/// on them: never reuse one. E1xx input, S2xx style, L3xx checks, P4xx pages, B5xx package, E9xx command line.
struct CodeInfo {
  std::string_view id;    // "E101"
  std::string_view word;  // "file_missing": the C++ name, see name_of()
  Severity severity;      // the default
  std::string_view summary;
};

/// Names a row: `code::file_missing` of <room>/codes.h. A reference and no enumeration, so that a new row is a matter of
/// its room alone; this header is included everywhere.
class Code {
 public:
  constexpr Code() = default;
  constexpr Code(const CodeInfo& row) : row_(&row) {}  // NOLINT(google-explicit-constructor): a code is its row
  constexpr const CodeInfo& row() const { return *row_; }
  friend constexpr bool operator==(Code a, Code b) { return a.row_ == b.row_; }
  friend constexpr bool operator<(Code a, Code b) { return a.row_->id < b.row_->id; }

 private:
  static constexpr CodeInfo kNone{"", "", Severity::error, ""};
  const CodeInfo* row_ = &kNone;
};
constexpr const CodeInfo& info(Code code) { return code.row(); }
/// "file-missing": what the project file and SARIF call it.
std::string name_of(Code code);

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
