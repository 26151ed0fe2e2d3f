#include <doctest/doctest.h>

#include <libdeflate.h>

#include <random>

#include "epub/row_deflate.h"

using namespace pamphlet::epub;

namespace {

/// Compresses rows (an empty one stands for zeros) and lets another implementation inflate and check them.
std::string round_trip(const std::vector<std::vector<std::uint8_t>>& rows, std::size_t line, std::size_t* size = nullptr) {
  RowDeflater deflater(line);
  for (const auto& row : rows) {
    if (row.empty()) deflater.empty_row();
    else deflater.row(row.data());
  }
  const std::string stream = deflater.finish();
  if (size != nullptr) *size = stream.size();
  std::string out(rows.size() * line, '?');
  libdeflate_decompressor* inflater = libdeflate_alloc_decompressor();
  const auto result = libdeflate_zlib_decompress(inflater, stream.data(), stream.size(), out.data(), out.size(), nullptr);
  libdeflate_free_decompressor(inflater);
  return result == LIBDEFLATE_SUCCESS ? out : "broken";
}

std::string plain(const std::vector<std::vector<std::uint8_t>>& rows, std::size_t line) {
  std::string out;
  for (const auto& row : rows) out += row.empty() ? std::string(line, '\0') : std::string(row.begin(), row.end());
  return out;
}

}  // namespace

TEST_CASE("rows come back as they were") {
  std::mt19937 random(7);
  for (const std::size_t line : {2u, 3u, 11u, 258u, 701u, 1024u}) {
    for (int kind = 0; kind < 5; ++kind) {
      std::vector<std::vector<std::uint8_t>> rows;
      for (int y = 0; y < 60; ++y) {
        std::vector<std::uint8_t> row(line);
        for (std::size_t x = 0; x < line; ++x) {
          if (kind == 0) row[x] = static_cast<std::uint8_t>(random());                      // noise
          if (kind == 1) row[x] = static_cast<std::uint8_t>(x / 37 + static_cast<unsigned>(y) / 9);  // steps
          if (kind == 2) row[x] = static_cast<std::uint8_t>(random() % 50 == 0);            // dots
          if (kind == 3) row[x] = 9;
        }
        if (kind == 4 || random() % 4 == 0) row.clear();
        rows.push_back(std::move(row));
      }
      CHECK_MESSAGE(round_trip(rows, line) == plain(rows, line), "line " << line << " kind " << kind);
    }
  }
}

TEST_CASE("no row, one row, an all-zero row that was painted") {
  CHECK(round_trip({}, 5) == "");
  CHECK(round_trip({{1, 2, 3, 4, 5}}, 5) == std::string("\x01\x02\x03\x04\x05"));
  CHECK(round_trip({{}, {0, 0, 0}, {}}, 3) == std::string(9, '\0'));
}

TEST_CASE("codes stay within fifteen bits however uneven the counts are") {
  // Byte n occurs Fibonacci(n) times: the worst case for a Huffman code.
  std::vector<std::vector<std::uint8_t>> rows;
  std::vector<std::uint8_t> row(600, 0);
  std::size_t at = 0, a = 1, b = 1;
  for (std::uint8_t byte = 1; byte < 25; ++byte) {
    for (std::size_t n = 0; n < a; ++n) {
      row[at++] = n % 2 == 0 ? byte : static_cast<std::uint8_t>(200 + byte % 7);
      if (at == row.size()) {
        rows.push_back(row);
        at = 0;
      }
    }
    const std::size_t next = a + b;
    a = b;
    b = next;
  }
  CHECK(round_trip(rows, 600) == plain(rows, 600));
}

TEST_CASE("flat areas cost nearly nothing") {
  std::size_t size = 0;
  std::vector<std::vector<std::uint8_t>> rows(2000);
  CHECK(round_trip(rows, 701, &size) == plain(rows, 701));
  CHECK(size < 2500);
  const std::vector<std::uint8_t> stripe(701, 0x88);
  rows.assign(2000, stripe);
  CHECK(round_trip(rows, 701, &size) == plain(rows, 701));
  CHECK(size < 10000);  // four and a half bytes a row
}
