#include "pipeline/project.h"

#include <fmt/core.h>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "pipeline/codes.h"
#include "base/codes.h"

namespace pamphlet {
namespace {

constexpr std::uint64_t kMaxProjectBytes = 1 << 20;

Span span_of(const Source& source, const toml::source_region& region) {
  const std::uint32_t begin = source.offset(region.begin.line, region.begin.column);
  return {begin, std::max(begin + 1, source.offset(region.end.line, region.end.column))};
}

class ProjectReader {
 public:
  ProjectReader(const Source& source, Diagnostics& diagnostics, Project& project)
      : source_(source), diagnostics_(diagnostics), project_(project) {}

  void run(const toml::table& table) {
    for (const auto& [key, value] : table) {
      if (key == "style") {
        read(value, project_.style);
      } else if (key == "output") {
        read(value, project_.output);
      } else if (key == "smart-punctuation") {
        project_.smart_punctuation = value.value<bool>();
        if (!value.is_boolean()) wrong(value, "a switch is expected here", "write true or false, without quotation marks");
      } else if (key == "severity" && value.is_table()) {
        severities(*value.as_table());
      } else if (key == "edition" && value.is_table()) {
        for (const auto& [name, edition] : *value.as_table()) read_edition(std::string(name.str()), edition);
      } else {
        unknown(key, {"style", "output", "smart-punctuation", "severity", "edition"});
      }
    }
  }

 private:
  void wrong(const toml::node& node, std::string message, std::string help) {
    diagnostics_.report(code::project_invalid, source_, span_of(source_, node.source()), std::move(message), std::move(help));
  }

  void unknown(const toml::key& key, const std::vector<std::string_view>& known) {
    const std::string_view near = did_you_mean(key.str(), known);
    diagnostics_.report(code::project_invalid, source_, span_of(source_, key.source()),
                        fmt::format("the project file has no key “{}”", key.str()),
                        near.empty() ? "" : fmt::format("did you mean “{}”?", near));
  }

  void read(const toml::node& node, std::string& out) {
    if (const auto text = node.value<std::string>()) {
      out = *text;
    } else {
      wrong(node, "a text is expected here", "write it in quotation marks");
    }
  }

  void severities(const toml::table& table) {
    for (const auto& [key, value] : table) {
      const auto code = find_code(key.str());
      const std::string level = value.value_or(std::string());
      if (!code) {
        wrong(value, fmt::format("there is no diagnostic “{}”", key.str()), "use an id such as L301 or a name such as image-without-alt");
      } else if (level == "error" || level == "warning" || level == "hint") {
        project_.severities[*code] = level == "error"     ? Severity::error
                                     : level == "warning" ? Severity::warning
                                                          : Severity::hint;
      } else {
        wrong(value, "a severity is error, warning or hint", "");
      }
    }
  }

  void read_edition(const std::string& name, const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      wrong(node, "an edition is a table", fmt::format("write [edition.{}]", name));
      return;
    }
    Edition edition;
    edition.suffix = "-" + name;
    for (const auto& [key, value] : *table) {
      if (key == "style") {
        read(value, edition.style);
      } else if (key == "suffix") {
        read(value, edition.suffix);
      } else if (key == "format") {
        const std::string formats = value.value_or(std::string());
        edition.pdf = formats.find("pdf") != std::string::npos;
        edition.epub = formats.find("epub") != std::string::npos;
      } else if (key == "fit") {
        read_fit(value, edition.fit);
      } else {
        unknown(key, {"style", "suffix", "format", "fit"});
      }
    }
    project_.editions[name] = edition;
  }

  /// A number of pages, or "none".
  void read_fit(const toml::node& node, std::optional<int>& fit) {
    if (node.value<std::string>() == "none") {
      fit = 0;
    } else if (const auto pages = node.value_exact<std::int64_t>(); pages && *pages >= 1 && *pages <= kMostFitPages) {
      fit = static_cast<int>(*pages);
    } else {
      wrong(node, fmt::format("a number of pages is expected here, 1 to {}", kMostFitPages),
            "write fit = 2; the smallest size is the style's: [page] fit = { min-font-size = \"11pt\" }");
    }
  }

  const Source& source_;
  Diagnostics& diagnostics_;
  Project& project_;
};

}  // namespace

Project load_project(const std::string& folder, const FileSystem& files, Diagnostics& diagnostics) {
  Project project;
  for (std::string at = files.absolute(folder);; at = parent_path(at)) {
    const std::string path = join_path(at, "pamphlet.toml");
    if (files.exists(path)) {
      const FileContent content = files.read(path, kMaxProjectBytes);
      if (content.status != FileStatus::ok) {
        diagnostics.report(code::file_unreadable, path, "the project file cannot be read");
        return project;
      }
      project.source = decode_source(path, content.bytes, diagnostics);
      project.folder = at.empty() ? "." : at;
      break;
    }
    if (at.empty() || at == "/" || at == ".") return project;
  }
  if (project.folder.empty()) return project;
  const Source& source = *project.source;
  const toml::parse_result parsed = toml::parse(source.text, source.path);
  if (!parsed) {
    diagnostics.report(code::project_invalid, source, span_of(source, parsed.error().source()),
                       std::string(parsed.error().description()), "the file is TOML");
    return project;
  }
  ProjectReader(source, diagnostics, project).run(parsed.table());
  return project;
}

}  // namespace pamphlet
