#include "office/archive.h"

#include <fmt/core.h>
#include <zip.h>

namespace pamphlet::office {
namespace {

// Deflate packs at most 1032 to 1, XML of real documents 10 to 60 to 1, one sentence copied ten thousand times 300 to 1.
// Beyond this, and above a size that harms nobody, it is a bomb.
constexpr std::uint64_t kMaxRatio = 400, kHarmlessBytes = 8u << 20;

}  // namespace

Archive::Archive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip_ == nullptr) zip_source_free(source);
  }
  zip_error_fini(&error);
}

Archive::~Archive() {
  if (zip_ != nullptr) zip_discard(zip_);
}

bool Archive::has(const std::string& name) const { return zip_ != nullptr && zip_name_locate(zip_, name.c_str(), 0) >= 0; }

std::optional<std::string> Archive::read(const std::string& name) {
  if (!has(name)) return std::nullopt;
  const auto index = static_cast<zip_uint64_t>(zip_name_locate(zip_, name.c_str(), 0));
  zip_stat_t about;
  zip_stat_init(&about);
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat_index(zip_, index, 0, &about) != 0 || (about.valid & kNeeded) != kNeeded) {
    problem_ = fmt::format("its part {} is damaged", name);
    return std::nullopt;
  }
  if (about.size > kMaxPartBytes || about.size > kMaxUnpackedBytes - unpacked_ ||
      (about.size > kHarmlessBytes && about.size / kMaxRatio > about.comp_size)) {
    problem_ = fmt::format("its part {} unpacks to {} MB", name, about.size >> 20);
    return std::nullopt;
  }
  zip_file_t* file = zip_fopen_index(zip_, index, 0);
  if (file == nullptr) {
    const bool locked = (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE;
    problem_ = locked ? "it is encrypted" : fmt::format("its part {} is packed in a way that cannot be read", name);
    return std::nullopt;
  }
  // The size is a claim of the archive: what comes is counted, and one byte more is asked for.
  std::string bytes(static_cast<std::size_t>(about.size) + 1, '\0');
  std::size_t filled = 0;
  zip_int64_t got = 0;
  while (filled < bytes.size() && (got = zip_fread(file, bytes.data() + filled, bytes.size() - filled)) > 0) {
    filled += static_cast<std::size_t>(got);
  }
  const bool whole = zip_fclose(file) == 0 && got >= 0 && filled == about.size;
  unpacked_ += filled;
  if (!whole) {
    problem_ = fmt::format("its part {} is damaged", name);
    return std::nullopt;
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace pamphlet::office
