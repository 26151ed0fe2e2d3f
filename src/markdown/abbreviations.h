// `*[WHO]: World Health Organization` on lines of their own (PHP Markdown Extra, kramdown, MkDocs): what a word stands for
// wherever the article uses it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "markdown/inlines.h"

namespace pamphlet::markdown {

class Abbreviations {
 public:
  struct Entry {
    std::string name, words;
    Span place;
    mutable bool used = false;  // said when the text has it
  };

  Abbreviations(const Source& source, const Tree& tree);
  bool empty() const { return entries_.empty(); }
  const std::vector<Entry>& all() const { return entries_; }
  /// Whether the paragraph is nothing but such lines.
  bool defines(TreeId paragraph) const { return paragraphs_.contains(paragraph); }
  /// Makes elements of the words that have an entry.
  void mark(Inlines& inlines) const;

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> by_name_;  // the first of each
  std::unordered_set<TreeId> paragraphs_;
};

}  // namespace pamphlet::markdown
