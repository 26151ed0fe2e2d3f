// The structure tree as text, for golden tests and for people.

#include <string>
#include <string_view>

#include "pdf/glyph_use.h"
#include "pdf/pdf.h"
#include "pdf/run.h"
#include "pdf/tags.h"

namespace pamphlet {
namespace pdf {
namespace {

/// A quoted string on one line.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' || c == '\t' ? ' ' : c;
  }
  return out + '"';
}

class TagDump {
 public:
  TagDump(const Document& document, const PageList& pages)
      : document_(document), pages_(pages), tags_(build_tags(document, pages, Targets(document, pages))) {}

  std::string run() {
    element(0, 0);
    return std::move(out_);
  }

 private:
  /// What a sequence says. A hyphen that only the line break made is no text.
  std::string text_of_sequence(const Sequence& sequence) const {
    std::string out, scratch;
    for (std::uint32_t i = sequence.first_item; i < sequence.end_item; ++i) {
      const Item& item = pages_.pages[sequence.page].items[i];
      if (const auto* run = std::get_if<GlyphRun>(&item); run != nullptr && run->role != Role::hyphen) {
        out += extractable(text_of(pages_, *run), scratch);
      } else if (const auto* drawing = std::get_if<DrawingItem>(&item)) {
        out += text_of(pages_, *drawing);
      }
    }
    return out;
  }

  void details(const TagElement& element) {
    const TagDetails& d = tags_.details_of(element);
    const auto add = [&](std::string_view key, std::string_view value) {
      if (!value.empty()) out_.append(1, ' ').append(key).append(1, '=').append(value);
    };
    add("lang", element.parent == kNoElement ? document_language(document_) : d.lang);
    add("id", d.id);
    add("numbering", d.list_numbering);
    add("scope", d.scope);
    if (d.row_span != 1) add("row-span", std::to_string(d.row_span));
    if (d.column_span != 1) add("column-span", std::to_string(d.column_span));
    std::string headers;
    for (const NodeId head : d.headers) headers += (headers.empty() ? "" : ",") + cell_id(head);
    add("headers", headers);
    add("placement", d.placement);
    add("writing-mode", d.writing_mode);
    add("decoration", d.decoration);
    if (!d.alt.empty()) add("alt", quoted(d.alt));
    if (!d.actual_text.empty()) add("actual", quoted(d.actual_text));
    if (!d.expansion.empty()) add("expansion", quoted(d.expansion));
  }

  void target(TagKid kid) {
    const TagLink& link = tags_.links[kid.index];
    if (const auto* field = std::get_if<FieldArea>(&pages_.pages[link.page].items[link.item])) return void(out_ += " field=" + quoted(pages_.fields[field->field].label));
    const LinkTarget& target = tags_.targets[tags_.links[kid.index].target];
    out_ += " -> ";
    out_ += target.place ? "page " + std::to_string(target.place->page + 1) : target.uri;
  }

  /// Depth is bounded: elements are at most three to a level of the document, which kMaxDepth bounds.
  void element(std::uint32_t index, int depth) {
    const TagElement& e = tags_.elements[index];
    out_.append(static_cast<std::size_t>(2 * depth), ' ');
    out_ += e.type;
    details(e);
    const auto kids = std::span(tags_.kids).subspan(e.first_kid, e.kid_count);
    bool elements = false, linked = false;
    for (const TagKid kid : kids) elements = elements || kid.kind == TagKid::Kind::element;
    for (const TagKid kid : kids) {
      if (kid.kind == TagKid::Kind::link && !linked) target(kid);
      linked = linked || kid.kind == TagKid::Kind::link;
    }
    // Text alone stands on the element's line; among elements it has lines of its own, in reading order.
    std::string text;
    if (!elements) {
      for (const TagKid kid : kids) {
        if (kid.kind == TagKid::Kind::sequence) text += text_of_sequence(tags_.sequences[kid.index]);
      }
      if (!text.empty()) out_ += ' ' + quoted(text);
      out_ += '\n';
      return;
    }
    out_ += '\n';
    for (std::size_t i = 0; i < kids.size(); ++i) {
      if (kids[i].kind == TagKid::Kind::element) {
        element(kids[i].index, depth + 1);
      } else if (kids[i].kind == TagKid::Kind::sequence) {
        text += text_of_sequence(tags_.sequences[kids[i].index]);
        if (i + 1 < kids.size() && kids[i + 1].kind == TagKid::Kind::sequence) continue;
        if (!text.empty()) out_.append(static_cast<std::size_t>(2 * depth + 2), ' ').append(quoted(text)).append(1, '\n');
        text.clear();
      }
    }
  }

  const Document& document_;
  const PageList& pages_;
  TagTree tags_;
  std::string out_;
};

}  // namespace
}  // namespace pdf

std::string dump_tags(const Document& document, const PageList& pages) { return pdf::TagDump(document, pages).run(); }

}  // namespace pamphlet
