#include "base/files.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace pamphlet;
namespace fs = std::filesystem;

namespace {
constexpr std::uint64_t kLimit = 1 << 20;

// A folder of its own that goes away with the test.
struct Scratch {
  std::string path;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "pamphlet-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  std::string operator/(const std::string& name) const { return path + '/' + name; }
  void put(const std::string& name, const std::string& bytes) const { std::ofstream(path + '/' + name) << bytes; }
};

std::string content(const std::string& path) {
  return disk().read(path, kLimit).bytes;
}
}  // namespace

TEST_CASE("read takes whole regular files only") {
  const Scratch scratch;
  scratch.put("a.txt", "hello");
  scratch.put("empty", "");
  CHECK(content(scratch / "a.txt") == "hello");
  CHECK(disk().read(scratch / "a.txt", 5).status == FileStatus::ok);
  CHECK(disk().read(scratch / "a.txt", 4).status == FileStatus::too_large);
  CHECK(disk().read(scratch / "empty", 0).status == FileStatus::ok);
  CHECK(disk().read(scratch / "none", kLimit).status == FileStatus::missing);
  CHECK(disk().read(scratch / "a.txt/b", kLimit).status == FileStatus::missing);
  CHECK(disk().read("", kLimit).status == FileStatus::missing);
  CHECK(disk().read(scratch / std::string("a.txt\0b", 7), kLimit).status == FileStatus::missing);
  CHECK(disk().read(scratch.path, kLimit).status == FileStatus::not_regular);
  CHECK(disk().read("/dev/zero", kLimit).status == FileStatus::not_regular);
  REQUIRE(::mkfifo((scratch / "fifo").c_str(), 0600) == 0);
  CHECK(disk().read(scratch / "fifo", kLimit).status == FileStatus::not_regular);
  REQUIRE(::symlink("loop", (scratch / "loop").c_str()) == 0);
  CHECK(disk().read(scratch / "loop", kLimit).status == FileStatus::unreadable);
}

TEST_CASE("a file that states no size is read to its end") {
  if (!disk().exists("/proc/self/status")) return;  // only Linux has it
  CHECK(content("/proc/self/status").find("Pid:") != std::string::npos);
  CHECK(disk().read("/proc/self/status", 10).status == FileStatus::too_large);
}

TEST_CASE("read_inside follows symlinks before it judges") {
  const Scratch scratch;
  fs::create_directories(scratch / "project/images");
  fs::create_directories(scratch / "project-secret");
  scratch.put("project/images/a.png", "png");
  scratch.put("secret", "s");
  scratch.put("project-secret/b", "s");
  REQUIRE(::symlink((scratch / "secret").c_str(), (scratch / "project/link").c_str()) == 0);
  REQUIRE(::symlink("images/a.png", (scratch / "project/inner").c_str()) == 0);
  const std::string root = scratch / "project";
  CHECK(disk().read_inside(root, root + "/images/a.png", kLimit).bytes == "png");
  CHECK(disk().read_inside(root + "/", root + "/images/../inner", kLimit).bytes == "png");
  CHECK(disk().read_inside(root, root + "/../secret", kLimit).status == FileStatus::outside);
  CHECK(disk().read_inside(root, root + "/link", kLimit).status == FileStatus::outside);
  CHECK(disk().read_inside(root, scratch / "project-secret/b", kLimit).status == FileStatus::outside);
  CHECK(disk().read_inside(root, "/etc/passwd", kLimit).status == FileStatus::outside);
  CHECK(disk().read_inside(root, root + "/none", kLimit).status == FileStatus::missing);
  CHECK(disk().read_inside("/", root + "/images/a.png", kLimit).bytes == "png");
}

TEST_CASE("folders are listed in bytewise order") {
  const Scratch scratch;
  for (const char* name : {"b.md", "a.md", "B.md", ".hidden"})
    scratch.put(name, "");
  CHECK(disk().list(scratch.path) == std::vector<std::string>{".hidden", "B.md", "a.md", "b.md"});
  CHECK(disk().list(scratch / "none").empty());
  CHECK(disk().is_folder(scratch.path));
  CHECK_FALSE(disk().is_folder(scratch / "a.md"));
  CHECK(disk().exists(scratch / "a.md"));
  CHECK_FALSE(disk().exists(scratch / "none"));
}

