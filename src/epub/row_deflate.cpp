#include "epub/row_deflate.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace pamphlet::epub {

namespace {

constexpr std::size_t kShortest = 3, kLongest = 258;  // RFC 1951 §3.2.5
constexpr int kEndOfBlock = 256;

struct Extra { int symbol = 0, bits = 0; std::uint32_t value = 0; };

/// RFC 1951 §3.2.5: lengths 3 to 258 are symbols 257 to 285.
Extra length_symbol(std::size_t length) {
  if (length == kLongest) return {285, 0, 0};
  const auto past = static_cast<std::uint32_t>(length - kShortest);
  if (past < 8) return {257 + static_cast<int>(past), 0, 0};
  const int bits = std::bit_width(past) - 3;
  return {257 + 4 * bits + static_cast<int>(past >> bits), bits, past & ((1u << bits) - 1)};
}

/// Distances 1 to 32768 are symbols 0 to 29.
Extra distance_symbol(std::size_t distance) {
  const auto past = static_cast<std::uint32_t>(distance - 1);
  if (past < 4) return {static_cast<int>(past), 0, 0};
  const int bits = std::bit_width(past) - 2;
  return {2 * bits + static_cast<int>(past >> bits), bits, past & ((1u << bits) - 1)};
}

/// Huffman code lengths of at most `limit` bits. When a code grows too long, rare symbols are counted as less rare.
std::vector<std::uint8_t> code_lengths(std::vector<std::uint32_t> counts, int limit) {
  struct Tree { std::uint64_t count; int left, right; };
  for (;;) {
    std::vector<std::uint8_t> lengths(counts.size(), 0);
    std::vector<Tree> trees;
    std::vector<int> symbols;
    for (std::size_t s = 0; s < counts.size(); ++s)
      if (counts[s] != 0) symbols.push_back(static_cast<int>(s));
    if (symbols.size() == 1) lengths[static_cast<std::size_t>(symbols[0])] = 1;
    if (symbols.size() <= 1) return lengths;
    std::stable_sort(symbols.begin(), symbols.end(), [&](int a, int b) { return counts[static_cast<std::size_t>(a)] < counts[static_cast<std::size_t>(b)]; });
    for (const int s : symbols) trees.push_back({counts[static_cast<std::size_t>(s)], s, -1});
    const std::size_t leaves = trees.size();
    std::size_t next_leaf = 0, next_tree = leaves;
    const auto smallest = [&] {
      const bool leaf = next_tree >= trees.size() || (next_leaf < leaves && trees[next_leaf].count <= trees[next_tree].count);
      return static_cast<int>(leaf ? next_leaf++ : next_tree++);
    };
    while (trees.size() < 2 * leaves - 1) {
      const int left = smallest(), right = smallest();
      trees.push_back({trees[static_cast<std::size_t>(left)].count + trees[static_cast<std::size_t>(right)].count, left, right});
    }
    std::vector<int> depth(trees.size(), 0);
    int deepest = 0;
    for (std::size_t n = trees.size(); n-- > leaves;)
      depth[static_cast<std::size_t>(trees[n].left)] = depth[static_cast<std::size_t>(trees[n].right)] = depth[n] + 1;
    for (std::size_t n = 0; n < leaves; ++n) {
      lengths[static_cast<std::size_t>(trees[n].left)] = static_cast<std::uint8_t>(depth[n]);
      deepest = std::max(deepest, depth[n]);
    }
    if (deepest <= limit) return lengths;
    for (std::uint32_t& count : counts)
      if (count != 0) count = count / 4 + 1;
  }
}

/// Canonical codes (RFC 1951 §3.2.2), bits reversed because the stream starts with the lowest bit.
std::vector<std::uint16_t> codes_for(const std::vector<std::uint8_t>& lengths) {
  std::array<unsigned, 17> count{}, next{};
  for (const std::uint8_t length : lengths) ++count[length];
  count[0] = 0;
  for (std::size_t bits = 1; bits <= 15; ++bits) next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
  std::vector<std::uint16_t> codes(lengths.size(), 0);
  for (std::size_t s = 0; s < lengths.size(); ++s) {
    unsigned code = lengths[s] == 0 ? 0 : next[lengths[s]]++, reversed = 0;
    for (int bit = 0; bit < lengths[s]; ++bit, code >>= 1) reversed = reversed << 1 | (code & 1);
    codes[s] = static_cast<std::uint16_t>(reversed);
  }
  return codes;
}

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  void put(std::uint32_t value, int bits) {
    hold_ |= std::uint64_t{value} << held_;
    for (held_ += bits; held_ >= 8; held_ -= 8, hold_ >>= 8) out_ += static_cast<char>(hold_ & 0xFF);
  }
  void finish() { if (held_ > 0) put(0, 8 - held_); }

 private:
  std::string& out_;
  std::uint64_t hold_ = 0;
  int held_ = 0;
};

struct HuffmanCode {
  std::vector<std::uint8_t> lengths;
  std::vector<std::uint16_t> codes;
  HuffmanCode(std::vector<std::uint32_t> counts, int limit) : lengths(code_lengths(std::move(counts), limit)), codes(codes_for(lengths)) {}
  void put(BitWriter& bits, int symbol) const {
    const auto s = static_cast<std::size_t>(symbol);
    bits.put(codes[s], lengths[s]);
  }
};

