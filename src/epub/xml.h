// XML text that is well-formed by construction: every string that comes from outside goes through one of these.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pamphlet::epub {

/// Appends character data: `&`, `<`, `>` and `"` become references; what XML 1.0 §2.2 or the HTML Standard ("control",
/// "noncharacter") forbids becomes U+FFFD.
void append_escaped(std::string& out, std::string_view text);
/// As append_escaped, with line ends and tabs as spaces: XML would normalise them anyway (XML 1.0 §3.3.3).
void append_attribute_value(std::string& out, std::string_view text);

/// Writes elements into a string and knows which are open.
class XmlWriter {
 public:
  using Attribute = std::pair<std::string_view, std::string_view>;

  /// `name` must outlive the element: all names are literals.
  XmlWriter& open(std::string_view name);                               // <name
  XmlWriter& attribute(std::string_view name, std::string_view value);  // name="value"; only straight after open()
  XmlWriter& optional(std::string_view name, std::string_view value);   // nothing when the value is empty
  XmlWriter& open(std::string_view name, std::initializer_list<Attribute> attributes);
  XmlWriter& text(std::string_view value);
  XmlWriter& raw(std::string_view markup);                              // trusted markup or white space
  XmlWriter& close();
  XmlWriter& close_empty();                                            // <name …/>; only straight after the tag
  XmlWriter& leaf(std::string_view name, std::initializer_list<Attribute> attributes);  // <name …/>
  /// <name …>text</name>
  XmlWriter& element(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view value);
  /// The same and a line end.
  XmlWriter& line(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view value);
  void reserve(std::size_t bytes) { out_.reserve(bytes); }
  std::string take();

 private:
  void finish_tag();

  std::string out_;
  std::vector<std::string_view> open_;
  bool in_tag_ = false;
};

}  // namespace pamphlet::epub
