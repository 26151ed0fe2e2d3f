// The zip container (OCF 3.3 §4). The only file that sees zip.h.
#include <zip.h>

#include <memory>

#include "epub/codes.h"
#include "epub/epub.h"

namespace pamphlet {

namespace {

/// 1980-01-01 00:00, the first moment a zip can name (APPNOTE 4.4.6: day 1, month 1, year 0): the clock stays out.
constexpr zip_uint16_t kDosTime = 0;
constexpr zip_uint16_t kDosDate = (1u << 5) | 1u;
/// -rw-r--r-- of a regular file in the high half (APPNOTE 4.4.15, Info-ZIP's Unix convention).
constexpr zip_uint32_t kAttributes = 0100644u << 16;
/// zlib's default: 9 costs twice the time for 1 % of the bytes.
constexpr zip_uint32_t kLevel = 6;

struct Discard { void operator()(zip_t* archive) const { zip_discard(archive); } };
struct FreeSource { void operator()(zip_source_t* source) const { zip_source_free(source); } };
using Archive = std::unique_ptr<zip_t, Discard>;
using SourceHandle = std::unique_ptr<zip_source_t, FreeSource>;

/// Empty, or what went wrong.
std::string add_file(zip_t* archive, const PackageFile& file) {
  zip_error_t error;
  zip_error_init(&error);
  // Freed by the archive once zip_file_add has taken it. The bytes outlive the archive: they are the caller's.
  zip_source_t* source = zip_source_buffer_create(file.bytes.data(), file.bytes.size(), 0, &error);
  if (source == nullptr) {
    std::string message = zip_error_strerror(&error);
    zip_error_fini(&error);
    return message;
  }
  zip_error_fini(&error);
  const zip_int64_t index = zip_file_add(archive, file.path.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return zip_strerror(archive);
  }
  const auto at = static_cast<zip_uint64_t>(index);
  const bool ok = zip_set_file_compression(archive, at, file.store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, kLevel) == 0 &&
                  zip_file_set_dostime(archive, at, kDosTime, kDosDate, 0) == 0 &&
                  zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, kAttributes) == 0;
  return ok ? std::string() : zip_strerror(archive);
}

/// Reads back what the closed archive wrote; empty with `problem` on failure.
std::string read_all(zip_source_t* source, std::string& problem) {
  std::string bytes;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(source) != 0) {
    problem = zip_error_strerror(zip_source_error(source));
    return bytes;
  }
  bytes.resize(stat.size);
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const zip_int64_t got = zip_source_read(source, bytes.data() + filled, bytes.size() - filled);
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (filled != bytes.size()) problem = zip_error_strerror(zip_source_error(source));
  zip_source_close(source);
  return bytes;
}

std::optional<std::string> fail(Diagnostics& diagnostics, const std::string& problem) {
  diagnostics.report(code::package_failed, std::string(), "the EPUB archive could not be made: " + problem,
                     "this is a fault of Pamphlet or a lack of memory: please report it");
  return std::nullopt;
}

}  // namespace

std::optional<std::string> write_package(const Package& package, Diagnostics& diagnostics) {
  zip_error_t error;
  zip_error_init(&error);
  SourceHandle buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
  Archive archive(buffer ? zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error) : nullptr);
  if (!archive) {
    const std::string problem = zip_error_strerror(&error);
    zip_error_fini(&error);
    return fail(diagnostics, problem);
  }
  zip_error_fini(&error);
  zip_source_keep(buffer.get());  // the archive owns one reference and drops it when it closes; we read afterwards
  for (const PackageFile& file : package.files) {
    const std::string problem = add_file(archive.get(), file);
    if (!problem.empty()) return fail(diagnostics, file.path + ": " + problem);
  }
  if (zip_close(archive.get()) != 0) return fail(diagnostics, zip_strerror(archive.get()));
  archive.release();  // zip_close has freed it
  std::string problem;
  std::string bytes = read_all(buffer.get(), problem);
  if (!problem.empty()) return fail(diagnostics, problem);
  return bytes;
}

}  // namespace pamphlet
