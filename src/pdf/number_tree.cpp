// A tree that a reader can search without loading it: leaves of bounded size, each with its least and greatest key, and
// nodes above them likewise. PDF allows one flat array, but readers load it whole, and libharu's limits stop at 32,767
// entries; balanced trees of a library keep pointers, not PDF objects. The entries come sorted, so the tree is built from
// its leaves up, level by level, without any rotation. Linear.
#include "pdf/number_tree.h"

#include <algorithm>

#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

constexpr std::size_t kLeafEntries = 128;  // readers search within a leaf one by one

void append_key(std::string& out, std::int32_t key) { append_integer(out, key); }
void append_key(std::string& out, const std::string& key) { append_literal(out, key); }

template <class Entries>
void append_entries(std::string& out, const Entries& entries, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    append_key(out, entries[i].first);
    out += ' ';
    out += entries[i].second;
    out += '\n';
  }
}

template <class Entries>
std::string tree(Haru& haru, std::string_view leaf_key, const Entries& entries) {
  std::string out;
  if (entries.size() <= kLeafEntries) {
    out += leaf_key;
    out += '[';
    append_entries(out, entries, 0, entries.size());
    return out + ']';
  }
  out = "/Kids[";
  for (std::size_t begin = 0; begin < entries.size(); begin += kLeafEntries) {
    const std::size_t end = std::min(begin + kLeafEntries, entries.size());
    std::string leaf = "/Limits[";
    append_key(leaf, entries[begin].first);
    leaf += ' ';
    append_key(leaf, entries[end - 1].first);
    leaf += ']';
    leaf += leaf_key;
    leaf += '[';
    append_entries(leaf, entries, begin, end);
    leaf += ']';
    append_reference(out, haru.add_object(std::move(leaf)));
    out += ' ';
  }
  return out + ']';
}

}  // namespace

std::string number_tree(Haru& haru, const std::vector<std::pair<std::int32_t, std::string>>& entries) {
  return tree(haru, "/Nums", entries);
}
std::string name_tree(Haru& haru, const std::vector<std::pair<std::string, std::string>>& entries) {
  return tree(haru, "/Names", entries);
}

}  // namespace pamphlet::pdf
