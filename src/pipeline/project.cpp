#include "pipeline/project.h"

#include <fmt/core.h>

#include "base/codes.h"
#include "base/toml_tree.h"
#include "markdown/markdown.h"
#include "pipeline/codes.h"

namespace pamphlet {
namespace {

constexpr std::uint64_t kMaxProjectBytes = 1 << 20;

class ProjectReader {
 public:
  ProjectReader(const Source& source, Diagnostics& diagnostics, Project& project)
      : source_(source), diagnostics_(diagnostics), project_(project) {}

  void run(const TomlNode& root) {
    for (const TomlNode& value : root.children) {
      if (value.key == "style") {
        read(value, project_.style);
      } else if (value.key == "output") {
        read(value, project_.output);
      } else if (value.key == "smart-punctuation") {
        if (value.kind == TomlKind::boolean) project_.smart_punctuation = value.boolean;
        else wrong(value, "a switch is expected here", "write true or false, without quotation marks");
      } else if (value.key == "severity" && value.kind == TomlKind::table) {
        severities(value);
      } else if (value.key == "pdf" && value.kind == TomlKind::table) {
        read_pdf(value);
      } else if (value.key == "defaults" && value.kind == TomlKind::table) {
        project_.defaults = std::make_shared<const Meta>(read_defaults(source_, value, diagnostics_));
      } else if (value.key == "edition" && value.kind == TomlKind::table) {
        for (const TomlNode& edition : value.children) read_edition(edition);
      } else {
        unknown(value, {"style", "output", "smart-punctuation", "severity", "pdf", "defaults", "edition"});
      }
    }
  }

 private:
  void wrong(const TomlNode& node, std::string message, std::string help) {
    diagnostics_.report(code::project_invalid, source_, node.span, std::move(message), std::move(help));
  }

  void unknown(const TomlNode& node, const std::vector<std::string_view>& known) {
    const std::string_view near = did_you_mean(node.key, known);
    diagnostics_.report(code::project_invalid, source_, node.key_span,
                        fmt::format("the project file has no key “{}”", node.key),
                        near.empty() ? "" : fmt::format("did you mean “{}”?", near));
  }

  void read(const TomlNode& node, std::string& out) {
    if (node.kind == TomlKind::string) {
      out = node.text;
    } else {
      wrong(node, "a text is expected here", "write it in quotation marks");
    }
  }

  void severities(const TomlNode& table) {
    for (const TomlNode& value : table.children) {
      const auto code = find_code(value.key);
      const std::string level = value.kind == TomlKind::string ? value.text : "";
      if (!code) {
        wrong(value, fmt::format("there is no diagnostic “{}”", value.key), "use an id such as L301 or a name such as image-without-alt");
      } else if (level == "error" || level == "warning" || level == "hint") {
        project_.severities[*code] = level == "error"     ? Severity::error
                                     : level == "warning" ? Severity::warning
                                                          : Severity::hint;
      } else {
        wrong(value, "a severity is error, warning or hint", "");
      }
    }
  }

  void read_pdf(const TomlNode& table) {
    for (const TomlNode& value : table.children) {
      if (value.key != "standard") {
        unknown(value, {"standard"});
        continue;
      }
      project_.pdf_standard = find_pdf_standard(value.kind == TomlKind::string ? value.text : std::string());
      if (!project_.pdf_standard) wrong(value, "the standard of a PDF is ua-1 or ua-2", "write standard = \"ua-2\"");
    }
  }

  void read_edition(const TomlNode& table) {
    if (table.kind != TomlKind::table) {
      wrong(table, "an edition is a table", fmt::format("write [edition.{}]", table.key));
      return;
    }
    Edition edition;
    edition.suffix = "-" + table.key;
    for (const TomlNode& value : table.children) {
      if (value.key == "style") {
        read(value, edition.style);
      } else if (value.key == "suffix") {
        read(value, edition.suffix);
      } else if (value.key == "format") {
        read_formats(value, edition);
      } else if (value.key == "fit") {
        read_fit(value, edition.fit);
      } else {
        unknown(value, {"style", "suffix", "format", "fit"});
      }
    }
    project_.editions[table.key] = edition;
  }

  /// "pdf", "epub", or both: an edition that writes nothing is a mistake.
  void read_formats(const TomlNode& node, Edition& edition) {
    edition.pdf = edition.epub = false;
    const std::string text = node.kind == TomlKind::string ? node.text : std::string();
    bool known = !text.empty();
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      const std::string_view format = trim(std::string_view(text).substr(at, end - at));
      if (format == "pdf") edition.pdf = true;
      else if (format == "epub") edition.epub = true;
      else known = false;
      at = end + 1;
    }
    if (!known) wrong(node, "what an edition writes is \"pdf\", \"epub\" or \"pdf, epub\"", "write format = \"pdf\"");
  }

  /// A number of pages, or "none".
  void read_fit(const TomlNode& node, std::optional<int>& fit) {
    if (node.kind == TomlKind::string && node.text == "none") {
      fit = 0;
    } else if (node.kind == TomlKind::integer && node.number >= 1 && node.number <= kMostFitPages) {
      fit = static_cast<int>(node.number);
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
  TomlError error;
  const auto root = parse_toml(source, 0, static_cast<std::uint32_t>(source.text.size()), error);
  if (root) ProjectReader(source, diagnostics, project).run(*root);
  else diagnostics.report(code::project_invalid, source, error.span, std::move(error.message), std::move(error.help));
  return project;
}

}  // namespace pamphlet