TEST_CASE("write_atomically makes and replaces files and leaves nothing else") {
  const Scratch scratch;
  const std::string target = scratch / "out.pdf";
  CHECK(disk().write(target, "one") == "");
  CHECK(content(target) == "one");
  REQUIRE(::chmod(target.c_str(), 0640) == 0);
  CHECK(disk().write(target, "two") == "");
  CHECK(content(target) == "two");
  struct stat about {};
  REQUIRE(::stat(target.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0640);
  CHECK(disk().list(scratch.path) == std::vector<std::string>{"out.pdf"});
}

TEST_CASE("a symlink is replaced, not followed") {
  const Scratch scratch;
  scratch.put("precious", "keep");
  REQUIRE(::symlink("precious", (scratch / "out").c_str()) == 0);
  CHECK(disk().write(scratch / "out", "new") == "");
  CHECK(content(scratch / "precious") == "keep");
  CHECK(content(scratch / "out") == "new");
  CHECK_FALSE(fs::is_symlink(scratch / "out"));
  REQUIRE(::symlink("nowhere", (scratch / "dangling").c_str()) == 0);
  CHECK(disk().write(scratch / "dangling", "new") == "");
  CHECK_FALSE(disk().exists(scratch / "nowhere"));
}

TEST_CASE("what cannot be written is said and leaves the old content") {
  const Scratch scratch;
  fs::create_directories(scratch / "folder");
  CHECK(disk().write(scratch / "folder", "x") == "Is a directory");
  CHECK(disk().write(scratch / "folder/", "x") == "Is a directory");
  CHECK(disk().write(scratch / "none/x", "x") == "No such file or directory");
  CHECK(disk().write("", "x") == "No such file or directory");
  REQUIRE(::symlink("/dev/full", (scratch / "full").c_str()) == 0);
  CHECK(disk().write(scratch / "full", "x") == "Not a regular file");
  CHECK(fs::is_symlink(scratch / "full"));
  CHECK(disk().list(scratch.path) == std::vector<std::string>{"folder", "full"});
  CHECK(disk().list(scratch / "folder").empty());
}

TEST_CASE("a target name of 250 bytes has room for its temporary file") {
  const Scratch scratch;
  const std::string target = scratch / (std::string(246, 'n') + ".pdf");
  CHECK(disk().write(target, "x") == "");
  CHECK(content(target) == "x");
}

TEST_CASE("a file-size limit is an error message, not the end") {
  const Scratch scratch;
  const std::string target = scratch / "out";
  REQUIRE(disk().write(target, "old") == "");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_DFL);
    const rlimit limit{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(disk().write(target, std::string(100000, 'x')) == "File too large" ? 7 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(content(target) == "old");
  CHECK(disk().list(scratch.path) == std::vector<std::string>{"out"});
}

TEST_CASE("a signal in mid-write removes the temporary file and ends the process") {
  const Scratch scratch;
  const std::string target = scratch / "out";
  REQUIRE(disk().write(target, "old") == "");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGTERM, SIG_DFL);  // the test runner has its own handler
    const std::string bytes(8 << 20, 'x');
    for (;;)
      (void)disk().write(scratch / "big", bytes);
  }
  // Wait until a temporary file is there, then stop the writer.
  bool seen = false;
  for (int i = 0; i < 5000 && !seen; ++i) {
    for (const std::string& name : disk().list(scratch.path))
      seen = seen || name.starts_with(".pamphlet-");
    ::usleep(1000);
  }
  ::kill(child, SIGTERM);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(seen);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGTERM);
  for (const std::string& name : disk().list(scratch.path))
    CHECK_FALSE(name.starts_with(".pamphlet-"));
  CHECK(content(target) == "old");
}

