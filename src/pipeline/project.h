// The project file, pamphlet.toml: what a folder of articles always wants.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "base/files.h"
#include "doc/doc.h"
#include "style/style.h"

namespace pamphlet {

struct Edition {
  std::string style, suffix;  // suffix: added to the output's name
  std::optional<bool> pdf, epub;
  std::optional<int> fit;     // pages; overrides the style's
};

struct Project {
  std::string folder;         // "" when there is no project file
  std::shared_ptr<const Source> source;  // of the project file; its diagnostics point into it
  std::string style, output;
  std::optional<bool> smart_punctuation;
  std::optional<PdfStandard> pdf_standard;
  std::shared_ptr<const Meta> defaults;  // front matter for every article that does not say it; null without [defaults]
  std::map<std::string, Edition> editions;
  std::map<Code, Severity> severities;
};

/// Reads pamphlet.toml in `folder` or the nearest folder above it, at most to the file system's root.
Project load_project(const std::string& folder, const FileSystem& files, Diagnostics& diagnostics);

}  // namespace pamphlet
