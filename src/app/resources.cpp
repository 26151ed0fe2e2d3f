#include "app/resources.h"

#include <algorithm>
#include <filesystem>

#include "image/image.h"

namespace pamphlet {
namespace {

constexpr std::uint64_t kMaxMarkBytes = 1 << 20;

FontCatalog catalog_of(const Style& style, const std::string& project_folder) {
  FontCatalog catalog;
  for (const FontFamily& family : style.fonts.families) {
    Family copy{family.name, {}, family.package};
    for (const FontFace& face : family.faces) {
      copy.faces.push_back({face.file, face.weight, face.italic, static_cast<unsigned>(face.index)});
    }
    catalog.families.push_back(std::move(copy));
  }
  catalog.fallback = style.fonts.fallback;
  for (const std::string& folder : style.folders) catalog.folders.push_back(join_path(folder, "fonts"));
  if (!project_folder.empty()) catalog.folders.push_back(join_path(project_folder, "fonts"));
  return catalog;
}

}  // namespace

std::vector<std::string> style_folders(const std::string& project_folder) {
  std::vector<std::string> folders;
  if (!project_folder.empty()) folders.push_back(join_path(project_folder, "styles"));
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return folders;
  for (std::filesystem::path at = program.parent_path(); at.has_relative_path(); at = at.parent_path()) {
    for (const char* inside : {"styles", "share/pamphlet/styles"}) {
      const std::filesystem::path candidate = at / inside;
      if (std::filesystem::exists(candidate / "base.toml", error)) {
        folders.push_back(candidate.string());
        return folders;
      }
    }
  }
  return folders;
}

Resources::Resources(const std::string& style_name, const std::string& project_folder, const FileSystem& files,
                     Diagnostics& diagnostics)
    : files_(files), folders_(style_folders(project_folder)) {
  style_ = load_style(style_name, folders_, files, diagnostics);
  for (const std::string& folder : style_.folders) {
    if (std::find(folders_.begin(), folders_.end(), folder) == folders_.end()) folders_.insert(folders_.begin(), folder);
  }
  fonts_ = std::make_unique<FontLibrary>(catalog_of(style_, project_folder));
}

const Drawing* Resources::mark(std::string_view name) const {
  const std::lock_guard guard(lock_);
  const auto known = marks_.find(name);
  if (known != marks_.end()) return known->second.get();
  std::unique_ptr<Drawing>& place = marks_[std::string(name)];
  std::string file(name);
  std::replace(file.begin(), file.end(), '_', '-');
  for (const std::string& folder : folders_) {
    const FileContent content = files_.read(join_path(folder, "marks/" + file + ".svg"), kMaxMarkBytes);
    if (content.status != FileStatus::ok) continue;
    std::string problem;
    std::vector<std::string> warnings;
    if (auto drawing = parse_svg(content.bytes, problem, warnings)) place = std::make_unique<Drawing>(std::move(*drawing));
    break;
  }
  return place.get();
}

}  // namespace pamphlet
