// What the article's own text and pictures lack.

#include <fmt/core.h>

#include <algorithm>

#include "base/picture_name.h"
#include "base/utf8.h"
#include "check/codes.h"
#include "check/rules.h"

namespace pamphlet::checking {
namespace {

// A run of capitals counts from three words and twenty letters on: shorter ones are acronyms and names ("WHO, CDC and
// NHS"); longer ones are read letter by letter (MedlinePlus and NHS guides ask for sentence case).
// A list of acronyms has no word of five letters.
constexpr int kLongRunLetters = 20, kLongRunWords = 3, kWordLetters = 5;

// Follows the text of one block and finds the first long run of capitals in it.
class CapitalsFinder {
 public:
  void start_block() {
    reset();
    reported_ = false;
  }
  /// Whether a long run has just become long; `begin()` is the text node in which it began.
  bool read(std::string_view text, NodeId node) {
    bool found = false;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      // Quotation marks and underscores stand around and within keywords, which are spelled so: "MUST", MAX_AGE.
      if (is_lower(c) || c == '"' || c == 0x201C || c == 0x201D || c == '_') {
        reset();
      } else if (is_upper(c)) {
        if (letters_++ == 0) begin_ = node;
        if (in_word_++ == 0) ++words_;
        longest_ = std::max(longest_, in_word_);
      } else if (c != '\'' && c != 0x2019) {
        in_word_ = 0;
      }
      const bool is_long = letters_ >= kLongRunLetters && words_ >= kLongRunWords && longest_ >= kWordLetters;
      if (is_long && !reported_) found = reported_ = true;
    }
    return found;
  }
  void end_word() { in_word_ = 0; }
  NodeId begin() const { return begin_; }

 private:
  void reset() { letters_ = words_ = in_word_ = longest_ = 0; }

  int letters_ = 0, words_ = 0;
  int in_word_ = 0, longest_ = 0;  // letters
  bool reported_ = false;
  NodeId begin_ = kNoNode;
};

/// Whether any head, of a column or of a row, says something.
bool has_header(const Document& document, NodeId table) {
  for (NodeId id = table; id < document[table].end; ++id) {
    const auto* cell = std::get_if<CellData>(&document[id].payload);
    if (cell == nullptr) continue;
    const auto* row = std::get_if<RowData>(&document[document[id].parent].payload);
    const bool header = cell->header || (row != nullptr && row->header);
    if (header && !trim(document.plain_text(id)).empty()) return true;
  }
  return false;
}

}  // namespace

void check_alt_texts(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  // Without words a picture is decoration, in both outputs: a warning. A file's name as its words is a promise that is not kept:
  // such an article is published as a draft only.
  Diagnostics wrong;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::image) continue;
    const auto& image = document.data<ImageData>(id);
    const bool named = is_picture_name(image.alt, image.source);
    if (image.decorative || (!trim(image.alt).empty() && !named)) continue;
    (named ? wrong : diagnostics).report(
        code::image_without_alt, *document.source, document[id].span,
        named ? fmt::format("the alternative text \"{}\" is the name of a file, and was left out", image.alt)
              : fmt::format("the image \"{}\" has no alternative text", image.source),
        "say between the brackets what it shows: ![a baby asleep on its back](…), or mark it as decoration: "
        "![](…){decorative}");
  }
  wrong.set_severity(code::image_without_alt, Severity::error);
  diagnostics.append(wrong);
}

void check_table_headers(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::table || has_header(document, id)) continue;
    diagnostics.report(code::table_without_header, *document.source, document[id].span,
                       "the table has no header row, so nobody hears what its columns mean",
                       "name the columns in the first row");
  }
}

void check_capitals(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  CapitalsFinder finder;
  for (NodeId id = 0; id < document.nodes.size();) {
    const Node& node = document[id];
    if (node.element == Element::code_block) {
      id = node.end;
      continue;
    }
    if (!is_inline(node.element)) finder.start_block();
    if (node.element != Element::text) {
      if (info(node.element).display == Display::leaf) finder.end_word();
    } else if (finder.read(document.text(id), id)) {
      diagnostics.report(code::all_caps, *document.source, document[finder.begin()].span,
                         "a long run of capitals is hard to read",
                         "write it as a sentence; the style can set it apart");
    }
    ++id;
  }
}

void check_headings(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::heading || !trim(document.plain_text(id)).empty()) continue;
    diagnostics.report(code::heading_empty, *document.source, document[id].span, "the heading has no text",
                       "give it words or delete it");
  }
}

}  // namespace pamphlet::checking
