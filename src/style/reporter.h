// Findings about style files: located, each said once, and not more than a reader can use.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace pamphlet {

/// A place in one of the files of an extends chain.
struct Origin {
  std::uint32_t source = 0;  // index into Style::sources
  Span span;
};

class Reporter {
 public:
  Reporter(const std::vector<std::shared_ptr<const Source>>& sources, Diagnostics& out)
      : sources_(sources), out_(out) {}
  /// The same finding at the same place is said once: a wrong token would repeat it for each of its uses.
  void report(Code code, Origin origin, std::string message, std::string help = {});
  /// Says how many findings were left out after the first kMaxFindings.
  void finish();

 private:
  static constexpr std::size_t kMaxFindings = 100;  // a file that is no style at all would drown the others
  const std::vector<std::shared_ptr<const Source>>& sources_;
  Diagnostics& out_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, Code, std::string>> seen_;
  std::size_t left_out_ = 0;
  Origin first_left_out_;
  Code first_left_out_code_{};
};

/// `text` in quotes for a message: control characters blotted out, at most 40 code points.
std::string quote(std::string_view text);
/// "did you mean ...?", or empty. Also finds a candidate that `word` is the beginning or the end of.
std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace pamphlet
