// The disk, as POSIX systems have it. A port to another system is a port of this file.

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "base/files.h"

namespace pamphlet {
namespace {

std::string message_of(int error) {
  return std::generic_category().message(error);
}

// A path with a NUL inside would be cut there by the system and name another file.
bool is_usable(const std::string& path) {
  return !path.empty() && path.find('\0') == std::string::npos;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  bool valid() const { return number_ >= 0; }
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

int open_again(const char* path, int flags, mode_t mode = 0) {
  int result = -1;
  do {
    result = ::open(path, flags, mode);
  } while (result < 0 && errno == EINTR);
  return result;
}

FileStatus status_of(int error) {
  const bool missing = error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
  return missing ? FileStatus::missing : FileStatus::unreadable;
}

FileContent read_path(const std::string& path, std::uint64_t limit) {
  if (!is_usable(path)) return {FileStatus::missing, {}};
  // O_NONBLOCK: opening a FIFO without a writer must not wait. What is no regular file is only looked at, never read.
  const Descriptor file(open_again(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!file.valid()) {
    const int error = errno;
    return {error == ENXIO || error == ENODEV ? FileStatus::not_regular : status_of(error), {}};
  }
  struct stat about {};
  if (::fstat(file.get(), &about) != 0) return {FileStatus::unreadable, {}};
  if (!S_ISREG(about.st_mode)) return {FileStatus::not_regular, {}};
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size > limit) return {FileStatus::too_large, {}};

  // One byte more than the stated size, so that the end shows in the same call; a file may also grow under our hands.
  FileContent content{FileStatus::ok, {}};
  std::string& bytes = content.bytes;
  std::size_t filled = 0;
  bytes.resize(static_cast<std::size_t>(size) + 1);
  for (;;) {
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {FileStatus::unreadable, {}};
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit) return {FileStatus::too_large, {}};
    if (filled == bytes.size()) bytes.resize(bytes.size() + std::max<std::size_t>(bytes.size(), 4096));
  }
  bytes.resize(filled);
  return content;
}

// The path without symlinks, or empty with errno set.
std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real == nullptr ? std::string() : std::string(real.get());
}

// ------------------------------------------------------------------------------------------------------------ writing

// The temporary files that exist right now, for the signal handler. This is the one piece of global state of the
// program: a handler can see nothing else. A slot is emptied by whoever exchanges it, so no name is freed while in use.
// More writers than slots at once only means that a signal leaves a few temporary files behind.
constexpr std::size_t kSlots = 256;
std::array<std::atomic<char*>, kSlots> temporary_files{};

extern "C" void end_on_signal(int signal_number) {
  remove_temporary_files();
  // SA_RESETHAND has restored the default action: the process ends as if there had been no handler.
  ::raise(signal_number);
}

// Asked before each write rather than once: it costs four system calls, needs no state, and a handler that somebody
// else installs meanwhile (a test runner, a library) is respected.
void install_handlers() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction old {};
    // Only where the default action holds: under nohup SIGHUP stays ignored.
    if (::sigaction(number, nullptr, &old) != 0 || old.sa_handler != SIG_DFL) continue;
    struct sigaction action {};
    action.sa_handler = end_on_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
  // Past a file-size limit write() shall fail with EFBIG, not kill the process.
  struct sigaction old {};
  if (::sigaction(SIGXFSZ, nullptr, &old) == 0 && old.sa_handler == SIG_DFL) ::signal(SIGXFSZ, SIG_IGN);
}

// A name that the signal handler will remove until it is released.
class Registration {
 public:
  explicit Registration(const std::string& path) {
    char* copy = ::strdup(path.c_str());
    for (auto& slot : temporary_files) {
      char* empty = nullptr;
      if (copy == nullptr || slot.compare_exchange_strong(empty, copy)) {
        slot_ = copy == nullptr ? nullptr : &slot;
        return;
      }
    }
    std::free(copy);
  }
  ~Registration() {
    if (slot_ != nullptr) std::free(slot_->exchange(nullptr));
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

 private:
  std::atomic<char*>* slot_ = nullptr;
};

struct Target {
  std::string problem;
  std::optional<mode_t> mode;  // of the file that is replaced
};

// What stands at the path now. A symlink is replaced, never followed; but one that leads to a device or a folder is a
// destination that somebody chose, and to replace it would answer a question that was not asked.
Target examine(const std::string& path) {
  struct stat about {};
  if (::lstat(path.c_str(), &about) != 0) return {errno == ENOENT ? "" : message_of(errno), {}};
  if (S_ISLNK(about.st_mode) && ::stat(path.c_str(), &about) != 0) return {};  // it leads nowhere
  if (S_ISDIR(about.st_mode)) return {message_of(EISDIR), {}};
  if (!S_ISREG(about.st_mode)) return {"Not a regular file", {}};
  return {"", about.st_mode & 0777};
}

std::string write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), std::min<std::size_t>(bytes.size(), 1u << 30));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return message_of(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  // File systems that cannot sync say EINVAL; there is nothing more to be done on those.
  if (::fsync(file) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS) return message_of(errno);
  return {};
}

