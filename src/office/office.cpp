#include "office/office.h"

#include <fmt/core.h>

#include <tuple>
#include <utility>

#include "office/archive.h"
#include "office/codes.h"
#include "office/model.h"

namespace pamphlet::office {
namespace {

/// An OLE file (MS-CFB §2.2): a .doc, or what Word makes of a .docx that has a password.
constexpr std::string_view kOle("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::string_view kOdt = "application/vnd.oasis.opendocument.text";

/// What the bytes are instead, and what to do.
std::pair<std::string, std::string> other_kind(std::string_view bytes) {
  if (bytes.starts_with(kOle)) {
    return {"it is protected by a password, or an old Word file (.doc)", "open it in Word or LibreOffice and save it as .docx without a password"};
  }
  if (bytes.empty()) return {"it is empty", "save it again"};
  return {"it is no Word or OpenDocument file", "save it as .docx or .odt; a text has the ending .md or .txt"};
}

}  // namespace

bool is_office(std::string_view bytes) {
  if (!bytes.starts_with(kZip)) return false;
  // Word's package names its parts in the directory at the end, OpenDocument its kind at the start (ODF 1.3 part 2 §3.3).
  return bytes.substr(0, 128).find(kOdt) != std::string_view::npos || bytes.find("word/document.xml") != std::string_view::npos;
}

Reading read(std::string path, std::string_view bytes, Diagnostics& diagnostics) {
  Model model;
  std::string problem, help = "open it in Word or LibreOffice, save it again, and use that file";
  bool whole = false;
  if (!bytes.starts_with("PK")) {
    std::tie(problem, help) = other_kind(bytes);
  } else if (Archive archive(bytes); !archive.ok()) {
    problem = "its zip archive is damaged or not whole";
  } else if (archive.has("word/document.xml") || archive.has("[Content_Types].xml")) {
    whole = read_docx(archive, model, problem);
  } else if (archive.has("content.xml")) {
    whole = read_odt(archive, model, problem);
  } else {
    problem = "it is a zip archive of another kind";
  }
  if (!whole) {
    model = Model();
  } else {
    tidy(model);
    report_lost_looks(model);
  }
  Reading out;
  out.source = std::make_shared<const Source>(std::move(path), model.text);
  if (!whole) diagnostics.report(code::office_unreadable, *out.source, {}, fmt::format("the file cannot be read: {}", problem), std::move(help));
  for (Finding& finding : model.findings) {
    diagnostics.report(finding.code, *out.source, finding.span, std::move(finding.message), std::move(finding.help));
  }
  out.document = write(model, *out.source, diagnostics);
  out.pictures = std::move(model.media);
  return out;
}

}  // namespace pamphlet::office
