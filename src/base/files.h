// Reading and writing files: the real disk, or an in-memory one for tests. What only one system has stays here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pamphlet {

enum class FileStatus : unsigned char { ok, missing, unreadable, not_regular, outside, too_large };

struct FileContent {
  FileStatus status = FileStatus::missing;
  std::string bytes;
};

/// Where inputs come from and outputs go. Paths use '/'; relative ones start at the process's folder.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// Whole content of a regular file of at most `limit` bytes. Never blocks on a FIFO or a device.
  virtual FileContent read(const std::string& path, std::uint64_t limit) const = 0;
  /// As read, but only when the file's real path (symlinks followed) lies in the real path of `root`.
  virtual FileContent read_inside(const std::string& root, const std::string& path, std::uint64_t limit) const = 0;
  virtual bool is_folder(const std::string& path) const = 0;
  virtual bool exists(const std::string& path) const = 0;
  /// Names (not paths) of the entries of a folder, sorted bytewise; empty when it cannot be read.
  virtual std::vector<std::string> list(const std::string& folder) const = 0;
  /// The path from the root on, without "." and ".."; what has no folder of its own to start at stays relative.
  virtual std::string absolute(const std::string& path) const = 0;
  /// Whether both paths name the same existing file (symlinks and hard links included).
  virtual bool same_file(const std::string& one, const std::string& other) const = 0;
  /// Whether other libraries can open these paths too: a large file is then mapped instead of read.
  virtual bool is_disk() const = 0;

  /// `path` always holds the whole old or the whole new content. Returns an empty string, or what went wrong ("No space
  /// left on device").
  virtual std::string write(const std::string& path, std::string_view bytes) = 0;
  /// Creates a folder and its parents; empty, or what went wrong.
  virtual std::string make_folders(const std::string& path) = 0;
};

/// The disk. It writes beside `path` under a temporary name, syncs, and renames. Keeps the mode of an older file;
/// replaces a symlink rather than following it; leaves no temporary file behind on failure or on SIGINT, SIGTERM and SIGHUP.
FileSystem& disk();

/// The folder of the program that runs, without symlinks; empty when the system does not say.
std::string program_folder();

/// The temporary files of writes under way are removed: for a process that must end at once. Safe in a signal handler.
void remove_temporary_files();

/// In memory, for tests and for programs that have no files: paths and contents in a map; folders are implied.
class MemoryFiles final : public FileSystem {
 public:
  std::map<std::string, std::string> files;
  FileContent read(const std::string& path, std::uint64_t limit) const override;
  FileContent read_inside(const std::string& root, const std::string& path, std::uint64_t limit) const override;
  bool is_folder(const std::string& path) const override;
  bool exists(const std::string& path) const override;
  std::vector<std::string> list(const std::string& folder) const override;
  std::string absolute(const std::string& path) const override;
  bool same_file(const std::string& one, const std::string& other) const override;
  bool is_disk() const override { return false; }
  std::string write(const std::string& path, std::string_view bytes) override;
  std::string make_folders(const std::string& path) override;
};

/// `folder/name`, or `name` when folder is empty or name is absolute.
std::string join_path(std::string_view folder, std::string_view name);
/// "./a//b/../c" → "a/c": what a path means when there are no symlinks.
std::string normal_path(std::string_view path);
std::string parent_path(std::string_view path);  // "." when there is none
std::string file_name(std::string_view path);
std::string stem(std::string_view path);       // "out/a.b.md" → "a.b"
std::string extension(std::string_view path);  // lower case with dot: ".md"

}  // namespace pamphlet
