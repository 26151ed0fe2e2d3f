#include "html/formulas.h"

#include <fmt/core.h>

#include "base/utf8.h"
#include "doc/codes.h"
#include "html/reader.h"

namespace pamphlet::html {

void write_formulas(DocumentBuilder& builder, std::string_view words, Span span) {
  for (std::size_t at = 0; at < words.size();) {
    const math::Marked found = math::find_formula(words, at);
    const bool known = found.judged.reading == math::Reading::formula;
    builder.text(words.substr(at, (known ? found.begin : found.end) - at), span);
    if (known) builder.leaf(Element::formula, span, FormulaData{collapse_spaces(found.tex), false});
    at = found.end;
  }
}

void report_formulas(std::string_view text, std::uint32_t begin, Host& host) {
  for (std::size_t at = 0; at < text.size();) {
    const math::Marked found = math::find_formula(text, at);
    at = found.end;
    if (found.judged.reading != math::Reading::beyond) continue;
    const auto place = begin + static_cast<std::uint32_t>(found.begin);
    host.report(code::formula_unsupported, {place, place + 1}, fmt::format("in this formula {}; it is printed as its source", found.judged.problem.message), std::string(math::kHelp));
  }
}

// Text with formulas that want lines of their own: they part its paragraph, and take the full stop behind them along.
bool Reader::equations(std::uint32_t id) {
  if (node(id).kind != Node::Kind::text || settled_form() != Form::paragraph || run_.open_elements() > 0) return false;
  const std::string_view text = node(id).text;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const math::Marked found = math::find_formula(text, at);
    at = found.end;
    if (found.judged.reading != math::Reading::formula || !found.display || !host_.has_room(Element::equation, node(id).span)) continue;
    run_.text(text.substr(done, found.begin - done), node(id).span);
    flush();
    prepare(open_.size());
    builder_.open(Element::equation, node(id).span);
    builder_.leaf(Element::formula, node(id).span, FormulaData{collapse_spaces(found.tex), true});
    if (at < text.size() && std::string_view(".,;:!?").find(text[at]) != std::string_view::npos) builder_.text(text.substr(at++, 1), node(id).span);
    builder_.close();
    done = at;
  }
  if (done == 0) return false;
  report_formulas(text, node(id).span.begin, host_);
  run_.text(text.substr(done), node(id).span);
  return true;
}

}  // namespace pamphlet::html
