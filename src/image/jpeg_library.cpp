#include "image/jpeg_library.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>
// After jpeglib.h, which it needs.
#include <jerror.h>

#include <algorithm>

namespace pamphlet::codec {
namespace {

/// What libjpeg's C frames share with ours. Plain data: a jump runs no destructor.
struct Guard {
  jpeg_error_mgr errors;  // first: libjpeg hands out a pointer to it
  jmp_buf landing;
  jpeg_progress_mgr progress;
  int scan_limit;
  bool damaged, too_costly;
};

void on_error(j_common_ptr info) {
  auto* guard = reinterpret_cast<Guard*>(info->err);
  guard->damaged = true;
  std::longjmp(guard->landing, 1);
}

void on_message(j_common_ptr info, int level) {
  if (level >= 0) return;  // traces
  const int code = info->err->msg_code;
  // Stray bytes between segments and odd application markers cost no pixel; every other warning is about lost data.
  if (code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM ||
      code == JWRN_NOT_SEQUENTIAL)
    return;
  on_error(info);
}

void on_output(j_common_ptr) {}  // never print

/// A progressive file may scan its picture again and again, at little cost to itself.
void on_progress(j_common_ptr info) {
  auto* guard = reinterpret_cast<Guard*>(info->err);
  if (info->is_decompressor && reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > guard->scan_limit) {
    guard->too_costly = true;
    std::longjmp(guard->landing, 1);
  }
}

void prepare(Guard& guard) {
  jpeg_std_error(&guard.errors);
  guard.errors.error_exit = on_error;
  guard.errors.emit_message = on_message;
  guard.errors.output_message = on_output;
  guard.progress.progress_monitor = on_progress;
  guard.damaged = guard.too_costly = false;
  // Real files have about ten scans. The largest picture may have 16, a small one 100: a thousand million visits.
  guard.scan_limit = 100;
}

void limit_scans(Guard& guard, const jpeg_decompress_struct& info) {
  constexpr long long kMaxVisits = 1'000'000'000;
  const long long pixels = static_cast<long long>(info.image_width) * info.image_height;
  guard.scan_limit = static_cast<int>(std::clamp(kMaxVisits / std::max(pixels, 1LL), 16LL, 100LL));
}

JpegResult result(const Guard& guard) {
  return guard.too_costly ? JpegResult::too_costly : guard.damaged ? JpegResult::damaged : JpegResult::ok;
}

int set_output(jpeg_decompress_struct& info) {
  switch (info.num_components) {
    case 1:
      info.out_color_space = JCS_GRAYSCALE;
      return 1;
    case 3:
      info.out_color_space = JCS_RGB;
      return 3;
    default:
      info.out_color_space = JCS_CMYK;
      return 4;
  }
}

}  // namespace

JpegResult jpeg_validate(const std::uint8_t* bytes, std::size_t size, JpegFacts& facts) {
  jpeg_decompress_struct info;
  Guard guard;
  prepare(guard);
  info.err = &guard.errors;
  if (setjmp(guard.landing) != 0) {
    jpeg_destroy_decompress(&info);
    return result(guard);
  }
  jpeg_create_decompress(&info);
  info.progress = &guard.progress;
  jpeg_mem_src(&info, bytes, static_cast<unsigned long>(size));
  jpeg_read_header(&info, TRUE);
  limit_scans(guard, info);
  facts.width = info.image_width;
  facts.height = info.image_height;
  facts.channels = set_output(info);
  facts.stored_as_rgb = info.num_components == 3 && info.jpeg_color_space == JCS_RGB;
  info.scale_num = 1;
  info.scale_denom = 8;
  jpeg_start_decompress(&info);
  JSAMPARRAY row = (*info.mem->alloc_sarray)(reinterpret_cast<j_common_ptr>(&info), JPOOL_IMAGE,
                                             info.output_width * static_cast<unsigned>(info.output_components), 1);
  while (info.output_scanline < info.output_height)
    jpeg_read_scanlines(&info, row, 1);
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  return result(guard);
}

JpegResult jpeg_decode(const std::uint8_t* bytes, std::size_t size, int part, std::uint8_t* out, std::size_t capacity) {
  jpeg_decompress_struct info;
  Guard guard;
  prepare(guard);
  info.err = &guard.errors;
  if (setjmp(guard.landing) != 0) {
    jpeg_destroy_decompress(&info);
    return result(guard);
  }
  jpeg_create_decompress(&info);
  info.progress = &guard.progress;
  jpeg_mem_src(&info, bytes, static_cast<unsigned long>(size));
  jpeg_read_header(&info, TRUE);
  limit_scans(guard, info);
  const int channels = set_output(info);
  info.scale_num = 1;
  info.scale_denom = static_cast<unsigned>(part);
  jpeg_start_decompress(&info);
  const std::size_t stride = std::size_t{info.output_width} * static_cast<std::size_t>(channels);
  if (stride * info.output_height > capacity) guard.damaged = true;
  while (!guard.damaged && info.output_scanline < info.output_height) {
    JSAMPROW row = out + info.output_scanline * stride;
    jpeg_read_scanlines(&info, &row, 1);
  }
  if (guard.damaged) {
    jpeg_abort_decompress(&info);
  } else {
    jpeg_finish_decompress(&info);
  }
  jpeg_destroy_decompress(&info);
  return result(guard);
}

void jpeg_encode(const std::uint8_t* pixels, unsigned width, unsigned height, int channels, int quality,
                 std::uint8_t** out, unsigned long* size) {
  jpeg_compress_struct info;
  Guard guard;
  prepare(guard);
  *out = nullptr;
  *size = 0;
  info.err = &guard.errors;
  if (setjmp(guard.landing) != 0) {
    jpeg_destroy_compress(&info);
    *out = nullptr;  // not freed: after growing, libjpeg has freed it and holds another one that only it knows
    return;
  }
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, out, size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = channels;
  info.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.optimize_coding = TRUE;
  jpeg_start_compress(&info, TRUE);
  const std::size_t stride = std::size_t{width} * static_cast<std::size_t>(channels);
  while (info.next_scanline < info.image_height) {
    auto* row = const_cast<JSAMPROW>(pixels + info.next_scanline * stride);  // libjpeg does not write to it
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
}

}  // namespace pamphlet::codec
