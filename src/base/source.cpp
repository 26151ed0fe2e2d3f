#include "base/source.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace pamphlet {
namespace {

constexpr std::uint32_t kBlock = 4096;  // bytes between two entries of Source::code_points

// Code points that begin in text[0, offset).
std::uint32_t code_points_before(const Source& source, std::uint32_t offset) {
  const std::uint32_t block = offset / kBlock;
  const std::string_view text(source.text);
  if (block >= source.code_points.size()) {
    return static_cast<std::uint32_t>(count_code_points(text.substr(0, offset)));
  }
  const std::uint32_t begin = block * kBlock;
  return source.code_points[block] + static_cast<std::uint32_t>(count_code_points(text.substr(begin, offset - begin)));
}

}  // namespace

Source::Source(std::string path_, std::string text_) : path(std::move(path_)), text(std::move(text_)) {
  line_starts.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    // A line end at the very end closes the last line; it does not open another one.
    if (at + 1 < text.size()) line_starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  std::uint32_t count = 0;
  for (std::size_t begin = 0; begin <= text.size(); begin += kBlock) {
    code_points.push_back(count);
    count += static_cast<std::uint32_t>(count_code_points(std::string_view(text).substr(begin, kBlock)));
  }
}

namespace {

/// Index of the line that holds the offset.
std::uint32_t line_index(const Source& source, std::uint32_t offset) {
  const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  return static_cast<std::uint32_t>(after - source.line_starts.begin()) - 1;
}

const SourcePart* part_at(const Source& source, std::uint32_t offset) {
  const auto after = std::upper_bound(source.parts.begin(), source.parts.end(), offset,
                                      [](std::uint32_t at, const SourcePart& part) { return at < part.begin; });
  return after == source.parts.begin() ? nullptr : &*std::prev(after);
}

}  // namespace

LineColumn Source::locate(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  if (line_starts.empty()) return {1, code_points_before(*this, offset) + 1};
  const std::uint32_t index = line_index(*this, offset);
  const SourcePart* part = part_at(*this, offset);
  const std::uint32_t first = part == nullptr ? 0 : line_index(*this, part->begin);
  return {index - first + 1, code_points_before(*this, offset) - code_points_before(*this, line_starts[index]) + 1};
}

const std::string& Source::path_at(std::uint32_t offset) const {
  const SourcePart* part = part_at(*this, std::min(offset, static_cast<std::uint32_t>(text.size())));
  return part == nullptr ? path : part->path;
}

std::string_view Source::line_at(std::uint32_t offset) const {
  if (line_starts.empty()) return {};
  return line(line_index(*this, std::min(offset, static_cast<std::uint32_t>(text.size()))) + 1);
}

std::string_view Source::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts.size()) return {};
  const std::uint32_t begin = line_starts[number - 1];
  const std::size_t end = number < line_starts.size() ? line_starts[number] : text.size();
  std::string_view line = std::string_view(text).substr(begin, end - begin);
  if (line.ends_with('\n')) line.remove_suffix(1);
  return line;
}

std::uint32_t Source::offset(std::uint32_t line_number, std::uint32_t byte_column) const {
  if (line_number == 0 || line_starts.empty()) return 0;
  if (line_number > line_starts.size()) return static_cast<std::uint32_t>(text.size());
  const std::size_t at = std::size_t{line_starts[line_number - 1]} + (byte_column == 0 ? 0 : byte_column - 1);
  return static_cast<std::uint32_t>(std::min(at, text.size()));
}

Source concatenate(std::string path, const std::vector<const Source*>& files) {
  std::string text;
  std::vector<SourcePart> parts;
  for (const Source* file : files) {
    parts.push_back({file->path, static_cast<std::uint32_t>(text.size())});
    text += file->text;
    if (!text.ends_with('\n')) text += '\n';  // the next part begins a line; an empty one has a line too
  }
  Source whole(std::move(path), std::move(text));
  whole.parts = std::move(parts);
  return whole;
}

}  // namespace pamphlet
