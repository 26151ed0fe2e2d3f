// Typewriter punctuation → the punctuation of the language.
//
// All text of one block is read as a whole, so that a quotation may begin in plain text and end in emphasis. A mark is
// judged by its two neighbours and by what is open; what could be either stays straight.
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markdown/markdown.h"

namespace pamphlet {
namespace {

using namespace std::string_view_literals;

// Words that lose their beginning to an apostrophe, which is never an opening mark before them.
constexpr std::array kClipped = {"tis"sv, "twas"sv, "em"sv, "til"sv, "cause"sv, "bout"sv, "n"sv, "s"sv, "t"sv};

constexpr char32_t kObject = 0xFFFC;
constexpr std::string_view kUndetermined = "und";  // BCP 47 §4.1: no language whose marks could be taken
constexpr std::string_view kNarrowSpace = "\u202F";

bool is_script(char32_t c, UScriptCode wanted) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error) == wanted && U_SUCCESS(error);
}

bool is_letter(char32_t c) { return u_isUAlphabetic(static_cast<UChar32>(c)) || (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_M_MASK) != 0; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_blank(char32_t c) { return c == 0 || is_space(c); }

/// Letters that stand without spaces between words.
bool is_unspaced(char32_t c) {
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return (width == U_EA_WIDE || width == U_EA_FULLWIDTH) && !is_script(c, USCRIPT_HANGUL);
}

bool opens(char32_t c) {
  const auto category = U_MASK(u_charType(static_cast<UChar32>(c)));
  return is_blank(c) || (category & (U_GC_PS_MASK | U_GC_PI_MASK | U_GC_PD_MASK)) != 0 || c == U'/' || c == 0x201E;
}

/// The text of one leaf, and what becomes of it.
struct Piece {
  NodeId node = kNoNode;
  std::string_view text;
  std::string_view lang;
  std::string out;
};

struct Sign {
  char32_t c = 0;
  std::uint32_t piece = 0;
  bool fixed = false;  // a part of an address, of code, or no text at all
};

class BlockSmartener {
 public:
  explicit BlockSmartener(std::vector<Piece>& pieces) : pieces_(pieces) {}

  void add(char32_t c, std::uint32_t piece, bool fixed) { signs_.push_back({c, piece, fixed}); }

  void run() {
    protect_addresses();
    for (std::size_t i = 0; i < signs_.size(); ++i) {
      if (signs_[i].c == U'\'' && closes_single(i)) last_closer_ = i;
    }
    for (at_ = 0; at_ < signs_.size(); ++at_) sign();
  }

 private:
  char32_t look(std::ptrdiff_t by) const {
    const auto i = static_cast<std::ptrdiff_t>(at_) + by;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(signs_.size()) ? 0 : signs_[static_cast<std::size_t>(i)].c;
  }
  bool closes_single(std::size_t i) const {
    const bool next_letter = i + 1 < signs_.size() && is_letter(signs_[i + 1].c);
    return i > 0 && !is_blank(signs_[i - 1].c) && !next_letter;
  }

  /// "https://a--b" and "x'y@z" are not prose.
  void protect_addresses() {
    for (std::size_t begin = 0; begin < signs_.size();) {
      std::size_t end = begin;
      bool address = false;
      while (end < signs_.size() && !is_blank(signs_[end].c)) {
        const char32_t c = signs_[end].c;
        address = address || c == U'@' || c == U'\\' ||
                  (c == U':' && end + 2 < signs_.size() && signs_[end + 1].c == U'/' && signs_[end + 2].c == U'/');
        ++end;
      }
      for (std::size_t i = begin; address && i < end; ++i) signs_[i].fixed = true;
      begin = std::max(end, begin + 1);
    }
  }

  void put(std::string_view text) { pieces_[signs_[at_].piece].out += text; }
  std::string_view lang() const { return pieces_[signs_[at_].piece].lang; }

  void sign() {
    const Sign& s = signs_[at_];
    if (s.piece == UINT32_MAX) return;
    if (!s.fixed) {
      if (s.c == U'"') return double_quote();
      if (s.c == U'\'') return single_quote();
      if (s.c == U'-' && dash()) return;
      if (s.c == U'.' && ellipsis()) return;
      french_space();
    }
    std::string text;
    append_utf8(text, s.c);
    put(text);
  }

  void open_mark(bool outer) {
    const QuoteMarks& marks = quote_marks(lang());
    put(outer ? marks.open : marks.inner_open);
    if (outer && spaces_french_quotes() && !is_blank(look(1))) put(kNarrowSpace);
  }
  void close_mark(bool outer) {
    const QuoteMarks& marks = quote_marks(lang());
    if (outer && spaces_french_quotes() && !is_blank(look(-1))) put(kNarrowSpace);
    put(outer ? marks.close : marks.inner_close);
  }
  bool spaces_french_quotes() const { return is_below(lang(), "fr") && !is_below(lang(), "fr-CH"); }

  void double_quote() {
    const char32_t before = look(-1), after = look(1);
    const bool dense = is_unspaced(before) || is_unspaced(after);
    if (is_script(before, USCRIPT_HEBREW) && is_script(after, USCRIPT_HEBREW)) return put("\u05F4");  // gershayim
    const bool both = !opens(before) && (is_letter(after) || is_digit(after));
    const bool closes_dash = double_open_ && (U_MASK(u_charType(static_cast<UChar32>(before))) & U_GC_PD_MASK) != 0;
    bool open = (opens(before) || opened_before()) && !is_blank(after) && !closes_dash;
    if (dense && !is_blank(before)) open = !double_open_ && !is_blank(after);
    if (both && !dense && !double_open_) return put("\"");
    if (!open && !double_open_ && is_digit(before)) return put("\u2033");  // inches
    if (open) {
      open_mark(true);
      last_open_ = at_;
    } else {
      close_mark(true);
    }
    double_open_ = open;
  }

  /// An apostrophe stands for letters left out; in Hebrew it is a geresh.
  void single_quote() {
    const char32_t before = look(-1), after = look(1);
    const bool dense = is_unspaced(before) || is_unspaced(after);
    if (is_script(before, USCRIPT_HEBREW) && (is_script(after, USCRIPT_HEBREW) || !single_open_)) return put("\u05F3");
    if ((is_letter(before) || is_digit(before)) && is_letter(after) && !dense) return put("\u2019");
    if (opens(before) && is_decade()) return put("\u2019");
    if (single_open_ && !is_blank(before) && !opened_before()) {
      single_open_ = false;
      return close_mark(false);
    }
    if ((opens(before) || opened_before() || dense) && !is_blank(after) && last_closer_ > at_ && !is_clipped()) {
      single_open_ = true;
      last_open_ = at_;
      return open_mark(false);
    }
    if (is_digit(before)) return put("\u2032");  // feet
    put("\u2019");
  }

  /// Whether the sign before is a mark that opened a quotation: another one may begin right behind it.
  bool opened_before() const { return last_open_ != kNowhere && last_open_ + 1 == at_; }

  /// '90s
  bool is_decade() const { return is_digit(look(1)) && is_digit(look(2)) && !is_digit(look(3)) && look(3) != U'\''; }

  bool is_clipped() const {
    std::string word;
    for (std::size_t i = at_ + 1; i < signs_.size() && word.size() < 8 && is_letter(signs_[i].c); ++i) {
      word += signs_[i].c < 0x80 ? ascii_lower(static_cast<char>(signs_[i].c)) : '?';
    }
    return std::find(kClipped.begin(), kClipped.end(), word) != kClipped.end();
  }

  /// "--" and "---", and a hyphen between spaces. An option such as " --draft" stays.
  bool dash() {
    std::size_t end = at_;
    while (end < signs_.size() && signs_[end].c == U'-' && !signs_[end].fixed) ++end;
    const std::size_t count = end - at_;
    const char32_t before = look(-1), after = look(static_cast<std::ptrdiff_t>(count));
    const bool spaced = is_space(before) && is_space(after);
    std::string_view mark;
    if (count == 1 && spaced && before != 0) mark = "–";
    if (count == 2 && (spaced || !is_blank(before))) {
      mark = !spaced && is_below(lang(), "en") && !is_digit(before) ? "—" : "–";
    }
    if (count == 3) mark = "—";
    if (mark.empty()) {
      for (; at_ < end; ++at_) put("-");
    } else {
      put(mark);
    }
    at_ = end - 1;
    return true;
  }

  bool ellipsis() {
    const bool three = look(1) == U'.' && look(2) == U'.' && look(3) != U'.' && look(-1) != U'.';
    if (!three) return false;
    put("…");
    at_ += 2;
    return true;
  }

  /// French sets a narrow space before high punctuation; Canada's French only before the colon.
  void french_space() {
    if (!is_below(lang(), "fr") || is_below(lang(), "fr-CH")) return;
    const char32_t c = signs_[at_].c, before = look(-1), after = look(1);
    const bool high = (c == U'!' || c == U'?' || c == U';') && !is_below(lang(), "fr-CA");
    const bool colon = c == U':' && is_blank(after);
    if (!high && !colon) return;
    if (is_letter(before) || is_digit(before) || before == U')' || before == 0xBB || before == U'"' || before == U'%') {
      put(kNarrowSpace);
    }
  }

  std::vector<Piece>& pieces_;
  std::vector<Sign> signs_;
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  std::size_t at_ = 0, last_closer_ = 0, last_open_ = kNowhere;
  bool double_open_ = false, single_open_ = false;
};

void smarten(MetaText& text, std::string_view lang) {
  if (text.value.find_first_of("\"'-.!?;:") == std::string::npos || is_below(lang, kUndetermined)) return;
  std::vector<Piece> pieces(1);
  pieces[0].lang = lang;
  BlockSmartener block(pieces);
  for (std::size_t at = 0; at < text.value.size();) block.add(next_code_point(text.value, at), 0, false);
  block.run();
  text.value = std::move(pieces[0].out);
}

bool is_breakable(Element element) { return element == Element::soft_break || element == Element::hard_break; }

/// Whether the text has a sign that run() looks at twice: most paragraphs have none, and need not be taken apart. A hyphen
/// between two letters or digits stays.
bool may_change(std::string_view text, std::string_view lang) {
  if (text.find_first_of("\"'") != std::string_view::npos || text.find("...") != std::string_view::npos) return true;
  if (is_below(lang, "fr") && text.find_first_of("!?;:") != std::string_view::npos) return true;
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    const bool inside = at > 0 && at + 1 < text.size() && is_ascii_alphanumeric(text[at - 1]) && is_ascii_alphanumeric(text[at + 1]);
    if (!inside) return true;
  }
  return false;
}

