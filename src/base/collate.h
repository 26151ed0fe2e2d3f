// The order of words in a language (UTS #10, CLDR).
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace pamphlet {

class Collator {
 public:
  /// For a language tag; an unknown one gets the order that CLDR has for all.
  explicit Collator(std::string_view lang);
  ~Collator();
  Collator(const Collator&) = delete;
  Collator& operator=(const Collator&) = delete;
  /// Bytes that compare as the words do.
  std::string key(std::string_view text) const;
  /// The heading that the word stands under in an index: "A"; "…" where the language has no letter for it.
  std::string letter(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pamphlet
