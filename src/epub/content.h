// The article as XHTML content documents (EPUB 3.3 §6.1).
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "epub/assets.h"
#include "epub/css.h"
#include "epub/epub.h"
#include "epub/plan.h"
#include "epub/xml.h"
#include "style/style.h"

namespace pamphlet::epub {

/// Variants that the style has rules for: only these become class names, so an author's own words never do.
class Vocabulary {
 public:
  explicit Vocabulary(const Style& style);
  bool knows(Element element, std::string_view variant) const;

 private:
  std::set<std::pair<Element, std::string>, std::less<>> known_;
};

/// What all files of a package share while they are written.
struct Job {
  const EpubInput& input;
  const Document& document;
  const StyledDocument& styled;
  const Plan& plan;
  Assets& assets;
  const Vocabulary& vocabulary;
  Diagnostics& diagnostics;
  AskedSizes sizes;            // the CSS needs a class for each
  bool has_formulas = false;   // in the part written last
  bool has_pictures = false, all_pictures_described = true;  // of those that say something
};

/// `<html>` with its head; body is open when it returns. `root` leads from the file to the package document's folder.
void open_page(XmlWriter& xml, std::string_view lang, std::string_view dir, std::string_view title, std::string_view root);
/// The same in the article's own language.
void open_page(XmlWriter& xml, const Document& document, std::string_view title, std::string_view root);
/// The whole file of a part.
std::string write_part(Job& job, const Part& part);
/// The text direction that an element's own language or `dir` asks for; empty: as around it.
std::string_view direction_of(const Document& document, NodeId node);

}  // namespace pamphlet::epub
