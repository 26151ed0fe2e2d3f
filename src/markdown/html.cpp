#include "markdown/html.h"

#include <algorithm>
#include <array>

#include "base/number.h"
#include "base/utf8.h"
#include "markdown/attributes.h"

namespace pamphlet::markdown {
namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

// --------------------------------------------------------------------------------------------------------- the table

struct Row {
  std::string_view name;
  HtmlElement what;
};
using R = HtmlRole;

// Sorted by name. The inline ones of HTML that have no element of ours and no meaning beyond their looks are transparent.
constexpr Row kElements[] = {
    {"a", {R::link}}, {"abbr", {R::transparent}}, {"acronym", {R::transparent}}, {"address", {R::transparent}},
    {"applet", {R::drop}}, {"article", {R::division}}, {"aside", {R::division}}, {"audio", {R::drop}},
    {"b", {R::inline_, Element::strong}}, {"base", {R::drop}}, {"bdi", {R::span}}, {"bdo", {R::span}},
    {"big", {R::transparent}}, {"blockquote", {R::quote}}, {"body", {R::transparent}}, {"br", {R::line_break}},
    {"canvas", {R::drop}}, {"caption", {R::paragraph}}, {"center", {R::transparent}}, {"cite", {R::inline_, Element::emphasis}},
    {"code", {R::code}}, {"col", {R::transparent}}, {"colgroup", {R::transparent}}, {"dd", {R::description}},
    {"del", {R::inline_, Element::strikethrough}}, {"details", {R::division}}, {"dfn", {R::inline_, Element::emphasis}},
    {"div", {R::division}}, {"dl", {R::definition_list}}, {"dt", {R::term}}, {"em", {R::inline_, Element::emphasis}},
    {"embed", {R::drop}}, {"figcaption", {R::caption}}, {"figure", {R::figure}}, {"font", {R::transparent}},
    {"footer", {R::division}}, {"frame", {R::drop}}, {"frameset", {R::drop}}, {"h1", {R::heading}}, {"h2", {R::heading}},
    {"h3", {R::heading}}, {"h4", {R::heading}}, {"h5", {R::heading}}, {"h6", {R::heading}}, {"head", {R::drop}},
    {"header", {R::division}}, {"hgroup", {R::transparent}}, {"hr", {R::rule}}, {"html", {R::transparent}},
    {"i", {R::inline_, Element::emphasis}}, {"iframe", {R::drop}}, {"img", {R::image}}, {"ins", {R::transparent}},
    {"kbd", {R::code}}, {"li", {R::item}}, {"link", {R::drop}}, {"main", {R::division}}, {"mark", {R::transparent}},
    {"math", {R::drop}}, {"menu", {R::list}}, {"meta", {R::drop}}, {"nav", {R::division}}, {"nobr", {R::transparent}},
    {"noembed", {R::drop}}, {"noframes", {R::drop}}, {"noscript", {R::drop}}, {"object", {R::drop}}, {"ol", {R::list}},
    {"optgroup", {R::drop}}, {"option", {R::drop}}, {"p", {R::paragraph}}, {"param", {R::drop}}, {"picture", {R::transparent}},
    {"plaintext", {R::drop}}, {"pre", {R::preformatted}}, {"q", {R::transparent}}, {"rp", {R::drop}}, {"rt", {R::transparent}},
    {"ruby", {R::transparent}}, {"s", {R::inline_, Element::strikethrough}}, {"samp", {R::code}}, {"script", {R::drop}},
    {"section", {R::division}}, {"select", {R::drop}}, {"small", {R::transparent}}, {"source", {R::drop}},
    {"span", {R::span}}, {"strike", {R::inline_, Element::strikethrough}}, {"strong", {R::inline_, Element::strong}},
    {"style", {R::drop}}, {"sub", {R::inline_, Element::subscript}}, {"summary", {R::summary}},
    {"sup", {R::inline_, Element::superscript}}, {"svg", {R::drop}}, {"table", {R::table}}, {"tbody", {R::transparent}},
    {"td", {R::cell}}, {"template", {R::drop}}, {"textarea", {R::drop}}, {"tfoot", {R::transparent}}, {"th", {R::cell}},
    {"thead", {R::transparent}}, {"time", {R::transparent}}, {"title", {R::drop}}, {"tr", {R::row}}, {"track", {R::drop}},
    {"tt", {R::code}}, {"u", {R::transparent}}, {"ul", {R::list}}, {"var", {R::inline_, Element::emphasis}},
    {"video", {R::drop}}, {"wbr", {R::transparent}}, {"xmp", {R::drop}},
};
static_assert(std::is_sorted(std::begin(kElements), std::end(kElements), [](const Row& a, const Row& b) { return a.name < b.name; }));

// The names of character references that turn up in articles (HTML 4 §24 in part). Sorted.
struct Reference {
  std::string_view name, text;
};
constexpr Reference kReferences[] = {
    {"Aacute", "Á"}, {"Agrave", "À"}, {"Auml", "Ä"}, {"Ccedil", "Ç"}, {"Eacute", "É"}, {"Egrave", "È"}, {"Iacute", "Í"},
    {"Ntilde", "Ñ"}, {"Oacute", "Ó"}, {"Ouml", "Ö"}, {"Uacute", "Ú"}, {"Uuml", "Ü"}, {"aacute", "á"}, {"acirc", "â"},
    {"aelig", "æ"}, {"agrave", "à"}, {"amp", "&"}, {"apos", "'"}, {"aring", "å"}, {"atilde", "ã"}, {"auml", "ä"},
    {"bdquo", "„"}, {"bull", "•"}, {"ccedil", "ç"}, {"cent", "¢"}, {"check", "✓"}, {"copy", "©"}, {"deg", "°"},
    {"divide", "÷"}, {"eacute", "é"}, {"ecirc", "ê"}, {"egrave", "è"}, {"ensp", "\u2002"}, {"emsp", "\u2003"}, {"euml", "ë"},
    {"euro", "€"}, {"frac12", "½"}, {"frac14", "¼"}, {"frac34", "¾"}, {"ge", "≥"}, {"gt", ">"}, {"hearts", "♥"},
    {"hellip", "…"}, {"iacute", "í"}, {"icirc", "î"}, {"iexcl", "¡"}, {"igrave", "ì"}, {"iquest", "¿"}, {"iuml", "ï"},
    {"laquo", "«"}, {"larr", "←"}, {"ldquo", "“"}, {"le", "≤"}, {"lrm", "\u200E"}, {"lsquo", "‘"}, {"lt", "<"},
    {"mdash", "—"}, {"micro", "µ"}, {"middot", "·"}, {"minus", "−"}, {"nbsp", "\u00A0"}, {"ndash", "–"}, {"ne", "≠"},
    {"ntilde", "ñ"}, {"oacute", "ó"}, {"ocirc", "ô"}, {"oelig", "œ"}, {"ograve", "ò"}, {"oslash", "ø"}, {"otilde", "õ"},
    {"ouml", "ö"}, {"para", "¶"}, {"plusmn", "±"}, {"pound", "£"}, {"quot", "\""}, {"raquo", "»"}, {"rarr", "→"},
    {"rdquo", "”"}, {"reg", "®"}, {"rlm", "\u200F"}, {"rsquo", "’"}, {"sbquo", "‚"}, {"sect", "§"}, {"shy", "\u00AD"},
    {"sup2", "²"}, {"sup3", "³"}, {"szlig", "ß"}, {"thinsp", "\u2009"}, {"times", "×"}, {"trade", "™"}, {"uacute", "ú"},
    {"ucirc", "û"}, {"ugrave", "ù"}, {"uuml", "ü"}, {"vert", "|"}, {"yen", "¥"}, {"zwj", "\u200D"}, {"zwnj", "\u200C"},
};

std::string_view reference_text(std::string_view name) {
  for (const Reference& row : kReferences) {
    if (row.name == name) return row.text;
  }
  return {};
}

// "#123", "#x1F600": the character, or 0.
char32_t numeric_reference(std::string_view body) {
  const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
  const std::string_view digits = body.substr(hex ? 2 : 1);
  if (digits.empty() || digits.size() > 7) return 0;
  char32_t value = 0;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  const bool control = (value < 0x20 && value != '\t' && value != '\n') || (value >= 0x7F && value < 0xA0);
  return control || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? kReplacement : value;
}

// ------------------------------------------------------------------------------------------------------------ tokens

struct TagReader {
  std::string_view html;
  std::size_t at;
  HtmlTag tag;

