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
  constexpr int kVariations = 60;
  std::size_t seeds = 0;
  Random random;
  for (int i = 1; i < argc; ++i) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
      paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
      std::ifstream file(path, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      run(bytes);
      for (int variation = 0; variation < kVariations; ++variation)
        run(vary(bytes, random));
      ++seeds;
    }
  }
  std::printf("%zu seeds\n", seeds);
  return seeds == 0 ? 1 : 0;
}
