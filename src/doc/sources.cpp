// "[1]" in the text, and below it what 1 is: as most medical texts cite. The list stays as it was written, with its numbers;
// each citation becomes a link to its source, and each source a link back to where it is cited first. Making notes of them
// would give them new numbers in the order of citation, and would take them away from under their heading.
//
// A source is a line "[1] words" or "[1]: words" at the start of a line of a paragraph, or an item of the numbered list below a
// heading that says so ("References"). Nothing is made of "[1]" where no source has its number. The tree is copied once, and
// only when there is something to link. Cost: linear in the text.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/number.h"
#include "base/utf8.h"
#include "doc/copy.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// What such a list is headed with, without case.
constexpr std::string_view kSourceHeadings[] = {
    "references", "reference", "sources", "source", "bibliography", "citations", "works cited", "literature", "endnotes", "further reading and references",
    "referencias", "fuentes", "bibliografía", "références", "bibliographie", "quellen", "quellenangaben", "literatur", "literaturverzeichnis", "einzelnachweise",
    "riferimenti", "fonti", "bibliografia", "referências", "fontes", "bronnen", "referenties", "источники", "литература", "参考文献", "参考资料", "출처", "참고문헌", "المراجع", "מקורות"};

constexpr std::int64_t kHighest = 999;

/// "[12]" at the start of the text: its bytes and number; "[1, 2]" and "[1-3]" are read piece by piece.
struct CitationSign {
  std::size_t length = 0;
  std::int64_t number = 0;
};
CitationSign sign_at(std::string_view text) {
  if (text.size() < 3 || text[0] != '[' || !is_ascii_digit(text[1])) return {};
  std::size_t end = 1;
  while (end < text.size() && end < 5 && is_ascii_digit(text[end])) ++end;
  if (end == text.size() || text[end] != ']') return {};
  const std::int64_t number = parse_integer(text.substr(1, end - 1)).value_or(0);
  return number > 0 && number <= kHighest ? CitationSign{end + 1, number} : CitationSign{};
}

class SourceLinker {
 public:
  explicit SourceLinker(const Document& in) : in_(in), out_(*in.source), copier_(out_, in), shut_(in.nodes.size(), false) {}

