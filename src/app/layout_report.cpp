#include "app/layout_report.h"

#include <fmt/core.h>

#include "app/report.h"

namespace pamphlet {
namespace {

/// The schema's number: a change that a reader of it must know about raises it.
constexpr int kSchema = 1;

std::string counted(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

LineColumn place_of(const Document& document, NodeId node) {
  const Span span = node < document.nodes.size() ? document[node].span : Span{};
  return document.source->locate(span.begin);
}

/// The file that the finding is about: in a book, the article's own.
std::string_view file_of(std::string_view path, const Document& document, NodeId node) {
  if (!document.book || node >= document.nodes.size()) return path;
  return document.source->path_at(document[node].span.begin);
}

std::string text_report(std::string_view path, const Document& document, const LayoutReport& report) {
  std::string out = fmt::format("{}: {}\n", path, layout_line(report.totals));
  std::size_t next = 0;
  for (std::size_t k = 0; k < report.pages.size(); ++k) {
    out += fmt::format("  page {:<5} {:3.0f} % full\n", report.pages[k].label, report.pages[k].fill * 100);
    for (; next < report.findings.size() && report.findings[next].page == k; ++next) {
      const LayoutFinding& finding = report.findings[next];
      out += fmt::format("    {}:{}: {}: {}\n      | {}\n      help: {}\n", file_of(path, document, finding.node),
                         place_of(document, finding.node).line,
                         fault_name(finding.fault), fault_message(finding), finding.text, fault_cure(finding.fault));
    }
  }
  return out;
}

std::string json_totals(const LayoutStats& totals) {
  std::string out = fmt::format(
      "{{\"pages\": {}, \"lines\": {}, \"justified_lines\": {}, \"hyphenated_lines\": {}, \"word_spaces\": {}, "
      "\"mean_squared_deviation\": {:.6f}, \"loosest\": {:.3f}, \"full_pages\": {}, \"mean_fill\": {:.3f}",
      totals.pages, totals.lines, totals.justified_lines, totals.hyphenated_lines, totals.word_spaces,
      totals.mean_squared_deviation(), totals.loosest, totals.full_pages, totals.mean_fill());
  for (std::size_t k = 0; k < kLayoutFaults; ++k) {
    out += fmt::format(", \"{}\": {}", fault_name(static_cast<LayoutFault>(k)), totals.faults[k]);
  }
  return out + "}";
}

std::string json_report(std::string_view path, const Document& document, const LayoutReport& report) {
  std::string out = fmt::format(" {{\"file\": {},\n  \"totals\": {},\n  \"pages\": [", json_string(path),
                                json_totals(report.totals));
  for (std::size_t k = 0; k < report.pages.size(); ++k) {
    out += fmt::format("{}\n   {{\"page\": {}, \"label\": {}, \"fill\": {:.3f}}}", k == 0 ? "" : ",", k + 1,
                       json_string(report.pages[k].label), report.pages[k].fill);
  }
  out += "],\n  \"findings\": [";
  for (std::size_t k = 0; k < report.findings.size(); ++k) {
    const LayoutFinding& finding = report.findings[k];
    const LineColumn place = place_of(document, finding.node);
    const std::string file = document.book ? "\"file\": " + json_string(file_of(path, document, finding.node)) + ", " : "";
    out += fmt::format(
        "{}\n   {{\"fault\": {}, {}\"page\": {}, \"line\": {}, \"column\": {}, \"value\": {:.3f}, \"text\": {}, \"message\": {}, "
        "\"help\": {}}}",
        k == 0 ? "" : ",", json_string(fault_name(finding.fault)), file, finding.page + 1, place.line, place.column, finding.value,
        json_string(finding.text), json_string(fault_message(finding)), json_string(fault_cure(finding.fault)));
  }
  return out + "]}";
}

}  // namespace

std::string layout_line(const LayoutStats& totals) {
  std::string out = fmt::format("{}, {}", counted(totals.pages, "page"), counted(totals.lines, "line"));
  if (totals.full_pages > 0) out += fmt::format(", {:.1f} % full", totals.mean_fill() * 100);
  if (totals.justified_lines > 0) {
    out += fmt::format(", {:.1f} % of justified lines hyphenated, word spaces off by {:.5f} em² (loosest {:.2f})",
                       totals.hyphen_share() * 100, totals.mean_squared_deviation(), totals.loosest);
  }
  bool any = false;
  for (std::size_t k = 0; k < kLayoutFaults; ++k) {
    if (totals.faults[k] == 0) continue;
    out += fmt::format("{}{} {}", any ? ", " : "; ", fault_name(static_cast<LayoutFault>(k)), totals.faults[k]);
    any = true;
  }
  return out;
}

std::string LayoutReportWriter::article(std::string_view path, const Document& document, const LayoutReport& report) {
  if (format_ == ReportFormat::text) return text_report(path, document, report);
  const std::string before = first_ ? fmt::format("{{\"schema\": {}, \"articles\": [\n", kSchema) : ",\n";
  first_ = false;
  return before + json_report(path, document, report);
}

std::string LayoutReportWriter::end() {
  if (format_ == ReportFormat::text) return {};
  return first_ ? fmt::format("{{\"schema\": {}, \"articles\": []}}\n", kSchema) : "]}\n";
}

}  // namespace pamphlet
