// What the passes of the Markdown reader share.
#pragma once

#include <array>
#include <string>

#include "base/diagnostics.h"
#include "markdown/markdown.h"
#include "markdown/tree.h"

namespace pamphlet::markdown {

/// Says each kind of thing at most so many times: a web page saved as Markdown would drown the rest in "tag dropped".
class Reporter {
 public:
  Reporter(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}
  void report(Code code, Span span, std::string message, std::string help = {});
  /// While muted nothing is said: for a look at words that are read again later.
  void mute(bool muted) { muted_ = muted; }
  /// One line for what was not said.
  void summarise();

 private:
  static constexpr std::size_t kMost = 50;
  struct Count {
    Code code;
    std::size_t count = 0;
    Span first_left_out;
  };
  Count& count_of(Code code);

  const Source& source_;
  Diagnostics& diagnostics_;
  std::vector<Count> counts_;
  bool muted_ = false;
};

/// The beginning of what a finding speaks of, on one line.
std::string excerpt(std::string_view text);

class Abbreviations;

struct ReadContext {
  const Source& source;
  const MarkdownOptions& options;
  Reporter& reporter;
  const Tree& tree;
  std::string_view lang = {};  // of the article, as far as the front matter says
  const Abbreviations* abbreviations = nullptr;
};

}  // namespace pamphlet::markdown
