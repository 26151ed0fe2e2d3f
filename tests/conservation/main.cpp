// conservation [-v] FILE...: reads each article and names the words that were lost in silence. Exit status 1 when there are any.
#include <cstdio>
#include <string>
#include <string_view>

#include "base/files.h"
#include "conservation.h"
#include "html/html.h"
#include "markdown/markdown.h"
#include "recover/recover.h"

using namespace pamphlet;

namespace {

/// What is lost in one file, a line each.
int look_at(const std::string& path, bool verbose) {
  const FileContent content = disk().read(path, 64U << 20);
  if (content.status != FileStatus::ok) {
    std::printf("%s: cannot be read\n", path.c_str());
    return 1;
  }
  Diagnostics findings;
  const auto source = decode_source(path, content.bytes, findings);
  const std::string kind = extension(path);
  Document raw = kind == ".html" ? read_html(*source, {}, findings) : kind == ".txt" ? recover_text(*source, findings) : read_markdown(*source, {}, findings);
  const Document document = resolve(std::move(raw), {"in"}, findings);
  if (verbose) {
    std::fputs(dump(document).c_str(), stdout);
    findings.sort_by_place();
    for (const Diagnostic& finding : findings.items()) std::fputs(format(finding).c_str(), stdout);
  }
  int lost = 0;
  for (const test::Loss& loss : test::losses(*source, kind, document, findings)) {
    const LineColumn place = source->locate(loss.span.begin);
    if (++lost <= 20) std::printf("%s:%u:%u: lost: %s\n", path.c_str(), place.line, place.column, loss.word.c_str());
  }
  if (lost > 20) std::printf("%s: and %d more\n", path.c_str(), lost - 20);
  return lost > 0 ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
  bool verbose = false;
  int status = 0, files = 0;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(arguments[i]) == "-v") verbose = true;
    else status |= look_at(arguments[i], verbose), ++files;
  }
  std::printf("%d files%s\n", files, status == 0 ? ", nothing lost" : "");
  return files == 0 ? 1 : status;
}
