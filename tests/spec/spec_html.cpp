// Markdown on standard input → HTML as the CommonMark specification writes it, through our reader with its dialect off.
// For the examples of the specification only: Pamphlet itself never writes HTML like this.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// What the reference implementation leaves alone in an address; all else is percent-encoded.
std::string address(std::string_view text) {
  static constexpr std::string_view kSafe = "-_.+!*(),%#@?=;:/$~'&";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alphanumeric || kSafe.find(c) != std::string_view::npos) {
      out += c;
    } else {
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", byte);
      out += code;
    }
  }
  return escaped(out);
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const Document& document) : document_(document) {}

  std::string run() {
    children_of(0);
    return std::move(out_);
  }

 private:
  void children_of(NodeId parent) {
    for (const NodeId child : children(document_, parent)) node(child);
  }
  bool is_raw(NodeId id) const {
    for (const std::string& name : document_.attributes_of(id).classes) {
      if (name == "raw-html") return true;
    }
    return false;
  }
  void wrap(NodeId id, const std::string& tag) {
    out_ += "<" + tag + ">";
    children_of(id);
    out_ += "</" + tag + ">";
  }
  void block(NodeId id, const std::string& tag) {
    wrap(id, tag);
    out_ += "\n";
  }
  std::string title(const std::string& text) const { return text.empty() ? "" : " title=\"" + escaped(text) + "\""; }

  void paragraph(NodeId id) {
    const NodeId item = document_[id].parent;
    const NodeId list = item == 0 || document_[item].element != Element::item ? kNoNode : document_[item].parent;
    if (list != kNoNode && document_.data<ListData>(list).tight) {
      children_of(id);
      out_ += "\n";
    } else {
      block(id, "p");
    }
  }

  void list(NodeId id) {
    const ListData& data = document_.data<ListData>(id);
    const bool ordered = data.kind == ListKind::ordered;
    out_ += ordered ? (data.start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(data.start) + "\">\n") : "<ul>\n";
    children_of(id);
    out_ += ordered ? "</ol>\n" : "</ul>\n";
  }

  void node(NodeId id) {
    switch (document_[id].element) {
      case Element::paragraph: return paragraph(id);
      case Element::heading: return block(id, "h" + std::to_string(document_.data<HeadingData>(id).level));
      case Element::list: return list(id);
      case Element::item: return block(id, "li");
      case Element::block_quote: return block(id, "blockquote");
      case Element::thematic_break: out_ += "<hr />\n"; return;
      case Element::code_block: {
        const std::string& language = document_.data<CodeData>(id).language;
        out_ += language.empty() ? "<pre><code>" : "<pre><code class=\"language-" + escaped(language) + "\">";
        const std::string text = document_.plain_text(id);  // the Document keeps no line end after the last line
        out_ += escaped(text) + (text.empty() ? "" : "\n") + "</code></pre>\n";
        return;
      }
      case Element::text: out_ += escaped(document_.text(id)); return;
      case Element::soft_break: out_ += "\n"; return;
      case Element::hard_break: out_ += "<br />\n"; return;
      case Element::emphasis: return wrap(id, "em");
      case Element::strong: return wrap(id, "strong");
      case Element::code: out_ += "<code>" + escaped(document_.text(id)) + "</code>"; return;
      case Element::link: {
        const LinkData& data = document_.data<LinkData>(id);
        out_ += "<a href=\"" + address(data.target) + "\"" + title(data.title) + ">";
        children_of(id);
        out_ += "</a>";
        return;
      }
      case Element::image: {
        const ImageData& data = document_.data<ImageData>(id);
        out_ += "<img src=\"" + address(data.source) + "\" alt=\"" + escaped(data.alt) + "\"" + title(data.title) + " />";
        return;
      }
      case Element::div:
      case Element::span:
        if (is_raw(id)) {
          out_ += document_.plain_text(id) + (document_[id].element == Element::div ? "\n" : "");
          return;
        }
        return children_of(id);
      default: return block(id, std::string(info(document_[id].element).name));
    }
  }

  const Document& document_;
  std::string out_;
};

}  // namespace

int main() {
  const std::string bytes((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  const Source source("example.md", bytes);
  Diagnostics diagnostics;
  MarkdownOptions options;
  options.dialect = false;
  std::cout << HtmlWriter(read_markdown(source, options, diagnostics)).run();
}
