#include "pipeline/pipeline.h"

#include "base/codes.h"
#include "pipeline/codes.h"

namespace pamphlet {
namespace {

void write_one(const Run& run, const ArticleInput& input, bool pdf, const std::string& bytes, Made& made, FileSystem& files,
               std::vector<Written>& written) {
  const std::string& folder = run.request.output;
  const std::string path = join_path(folder, input.stem + run.suffix + (pdf ? ".pdf" : ".epub"));
  if (files.same_file(path, input.path)) {
    made.findings.report(code::output_is_input, path, "the output would overwrite the article", "choose another folder with -o");
    return;
  }
  std::string problem = files.make_folders(folder);
  if (problem.empty()) problem = files.write(path, bytes);
  if (!problem.empty()) {
    made.findings.report(code::output_failed, path, "it cannot be written: " + problem, "an earlier output is untouched");
    return;
  }
  written.push_back({path, bytes.size(), pdf});
}

}  // namespace

std::vector<Written> write_outputs(const Run& run, const ArticleInput& input, Made& made, FileSystem& files) {
  std::vector<Written> written;
  if (made.pdf) write_one(run, input, true, *made.pdf, made, files, written);
  if (made.epub) write_one(run, input, false, *made.epub, made, files, written);
  return written;
}

}  // namespace pamphlet