/// Reads the leaves of a block from `id` on, writes the text back into `pool`, and returns the node after them.
NodeId smarten_block(Document& document, NodeId id, std::string& pool) {
  std::vector<Piece> pieces;
  NodeId end = id;
  bool changes = false;
  for (; end < document.nodes.size() && is_inline(document[end].element); ++end) {
    if (document[end].element == Element::text) changes = changes || may_change(document.text(end), document.lang(end));
  }
  for (; !changes && id < end; ++id) {
    if (document[id].element != Element::text) continue;
    TextData& data = std::get<TextData>(document.nodes[id].payload);
    const std::string_view text = document.text(id);
    data = {static_cast<std::uint32_t>(pool.size()), static_cast<std::uint32_t>(text.size())};
    pool += text;
  }
  BlockSmartener block(pieces);
  for (; id < end; ++id) {
    const Element element = document[id].element;
    if (element == Element::text) {
      const auto number = static_cast<std::uint32_t>(pieces.size());
      pieces.push_back({id, document.text(id), document.lang(id), {}});
      const bool as_typed = document[document[id].parent].element == Element::keyboard || is_below(pieces.back().lang, kUndetermined);
      for (std::size_t at = 0; at < pieces.back().text.size();) {
        block.add(next_code_point(pieces.back().text, at), number, as_typed);
      }
    } else if (is_breakable(element)) {
      block.add(U' ', UINT32_MAX, true);
    } else if (info(element).display == Display::leaf) {
      block.add(kObject, UINT32_MAX, true);
    }
  }
  block.run();
  for (const Piece& piece : pieces) {
    std::get<TextData>(document.nodes[piece.node].payload) = {static_cast<std::uint32_t>(pool.size()),
                                                              static_cast<std::uint32_t>(piece.out.size())};
    pool += piece.out;
  }
  return id;
}

}  // namespace

