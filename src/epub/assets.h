// The pictures of a package: each stored once, under a name of our own.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "epub/epub.h"

namespace pamphlet::epub {

struct Asset {
  std::string path;  // from the package document: "images/0123456789abcdef.png"
  std::string_view media_type;
  std::string bytes;
  bool store = false;  // already compressed
};

class Assets {
 public:
  explicit Assets(const EpubInput& input) : input_(input) {}

  /// The path of an article's picture, or empty when the picture could not be had.
  std::string image(const std::string& source);
  std::string image(ImageId id);
  /// The path of a mark in its colours; empty when there is no drawing of that name. A visible `ground` is a disc behind it.
  std::string mark(std::string_view name, Color color, Color ground);

  const std::vector<Asset>& all() const { return assets_; }
  /// Whether a picture may move (GIF): then nobody can promise that nothing flashes.
  bool may_flash() const { return may_flash_; }

 private:
  std::string add_drawing(std::string_view name, const Drawing& drawing, Color color);

  const EpubInput& input_;
  std::vector<Asset> assets_;
  std::map<ImageId, std::string> images_;
  std::set<std::string> image_paths_;              // two sources may hold one picture
  std::map<std::string, std::string> by_content_;  // SVG bytes → path
  std::map<std::string, int> versions_;            // of a drawing, by name
  std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, std::string> marks_;
  bool may_flash_ = false;
};

/// The mark on a disc of colour `ground`, at the size of the mark.
Drawing on_disc(const Drawing& mark, Color ground);

}  // namespace pamphlet::epub
