// Through wl-paste (Wayland) or xclip (X11), which a desktop has or can have: talking to either display ourselves would take
// a library and an event loop each. The program is run without a shell, with a fixed list of words, for a bounded time and a
// bounded answer. POSIX only: another system has its own clipboard here.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "app/clipboard.h"

extern char** environ;

namespace pamphlet {
namespace {

// A program that owns the selection may be busy; one that hangs must not hold us.
constexpr auto kPatience = std::chrono::seconds(10);

struct Answer {
  bool found = false, ok = false, late = false;
  std::string bytes;
};

// Reads until the other end is closed, too much has come or time is up.
void read_all(int from, std::uint64_t limit, Answer& answer) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  char buffer[65536];
  while (answer.bytes.size() <= limit) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd wait{from, POLLIN, 0};
    const int ready = left > 0 ? poll(&wait, 1, static_cast<int>(left)) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      answer.late = true;
      return;
    }
    const ssize_t count = read(from, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    answer.bytes.append(buffer, std::min(static_cast<std::size_t>(count), static_cast<std::size_t>(limit + 1 - answer.bytes.size())));
  }
}

// Its status; one that has said all and does not end is ended.
int wait_for(pid_t child, Answer& answer) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  int status = 0;
  for (;;) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child || (ended < 0 && errno != EINTR)) return status;
    if (std::chrono::steady_clock::now() > until) {
      answer.late = true;
      kill(child, SIGKILL);
    }
    usleep(2000);
  }
}

Answer ask(std::vector<const char*> words, std::uint64_t limit) {
  Answer answer;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return answer;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  words.push_back(nullptr);
  pid_t child = 0;
  answer.found = posix_spawnp(&child, words[0], &actions, nullptr, const_cast<char* const*>(words.data()), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (answer.found) {
    read_all(ends[0], limit, answer);
    if (answer.late || answer.bytes.size() > limit) kill(child, SIGKILL);
    const int status = wait_for(child, answer);
    answer.ok = !answer.late && (answer.bytes.size() > limit || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
  }
  close(ends[0]);
  return answer;
}

struct Program {
  const char* name;
  std::vector<const char*> html, text;
};

}  // namespace

Clipboard read_clipboard(std::uint64_t limit) {
  std::vector<Program> programs{
      {"wl-paste", {"wl-paste", "--no-newline", "--type", "text/html"}, {"wl-paste", "--no-newline", "--type", "text"}},
      {"xclip", {"xclip", "-selection", "clipboard", "-out", "-target", "text/html"}, {"xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"}}};
  if (std::getenv("WAYLAND_DISPLAY") == nullptr && std::getenv("DISPLAY") != nullptr) std::swap(programs[0], programs[1]);
  Clipboard clipboard;
  clipboard.problem = "neither wl-paste nor xclip is installed";
  for (const Program& program : programs) {
    for (const bool html : {true, false}) {
      Answer answer = ask(html ? program.html : program.text, limit);
      if (!answer.found) break;
      if (answer.ok && !answer.bytes.empty()) return {std::move(answer.bytes), html, program.name, {}};
      clipboard.problem = answer.late ? std::string(program.name) + " does not answer" : "it holds neither HTML nor text";
      if (answer.late) break;
    }
  }
  return clipboard;
}

}  // namespace pamphlet