  bool done() const { return at >= html.size(); }
  void skip_spaces() { while (!done() && is_space(html[at])) ++at; }

  std::string value() {
    if (done()) return {};
    const char quote = html[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = html.find(quote, at + 1);
      if (end == std::string_view::npos) return {};  // as if the quote were not there: read() goes on after it
      const std::string_view text = html.substr(at + 1, end - at - 1);
      at = end + 1;
      return decode_references(text);
    }
    const std::size_t begin = at;
    while (!done() && !is_space(html[at]) && html[at] != '>') ++at;
    return decode_references(html.substr(begin, at - begin));
  }

  void attribute() {
    const std::size_t begin = at;
    while (!done() && !is_space(html[at]) && html[at] != '=' && html[at] != '>' && html[at] != '/') ++at;
    if (at == begin) {
      ++at;
      return;
    }
    std::string key = lower(html.substr(begin, at - begin));
    skip_spaces();
    std::string text;
    if (!done() && html[at] == '=') {
      ++at;
      skip_spaces();
      text = value();
    }
    // The first of two attributes with one name holds (HTML §13.2.5.33); 32 are more than any tag has.
    if (tag.find(key) == nullptr && tag.attributes.size() < 32) tag.attributes.emplace_back(std::move(key), std::move(text));
  }

