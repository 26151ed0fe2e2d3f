// Private to the room: the parts of a zip archive, within bounds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace pamphlet::office {

/// No part may unpack to more, which is as much as an article or a picture may have …
inline constexpr std::uint64_t kMaxPartBytes = 64u << 20;
/// … and all that are read together to no more than this.
inline constexpr std::uint64_t kMaxUnpackedBytes = 256u << 20;

class Archive {
 public:
  explicit Archive(std::string_view bytes);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  bool ok() const { return zip_ != nullptr; }
  bool has(const std::string& name) const;
  /// The part's bytes; nothing when there is no such part or it cannot be had, then problem() says why.
  std::optional<std::string> read(const std::string& name);
  /// Half a sentence about the last part that was there and could not be read; "" when there was none.
  const std::string& problem() const { return problem_; }

 private:
  zip* zip_ = nullptr;
  std::uint64_t unpacked_ = 0;
  std::string problem_;
};

}  // namespace pamphlet::office
