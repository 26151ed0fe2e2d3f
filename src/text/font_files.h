// Where font files are: names only. Nothing is opened, so that a start does not cost a look into every installed font.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/text.h"

namespace pamphlet::shaping {

/// Names of the font files in the catalog's folders and the system's, subfolders included. In a fixed order: folders as
/// given, each sorted by path. Of two files of one name the first wins.
class FontFiles {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// `given` are looked up in `files` (null: the disk); the system's folders are always on the disk.
  FontFiles(const std::vector<std::string>& given, const FileSystem* files, const std::vector<std::string>& system);

  std::uint32_t count() const { return static_cast<std::uint32_t>(paths_.size()); }
  const std::string& path(std::uint32_t number) const { return paths_[number]; }
  /// Whether the file is read through the FileSystem, because the system does not know its path.
  bool is_virtual(std::uint32_t number) const { return number < virtual_count_; }
  /// The file of that name, or kNone. A folder in `name` is ignored: files are found by name.
  std::uint32_t find(std::string_view name) const;
  /// Files whose names look like faces of the family ("EB Garamond": EBGaramond-BoldItalic.otf), with what the name
  /// says.
  struct Guess {
    std::uint32_t file = kNone;
    int weight = 400;
    bool italic = false;
  };
  std::vector<Guess> guess(std::string_view family) const;

 private:
  void add_folder(const std::string& folder);
  void add(std::vector<std::string> found);
  std::vector<std::string> paths_;
  std::uint32_t virtual_count_ = 0;
  std::unordered_map<std::string, std::uint32_t> by_name_;
};

/// The system's font folders: the user's (XDG Base Directory), then those of XDG_DATA_DIRS, then /usr/share.
std::vector<std::string> system_font_folders();

/// Weight and slope that the end of a file's name states ("bolditalic", "" = regular), or nothing.
bool parse_style_name(std::string_view name, int& weight, bool& italic);

}  // namespace pamphlet::shaping
