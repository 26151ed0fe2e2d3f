// Cameras write place, time, owner and a thumbnail of the uncropped picture into a JPEG. Decoding and encoding it again
// would lose quality; so the marker segments are walked and only those that decide the picture are copied: tables,
// frames, scans, JFIF without its thumbnail, Adobe's colour marker. Orientation, resolution and profile are read on
// the way, for whoever has to turn or convert the picture. libjpeg sees the cleaned file only. One pass, with
// memchr over the entropy-coded data.
#include "image/jpeg_file.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "base/bytes.h"
#include "image/codes.h"

namespace pamphlet::codec {
namespace {

enum : unsigned char {
  kSof0 = 0xC0,
  kDht = 0xC4,
  kJpg = 0xC8,
  kDac = 0xCC,
  kSof15 = 0xCF,
  kRst0 = 0xD0,
  kRst7 = 0xD7,
  kSoi = 0xD8,
  kEoi = 0xD9,
  kSos = 0xDA,
  kDqt = 0xDB,
  kDri = 0xDD,
  kApp0 = 0xE0,
  kApp1 = 0xE1,
  kApp2 = 0xE2,
  kApp14 = 0xEE,
  kTem = 0x01
};

constexpr std::string_view kProfileTag("ICC_PROFILE\0", 12);  // ICC.1 Annex B.4: then number and count of the part
constexpr std::string_view kExifTag("Exif\0\0", 6);
constexpr std::string_view kJfifTag("JFIF\0", 5);

bool is_frame(unsigned char marker) {  // SOF0 to SOF15, without those that share the range
  return marker >= kSof0 && marker <= kSof15 && marker != kDht && marker != kJpg && marker != kDac;
}

class JpegParser {
 public:
  JpegParser(std::string_view bytes, Problem& problem) : bytes_(bytes), problem_(problem) {}

  std::optional<JpegFile> run() {
    file_.clean.reserve(bytes_.size());
    file_.clean = "\xff\xd8";
    at_ = 2;
    while (seek_marker()) {
      const auto marker = static_cast<unsigned char>(bytes_[at_ + 1]);
      if (marker == kEoi) break;
      if (marker == kTem || marker == kSoi || (marker >= kRst0 && marker <= kRst7)) {
        at_ += 2;
        continue;
      }
      if (!take_segment(marker)) return std::nullopt;
    }
    if (file_.components == 0 || !seen_scan_)
      return fail(problem_, code::image_corrupt, "its JPEG data has no picture");
    // A file that only lacks its end marker shows the whole picture; what lacks more is seen when decoding.
    file_.clean += "\xff\xd9";
    join_profile();
    return std::move(file_);
  }

 private:
  /// Moves to the next marker; fill bytes and stray bytes before it are passed over (B.1.1.2).
  bool seek_marker() {
    for (;;) {
      at_ = bytes_.find('\xff', std::min(at_, bytes_.size()));
      if (at_ == std::string_view::npos || at_ + 1 >= bytes_.size()) return false;
      const auto next = static_cast<unsigned char>(bytes_[at_ + 1]);
      if (next != 0x00 && next != 0xFF) return true;
      at_ += next == 0xFF ? 1 : 2;
    }
  }

  bool take_segment(unsigned char marker) {
    if (bytes_.size() - at_ < 4) return ends_early();
    const std::size_t length = read_u16(bytes_, at_ + 2);
    if (length < 2 || bytes_.size() - at_ - 2 < length) return ends_early();
    const std::string_view segment = bytes_.substr(at_, length + 2), data = segment.substr(4);
    at_ += segment.size();
    if (marker == kSos) {
      seen_scan_ = true;
      file_.clean += segment;
      take_scan();
    } else if (is_frame(marker)) {
      file_.clean += segment;
      return take_frame(marker, data);
    } else if (marker == kDht || marker == kDac || marker == kDqt || marker == kDri) {
      file_.clean += segment;
    } else {
      take_application(marker, data);
    }
    return true;
  }

  bool ends_early() {
    problem_ = {code::image_corrupt, "its JPEG data ends early"};
    return false;
  }

