// The characters of a formula: commands, braces, white space, and the first problem.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/utf8.h"
#include "math/math.h"

namespace pamphlet::math {

class Scanner {
 protected:
  explicit Scanner(std::string_view tex) : tex_(tex) {}

  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

  void fail(std::size_t begin, std::size_t end, std::string message) {
    if (problem_) return;
    problem_ = Problem{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(end, tex_.size())), std::move(message)};
    at_ = tex_.size();  // ends every loop
  }

  bool done() const { return at_ >= tex_.size(); }
  void skip_spaces() {
    while (!done() && is_space(tex_[at_])) ++at_;
  }
  /// The command or character at `at_`; moves past it.
  std::string_view next() {
    const std::size_t begin = at_;
    if (tex_[at_] == '\\' && at_ + 1 < tex_.size() && is_ascii_letter(tex_[at_ + 1])) {
      for (++at_; !done() && is_ascii_letter(tex_[at_]);) ++at_;
      return tex_.substr(begin, at_ - begin);
    }
    if (tex_[at_] == '\\' && at_ + 1 < tex_.size()) ++at_;
    next_code_point(tex_, at_);
    return tex_.substr(begin, at_ - begin);
  }
  std::string_view peek() {
    const std::size_t begin = at_;
    const std::string_view token = next();
    at_ = begin;
    return token;
  }
  bool take(std::string_view token) {
    if (done() || peek() != token) return false;
    at_ += token.size();
    return true;
  }

  /// `{…}` as it stands, with balanced braces.
  std::string_view raw_group(std::string_view command) {
    skip_spaces();
    const std::size_t begin = at_;
    int depth = 0;
    for (; !done(); ++at_) {
      const char c = tex_[at_];
      if (c == '\\' && at_ + 1 < tex_.size()) {
        ++at_;
      } else if (c == '{') {
        ++depth;
      } else if (c == '}' && --depth == 0) {
        ++at_;
        return tex_.substr(begin + 1, at_ - begin - 2);
      }
      if (depth == 0) break;  // no group at all
    }
    fail(begin, std::max(begin + 1, at_), "“" + std::string(command) + "” wants {…}");
    return {};
  }

  std::string_view tex_;
  std::size_t at_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace pamphlet::math