  // `at` is at '<'. False: no tag.
  bool read() {
    ++at;
    if (!done() && html[at] == '/') {
      tag.closes = true;
      ++at;
    }
    if (done() || !is_alpha(html[at])) return false;
    const std::size_t begin = at;
    while (!done() && !is_space(html[at]) && html[at] != '>' && html[at] != '/' && html[at] != '<') ++at;
    tag.name = lower(html.substr(begin, at - begin));
    for (;;) {
      skip_spaces();
      if (done()) return false;
      if (html[at] == '>') {
        tag.empty = html[at - 1] == '/';
        ++at;
        return true;
      }
      attribute();
    }
  }
};

std::size_t comment_end(std::string_view html, std::size_t at) {
  const std::string_view rest = html.substr(at);
  const auto after = [&](std::string_view end, std::size_t from) {
    const std::size_t found = html.find(end, at + from);
    return found == std::string_view::npos ? html.size() : found + end.size();
  };
  if (rest.starts_with("<!-->") || rest.starts_with("<!--->")) return after(">", 0);
  if (rest.starts_with("<!--")) return after("-->", 4);
  if (rest.starts_with("<![CDATA[")) return after("]]>", 9);
  if (rest.starts_with("<?")) return after("?>", 2);
  if (rest.starts_with("<!")) return after(">", 2);
  return at;
}

}  // namespace

const std::string* HtmlTag::find(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return &value;
  }
  return nullptr;
}

std::string_view HtmlTag::get(std::string_view wanted) const {
  const std::string* const value = find(wanted);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

HtmlToken next_html_token(std::string_view html, std::size_t& at) {
  if (at >= html.size()) return {};
  const std::size_t begin = at;
  if (html[at] == '<') {
    if (const std::size_t end = comment_end(html, at); end > at) {
      at = end;
      return {HtmlToken::Type::comment, html.substr(begin, end - begin), {}};
    }
    TagReader reader{html, at, {}};
    if (reader.read()) {
      at = reader.at;
      return {HtmlToken::Type::tag, html.substr(begin, at - begin), std::move(reader.tag)};
    }
    // What starts like a tag and never ends is dropped to the end, as browsers do; a lone '<' is text.
    if (!reader.tag.name.empty()) {
      at = html.size();
      return {HtmlToken::Type::comment, html.substr(begin), {}};
    }
    ++at;
  }
  at = std::min(html.find('<', at), html.size());
  return {HtmlToken::Type::text, html.substr(begin, at - begin), {}};
}

std::string decode_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t sign = std::min(text.find('&', at), text.size());
    out += text.substr(at, sign - at);
    at = sign;
    if (at == text.size()) break;
    const std::size_t end = text.substr(0, at + 12).find(';', at);  // the longest name in the table has 6 letters
    const std::string_view body = end == std::string_view::npos ? std::string_view() : text.substr(at + 1, end - at - 1);
    if (body.starts_with('#')) {
      if (const char32_t c = numeric_reference(body); c != 0) {
        append_utf8(out, c);
        at = end + 1;
        continue;
      }
    } else if (const std::string_view known = reference_text(body); !known.empty()) {
      out += known;
      at = end + 1;
      continue;
    }
    out += '&';
    ++at;
  }
  return out;
}

HtmlElement html_element(std::string_view name) {
  const auto found = std::lower_bound(std::begin(kElements), std::end(kElements), name,
                                      [](const Row& row, std::string_view wanted) { return row.name < wanted; });
  return found != std::end(kElements) && found->name == name ? found->what : HtmlElement{};
}

bool is_void_element(std::string_view name) {
  constexpr std::array<std::string_view, 14> kVoid = {"area", "base", "br", "col", "embed", "hr", "img", "input",
                                                      "link", "meta", "param", "source", "track", "wbr"};
  return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

Attributes html_attributes(const HtmlTag& tag) {
  Attributes out;
  for (const std::string_view key : {"id", "class", "lang", "dir"}) {
    const std::string* value = tag.find(key);
    if (value == nullptr && key == "lang") value = tag.find("xml:lang");
    if (value == nullptr && key == "id" && tag.name == "a") value = tag.find("name");
    if (value == nullptr || value->find('|') != std::string::npos) continue;
    Attributes attempt = out;
    if (set_attribute(attempt, key, key == "dir" ? lower(*value) : *value)) out = std::move(attempt);
  }
  return out;
}

ImageData html_image(const HtmlTag& tag) {
  ImageData image;
  image.source = trim(tag.get("src"));
  image.title = collapse_spaces(tag.get("title"));
  if (const std::string* const alt = tag.find("alt")) {
    image.alt = collapse_spaces(*alt);
    image.decorative = image.alt.empty();
  }
  if (tag.get("role") == "presentation" || tag.get("role") == "none") image.decorative = true;
  const std::string_view width = tag.get("width");
  if (width.ends_with('%')) {
    const auto share = parse_number(width.substr(0, width.size() - 1));
    if (share && *share > 0 && *share <= 100) image.width = *share / 100;
  }
  return image;
}

}  // namespace pamphlet::markdown
