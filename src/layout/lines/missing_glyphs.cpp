#include "layout/lines/missing_glyphs.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/character_name.h"
#include "base/utf8.h"
#include "layout/codes.h"

namespace pamphlet {
namespace {

std::string describe(std::string_view cluster) {
  std::string points;
  for (std::size_t at = 0; at < cluster.size();) {
    const char32_t c = next_code_point(cluster, at);
    const std::string name = character_name(c);
    fmt::format_to(std::back_inserter(points), "{}U+{:04X}{}{}", points.empty() ? "" : ", ", static_cast<std::uint32_t>(c),
                   name.empty() ? "" : " ", name);
  }
  return points;
}

/// The character itself within its node's source, where it stands there as it is (it may be an entity).
Span place_of(const Source& source, Span node, std::string_view cluster, MissingSaid& said) {
  constexpr std::size_t kReach = 64 << 10;  // a search that finds nothing must not read a long text each time
  const std::string_view text(source.text);
  if (node.begin >= text.size() || node.end > text.size() || node.end <= node.begin) return node;
  const std::size_t from = said.at > node.begin && said.at < node.end ? said.at : node.begin;
  const auto find = [&](std::size_t begin) {
    const std::size_t found = text.substr(begin, std::min<std::size_t>(node.end - begin, kReach)).find(cluster);
    return found == std::string_view::npos ? found : found + begin;
  };
  std::size_t at = find(from);
  if (at == std::string_view::npos && from > node.begin) at = find(node.begin);
  if (at == std::string_view::npos) return node;
  said.at = at;
  const auto begin = static_cast<std::uint32_t>(at);
  return {begin, begin + static_cast<std::uint32_t>(cluster.size())};
}

}  // namespace

void report_missing(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped, MissingSaid& said) {
  for (const MissingGlyph& missing : shaped.missing) {
    if (!said.clusters.insert(missing.cluster).second) continue;
    const auto run = std::upper_bound(text.runs.begin(), text.runs.end(), missing.offset,
                                      [](std::uint32_t at, const InlineRun& r) { return at < r.end; });
    const Document& document = typesetter.document;
    const Span span = run != text.runs.end() ? place_of(*document.source, document[run->node].span, missing.cluster, said) : Span{};
    const std::string package = typesetter.input.fonts.package_for_script(missing.script);
    const std::string script = script_name(missing.script);
    typesetter.diagnostics.report(
        code::glyph_missing, *document.source, span,
        fmt::format("no font has the character “{}” ({}{}{})", missing.cluster, describe(missing.cluster),
                    script.empty() ? "" : "; script: ", script),
        package.empty() ? "install a font that has it, or put one into the project's fonts/ folder"
                        : fmt::format("install the Debian package {}", package));
  }
}

}  // namespace pamphlet
