// Any bytes as an article, through the whole pipeline in memory: findings at places that exist, and a PDF and an EPUB that
// are whole.
#include <string>

#include "fuzz.h"
#include "pipeline/pipeline.h"

using namespace pamphlet;
using fuzz::require;

namespace {

/// The styles that come with Pamphlet; no other file exists.
MemoryFiles styles() {
  MemoryFiles files;
  for (const char* folder : {"styles", "styles/marks"}) {
    for (const std::string& name : disk().list(std::string(PAMPHLET_SOURCE_DIR "/") + folder)) {
      const std::string path = join_path(folder, name);
      const FileContent content = disk().read(std::string(PAMPHLET_SOURCE_DIR "/") + path, 1U << 20);
      if (content.status == FileStatus::ok) files.files[path] = content.bytes;
    }
  }
  return files;
}

const Run& shared_run() {
  static MemoryFiles files = styles();
  static const Run run = [] {
    Request request;
    request.style_folders = {"styles"};
    request.style = "clinic";
    request.root = "articles";
    request.today = Date{2026, 1, 1};
    request.draft = true;  // errors keep nothing from being made
    return prepare(request, files);
  }();
  return run;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Run& run = shared_run();
  require(run.state == Run::State::ready);
  const std::string path = size % 2 == 0 ? "articles/a.md" : "articles/a.txt";
  const Made made = make(run, input_of(run, path, std::string(fuzz::as_text(data, size))), publishing(run));
  require((made.pdf.has_value() && made.epub.has_value()) || made.findings.has_errors());
  if (made.pdf) require(made.pdf->starts_with("%PDF-1.7\n") && made.pdf->ends_with("%%EOF\n") && made.page_count > 0);
  if (made.epub) require(made.epub->starts_with("PK\x03\x04"));
  for (const Diagnostic& finding : made.findings.items()) {
    if (finding.source) require(finding.span.begin <= finding.span.end && finding.span.end <= finding.source->text.size());
    require(!format(finding).empty());
  }
  return 0;
}
