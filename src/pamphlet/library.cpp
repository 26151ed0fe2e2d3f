#include "pamphlet/pamphlet.h"
#include "pipeline/pipeline.h"

namespace pamphlet::api {
namespace {

/// What the program gave, and of the disk the styles that come with Pamphlet.
class GivenFiles final : public FileSystem {
 public:
  GivenFiles(std::map<std::string, std::string> files, const std::string& styles) : styles_(styles + "/") {
    given_.files = std::move(files);
  }
  FileContent read(const std::string& path, std::uint64_t limit) const override { return at(path).read(path, limit); }
  FileContent read_inside(const std::string& root, const std::string& path, std::uint64_t limit) const override {
    return at(path).read_inside(root, path, limit);
  }
  bool is_folder(const std::string& path) const override { return at(path).is_folder(path); }
  bool exists(const std::string& path) const override { return at(path).exists(path); }
  std::vector<std::string> list(const std::string& folder) const override { return at(folder).list(folder); }
  std::string absolute(const std::string& path) const override { return at(path).absolute(path); }
  bool same_file(const std::string& one, const std::string& other) const override { return normal_path(one) == normal_path(other); }
  bool is_disk() const override { return false; }
  std::string write(const std::string&, std::string_view) override { return "Read-only file system"; }
  std::string make_folders(const std::string&) override { return "Read-only file system"; }

 private:
  const FileSystem& at(const std::string& path) const {
    if (normal_path(path).starts_with(styles_)) return disk();
    return given_;
  }
  MemoryFiles given_;
  std::string styles_;
};

std::vector<Finding> told(const Diagnostics& diagnostics) {
  std::vector<Finding> findings;
  for (const Diagnostic& said : diagnostics.items()) {
    Finding finding{std::string(info(said.code).id), name_of(said.code), Severity::warning, said.message, said.help, said.path};
    finding.severity = said.severity == pamphlet::Severity::error     ? Severity::error
                       : said.severity == pamphlet::Severity::warning ? Severity::warning
                                                                      : Severity::hint;
    if (said.source != nullptr) {
      finding.file = said.source->path;
      if (said.span != Span{}) {
        const LineColumn place = said.source->locate(said.span.begin);
        finding.file = said.source->path_at(said.span.begin);
        finding.line = place.line;
        finding.column = place.column;
      }
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

struct Publisher::Hall {
  std::unique_ptr<const FileSystem> files;
  Run run;
  std::vector<Finding> findings;
};

Publisher::Publisher(Settings settings) {
  std::string styles = normal_path(settings.styles);
  if (!disk().exists(styles + "/base.toml")) styles = styles_beside(program_folder(), disk());
  hall_ = std::make_unique<Hall>();
  hall_->files = std::make_unique<GivenFiles>(std::move(settings.files), styles);
  Request request;
  if (!styles.empty()) request.style_folders.push_back(styles);
  request.style = settings.style;
  request.fit = settings.fit;
  request.smart_punctuation = settings.smart_punctuation;
  request.today = parse_iso_date(settings.today);
  request.pdf = settings.pdf;
  request.epub = settings.epub;
  request.draft = settings.draft;
  request.werror = settings.warnings_are_errors;
  hall_->run = prepare(std::move(request), *hall_->files);
  hall_->findings = told(hall_->run.findings);
}

Publisher::Publisher(Publisher&&) noexcept = default;
Publisher& Publisher::operator=(Publisher&&) noexcept = default;
Publisher::~Publisher() = default;

const std::vector<Finding>& Publisher::findings() const { return hall_->findings; }

Publication Publisher::publish(const std::string& article, const std::string& name) const {
  const Run& run = hall_->run;
  if (run.state != Run::State::ready) return {};
  Made made = make(run, input_of(run, name, article), publishing(run));
  return {std::move(made.pdf), std::move(made.epub), made.page_count, told(made.findings)};
}

Publication publish(const std::string& article, const Settings& settings, const std::string& name) {
  const Publisher publisher(settings);
  Publication made = publisher.publish(article, name);
  made.findings.insert(made.findings.begin(), publisher.findings().begin(), publisher.findings().end());
  return made;
}

}  // namespace pamphlet::api
