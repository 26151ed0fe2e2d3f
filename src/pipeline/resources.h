// What all articles of a run share: style, fonts, marks. Built once, then only read.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/drawing.h"
#include "base/files.h"
#include "style/style.h"
#include "text/text.h"

namespace pamphlet {

class Resources {
 public:
  /// A style is looked for in the project's styles/, then in the folders that come with the program.
  Resources(const std::string& style_name, const std::string& project_folder, const std::vector<std::string>& style_folders,
            const FileSystem& files, Diagnostics& diagnostics);
  const Style& style() const { return style_; }
  /// Another number of pages than the style's; 0 = as many as it takes. Before the first article is laid out.
  void fit(int pages) { style_.page.fit.pages = pages; }
  /// Bleed and crop marks, whatever the style says of the sheet's edges. Before the first article is laid out.
  void for_print_shop();
  void with_forms() { style_.page.forms = true; }
  const FontLibrary& fonts() const { return *fonts_; }
  /// The drawing styles/marks/NAME.svg, of the nearest style folder that has it; null when there is none.
  /// Safe to call from many threads; the answer stays valid.
  const Drawing* mark(std::string_view name) const;

 private:
  const FileSystem& files_;
  std::vector<std::string> folders_;
  Style style_;
  std::unique_ptr<FontLibrary> fonts_;
  mutable std::mutex lock_;
  mutable std::map<std::string, std::unique_ptr<Drawing>, std::less<>> marks_;
};

}  // namespace pamphlet
