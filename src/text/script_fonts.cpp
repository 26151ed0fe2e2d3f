// Which scripts share fonts, and which Debian packages hold them.
#include <algorithm>
#include <array>

#include "text/library.h"

namespace pamphlet::shaping {
namespace {

using namespace std::string_view_literals;

// ISO 15924 codes that name mixtures or variants, and what a catalog may call their fonts.
struct Aliases {
  std::string_view script;
  std::array<std::string_view, 5> others;
};
constexpr std::array kAliases = {
    Aliases{"Aran", {"Aran", "Arab"}},
    Aliases{"Bopo", {"Bopo", "Hant", "Hani", "Hans"}},
    Aliases{"Hang", {"Hang", "Kore", "Hani"}},
    Aliases{"Hani", {"Hani", "Hans", "Hant", "Jpan"}},
    Aliases{"Hans", {"Hans", "Hani", "Hant"}},
    Aliases{"Hant", {"Hant", "Hani", "Hans"}},
    Aliases{"Hira", {"Hira", "Kana", "Jpan", "Hani"}},
    Aliases{"Jpan", {"Jpan", "Hani", "Kana", "Hira"}},
    Aliases{"Kana", {"Kana", "Hira", "Jpan", "Hani"}},
    Aliases{"Kore", {"Kore", "Hang", "Hani"}},
};

// Scripts whose fonts Debian 12 packs elsewhere than in fonts-noto-core.
struct Package {
  std::string_view script, package;
};
constexpr std::array kPackages = {
    Package{"Bopo", "fonts-noto-cjk"},         Package{"Hang", "fonts-noto-cjk"},  Package{"Hani", "fonts-noto-cjk"},
    Package{"Hans", "fonts-noto-cjk"},         Package{"Hant", "fonts-noto-cjk"},  Package{"Hira", "fonts-noto-cjk"},
    Package{"Jpan", "fonts-noto-cjk"},         Package{"Kana", "fonts-noto-cjk"},  Package{"Kore", "fonts-noto-cjk"},
    Package{"Zsye", "fonts-noto-color-emoji"}, Package{"Zmth", "fonts-noto-core"}, Package{"Zsym", "fonts-noto-core"},
};

}  // namespace

std::vector<std::string_view> script_aliases(std::string_view script) {
  for (const Aliases& row : kAliases) {
    if (row.script != script) continue;
    std::vector<std::string_view> out(row.others.begin(), row.others.end());
    std::erase(out, ""sv);
    return out;
  }
  return {script};
}

std::string_view debian_package(std::string_view script) {
  for (const Package& row : kPackages) {
    if (row.script == script) return row.package;
  }
  return "fonts-noto-core";
}

}  // namespace pamphlet::shaping
