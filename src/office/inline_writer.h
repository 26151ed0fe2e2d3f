// Private to the room: the words of a block as nodes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "office/model.h"

namespace pamphlet::office {

class InlineWriter {
 public:
  /// `places`: what links into the article lead to.
  InlineWriter(const Model& model, DocumentBuilder& builder, const std::unordered_map<std::string, std::string>& places)
      : model_(model), builder_(builder), places_(places) {}

  /// Writes into the block that is open. `mask`: the looks that say something there. `id`: a place to link to, which the
  /// first words carry. `block_lang`: what lang_of() said, when the block carries it.
  void write(const std::vector<Inline>& row, unsigned mask, std::uint32_t block_lang, std::string id);
  /// The language that all words of a block share, when it is not the article's; else 0.
  std::uint32_t lang_of(const std::vector<Inline>& row) const;
  void image(const Inline& one);

 private:
  /// What a run opens, outermost first.
  struct Opened {
    enum class Kind : unsigned char { anchor, link, lang, element } kind = Kind::element;
    std::uint32_t value = 0;
    Element element = Element::span;
    bool operator==(const Opened&) const = default;
  };
  std::string_view words(const Inline& one) const { return std::string_view(model_.text).substr(one.span.begin, one.span.end - one.span.begin); }
  bool is_foreign(std::uint32_t lang) const;
  std::vector<Opened> wanted(const Inline& one, unsigned mask, std::uint32_t block_lang) const;
  void open(const Opened& what, Span span);
  void become(const std::vector<Opened>& want, Span span);
  void shrink(const std::vector<Opened>& want);
  void space(Span span);
  void run_of_words(const Inline& one, const std::vector<Opened>& want);
  void line_break(Span span);
  void anchored_words(const Inline& one, std::vector<Opened> want);
  void object(const Inline& one);

  const Model& model_;
  DocumentBuilder& builder_;
  const std::unordered_map<std::string, std::string>& places_;
  std::vector<Opened> open_;
  std::string anchor_;
  bool space_ = false, shows_ = false;  // a blank is due; the line shows something
};

}  // namespace pamphlet::office
