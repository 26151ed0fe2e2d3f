// The inline content of one block while it is gathered: white space collapses as HTML's does (CSS Text §4.1.1).
#pragma once

#include "html/html.h"

namespace pamphlet::html {

class InlineRun {
 public:
  void text(std::string_view words, Span span);
  void open(Element element, Span span, Attributes attributes, LinkData link);
  void close(Span span);
  void line_break(Span span);       // `<br>`: as often as it is written
  void new_line(Span span);         // one break, unless the line has just begun
  void code(std::string_view words, Span span, Attributes attributes);
  void reference(std::string_view label, Span span);  // to a note
  void image(ImageData data, Span span, Attributes attributes);

  /// Whether anything of it can be seen.
  bool shows() const;
  /// Its only content, when that is one image.
  const ImageData* only_image() const;
  const Attributes& image_attributes() const { return attributes_[image_at_]; }
  /// The first id among what shows nothing.
  std::string anchor() const;
  /// From the first to the last of what shows.
  Span span() const;
  /// Whether a line has begun.
  bool in_line() const { return in_line_; }

  /// Writes it into the block that is open.
  void write(DocumentBuilder& builder, Host& host);
  /// Empty again. With `carry`, the elements that were open go on; their ids are taken.
  void clear(bool carry);
  std::size_t open_elements() const { return open_.size(); }

 private:
  enum class Op : unsigned char { none, open, close, text, line_break, code, image, reference };
  static bool is_content(Op op) { return op == Op::text || op == Op::code || op == Op::image || op == Op::reference; }
  struct Event {
    Op op;
    Element element;
    Span span;
    std::uint32_t begin = 0, length = 0;  // of words_
    std::uint32_t attributes = 0, data = 0;
  };
  Event& add(Op op, Element element, Span span) { return events_.emplace_back(Event{op, element, span}); }
  std::uint32_t keep(Attributes attributes);
  void settle();
  void trim(std::size_t before);

  std::vector<Event> events_;
  std::vector<std::size_t> open_;             // events
  std::string words_;
  std::vector<Attributes> attributes_{1};
  std::vector<LinkData> links_;
  std::vector<ImageData> images_;
  bool in_line_ = false, after_space_ = false;
  mutable std::uint32_t image_at_ = 0;
};

}  // namespace pamphlet::html
