// The layout report as people and machines read it. The JSON's schema is docs/layout-report.md.
#pragma once

#include "app/options.h"
#include "layout/layout.h"

namespace pamphlet {

/// "3 pages, 97 lines, …": one line of figures, without its end.
std::string layout_line(const LayoutStats& totals);

/// One article after the other; what article() and end() return makes the report.
class LayoutReportWriter {
 public:
  explicit LayoutReportWriter(ReportFormat format) : format_(format) {}
  std::string article(std::string_view path, const Document& document, const LayoutReport& report);
  std::string end();

 private:
  ReportFormat format_;
  bool first_ = true;
};

}  // namespace pamphlet