  /// The entropy-coded data after a scan header: up to a marker that is neither a stuffed zero nor a restart.
  void take_scan() {
    std::size_t end = at_;
    for (;;) {
      end = bytes_.find('\xff', end);
      if (end == std::string_view::npos || end + 1 >= bytes_.size()) {
        end = bytes_.size();
        break;
      }
      const auto next = static_cast<unsigned char>(bytes_[end + 1]);
      if (next != 0x00 && (next < kRst0 || next > kRst7)) break;
      end += 2;
    }
    file_.clean += bytes_.substr(at_, end - at_);
    at_ = end;
  }

  bool take_frame(unsigned char marker, std::string_view data) {
    if (file_.components != 0 || data.size() < 6) {
      problem_ = {code::image_corrupt, "its JPEG data is damaged (the frame header)"};
      return false;
    }
    file_.process = marker - kSof0;
    file_.precision = static_cast<unsigned char>(data[0]);
    file_.height = read_u16(data, 1);
    file_.width = read_u16(data, 3);
    file_.components = static_cast<unsigned char>(data[5]);
    if (!check_size(file_.width, file_.height, problem_)) return false;
    if (file_.precision != 8 || file_.process == 3 ||
        (file_.process >= 5 && file_.process != 9 && file_.process != 10)) {
      problem_ = {code::image_unsupported,
                  fmt::format("it is a JPEG of a rare kind ({} bits, process {})", file_.precision, file_.process)};
      return false;
    }
    if (file_.components != 1 && file_.components != 3 && file_.components != 4) {
      problem_ = {code::image_corrupt, fmt::format("its JPEG data has {} colour channels", file_.components)};
      return false;
    }
    return true;
  }

  void take_application(unsigned char marker, std::string_view data) {
    if (marker == kApp0 && !seen_jfif_ && data.starts_with(kJfifTag) && data.size() >= 12) {
      seen_jfif_ = true;
      const double density = read_u16(data, 8);
      if (data[7] == 1) file_.resolution = density;
      if (data[7] == 2) file_.resolution = density * 2.54;
      // Without the thumbnail, which may show what was cut away from the picture.
      file_.clean += std::string_view("\xff\xe0\x00\x10", 4);
      file_.clean += data.substr(0, 12);
      file_.clean += std::string_view("\0\0", 2);
    } else if (marker == kApp14 && !file_.adobe && data.starts_with("Adobe") && data.size() >= 12) {
      file_.adobe = true;
      file_.clean += std::string_view("\xff\xee\x00\x0e", 4);
      file_.clean += data.substr(0, 12);
    } else if (marker == kApp1 && data.starts_with(kExifTag) && !seen_exif_) {
      seen_exif_ = true;
      const Exif exif = read_exif(data.substr(kExifTag.size()));
      file_.orientation = exif.orientation;
      exif_resolution_ = exif.resolution;
    } else if (marker == kApp2 && data.starts_with(kProfileTag) && data.size() > kProfileTag.size() + 2) {
      profile_bytes_ += data.size();
      const auto number = static_cast<unsigned char>(data[kProfileTag.size()]);
      if (profile_bytes_ <= kMaxProfileBytes) profile_.emplace(number, data.substr(kProfileTag.size() + 2));
    }
  }

  void join_profile() {
    if (file_.resolution <= 1) file_.resolution = exif_resolution_;
    if (profile_bytes_ > kMaxProfileBytes) return;
    for (const auto& [number, part] : profile_)
      file_.profile += part;
  }

  std::string_view bytes_;
  Problem& problem_;
  JpegFile file_;
  std::size_t at_ = 0;
  bool seen_scan_ = false, seen_jfif_ = false, seen_exif_ = false;
  double exif_resolution_ = 0;
  std::map<unsigned char, std::string_view> profile_;
  std::size_t profile_bytes_ = 0;
};

}  // namespace

std::optional<JpegFile> parse_jpeg(std::string_view bytes, Problem& problem) {
  return JpegParser(bytes, problem).run();
}

}  // namespace pamphlet::codec

namespace pamphlet {

int jpeg_channels(const Image& image) {
  if (image.format != ImageFormat::jpeg) return 0;
  // What is stored consists of whole segments up to its first scan, and its frame comes before that.
  const std::string_view bytes = image.bytes;
  for (std::size_t at = 2; at + 9 < bytes.size(); at += 2 + read_u16(bytes, at + 2)) {
    if (codec::is_frame(byte_at(bytes, at + 1))) return byte_at(bytes, at + 9);
  }
  return 0;
}

}  // namespace pamphlet