std::string write_atomically(const std::string& path, std::string_view bytes) {
  static std::atomic<unsigned> counter{0};
  if (!is_usable(path)) return message_of(ENOENT);
  if (path.ends_with('/')) return message_of(EISDIR);
  const Target target = examine(path);
  if (!target.problem.empty()) return target.problem;
  install_handlers();

  // In the same folder, since rename() does not cross file systems. The name does not contain the target's, which may
  // already be as long as a name can be.
  constexpr int kAttempts = 100;  // a name can only be taken by the left-over of a killed process with our number
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const std::string name = ".pamphlet-" + std::to_string(::getpid()) + '-' + std::to_string(counter++) + ".tmp";
    const std::string temporary = join_path(parent_path(path), name);
    const Registration registration(temporary);
    Descriptor file(open_again(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!file.valid() && errno == EEXIST) continue;
    if (!file.valid()) return message_of(errno);
    if (target.mode) (void)::fchmod(file.get(), *target.mode);  // a file system without modes is no reason to fail
    std::string problem = write_all(file.get(), bytes);
    if (file.close() != 0 && problem.empty() && errno != EINTR) problem = message_of(errno);
    if (problem.empty() && ::rename(temporary.c_str(), path.c_str()) != 0) problem = message_of(errno);
    if (!problem.empty()) ::unlink(temporary.c_str());
    return problem;
  }
  return message_of(EEXIST);
}

class Disk final : public FileSystem {
 public:
  FileContent read(const std::string& path, std::uint64_t limit) const override { return read_path(path, limit); }

  FileContent read_inside(const std::string& root, const std::string& path, std::uint64_t limit) const override {
    if (!is_usable(path)) return {FileStatus::missing, {}};
    std::string top = real_path(root.empty() ? "." : root);
    if (top.empty()) return {status_of(errno), {}};
    const std::string real = real_path(path);
    if (real.empty()) return {status_of(errno), {}};
    if (!top.ends_with('/')) top += '/';
    if (!real.starts_with(top)) return {FileStatus::outside, {}};
    return read_path(real, limit);
  }

  bool is_folder(const std::string& path) const override {
    struct stat about {};
    return is_usable(path) && ::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
  }

  bool exists(const std::string& path) const override {
    struct stat about {};
    return is_usable(path) && ::stat(path.c_str(), &about) == 0;
  }

  std::vector<std::string> list(const std::string& folder) const override {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(::opendir(folder.empty() ? "." : folder.c_str()), &::closedir);
    if (stream == nullptr) return names;
    while (const dirent* entry = ::readdir(stream.get())) {
      const std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::string absolute(const std::string& path) const override {
    std::error_code error;
    return normal_path(std::filesystem::absolute(path.empty() ? "." : path, error).string());
  }

  bool same_file(const std::string& one, const std::string& other) const override {
    struct stat a {
    }, b{};
    if (!is_usable(one) || !is_usable(other)) return false;
    if (::stat(one.c_str(), &a) != 0 || ::stat(other.c_str(), &b) != 0) return false;
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
  }

  bool is_disk() const override { return true; }

  std::string write(const std::string& path, std::string_view bytes) override { return write_atomically(path, bytes); }

  std::string make_folders(const std::string& path) override {
    if (path.empty()) return {};
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return error.message();
    return is_folder(path) ? std::string() : message_of(ENOTDIR);
  }
};

}  // namespace

FileSystem& disk() {
  static Disk instance;
  return instance;
}

std::string program_folder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : program.parent_path().string();
}

void remove_temporary_files() {
  for (auto& slot : temporary_files) {
    const char* path = slot.exchange(nullptr);
    if (path != nullptr) ::unlink(path);
  }
}

}  // namespace pamphlet
