// Stands in for libFuzzer in ordinary builds: runs a target over its seeds, and over fixed variations of them.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// A few seconds under the sanitizers: finding what is new is the fuzzers' work.
constexpr std::size_t kVariations = 400;

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

/// xorshift32 (Marsaglia 2003): the same variations on every machine.
struct Random {
  std::uint32_t state = 2463534242u;
  std::size_t below(std::size_t limit) {
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    return limit == 0 ? 0 : state % limit;
  }
};

std::string vary(std::string bytes, Random& random) {
  for (std::size_t i = 0, times = 1 + random.below(4); i < times; ++i) {
    const std::size_t at = random.below(bytes.size()),
                      length = random.below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
    switch (random.below(5)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(random.below(bytes.size() + 1), bytes.substr(at, length));
        break;
      case 3:
        if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
        break;
      default:
        if (!bytes.empty()) bytes[at] = static_cast<char>(random.below(256));
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> seeds;
  for (int i = 1; i < argc; ++i) {
    const auto end = std::filesystem::directory_iterator();
    if (!std::filesystem::is_directory(argv[i])) seeds.emplace_back(argv[i]);
    else for (auto at = std::filesystem::directory_iterator(argv[i]); at != end; ++at) seeds.push_back(at->path());
  }
  std::sort(seeds.begin(), seeds.end());
  Random random;
  const std::size_t variations = std::clamp<std::size_t>(kVariations / std::max<std::size_t>(seeds.size(), 1), 1, 60);
  for (const auto& path : seeds) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    run(bytes);
    for (std::size_t variation = 0; variation < variations; ++variation) run(vary(bytes, random));
  }
  std::printf("%zu seeds\n", seeds.size());
  return seeds.empty() ? 1 : 0;
}
