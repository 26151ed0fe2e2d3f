// Metadata → front matter.
#include <algorithm>

#include "markdown/front_matter.h"
#include "markdown/markdown.h"
#include "markdown/write_inline.h"

namespace pamphlet {
namespace {

/// A double-quoted YAML scalar (YAML 1.2 §7.3.1).
std::string yaml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

class MetaWriter {
 public:
  explicit MetaWriter(const Document& document) : document_(document) {}
  std::string run() {
    const Meta& meta = document_.meta;
    words("title", meta.title, Element::title);
    words("subtitle", meta.subtitle, Element::standfirst);
    words("kicker", meta.kicker, Element::kicker);
    list_of_words("author", meta.authors);
    if (meta.date) out_ += "date: " + to_iso(*meta.date) + "\n";
    text("lang", meta.lang);
    words("description", meta.description, Element::standfirst);
    list("keywords", meta.keywords);
    words("publisher", meta.publisher, Element::publisher);
    text("phone", meta.phone);
    text("website", meta.website);
    words("reviewer", meta.reviewer);
    if (meta.review_by) out_ += "review-by: " + to_iso(*meta.review_by) + "\n";
    words("translator", meta.translator);
    text("version", meta.version);
    text("identifier", meta.identifier);
    text("cover", meta.cover);
    words("rights", meta.rights);
    list_of_words("sources", meta.sources);
    list("book", meta.book);
    if (meta.toc) out_ += *meta.toc ? "toc: true\n" : "toc: false\n";
    if (!meta.dir.empty()) out_ += "dir: " + meta.dir + "\n";
    return out_.empty() ? std::string() : "---\n" + out_ + "---\n";
  }

 private:
  void text(std::string_view key, const MetaText& value) {
    if (!value.empty()) out_ += std::string(key) + ": " + yaml(value.value) + "\n";
  }
  /// What is read as a line of Markdown.
  void words(std::string_view key, const MetaText& value) { text(key, {markdown::escape_line(value.value), {}}); }
  /// With the emphasis that a block of the reader's tree keeps.
  void words(std::string_view key, const MetaText& value, Element element) {
    for (const NodeId block : children(document_, 0)) {
      if (document_[block].element != element || document_.plain_text(block) != value.value) continue;
      std::string line = write_inlines(document_, block);
      if (markdown::read_words(line).text == value.value) return text(key, {std::move(line), {}});
    }
    words(key, value);
  }
  void list_of_words(std::string_view key, std::vector<MetaText> values) {
    for (MetaText& value : values) value.value = markdown::escape_line(value.value);
    list(key, values);
  }
  void list(std::string_view key, const std::vector<MetaText>& values) {
    if (values.empty()) return;
    out_ += std::string(key) + ":\n";
    for (const MetaText& value : values) out_ += "  - " + yaml(value.value) + "\n";
  }
  const Document& document_;
  std::string out_;
};

}  // namespace

std::string write_meta(const Document& document) { return MetaWriter(document).run(); }

}  // namespace pamphlet
