// Which places of a word may take a hyphen: language → patterns → rules for words as people write them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "text/characters.h"
#include "text/patterns.h"

namespace pamphlet::shaping {

/// Patterns of one language with the least letters that its typography wants on each side of a hyphen.
struct LanguagePatterns {
  PatternFile file;
  int left = 2, right = 2;
};

/// The system's pattern files, read when a language is first asked for. Safe to share between threads.
class HyphenationPatterns {
 public:
  /// Null when the language has no patterns here. The tag is BCP 47: "en", "en-GB", "pt-BR".
  const LanguagePatterns* find(std::string_view lang) const;

 private:
  const LanguagePatterns* load(const std::string& path, std::string_view language) const;
  mutable std::mutex mutex_;
  mutable std::map<std::string, const LanguagePatterns*, std::less<>> by_language_;
  mutable std::map<std::string, std::unique_ptr<LanguagePatterns>, std::less<>> by_file_;
};

/// Names (without folder) under which a language's patterns may be, most fitting first. Empty for an ill-formed tag.
std::vector<std::string> pattern_file_names(std::string_view lang);

/// Byte offsets inside `word` at which a hyphen may stand. Soft hyphens (offset after each) outrank the patterns.
/// `patterns` null: soft hyphens only.
std::vector<std::uint32_t> hyphenate_word(std::string_view word, const LanguagePatterns* patterns,
                                          const CharTable& characters);

}  // namespace pamphlet::shaping