  /// Whether there are sources and citations of them.
  bool find() {
    const bool any = std::any_of(in_.nodes.begin() + 1, in_.nodes.end(), [&](const Node& node) {
      return node.element == Element::text && text_of(node).find('[') != std::string_view::npos;
    });
    if (!any) return false;
    find_lines();
    find_lists();
    if (sources_.empty()) return false;
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      if (is_text(id)) each_sign(in_.text(id), [&](std::size_t at, std::int64_t number) {
        if (!is_source(id, at, number)) cited_.insert({number, 0});
      });
    }
    std::erase_if(cited_, [&](const auto& entry) { return !sources_.contains(entry.first); });
    return !cited_.empty();
  }

  Document run() {
    out_.meta() = in_.meta;
    out_.node(0) = in_.nodes[0];
    out_.node(0).attributes = 0;
    if (in_.nodes[0].attributes != 0) out_.edit_attributes(0) = in_.attributes_of(0);
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      copier_.at(id);
      if (is_text(id)) {
        text(id);
        continue;
      }
      Attributes attributes = in_.attributes_of(id);
      const auto item = items_.find(id);
      if (item != items_.end() && attributes.id.empty() && cited_.contains(item->second)) attributes.id = source_id(item->second);
      const bool line = in_[id].element == Element::soft_break && id + 1 < in_.nodes.size() && lines_.contains(id + 1);  // each source has a line of its own
      copier_.open(id, line ? Element::hard_break : in_[id].element, in_[id].payload, std::move(attributes));
    }
    copier_.close_all();
    return out_.finish();
  }

 private:
  std::string_view text_of(const Node& node) const {
    const auto& data = std::get<TextData>(node.payload);
    return std::string_view(in_.text_pool).substr(data.begin, data.length);
  }
  bool is_text(NodeId id) const { return in_[id].element == Element::text && !shut_[id]; }

  // Lines of paragraphs that begin with "[1]". A text at the start of a line has nothing or a break before it.
  void find_lines() {
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      const Element element = in_[id].element;
      if (element == Element::link || element == Element::code_block || element == Element::heading) {  // "[1](address)" is a link already
        for (NodeId inner = id; inner < in_[id].end; ++inner) shut_[inner] = true;
      }
      if (!is_text(id) || in_[in_[id].parent].element != Element::paragraph) continue;
      const bool begins = in_[id].parent == id - 1 || in_[id - 1].element == Element::soft_break || in_[id - 1].element == Element::hard_break;
      const CitationSign sign = begins ? sign_at(in_.text(id)) : CitationSign{};
      if (sign.length == 0) continue;
      std::string_view words = in_.text(id).substr(sign.length);
      if (words.starts_with(':')) words.remove_prefix(1);
      const bool follows = id + 1 < in_[in_[id].parent].end;
      if (words.starts_with(' ') && (follows || !trim(words).empty()) && sources_.emplace(sign.number, id).second) lines_.insert(id);
    }
    // One line that happens to begin with a number is a citation.
    if (sources_.size() == 1 && sources_.begin()->first != 1) sources_.clear();
  }

  // The numbered list below "References".
  void find_lists() {
    NodeId before = kNoNode;
    for (const NodeId block : children(in_, 0)) {
      if (in_[block].element == Element::list && before != kNoNode && in_.data<ListData>(block).kind == ListKind::ordered) {
        std::string name = fold_case(collapse_spaces(in_.plain_text(before)));
        while (name.ends_with(':')) name.pop_back();
        const bool said = std::find_if(std::begin(kSourceHeadings), std::end(kSourceHeadings), [&](std::string_view one) { return fold_case(one) == name; }) != std::end(kSourceHeadings);
        for (const NodeId item : children(in_, block)) {
          const std::int64_t number = in_.data<ItemData>(item).number;
          if (said && number > 0 && number <= kHighest && sources_.emplace(number, item).second) items_.emplace(item, number);
        }
      }
      const Element element = in_[block].element;
      before = element == Element::heading || (element == Element::paragraph && in_[block].end - block < 8) ? block : kNoNode;
    }
  }

  bool is_source(NodeId id, std::size_t at, std::int64_t number) const {
    const auto found = sources_.find(number);
    return at == 0 && found != sources_.end() && found->second == id;
  }

  /// Calls `found` for every number in "[1]", "[1, 2]" and "[1–3]", with the place of its first digit less one.
  template <class F> static void each_sign(std::string_view text, F found) {
    for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
      const std::size_t end = text.substr(at, 40).find(']');
      if (end == std::string_view::npos || end < 2 || text.substr(at + end + 1, 1) == "(") continue;
      const std::string_view inner = text.substr(at + 1, end - 1);
      constexpr std::string_view kBetween = "0123456789,; -\xE2\x80\x93";
      if (!is_ascii_digit(inner.front()) || !is_ascii_digit(inner.back()) || inner.find_first_not_of(kBetween) != std::string_view::npos) continue;
      for (std::size_t i = 0; i < inner.size();) {
        std::size_t stop = i;
        while (stop < inner.size() && is_ascii_digit(inner[stop])) ++stop;
        if (stop > i && stop - i <= 3) found(at + 1 + i - (i == 0 ? 1 : 0), parse_integer(inner.substr(i, stop - i)).value_or(0));
        i = std::max(stop, i) + 1;
      }
    }
  }

  static std::string source_id(std::int64_t number) { return "source-" + std::to_string(number); }
  static std::string citation_id(std::int64_t number) { return "cited-" + std::to_string(number); }

  void link(std::string_view words, Span span, std::string target, std::string id) {
    Attributes attributes;
    attributes.id = std::move(id);
    out_.open(Element::link, span, LinkData{"#" + target, ""}, std::move(attributes));
    out_.text(words, span);
    out_.close();
  }

  void text(NodeId id) {
    TextPieces pieces(out_, in_, id);
    const std::string_view words = pieces.words;
    each_sign(words, [&](std::size_t at, std::int64_t number) {
      const auto cited = cited_.find(number);
      if (cited == cited_.end()) return;
      std::size_t end = at + (words[at] == '[' ? 1 : 0);
      while (end < words.size() && is_ascii_digit(words[end])) ++end;
      if (words[at] == '[' && words[end] == ']') ++end;
      else if (words[at] == '[') ++at;  // "[1, 2]": the brackets hold them both
      pieces.leave_out(at, end);
      const Span place = pieces.place(at, end);
      if (is_source(id, at, number)) link(words.substr(at, end - at), place, citation_id(number), source_id(number));
      else link(words.substr(at, end - at), place, id_of(number), ++cited->second == 1 ? citation_id(number) : std::string());
    });
    pieces.finish();
  }

  std::string id_of(std::int64_t number) const {
    const NodeId at = sources_.at(number);
    const std::string own = items_.contains(at) ? in_.attributes_of(at).id : std::string();
    return own.empty() ? source_id(number) : own;
  }

  const Document& in_;
  DocumentBuilder out_;
  Copier copier_;
  std::vector<bool> shut_;                         // texts that are no citations
  std::map<std::int64_t, NodeId> sources_;         // the first of each number: a text or an item
  std::set<NodeId> lines_;
  std::map<NodeId, std::int64_t> items_;
  std::map<std::int64_t, int> cited_;              // how often so far
};

}  // namespace

Document link_sources(Document document) {
  SourceLinker linker(document);
  return linker.find() ? linker.run() : std::move(document);
}

}  // namespace pamphlet::resolving
