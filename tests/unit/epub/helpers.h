// Small articles and styles for the tests of the EPUB room.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "epub/epub.h"

namespace epub_test {

using namespace pamphlet;

/// Finds the file of a package; fails loudly with an empty text.
inline std::string file(const Package& package, std::string_view path) {
  for (const PackageFile& f : package.files)
    if (f.path == path) return f.bytes;
  return {};
}

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

inline std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

inline Rule rule(Element element, std::string variant, std::vector<std::pair<Property, Value>> values, std::optional<Media> medium = {}) {
  Rule out;
  out.selector = {element, std::move(variant), medium};
  for (auto& [property, value] : values) out.declarations.push_back({property, std::move(value), {}, 0});
  return out;
}

/// An article under construction, with a style of a few rules and no fonts but the machine's.
struct Article {
  std::shared_ptr<Source> source = std::make_shared<Source>("article.md", "text");
  DocumentBuilder builder{*source};
  Style style;
  ImageSet images;
  Diagnostics diagnostics;
  std::map<std::string, Drawing> marks;
  FontCatalog catalog;
  bool draft = false;
  std::optional<Date> written;

  Article() {
    Drawing square;
    square.width = square.height = 16;
    Shape shape;
    shape.path.add_rounded_rect(2, 2, 12, 12, 2);
    shape.fill = {PaintSource::current, {}, 1};
    square.shapes.push_back(shape);
    for (const char* name : {"check", "warning", "tip", "task-done", "task-open", "quote", "ornament"}) marks[name] = square;
    square.width = 32;  // two drawings that differ
    marks["check"] = marks["task-done"] = square;
    builder.meta().lang.value = "en";
    builder.meta().dir = "ltr";
  }
  void paragraph(std::string_view words, Attributes attributes = {}) { block(Element::paragraph, words, {}, std::move(attributes)); }
  void heading(int level, std::string_view words, std::string id = {}) {
    Attributes attributes;
    attributes.id = std::move(id);
    block(Element::heading, words, HeadingData{level}, std::move(attributes));
  }
  void block(Element element, std::string_view words, Payload payload = {}, Attributes attributes = {}) {
    builder.open(element, {}, std::move(payload), std::move(attributes));
    builder.text(words, {});
    builder.close();
  }
  void title(const std::string& words) {
    builder.meta().title.value = words;
    builder.open(Element::header, {});
    block(Element::title, words);
    builder.close();
  }
  Package build() {
    const Document document = builder.finish();
    const FontLibrary fonts{catalog};
    const auto mark = [&](std::string_view name) {
      const auto found = marks.find(std::string(name));
      return found == marks.end() ? nullptr : &found->second;
    };
    return make_package({document, style, images, fonts, mark, draft, written}, diagnostics);
  }
  /// The only or first content file.
  std::string part() { return file(build(), "EPUB/text/part-001.xhtml"); }
};

}  // namespace epub_test
