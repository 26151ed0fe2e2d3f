#include "pipeline/embedded.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/codes.h"

namespace pamphlet {
namespace {

/// Visits the name of each picture: of images, and of the cover.
template <class Visit> void each_source(Document& document, Visit visit) {
  for (Node& node : document.nodes) {
    auto* const image = std::get_if<ImageData>(&node.payload);
    if (image == nullptr) continue;
    std::string source = image->source;
    if (visit(source)) image->source = std::move(source);
  }
  std::string cover = document.meta.cover.value;
  if (!cover.empty() && visit(cover)) document.meta.cover.value = std::move(cover);
}

void replace_sources(Document& document, const std::unordered_map<std::string, std::string>& names) {
  each_source(document, [&](std::string& source) {
    const auto found = names.find(source);
    if (found == names.end()) return false;
    source = found->second;
    return true;
  });
}

}  // namespace

void take_data_pictures(Document& document, std::vector<EmbeddedPicture>& embedded) {
  std::set<std::string> taken;
  bool any = false;
  each_source(document, [&](std::string& source) {
    if (is_data_address(source)) any = true;
    else taken.insert(source);
    return false;
  });
  if (!any) return;
  std::unordered_map<std::string, std::string> known;  // address → name; only looked up, never walked
  int number = 0;
  each_source(document, [&](std::string& source) {
    if (!is_data_address(source)) return false;
    const auto [entry, fresh] = known.try_emplace(source);
    if (fresh) {
      std::optional<std::string> bytes = decode_data_address(source);
      if (!bytes) {
        entry->second = data_address_label(source);
      } else {
        do entry->second = fmt::format("picture-{}{}", ++number, picture_extension(*bytes));
        while (!taken.insert(entry->second).second);
        embedded.push_back({entry->second, std::move(*bytes)});
      }
    }
    source = entry->second;
    return true;
  });
}

void rename_embedded(Document& document, std::vector<EmbeddedPicture>& embedded, const std::string& prefix) {
  std::unordered_map<std::string, std::string> names;
  for (EmbeddedPicture& picture : embedded) {
    std::string name = prefix + picture.name;
    names.emplace(std::exchange(picture.name, name), name);
  }
  replace_sources(document, names);
}

void inline_embedded(Made& made) {
  std::unordered_map<std::string, std::string> names;
  for (const EmbeddedPicture& picture : made.embedded) names.emplace(picture.name, to_data_address(picture.bytes));
  replace_sources(made.raw, names);
}

std::vector<std::string> write_embedded(Made& made, const std::string& path, FileSystem& files) {
  std::vector<std::string> written;
  std::unordered_map<std::string, std::string> names;
  const std::string folder = parent_path(path);
  int number = 0;
  for (const EmbeddedPicture& picture : made.embedded) {
    std::string name, place;
    FileContent there;
    do {  // what is there and is another picture stays
      name = fmt::format("{}-{}{}", stem(path), ++number, picture_extension(picture.bytes));
      place = join_path(folder, name);
      there = files.read(place, picture.bytes.size());
    } while (there.status != FileStatus::missing && (there.status != FileStatus::ok || there.bytes != picture.bytes));
    if (there.status == FileStatus::missing) {
      if (const std::string problem = files.write(place, picture.bytes); !problem.empty()) {
        made.findings.report(code::output_failed, place, "it cannot be written: " + problem, "");
        continue;
      }
      written.push_back(place);
    }
    names.emplace(picture.name, std::move(name));
  }
  replace_sources(made.raw, names);
  return written;
}

}  // namespace pamphlet
