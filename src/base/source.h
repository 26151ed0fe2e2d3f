// Text that came from a file, with the line of every byte.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pamphlet {

/// Byte offsets into Source::text, end exclusive. {0, 0} means "the file as a whole".
struct Span {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  bool operator==(const Span&) const = default;
};

/// 1-based; the column counts code points, as editors do.
struct LineColumn {
  std::uint32_t line = 1, column = 1;
  bool operator==(const LineColumn&) const = default;
};

/// One of the files whose text a Source holds one after the other: a chapter of a book.
struct SourcePart {
  std::string path;
  std::uint32_t begin = 0;  // of its text; a line begins there
};

/// A file's text as valid UTF-8 with LF line ends. It must outlive every Diagnostic and Document made from it.
struct Source {
  std::string path;  // as the user wrote it: messages show it
  std::string text;
  std::vector<std::uint32_t> line_starts;  // byte offset of each line; the first is 0
  std::vector<SourcePart> parts;           // ascending; empty when the text is one file
  std::vector<std::uint32_t> code_points;  // how many begin before byte 4096 × i: keeps locate() fast on endless lines

  Source() = default;
  Source(std::string path, std::string text);

  /// The line counts from the start of the part that holds the offset.
  LineColumn locate(std::uint32_t offset) const;
  /// The file that the offset lies in.
  const std::string& path_at(std::uint32_t offset) const;
  /// The line (1-based) without its line end; empty when there is no such line.
  std::string_view line(std::uint32_t number) const;
  std::string_view line_at(std::uint32_t offset) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts.size()); }
  /// Offset of a 1-based line and 1-based *byte* column, clamped to the text.
  std::uint32_t offset(std::uint32_t line, std::uint32_t byte_column) const;
};

/// Several files as one: what points into it is shown as a place of the file that it came from.
Source concatenate(std::string path, const std::vector<const Source*>& files);

class Diagnostics;

/// Decodes a file's bytes: UTF-8 with or without BOM, UTF-16 by BOM, else Windows-1252 (Latin-1) when the bytes are
/// not UTF-8 and look like text. CRLF, CR, U+2028, U+2029 become LF; NUL and control characters become U+FFFD.
/// Each kind of repair is one located diagnostic; a binary file is an error and yields an empty text. Never null.
/// Shared, because diagnostics and documents point at it: it must not move.
std::shared_ptr<const Source> decode_source(std::string path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace pamphlet
