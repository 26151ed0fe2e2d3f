// Diagnostics as people and machines read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"
#include "base/diagnostics.h"

namespace pamphlet {

/// Whether messages on standard error are coloured (NO_COLOR, TERM, --color).
Coloring coloring(ColorWhen when);

/// What is said on standard error: warnings and errors, unless --quiet or --verbose.
Severity least_shown(const Options& options);

/// Messages of at least `least`, each formatted with its source line.
std::string report_text(const Diagnostics& diagnostics, Severity least, Coloring coloring);

/// A finding without its source, so that it outlives the article.
struct Finding {
  std::string id, name, path, message, help;
  Severity severity = Severity::warning;
  LineColumn begin, end;
  bool located = false;
};
std::vector<Finding> findings_of(const Diagnostics& diagnostics);

/// A JSON string (RFC 8259 §7), with its quotation marks.
std::string json_string(std::string_view text);

/// {"findings": [{"code", "name", "severity", "file", "line", "column", "message", "help"}]}
std::string report_json(const std::vector<Finding>& findings);
/// SARIF 2.1.0, one run.
std::string report_sarif(const std::vector<Finding>& findings);

}  // namespace pamphlet
