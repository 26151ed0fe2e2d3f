#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "recover/recover.h"

using namespace pamphlet;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(PAMPHLET_SOURCE_DIR) / "tests/golden")) {
    if (entry.path().filename().string().starts_with("import-")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

// What the documents look like is the golden cases' own business (tests/golden); here, what is said about them.
TEST_CASE("every guess in a pasted text says where it is and how sure it is") {
  const auto all = cases();
  CHECK(all.size() >= 14);
  for (const fs::path& folder : all) {
    CAPTURE(folder.filename().string());
    Diagnostics diagnostics;
    const auto source = decode_source("in.txt", read(folder / "in.txt"), diagnostics);
    resolve(recover_text(*source, diagnostics), {"in"}, diagnostics);
    for (const Diagnostic& found : diagnostics.items()) {
      CAPTURE(found.message);
      const std::string_view id = info(found.code).id;
      if (id < "E160" || id > "E169") continue;
      const bool says_how_sure = found.message.ends_with("(sure)") || found.message.ends_with("(likely)") ||
                                 found.message.ends_with("(a guess)");
      CHECK(says_how_sure);
      CHECK(found.span.end <= source->text.size());
      CHECK(found.span.begin < found.span.end);
    }
  }
}
