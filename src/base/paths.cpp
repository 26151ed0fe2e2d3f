// Names of files, without asking the disk; and the in-memory file system of the tests.

#include <algorithm>

#include "base/ascii.h"
#include "base/files.h"

namespace pamphlet {
namespace {

std::string_view without_trailing_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/')
    path.remove_suffix(1);
  return path;
}

std::size_t name_begin(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? 0 : slash + 1;
}

std::string folder_prefix(const std::string& folder) {
  const std::string clean = normal_path(folder);
  return clean.empty() || clean == "/" ? clean : clean + '/';
}

}  // namespace

std::string normal_path(std::string_view path) {
  std::vector<std::string_view> parts;
  const bool absolute = path.starts_with('/');
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != ".." || !absolute) {
      parts.push_back(part);
    }
  }
  std::string out = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += '/';
    out += parts[i];
  }
  return out;
}

std::string join_path(std::string_view folder, std::string_view name) {
  if (folder.empty() || name.starts_with('/')) return std::string(name);
  std::string out(folder);
  if (!out.ends_with('/')) out += '/';
  return out += name;
}

std::string parent_path(std::string_view path) {
  path = without_trailing_slashes(path);
  const std::size_t begin = name_begin(path);
  if (begin == 0) return ".";
  return std::string(without_trailing_slashes(path.substr(0, begin)));
}

std::string file_name(std::string_view path) {
  path = without_trailing_slashes(path);
  return std::string(path.substr(name_begin(path)));
}

std::string stem(std::string_view path) {
  std::string name = file_name(path);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot > 0 && name != "..") name.resize(dot);  // ".hidden" has no extension
  return name;
}

std::string extension(std::string_view path) {
  const std::string name = file_name(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || name == "..") return {};
  std::string out = name.substr(dot);
  std::transform(out.begin(), out.end(), out.begin(),
                 ascii_lower<char>);
  return out;
}

FileContent MemoryFiles::read(const std::string& path, std::uint64_t limit) const {
  const std::string wanted = normal_path(path);
  for (const auto& [name, bytes] : files) {
    if (normal_path(name) != wanted) continue;
    if (bytes.size() > limit) return {FileStatus::too_large, {}};
    return {FileStatus::ok, bytes};
  }
  return {is_folder(path) ? FileStatus::not_regular : FileStatus::missing, {}};
}

FileContent MemoryFiles::read_inside(const std::string& root, const std::string& path, std::uint64_t limit) const {
  const std::string clean = normal_path(path);
  if (!exists(path)) return {FileStatus::missing, {}};
  if (!clean.starts_with(folder_prefix(root)) || clean.starts_with("..")) return {FileStatus::outside, {}};
  return read(path, limit);
}

bool MemoryFiles::is_folder(const std::string& path) const {
  const std::string prefix = folder_prefix(path);
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return normal_path(file.first).starts_with(prefix); });
}

bool MemoryFiles::exists(const std::string& path) const {
  const std::string wanted = normal_path(path);
  return is_folder(path) ||
         std::any_of(files.begin(), files.end(), [&](const auto& file) { return normal_path(file.first) == wanted; });
}

std::vector<std::string> MemoryFiles::list(const std::string& folder) const {
  const std::string prefix = folder_prefix(folder);
  std::vector<std::string> names;
  for (const auto& file : files) {
    const std::string clean = normal_path(file.first);
    if (!clean.starts_with(prefix)) continue;
    const std::string name = clean.substr(prefix.size(), clean.find('/', prefix.size()) - prefix.size());
    if (!name.empty()) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string MemoryFiles::absolute(const std::string& path) const { return normal_path(path); }

bool MemoryFiles::same_file(const std::string& one, const std::string& other) const {
  return exists(one) && normal_path(one) == normal_path(other);
}

std::string MemoryFiles::write(const std::string& path, std::string_view bytes) {
  if (is_folder(path)) return "Is a directory";
  const std::string clean = normal_path(path);
  std::erase_if(files, [&](const auto& file) { return normal_path(file.first) == clean; });
  files[clean] = bytes;
  return {};
}

std::string MemoryFiles::make_folders(const std::string& path) {
  return !exists(path) || is_folder(path) ? "" : "Not a directory";
}

}  // namespace pamphlet
