// Private to the room: the numbers that Word gives to paragraphs (ECMA-376-1 §17.9).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "office/docx_styles.h"
#include "office/model.h"

namespace pamphlet::office {

class DocxNumbering {
 public:
  void read(const pugi::xml_node& numbering, const DocxStyles& styles);

  struct Label {
    ListPlace place;
    std::string words;    // as Word shows it: "1.2", "Step 3:", "•"
    bool plain = true;    // a number or letter with a stop or brackets, or a bullet: what a list item has
    bool none = false;    // it shows nothing
  };
  /// The label of the next paragraph of a number; nothing when there is no such number.
  std::optional<Label> next(int number, int level);

 private:
  static constexpr int kLevels = 9;  // ECMA-376-1 §17.9.6
  struct Level {
    std::string format = "decimal", text, font;
    int start = 1, indent = 0, restart = -1;
  };
  struct Abstract {
    std::array<Level, kLevels> levels;
    std::array<std::optional<std::int64_t>, kLevels> counters;
    std::uint32_t id = 0;
  };
  struct Number {
    int abstract = 0;
    std::array<std::optional<int>, kLevels> start;  // for this number anew
    std::array<std::optional<Level>, kLevels> levels;
    bool used = false;
  };
  static void read_level(const pugi::xml_node& node, Level& level);
  std::string expanded(const Number& number, const Abstract& abstract, int level) const;

  std::unordered_map<int, Abstract> abstracts_;
  std::unordered_map<int, Number> numbers_;
};

/// A number as a format of Word writes it: "4", "d", "IV"; what is no Latin format is written in digits.
std::string formatted(std::int64_t number, std::string_view format);

}  // namespace pamphlet::office