bool mixes_punctuation(const Document& document) {
  bool straight = false, typographic = false;
  for (NodeId id = 0; id < document.nodes.size() && !(straight && typographic); ++id) {
    if (document[id].element != Element::text || document[document[id].parent].element == Element::code_block) continue;
    const std::string_view text = document.text(id);
    straight = straight || text.find_first_of("\"'") != std::string_view::npos;
    for (const std::string_view sign : {"“", "”", "„", "‘", "’", "«", "»", "–", "—", "…"}) typographic = typographic || text.find(sign) != std::string_view::npos;
  }
  return straight && typographic;
}

void smarten_punctuation(Document& document) {
  Meta& meta = document.meta;
  const std::string lang = meta.lang.empty() ? "en" : meta.lang.value;
  for (MetaText* text : {&meta.title, &meta.subtitle, &meta.kicker, &meta.description, &meta.publisher, &meta.reviewer,
                         &meta.translator, &meta.rights}) {
    smarten(*text, lang);
  }
  for (MetaText& author : meta.authors) smarten(author, lang);
  std::string pool;
  pool.reserve(document.text_pool.size() + document.text_pool.size() / 16);
  const auto keep = [&](NodeId id) {
    TextData& data = std::get<TextData>(document.nodes[id].payload);
    const std::string_view text = std::string_view(document.text_pool).substr(data.begin, data.length);
    data.begin = static_cast<std::uint32_t>(pool.size());
    pool += text;
  };
  for (NodeId id = 0; id < document.nodes.size();) {
    if (document[id].element == Element::code_block) {
      for (const NodeId end = document[id].end; id < end; ++id) {
        if (std::holds_alternative<TextData>(document[id].payload)) keep(id);
      }
    } else if (is_inline(document[id].element)) {
      const NodeId begin = id;
      id = smarten_block(document, id, pool);
      for (NodeId leaf = begin; leaf < id; ++leaf) {
        if (document[leaf].element == Element::code) keep(leaf);
      }
    } else {
      ++id;
    }
  }
  document.text_pool = std::move(pool);
}

}  // namespace pamphlet
