#include "text/font_files.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "base/ascii.h"

namespace pamphlet::shaping {
namespace {

namespace fs = std::filesystem;

// A folder tree with more entries than this is no font folder: even a full TeX tree has some 10,000 fonts.
constexpr std::size_t kMaxEntries = 50000;
constexpr int kMaxFolderDepth = 8;


/// Lower case, without what families and file names separate words with.
std::string squeeze(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != ' ' && c != '-' && c != '_') out += ascii_lower(c);
  }
  return out;
}

bool is_font_name(std::string_view name) {
  if (name.size() < 5) return false;
  std::string end(name.substr(name.size() - 4));
  std::transform(end.begin(), end.end(), end.begin(), ascii_lower<char>);
  return end == ".ttf" || end == ".otf" || end == ".ttc" || end == ".otc";
}

struct StyleWord {
  std::string_view word;
  int weight;  // 0: says nothing about weight
  bool italic;
};
// Names of weights: OpenType 1.9, OS/2 usWeightClass, with the spellings that file names use. Longer words first, so
// that "extrabold" is not read as "extra" and "bold".
constexpr std::array kStyleWords = {
    StyleWord{"extralight", 200, false}, StyleWord{"ultralight", 200, false}, StyleWord{"extrabold", 800, false},
    StyleWord{"ultrabold", 800, false},  StyleWord{"hairline", 100, false},   StyleWord{"semibold", 600, false},
    StyleWord{"demibold", 600, false},   StyleWord{"regular", 400, false},    StyleWord{"oblique", 0, true},
    StyleWord{"italic", 0, true},        StyleWord{"medium", 500, false},     StyleWord{"normal", 400, false},
    StyleWord{"black", 900, false},      StyleWord{"heavy", 900, false},      StyleWord{"light", 300, false},
    StyleWord{"roman", 400, false},      StyleWord{"bold", 700, false},       StyleWord{"book", 400, false},
    StyleWord{"thin", 100, false},
};

/// The font files of a folder that the system does not know.
void list_virtual(const FileSystem& files, const std::string& folder, int depth, std::size_t& seen,
                  std::vector<std::string>& found) {
  for (const std::string& name : files.list(folder)) {
    if (++seen > kMaxEntries) return;
    const std::string path = join_path(folder, name);
    if (is_font_name(path)) {
      found.push_back(path);
    } else if (depth < kMaxFolderDepth && files.is_folder(path)) {
      list_virtual(files, path, depth + 1, seen, found);
    }
  }
}

}  // namespace

bool parse_style_name(std::string_view name, int& weight, bool& italic) {
  weight = 400;
  italic = false;
  while (!name.empty()) {
    const auto word = std::find_if(kStyleWords.begin(), kStyleWords.end(),
                                   [&](const StyleWord& candidate) { return name.starts_with(candidate.word); });
    if (word == kStyleWords.end()) return false;
    if (word->weight != 0) weight = word->weight;
    italic = italic || word->italic;
    name.remove_prefix(word->word.size());
  }
  return true;
}

std::vector<std::string> system_font_folders() {
  std::vector<std::string> folders;
  const auto add = [&](std::string folder) {
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(std::move(folder));
  };
  const auto value = [](const char* name) {
    const char* text = std::getenv(name);
    return std::string(text == nullptr ? "" : text);
  };
  const std::string home = value("HOME"), data_home = value("XDG_DATA_HOME"), data_folders = value("XDG_DATA_DIRS");
  if (!data_home.empty()) add(data_home + "/fonts");
  if (!home.empty()) {
    add(home + "/.local/share/fonts");
    add(home + "/.fonts");
  }
  for (std::size_t begin = 0; begin < data_folders.size();) {
    const std::size_t end = std::min(data_folders.find(':', begin), data_folders.size());
    std::string folder = data_folders.substr(begin, end - begin);
    while (folder.size() > 1 && folder.back() == '/')
      folder.pop_back();
    if (!folder.empty() && folder[0] == '/') add(folder + "/fonts");
    begin = end + 1;
  }
  add("/usr/local/share/fonts");
  add("/usr/share/fonts");
  return folders;
}

FontFiles::FontFiles(const std::vector<std::string>& given, const FileSystem* files, const std::vector<std::string>& system) {
  const bool on_disk = files == nullptr || files->is_disk();
  for (const std::string& folder : given) {
    if (on_disk) {
      add_folder(folder);
    } else {
      std::vector<std::string> found;
      std::size_t seen = 0;
      list_virtual(*files, folder, 0, seen, found);
      add(std::move(found));
    }
  }
  if (!on_disk) virtual_count_ = count();
  for (const std::string& folder : system) add_folder(folder);
}

void FontFiles::add_folder(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> found;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  std::size_t seen = 0;
  while (!error && entry != fs::recursive_directory_iterator() && seen < kMaxEntries) {
    ++seen;
    std::string path = entry->path().string();
    if (is_font_name(path)) {
      found.push_back(std::move(path));
    } else if (entry.depth() >= kMaxFolderDepth) {
      entry.disable_recursion_pending();
    }
    entry.increment(error);
  }
  add(std::move(found));
}

void FontFiles::add(std::vector<std::string> found) {
  std::sort(found.begin(), found.end());
  for (std::string& path : found) {
    const std::size_t slash = path.rfind('/');
    const auto number = static_cast<std::uint32_t>(paths_.size());
    if (by_name_.try_emplace(path.substr(slash == std::string::npos ? 0 : slash + 1), number).second) {
      paths_.push_back(std::move(path));
    }
  }
}

std::uint32_t FontFiles::find(std::string_view name) const {
  const std::size_t slash = name.rfind('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? kNone : found->second;
}

std::vector<FontFiles::Guess> FontFiles::guess(std::string_view family) const {
  std::vector<Guess> guesses;
  const std::string wanted = squeeze(family);
  if (wanted.empty()) return guesses;
  for (std::uint32_t number = 0; number < paths_.size(); ++number) {
    std::string_view name = paths_[number];
    name.remove_prefix(name.rfind('/') + 1);
    if (ascii_lower(name[0]) != wanted[0]) continue;
    // A collection holds several faces: only a catalog can say which. Variable fonts ("Inter[wght].ttf") are not
    // guessed either, because the style words that would tell their faces apart are not in the name.
    const std::string_view ending = name.substr(name.size() - 4);
    if (ascii_lower(ending[3]) == 'c' || name.find('[') != std::string_view::npos) continue;
    const std::string squeezed = squeeze(name.substr(0, name.size() - 4));
    if (!squeezed.starts_with(wanted)) continue;
    Guess found;
    if (!parse_style_name(std::string_view(squeezed).substr(wanted.size()), found.weight, found.italic)) continue;
    found.file = number;
    guesses.push_back(found);
  }
  return guesses;
}

}  // namespace pamphlet::shaping