/// Code lengths as the block header has them (RFC 1951 §3.2.7): runs of zeros are symbols 17 and 18.
std::vector<Extra> header_symbols(const HuffmanCode& text, const HuffmanCode& distance) {
  std::vector<std::uint8_t> all = text.lengths;
  all.insert(all.end(), distance.lengths.begin(), distance.lengths.end());
  std::vector<Extra> out;
  for (std::size_t n = 0; n < all.size();) {
    std::size_t run = n;
    while (run < all.size() && all[run] == 0 && run - n < 138) ++run;
    run -= n;
    if (run >= 11) out.push_back({18, 7, static_cast<std::uint32_t>(run - 11)});
    else if (run >= 3) out.push_back({17, 3, static_cast<std::uint32_t>(run - 3)});
    else out.push_back({all[n], 0, 0});
    n += run >= 3 ? run : 1;
  }
  return out;
}

void put_header(BitWriter& bits, const HuffmanCode& text, const HuffmanCode& distance) {
  constexpr std::array<int, 19> kOrder{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  const std::vector<Extra> symbols = header_symbols(text, distance);
  std::vector<std::uint32_t> counts(19, 0);
  for (const Extra& symbol : symbols) ++counts[static_cast<std::size_t>(symbol.symbol)];
  const HuffmanCode header(std::move(counts), 7);
  bits.put(1, 1);  // the last block
  bits.put(2, 2);  // of dynamic codes
  bits.put(static_cast<std::uint32_t>(text.lengths.size() - 257), 5);
  bits.put(static_cast<std::uint32_t>(distance.lengths.size() - 1), 5);
  bits.put(19 - 4, 4);
  for (const int symbol : kOrder) bits.put(header.lengths[static_cast<std::size_t>(symbol)], 3);
  for (const Extra& symbol : symbols) {
    header.put(bits, symbol.symbol);
    bits.put(symbol.value, symbol.bits);
  }
}

/// How many bytes from the start of both are equal, at most `most`.
std::size_t common(const std::uint8_t* one, const std::uint8_t* two, std::size_t most) {
  std::size_t n = 0;
  for (; n + 8 <= most; n += 8) {
    std::uint64_t a, b;
    std::memcpy(&a, one + n, 8);
    std::memcpy(&b, two + n, 8);
    if (a != b) break;
  }
  while (n < most && one[n] == two[n]) ++n;
  return n;
}

}  // namespace

RowDeflater::RowDeflater(std::size_t line) : line_(line), above_(line, 0) { tokens_.reserve(1 << 15); }

void RowDeflater::match(std::size_t length, bool row_above) {
  while (length > 0) {
    std::size_t part = std::min(length, kLongest);
    if (length - part > 0 && length - part < kShortest) part = length - kShortest;  // leave enough for another match
    tokens_.push_back(static_cast<Token>(kMatch | (row_above ? kRowAbove : 0) | static_cast<Token>(part)));
    length -= part;
  }
}

void RowDeflater::empty_row() {
  if (pending_zeros_ == 0) std::fill(above_.begin(), above_.end(), std::uint8_t{0});
  pending_zeros_ += line_;
}

void RowDeflater::flush_zeros() {
  if (pending_zeros_ == 0) return;
  literal(0);
  if (pending_zeros_ - 1 >= kShortest) match(pending_zeros_ - 1, false);
  else for (std::size_t n = 1; n < pending_zeros_; ++n) literal(0);
  // Adler-32 over n zeros: the first sum stays, the second grows by it n times (RFC 1950 §8.2).
  const std::uint64_t low = adler_ & 0xFFFF, high = adler_ >> 16;
  adler_ = static_cast<std::uint32_t>(((high + low * (pending_zeros_ % 65521)) % 65521) << 16 | low);
  pending_zeros_ = 0;
  any_ = true;
}

void RowDeflater::row(const std::uint8_t* bytes) {
  flush_zeros();
  std::size_t at = 0;
  while (at < line_) {
    const std::size_t left = line_ - at;
    const std::size_t up = any_ ? common(bytes + at, above_.data() + at, left) : 0;
    const std::size_t run = at > 0 ? common(bytes + at, bytes + at - 1, left) : 0;
    const std::size_t best = std::max(up, run);
    if (best < kShortest) {
      literal(bytes[at++]);
      continue;
    }
    match(best, up > run);
    at += best;
  }
  adler_ = libdeflate_adler32(adler_, bytes, line_);
  std::memcpy(above_.data(), bytes, line_);
  any_ = true;
}

std::string RowDeflater::finish() {
  flush_zeros();
  const Extra above = distance_symbol(line_), before = distance_symbol(1);
  std::vector<std::uint32_t> text_counts(286, 0), distance_counts(static_cast<std::size_t>(above.symbol) + 1, 0);
  for (const Token token : tokens_) {
    const bool is_match = (token & kMatch) != 0;
    ++text_counts[static_cast<std::size_t>(is_match ? length_symbol(token & kLength).symbol : token)];
    if (is_match) ++distance_counts[static_cast<std::size_t>((token & kRowAbove) != 0 ? above.symbol : before.symbol)];
  }
  ++text_counts[kEndOfBlock];
  ++distance_counts[0];  // at least one code, for pictures without any match (RFC 1951 §3.2.7)
  const HuffmanCode text(std::move(text_counts), 15), distance(std::move(distance_counts), 15);
  std::string out = "\x78\x01";  // zlib header: deflate, 32 KiB window, fastest
  out.reserve(tokens_.size() + 1024);
  BitWriter bits(out);
  put_header(bits, text, distance);
  for (const Token token : tokens_) {
    if ((token & kMatch) == 0) {
      text.put(bits, token);
      continue;
    }
    const Extra length = length_symbol(token & kLength), &back = (token & kRowAbove) != 0 ? above : before;
    text.put(bits, length.symbol);
    bits.put(length.value, length.bits);
    distance.put(bits, back.symbol);
    bits.put(back.value, back.bits);
  }
  text.put(bits, kEndOfBlock);
  bits.finish();
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(adler_ >> shift & 0xFF);
  return out;
}

}  // namespace pamphlet::epub
