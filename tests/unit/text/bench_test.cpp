// Figures, not assertions: unit_text --no-skip --test-case="bench*"
#include "fixture.h"

#include <cstdio>
#include <ctime>

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

double cpu_ms() {
  return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC;
}

struct Clock {
  double start = cpu_ms();
  void lap(const char* what) {
    const double now = cpu_ms();
    std::printf("%-50s %8.3f ms\n", what, now - start);
    start = cpu_ms();
  }
};

/// English-like paragraphs: 15,000 distinct words of 2 to 12 letters, small ones often, a comma or a full stop here and
/// there.
std::vector<std::string> paragraphs(std::size_t words) {
  std::uint64_t state = 42;
  const auto next = [&](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
  };
  std::vector<std::string> vocabulary;
  for (int i = 0; i < 15000; ++i) {
    std::string word;
    for (std::uint64_t k = 2 + next(4) + next(7); k > 0; --k)
      word += "etaoinshrdlucmfwypvbgk"[next(22)];
    vocabulary.push_back(word);
  }
  std::vector<std::string> out;
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += vocabulary[next(2) ? next(300) : next(15000)];
    text += next(12) == 0 ? "," : "";
    if (i % 60 == 59) {
      out.push_back(text + ".");
      text.clear();
    } else {
      text += " ";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("bench: cold start" * doctest::skip()) {
  Clock clock;
  const FontLibrary fresh(catalog());
  Shaper shaper(fresh);
  Diagnostics diagnostics;
  clock.lap("library and shaper");
  fresh.find({{"Open Sans"}, 400, false}, diagnostics);
  clock.lap("listing, first font");
  const std::string text = "Babies know the sound of a voice long before they can see a face.";
  shaper.shape(text, std::vector{run(text)}, std::nullopt, diagnostics);
  clock.lap("first paragraph");
  shaper.hyphenate("hyphenation", "en", true);
  clock.lap("first hyphenation (en)");
  shaper.hyphenate("Universität", "de", true);
  clock.lap("first hyphenation (de)");
  const std::string mixed = "سلام ✔ 💡";
  const ShapedText shaped = shaper.shape(mixed, std::vector{run(mixed)}, std::nullopt, diagnostics);
  clock.lap("first paragraph with Arabic, symbol and emoji");
}

TEST_CASE("bench: 400,000 words" * doctest::skip()) {
  const auto texts = paragraphs(400000);
  Shaper shaper(library());
  Diagnostics diagnostics;
  for (int round = 0; round < 2; ++round) {
    Clock clock;
    std::size_t glyphs = 0;
    for (const std::string& text : texts)
      glyphs += shaper.shape(text, std::vector{run(text)}, std::nullopt, diagnostics).glyphs.size();
    clock.lap(round == 0 ? "400,000 words, cold cache" : "400,000 words, warm cache");
    CHECK(glyphs > 2000000);
  }
}

TEST_CASE("bench: subsets" * doctest::skip()) {
  for (const auto& [family, first] : std::vector<std::pair<std::string, std::uint32_t>>{{"Open Sans", 36},
                                                                                        {"EB Garamond", 36},
                                                                                        {"DejaVu Sans", 36},
                                                                                        {"Noto Naskh Arabic", 36},
                                                                                        {"Noto Sans CJK JP", 2000}}) {
    const FontId font = need(family);
    std::vector<std::uint32_t> glyphs;
    for (std::uint32_t i = 0; i < 100; ++i)
      glyphs.push_back(first + 2 * i);
    std::string problem;
    for (int round = 0; round < 3; ++round) {
      Clock clock;
      const auto made = subset(library(), font, glyphs, problem);
      clock.lap((family + ", 100 glyphs").c_str());
      CHECK(made.has_value());
      if (round == 2 && made) std::printf("    %zu bytes\n", made->program.size());
    }
  }
}
