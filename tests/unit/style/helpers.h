// Style files in memory, and documents to style.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/files.h"
#include "doc/doc.h"
#include "style/style.h"

namespace pamphlet::style_test {

/// One load: `main` is a/style.toml, `base` is styles/base.toml.
struct Load {
  MemoryFiles files;
  Diagnostics diagnostics;
  Style style;

  explicit Load(std::string_view main, std::string_view base = "extends = \"\"\n") {
    files.files["a/style.toml"] = std::string(main);
    files.files["styles/base.toml"] = std::string(base);
    run();
  }
  void run() {
    diagnostics = {};
    style = load_style("a/style.toml", {"styles"}, files, diagnostics);
  }
  /// "S203 4:12 message | help" of each finding.
  std::vector<std::string> findings() const {
    std::vector<std::string> out;
    for (const Diagnostic& d : diagnostics.items()) {
      std::string text(info(d.code).id);
      if (d.source) {
        const LineColumn at = d.source->locate(d.span.begin);
        text += " " + file_name(d.source->path) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
      }
      out.push_back(text + " " + d.message + (d.help.empty() ? "" : " | " + d.help));
    }
    return out;
  }
  /// Those that are no hints.
  std::vector<std::string> errors() const {
    std::vector<std::string> out = findings();
    for (std::size_t k = out.size(); k-- > 0;)
      if (diagnostics.items()[k].severity == Severity::hint) out.erase(out.begin() + static_cast<std::ptrdiff_t>(k));
    return out;
  }
  std::string only() const {
    const auto all = findings();
    if (all.size() == 1) return all.front();
    std::string joined = std::to_string(all.size()) + " findings:";
    for (const std::string& one : all) joined += "\n" + one;
    return joined;
  }
};

/// A heading (node 1) and a paragraph with an emphasis.
inline Document small_document(const Source& source) {
  DocumentBuilder builder(source);
  builder.open(Element::heading, {}, HeadingData{2});
  builder.text("Signs", {});
  builder.close();
  builder.open(Element::paragraph, {});
  builder.text("One ", {});
  builder.open(Element::emphasis, {});
  builder.text("two", {});
  builder.close();
  builder.close();
  return builder.finish();
}

}  // namespace pamphlet::style_test
