#include "app/report.h"

#include <fmt/core.h>

#include <cstdlib>

#include "pipeline/codes.h"
#include "app/terminal.h"

namespace pamphlet {
namespace {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::hint: return "hint";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "";
}

/// SARIF knows note, warning and error (SARIF 2.1.0 §3.27.10).
std::string_view sarif_level(Severity severity) {
  return severity == Severity::hint ? "note" : severity_name(severity);
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

Coloring coloring(ColorWhen when) {
  if (when == ColorWhen::always) return Coloring::ansi;
  if (when == ColorWhen::never) return Coloring::plain;
  const char* no_color = std::getenv("NO_COLOR");  // no-color.org: any value but the empty one
  if (no_color != nullptr && *no_color != '\0') return Coloring::plain;
  return is_terminal(Stream::error) ? Coloring::ansi : Coloring::plain;
}

Severity least_shown(const Options& options) {
  if (options.quiet) return Severity::error;
  return options.verbose ? Severity::hint : Severity::warning;
}

std::string report_text(const Diagnostics& diagnostics, Severity least, Coloring coloring) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity >= least) out += format(diagnostic, coloring);
  }
  return out;
}

std::vector<Finding> findings_of(const Diagnostics& diagnostics) {
  std::vector<Finding> findings;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    Finding finding;
    finding.id = info(diagnostic.code).id;
    finding.name = name_of(diagnostic.code);
    finding.severity = diagnostic.severity;
    finding.message = diagnostic.message;
    finding.help = diagnostic.help;
    finding.path = diagnostic.source != nullptr ? diagnostic.source->path : diagnostic.path;
    if (diagnostic.source != nullptr) {
      finding.located = true;
      if (diagnostic.span != Span{}) finding.path = diagnostic.source->path_at(diagnostic.span.begin);
      finding.begin = diagnostic.source->locate(diagnostic.span.begin);
      finding.end = diagnostic.source->locate(std::max(diagnostic.span.begin, diagnostic.span.end));
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::string report_json(const std::vector<Finding>& findings) {
  std::string out = "{\"findings\": [";
  for (std::size_t k = 0; k < findings.size(); ++k) {
    const Finding& f = findings[k];
    out += fmt::format("{}\n  {{\"code\": {}, \"name\": {}, \"severity\": {}, \"file\": {}, ", k == 0 ? "" : ",",
                       json_string(f.id), json_string(f.name), json_string(severity_name(f.severity)), json_string(f.path));
    if (f.located) out += fmt::format("\"line\": {}, \"column\": {}, ", f.begin.line, f.begin.column);
    out += fmt::format("\"message\": {}, \"help\": {}}}", json_string(f.message), json_string(f.help));
  }
  return out + (findings.empty() ? "]}\n" : "\n]}\n");
}

std::string report_sarif(const std::vector<Finding>& findings) {
  std::string rules;
  for (const Code code : all_codes()) {
    rules += fmt::format("{}\n    {{\"id\": {}, \"name\": {}, \"shortDescription\": {{\"text\": {}}}}}",
                         rules.empty() ? "" : ",", json_string(info(code).id), json_string(name_of(code)),
                         json_string(info(code).summary));
  }
  std::string results;
  for (std::size_t k = 0; k < findings.size(); ++k) {
    const Finding& f = findings[k];
    std::string place = fmt::format("\"artifactLocation\": {{\"uri\": {}}}", json_string(f.path));
    if (f.located) {
      place += fmt::format(
          ", \"region\": {{\"startLine\": {}, \"startColumn\": {}, \"endLine\": {}, \"endColumn\": {}}}", f.begin.line,
          f.begin.column, f.end.line, f.end.column);
    }
    const std::string text = f.help.empty() ? f.message : f.message + " – " + f.help;
    results += fmt::format(
        "{}\n   {{\"ruleId\": {}, \"level\": {}, \"message\": {{\"text\": {}}}, \"locations\": [{{\"physicalLocation\": "
        "{{{}}}}}]}}",
        k == 0 ? "" : ",", json_string(f.id), json_string(sarif_level(f.severity)), json_string(text), place);
  }
  return fmt::format(
      "{{\"version\": \"2.1.0\", \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"runs\": [{{\n"
      "  \"tool\": {{\"driver\": {{\"name\": \"pamphlet\", \"version\": {}, \"rules\": [{}\n  ]}}}},\n"
      "  \"columnKind\": \"unicodeCodePoints\",\n  \"results\": [{}\n  ]}}]}}\n",
      json_string(PAMPHLET_VERSION), rules, results);
}

}  // namespace pamphlet
