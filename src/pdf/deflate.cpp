#include "pdf/deflate.h"

#include <libdeflate.h>

#include <new>

namespace pamphlet::pdf {
namespace {
// Level 6 is where libdeflate's curve bends: level 9 takes three times as long for one per cent of a page.
constexpr int kLevel = 6;
}  // namespace

Deflater::Deflater() : compressor_(libdeflate_alloc_compressor(kLevel)) {
  if (compressor_ == nullptr) throw std::bad_alloc();
}
Deflater::~Deflater() { libdeflate_free_compressor(compressor_); }

std::string Deflater::operator()(std::string_view bytes) const {
  std::string out(libdeflate_zlib_compress_bound(compressor_, bytes.size()), '\0');
  out.resize(libdeflate_zlib_compress(compressor_, bytes.data(), bytes.size(), out.data(), out.size()));
  out.shrink_to_fit();
  return out;
}

}  // namespace pamphlet::pdf
