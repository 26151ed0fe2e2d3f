// What is asked for → values and all findings. The only place that wires the stages: commands, the library, a fuzzer and
// whatever comes next choose what they want, and print it.
//
//   Run run = prepare(request, files);                                   // project, style, fonts, the list of articles
//   for (const ArticleInput& input : run.articles) Made made = make(run, input, publishing(run));
//
// or, for bytes at hand:  Made made = make(run, input_of(run, "in.md", bytes), publishing(run));
//
// prepare() is called once; its Run is then only read, and make() may run on any number of threads at once. Nothing is
// read but through the FileSystem, except the system's folders of fonts and hyphenation patterns.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/files.h"
#include "doc/doc.h"
#include "epub/epub.h"
#include "image/image.h"
#include "layout/layout.h"
#include "pages/pages.h"
#include "pipeline/inputs.h"
#include "style/style.h"

namespace pamphlet {

/// What a run is asked for.
struct Request {
  std::vector<std::string> inputs;        // articles and folders; "-" is standard_input
  std::string standard_input;             // bytes: the pipeline reads nothing but files
  std::vector<std::string> style_folders; // that come with the program
  bool with_style = true;                 // false: nothing beyond Documents is wanted
  bool checks = true;                     // whether the style is checked
  std::string style;                      // "" = the project's, else "clinic"
  std::string edition;
  std::string root;                       // pictures may come from here; "" = the project's folder, else the input's own
  std::string output;                     // folder; "" = the project's, else "out"
  std::optional<int> fit;                 // pages; 0 = as many as it takes, whatever the style says
  std::optional<bool> smart_punctuation;
  bool whole_page = false;                // of web pages, what is around the article too
  std::optional<Date> today;              // nothing: SOURCE_DATE_EPOCH, else the clock
  std::uint64_t memory = 0;               // the limit that holds for the process, for messages; 0 = none
  bool pdf = true, epub = true;           // what publishing makes, unless the edition says otherwise
  bool book = false;                      // the inputs are one book
  bool print_shop = false;                // bleed and crop marks
  bool forms = false;                     // boxes, lines and empty cells of diaries are fields of the PDF
  bool draft = false;                     // errors do not keep an article from being published
  bool werror = false;
};

class Resources;

/// What all articles of a run share.
struct Run {
  enum class State : unsigned char { ready, broken, unknown_name };  // unknown_name: of a style or an edition

  Request request;
  const FileSystem* files = nullptr;
  std::shared_ptr<const Resources> resources;      // null without a style
  std::shared_ptr<const Source> project;           // of the project file
  std::vector<std::pair<Code, Severity>> severities;
  std::optional<bool> smart_punctuation;           // the project's word
  std::optional<PdfStandard> pdf_standard;         // the same; else the style's
  std::shared_ptr<const Meta> defaults;            // the project's front matter
  std::vector<ArticleInput> articles;
  std::string suffix;                              // of the outputs' names
  Diagnostics findings;                            // about project, style and inputs; adjusted and in order
  State state = State::ready;                      // nothing can be made unless it is ready
  bool style_passes = true;                        // no finding about the style is an error

  const Style& style() const;
};

Run prepare(Request request, const FileSystem& files);
/// An article whose bytes are at hand, for make(); `path` is what findings call it and what its pictures' paths start from.
ArticleInput input_of(const Run& run, const std::string& path, std::string bytes);

/// What somebody wants of an article. What is not wanted is not made.
struct Wanted {
  bool raw = false;       // the Document as it was read, before resolve(): then a book is read as an article
  bool checks = false;    // the rules' findings, on whatever else is made
  bool pages = false, report = false;
  bool pdf = false;
  bool package = false, epub = false;
  std::function<void(std::string_view stage)> after_stage;  // "read", "layout", "pdf", "epub"
};
/// What publishing makes, and so all that can be found about an article.
Wanted publishing(const Run& run);

/// A picture that the article itself holds, under the name by which its images call it.
struct EmbeddedPicture {
  std::string name, bytes;
};

/// One article or book.
struct Made {
  std::vector<std::shared_ptr<const Source>> sources;  // the document and the findings point into them; the article's first
  std::shared_ptr<const Resources> resources;          // of the run: findings about the style point into it
  bool readable = false;     // the file could be read; else there are findings only
  bool publishable = false;  // no errors, or a draft: bytes are made only then
  Document raw, document;
  std::optional<Document> paper;  // what the pages show, where it differs: addresses as notes
  const Document& printed() const { return paper ? *paper : document; }
  ImageSet images;
  std::vector<EmbeddedPicture> embedded;  // of `raw`, as they came
  std::optional<PageList> pages;
  std::size_t page_count = 0;
  LayoutReport report;
  std::optional<std::string> pdf, epub;
  std::optional<Package> package;
  Diagnostics findings;      // of all stages: severities adjusted, by place, each cause once
};

/// Every stage that is needed for what is wanted runs, whatever was found before it, so that the findings are all there
/// are. When memory runs out that is the one finding (E111), and other articles are not concerned.
Made make(const Run& run, const ArticleInput& input, const Wanted& wanted);

/// Severities as the project file and `werror` want them; by place; the same finding at the same place once.
void settle(const Run& run, Diagnostics& findings);

/// The bytes as files, each whole or not at all; what goes wrong is a finding of `made`.
struct Written {
  std::string path;
  std::size_t bytes = 0;
  bool pdf = false;
};
std::vector<Written> write_outputs(const Run& run, const ArticleInput& input, Made& made, FileSystem& files);

/// Before `raw` is written as Markdown, its own pictures need names that lead somewhere: addresses that hold them …
void inline_embedded(Made& made);
/// … or files beside `path`, whose paths are returned. A file that is there and holds something else is left alone.
std::vector<std::string> write_embedded(Made& made, const std::string& path, FileSystem& files);

/// The styles that come with Pamphlet, seen from a folder of the program: those of the source tree that it was built in, or
/// share/pamphlet/styles of the prefix that it is installed in. Empty when there are none.
std::string styles_beside(const std::string& folder, const FileSystem& files);

}  // namespace pamphlet
