#include "base/file_date.h"

#include <chrono>
#include <filesystem>
#include <system_error>

namespace pamphlet {

std::optional<Date> written_on(const FileSystem& files, const std::string& path) {
  if (!files.is_disk()) return std::nullopt;
  std::error_code error;
  const auto time = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::file_clock::to_sys(time)).time_since_epoch().count();
  constexpr std::int64_t kLastDay = 2'932'896;  // 9999-12-31: what YYYY-MM-DD can write
  if (days < 0 || days > kLastDay) return std::nullopt;
  return from_days(days);
}

}  // namespace pamphlet
