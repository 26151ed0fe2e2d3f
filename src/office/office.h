// Word (.docx, ECMA-376) and OpenDocument text (.odt, ISO/IEC 26300) → Document.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"
#include "doc/doc.h"

namespace pamphlet::office {

/// A picture that the file holds, under the name by which the Document's images call it.
struct Picture {
  std::string name, bytes;
};

struct Reading {
  std::shared_ptr<const Source> source;  // never null: the file's paragraphs, one a line, which findings point into
  Document document;                     // as it was read: resolve() comes next
  std::vector<Picture> pictures;         // in the order of their first use; judged by nobody yet
};

/// Whether the bytes begin as such a file does: a zip archive that says so, whatever its name.
bool is_office(std::string_view bytes);

/// Reads either kind, judged by content. Nothing outside the bytes is read: external pictures are findings. What is no such
/// file, encrypted or damaged gives an error and an empty Document. Linear in the unpacked bytes, which are bounded.
Reading read(std::string path, std::string_view bytes, Diagnostics& diagnostics);

}  // namespace pamphlet::office
