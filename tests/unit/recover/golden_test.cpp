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

// The same document.txt that `pamphlet dump --stage document` shows: PAMPHLET_UPDATE=1 rewrites it.
TEST_CASE("pasted texts become the documents kept beside them") {
  const bool update = std::getenv("PAMPHLET_UPDATE") != nullptr;
  const auto all = cases();
  CHECK(all.size() >= 14);
  for (const fs::path& folder : all) {
    CAPTURE(folder.filename().string());
    Diagnostics diagnostics;
    const auto source = decode_source("in.txt", read(folder / "in.txt"), diagnostics);
    const Document document = resolve(recover_text(*source, diagnostics), {"in"}, diagnostics);
    if (update) {
      std::ofstream(folder / "document.txt", std::ios::binary) << dump(document);
    } else {
      CHECK(dump(document) == read(folder / "document.txt"));
    }
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
