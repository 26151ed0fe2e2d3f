#include "pipeline/resources.h"

#include <algorithm>

#include "image/image.h"
#include "pipeline/pipeline.h"

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

std::string styles_beside(const std::string& folder, const FileSystem& files) {
  for (std::string at = folder; !at.empty() && at != "/" && at != "."; at = parent_path(at)) {
    for (const char* inside : {"styles", "share/pamphlet/styles"}) {
      const std::string candidate = join_path(at, inside);
      if (files.exists(join_path(candidate, "base.toml"))) return candidate;
    }
  }
  return {};
}

Resources::Resources(const std::string& style_name, const std::string& project_folder,
                     const std::vector<std::string>& style_folders, const FileSystem& files, Diagnostics& diagnostics)
    : files_(files) {
  if (!project_folder.empty()) folders_.push_back(join_path(project_folder, "styles"));
  folders_.insert(folders_.end(), style_folders.begin(), style_folders.end());
  style_ = load_style(style_name, folders_, files, diagnostics);
  for (const std::string& folder : style_.folders) {
    if (std::find(folders_.begin(), folders_.end(), folder) == folders_.end()) folders_.insert(folders_.begin(), folder);
  }
  FontCatalog catalog = catalog_of(style_, project_folder);
  catalog.files = &files;
  fonts_ = std::make_unique<FontLibrary>(std::move(catalog));
}

void Resources::for_print_shop() {
  PageStyle& page = style_.page;
  page.safe_edge = false;
  page.crop_marks = true;
  if (page.bleed == Length()) page.bleed = kUsualBleed;
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