TEST_CASE("make_folders makes parents and refuses a file in the way") {
  const Scratch scratch;
  CHECK(disk().make_folders(scratch / "a/b/c") == "");
  CHECK(disk().make_folders(scratch / "a/b/c") == "");
  CHECK(disk().make_folders("") == "");
  CHECK(disk().is_folder(scratch / "a/b/c"));
  scratch.put("file", "");
  CHECK(disk().make_folders(scratch / "file") == "Not a directory");
  CHECK(disk().make_folders(scratch / "file/x") == "Not a directory");
}

TEST_CASE("same_file sees through links and spellings") {
  const Scratch scratch;
  scratch.put("a", "");
  scratch.put("b", "");
  REQUIRE(::symlink("a", (scratch / "link").c_str()) == 0);
  REQUIRE(::link((scratch / "a").c_str(), (scratch / "hard").c_str()) == 0);
  CHECK(disk().same_file(scratch / "a", scratch / "link"));
  CHECK(disk().same_file(scratch / "a", scratch / "hard"));
  CHECK(disk().same_file(scratch / "a", scratch / "./a"));
  CHECK_FALSE(disk().same_file(scratch / "a", scratch / "b"));
  CHECK_FALSE(disk().same_file(scratch / "none", scratch / "none"));
}

TEST_CASE("parts of paths") {
  CHECK(join_path("a", "b") == "a/b");
  CHECK(join_path("a/", "b") == "a/b");
  CHECK(join_path("", "b") == "b");
  CHECK(join_path("a", "/b") == "/b");
  CHECK(parent_path("a/b.md") == "a");
  CHECK(parent_path("b.md") == ".");
  CHECK(parent_path("/b.md") == "/");
  CHECK(parent_path("a/b/") == "a");
  CHECK(file_name("a/b.md") == "b.md");
  CHECK(file_name("content/") == "content");
  CHECK(file_name("") == "");
  CHECK(stem("out/a.b.md") == "a.b");
  CHECK(stem(".hidden") == ".hidden");
  CHECK(stem("a.d/b") == "b");
  CHECK(stem("..") == "..");
  CHECK(extension("x/A.MD") == ".md");
  CHECK(extension(".hidden") == "");
  CHECK(extension("a.d/b") == "");
  CHECK(extension("..") == "");
}

TEST_CASE("the in-memory file system behaves like the disk") {
  MemoryFiles memory;
  memory.files["project/a.md"] = "text";
  memory.files["project/images/b.png"] = "png";
  memory.files["secret"] = "s";
  CHECK(memory.read("project/./a.md", kLimit).bytes == "text");
  CHECK(memory.read("project/a.md", 3).status == FileStatus::too_large);
  CHECK(memory.read("project", kLimit).status == FileStatus::not_regular);
  CHECK(memory.read("none", kLimit).status == FileStatus::missing);
  CHECK(memory.read_inside("project", "project/images/../a.md", kLimit).bytes == "text");
  CHECK(memory.read_inside("project", "project/../secret", kLimit).status == FileStatus::outside);
  CHECK(memory.read_inside("project", "project/none", kLimit).status == FileStatus::missing);
  CHECK(memory.list("project") == std::vector<std::string>{"a.md", "images"});
  CHECK(memory.list(".") == std::vector<std::string>{"project", "secret"});
  CHECK(memory.is_folder("project/images"));
  CHECK_FALSE(memory.is_folder("project/a.md"));
  CHECK(memory.exists("project/images/b.png"));
  CHECK(memory.absolute("project/../a") == "a");
  CHECK(disk().absolute("a/../b") == disk().absolute("./b/"));
  CHECK(disk().absolute("/a/./b/") == "/a/b");
  memory.files["./project/c.md"] = "old";
  CHECK(memory.write("project/c.md", "new") == "");
  CHECK(memory.read("project/c.md", kLimit).bytes == "new");
  CHECK(memory.files.size() == 4);
  CHECK(memory.same_file("project/c.md", "./project//c.md"));
  CHECK_FALSE(memory.same_file("none", "none"));
  CHECK(memory.write("project/images", "x") == "Is a directory");
  CHECK(memory.make_folders("secret") == "Not a directory");
  CHECK(memory.make_folders("new/folder") == "");
}
