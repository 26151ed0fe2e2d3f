// What a page's head says. The tags are found by one scan of the text and read as a fragment of their own, in which each is
// a <span>, so that references in attributes are decoded and every value knows its place. A page's tree has no head: what
// browsers do with a head in the wrong place is not worth having.

#include <algorithm>

#include "base/ascii.h"
#include "base/language_tag.h"
#include "base/utf8.h"
#include "html/page.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

constexpr std::size_t kMaxTags = 1000;  // of metadata; real pages have a hundred

/// The strings of a JSON text with the keys that lead to them, one after the other. Tolerant: what is no JSON ends it.
class JsonStrings {
 public:
  explicit JsonStrings(string_view text) : text_(text) {}
  bool next();
  string_view key() const { return path_.empty() ? string_view() : path_.back(); }
  bool within(string_view name) const { return std::find(path_.begin(), path_.end(), name) != path_.end(); }
  const std::string& value() const { return value_; }
  std::size_t at() const { return begin_; }

 private:
  std::string string();
  string_view text_;
  std::size_t at_ = 0, begin_ = 0;
  std::vector<std::string> path_;   // by level: the key that it is in
  std::string value_, last_;
};

std::string JsonStrings::string() {
  std::string out;
  begin_ = ++at_;
  while (at_ < text_.size() && text_[at_] != '"') {
    if (text_[at_] != '\\' || at_ + 1 >= text_.size()) {
      out += text_[at_++];
      continue;
    }
    const char escape = text_[at_ + 1];
    at_ += 2;
    if (escape == 'u' && at_ + 4 <= text_.size()) {
      char32_t unit = 0;
      for (int i = 0; i < 4; ++i) unit = unit * 16 + static_cast<char32_t>(std::max(0, hex_value(text_[at_ + static_cast<std::size_t>(i)])));
      at_ += 4;
      append_utf8(out, unit >= 0xD800 && unit <= 0xDFFF ? kReplacement : unit);
    } else {
      out += escape == 'n' || escape == 't' || escape == 'r' ? ' ' : escape;
    }
  }
  ++at_;
  return out;
}

// Moves to the next string that is a value.
bool JsonStrings::next() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '{' || c == '[') {
      if (path_.size() > 64) return false;
      path_.push_back(c == '[' && !path_.empty() ? path_.back() : std::string());
      ++at_;
    } else if (c == '}' || c == ']') {
      if (!path_.empty()) path_.pop_back();
      ++at_;
    } else if (c == '"') {
      last_ = string();
      const std::size_t colon = text_.find_first_not_of(" \t\n\r", at_);
      if (colon != string_view::npos && text_[colon] == ':' && !path_.empty()) {
        path_.back() = std::move(last_);
        at_ = colon + 1;
        continue;
      }
      value_ = std::move(last_);
      return true;
    } else {
      ++at_;
    }
  }
  return false;
}

class MetaReader {
 public:
  explicit MetaReader(const Source& source) : text_(source.text) {}
  PageMeta run();

 private:
  void scan();
  void take(string_view opening, std::size_t tag, std::size_t from, std::size_t end, string_view closing);
  void element(const Tree& tree, std::uint32_t id);
  void property(const std::string& name, string_view content, Span span);
  void linked_data(string_view json, std::size_t offset);
  void author(string_view name, Span span);
  void date(string_view value, Span span, int rank);
  void lang(std::string tag, Span span, int rank);
  void base(string_view address, int rank);

  string_view text_;
  Fragment tags_{true, {}, true};
  PageMeta meta_;
  MetaText headline_;
  std::size_t count_ = 0;
  int date_rank_ = 0, lang_rank_ = 0, base_rank_ = 0;  // which of several sources is the best
};

void MetaReader::take(string_view opening, std::size_t tag, std::size_t from, std::size_t end, string_view closing) {
  tags_.html(opening, static_cast<std::uint32_t>(tag));
  tags_.html(text_.substr(from, end - from), static_cast<std::uint32_t>(from));
  tags_.html(closing, static_cast<std::uint32_t>(end));
  ++count_;
}

void MetaReader::scan() {
  for (std::size_t at = text_.find('<'); at != string_view::npos && count_ < kMaxTags; at = text_.find('<', at)) {
    if (text_.substr(at, 4) == "<!--") {
      const std::size_t end = text_.find("-->", at + 4);
      if (end == string_view::npos) return;
      const string_view comment = text_.substr(at, std::min<std::size_t>(end - at, 300));
      const std::size_t saved = comment.find("saved from url=("), address = comment.find(')');  // as browsers note it
      if (saved != string_view::npos && address != string_view::npos && address > saved) base(trim(comment.substr(address + 1)), 1);
      at = end + 3;
      continue;
    }
    Tag tag;
    tag.begin = ++at;
    if (at >= text_.size() || !is_ascii_letter(text_[at])) continue;
    if (!scan_tag(text_, tag)) return;
    const std::string name = lower(text_.substr(tag.begin, std::min<std::size_t>(tag.name_end - tag.begin, 10)));
    const string_view attributes = text_.substr(tag.name_end, tag.end - tag.name_end);
    at = tag.end;
    if (name == "meta" || name == "link" || name == "base" || name == "html") {
      take("<span data-tag=" + name, tag.begin - 1, tag.name_end, tag.end - 1, "></span>");
    } else if (name == "title" || name == "script" || name == "style" || name == "textarea") {
      const std::size_t end = find_end_tag(text_, name, tag.end);
      if (end == string_view::npos) return;
      if (name == "title" && meta_.window_title.empty()) take("<b>", tag.begin - 1, tag.end, end, "</b>");
      if (name == "script" && lower(attributes.substr(0, 400)).find("ld+json") != std::string::npos) linked_data(text_.substr(tag.end, end - tag.end), tag.end);
      at = end;
    }
  }
}

// What only the exports of writing tools have: Medium's, Notion's, Google's, WordPress's.
bool is_export(string_view text) {
  for (const string_view sign : {"<section data-field=\"body\"", "class=\"page-body\"", ".lst-kix_", "<!-- wp:"}) {
    if (text.find(sign) != string_view::npos) return true;
  }
  return false;
}

// Word's and LibreOffice's own pages, by what stands at their beginning. A class "MsoNormal" says nothing: sites are full of
// words that were pasted from Word.
bool is_office_export(string_view text) {
  text = text.substr(0, 4000);
  for (const string_view sign : {"urn:schemas-microsoft-com:office:word", "\"Microsoft Word", "Word.Document", "\"LibreOffice", "\"OpenOffice"}) {
    if (text.find(sign) != string_view::npos) return true;
  }
  return false;
}

PageMeta MetaReader::run() {
  meta_.document = begins_document(text_);
  meta_.office = is_office_export(text_);
  meta_.exported = meta_.office || is_export(text_);
  scan();
  const Tree tree = parse(tags_, [](Code, Span, const std::string&, const std::string&) {});
  for (std::uint32_t id = 1; id < tree.nodes.size(); ++id) {
    if (tree[id].kind == Node::Kind::element) element(tree, id);
  }
  if (meta_.title.empty()) meta_.title = headline_;
  return std::move(meta_);
}

void MetaReader::element(const Tree& tree, std::uint32_t id) {
  const Span span = tree[id].span;
  if (tree[id].info->tag == "b") {  // an SVG's <title> comes later
    if (meta_.window_title.empty()) meta_.window_title = {collapse_spaces(words_of(tree, id)), span};
    return;
  }
  const string_view kind = tree.attribute(id, "data-tag").value_or("");
  const string_view content = trim(tree.attribute(id, "content").value_or(""));
  if (kind == "html") {
    lang(std::string(tree.attribute(id, "lang").value_or(tree.attribute(id, "xml:lang").value_or(""))), span, 4);
  } else if (kind == "base") {
    base(tree.attribute(id, "href").value_or(""), 4);
  } else if (kind == "link") {
    if (lower(tree.attribute(id, "rel").value_or("")) == "canonical") base(tree.attribute(id, "href").value_or(""), 3);
  } else if (kind == "meta" && !content.empty()) {
    for (const string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      if (const auto name = tree.attribute(id, key)) property(lower(*name), content, span);
    }
  }
}

void MetaReader::property(const std::string& name, string_view content, Span span) {
  if (name == "og:title" || (meta_.title.empty() && (name == "twitter:title" || name == "dc.title" || name == "dcterms.title"))) {
    meta_.title = {collapse_spaces(content), span};
  }
  if (name == "author" || name == "article:author" || name == "dc.creator" || name == "dcterms.creator" || name == "byl") author(content, span);
  if (name == "article:published_time" || name == "og:published_time" || name == "datepublished") date(content, span, 3);
  static constexpr string_view kDates[] = {"date", "dc.date", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.issued", "pubdate",
                                           "publish-date", "publish_date", "publication_date", "datecreated", "parsely-pub-date"};
  if (std::find(std::begin(kDates), std::end(kDates), name) != std::end(kDates)) date(content, span, 1);
  if (name == "content-language" || name == "language") lang(std::string(content), span, 2);
  if (name == "og:locale") lang(std::string(content), span, 1);
  if (name == "og:url") base(content, 2);
}

void MetaReader::linked_data(string_view json, std::size_t offset) {
  JsonStrings strings(json);
  while (strings.next()) {
    const auto at = static_cast<std::uint32_t>(offset + strings.at());
    const Span span{at, at + 1};
    const string_view key = strings.key();
    if (strings.within("comment") || strings.within("review") || strings.within("publisher")) continue;
    if (key == "headline" && headline_.empty()) headline_ = {collapse_spaces(strings.value()), span};
    else if (key == "datePublished") date(strings.value(), span, 2);
    else if (key == "inLanguage") lang(strings.value(), span, 1);
    else if (key == "author" || (key == "name" && strings.within("author"))) author(strings.value(), span);
  }
}

void MetaReader::author(string_view name, Span span) {
  std::string clean = collapse_spaces(name);
  // An address is no name, nor is a user name of a blogging system.
  if (clean.size() < 3 || clean.size() > 80 || clean.find("://") != std::string::npos || clean.find('@') != std::string::npos || lower(clean) == "admin") return;
  const bool known = std::any_of(meta_.authors.begin(), meta_.authors.end(), [&](const MetaText& a) { return fold_case(a.value) == fold_case(clean); });
  if (!known && meta_.authors.size() < 10) meta_.authors.push_back({std::move(clean), span});
}

void MetaReader::date(string_view value, Span span, int rank) {
  const std::optional<Date> found = parse_iso_date(trim(value));
  if (!found || rank <= date_rank_) return;
  meta_.date = found;
  meta_.date_span = span;
  date_rank_ = rank;
}

void MetaReader::lang(std::string tag, Span span, int rank) {
  tag = std::string(trim(tag));
  std::replace(tag.begin(), tag.end(), '_', '-');
  if (rank <= lang_rank_ || !is_language_tag(tag)) return;
  meta_.lang = {std::move(tag), span};
  lang_rank_ = rank;
}

void MetaReader::base(string_view address, int rank) {
  address = trim(address);
  if (rank <= base_rank_ || !(address.starts_with("http://") || address.starts_with("https://"))) return;
  meta_.base = std::string(address);
  base_rank_ = rank;
}

bool has_scheme(string_view address) {
  const std::size_t end = address.find_first_of(":/?#");
  return end != string_view::npos && end > 0 && address[end] == ':' && is_ascii_letter(address[0]);
}

// "a/b/../c" → "a/c" (RFC 3986 §5.2.4), of a path that begins with '/'.
std::string without_dots(string_view path) {
  std::vector<string_view> parts;
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const string_view part = path.substr(at, end - at);
    const bool last = end == path.size();
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
      if (last) parts.push_back("");
    } else if (part != "." || last) {
      parts.push_back(part == "." ? "" : part);
    }
    at = end + 1;
  }
  std::string out;
  for (const string_view part : parts) out.append("/").append(part);
  return out.empty() ? "/" : out;
}

// What Google's documents put around every link: https://www.google.com/url?q=ADDRESS&sa=…
std::string without_redirection(const std::string& address) {
  const std::size_t host = address.find("://www.google.");
  const std::size_t query = address.find("/url?");
  if (host == std::string::npos || host > 5 || query == std::string::npos || query > host + 24) return address;
  std::size_t at = address.find("?q=", query);
  if (at == std::string::npos) at = address.find("&q=", query);
  if (at == std::string::npos) return address;
  const string_view value = string_view(address).substr(at + 3, address.find('&', at + 3) - at - 3);
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool escape = value[i] == '%' && i + 2 < value.size() && hex_value(value[i + 1]) >= 0 && hex_value(value[i + 2]) >= 0;
    out += escape ? static_cast<char>(hex_value(value[i + 1]) * 16 + hex_value(value[i + 2])) : value[i];
    if (escape) i += 2;
  }
  const bool web = out.starts_with("http://") || out.starts_with("https://") || out.starts_with("mailto:");
  return web && find_invalid_utf8(out) == std::string::npos ? out : address;
}

}  // namespace

PageMeta read_page_meta(const Source& source) { return MetaReader(source).run(); }

std::string page_address(string_view base, string_view address) {
  address = trim(address);
  if (address.empty() || address[0] == '#') return std::string(address);
  if (has_scheme(address)) {
    const string_view page = base.substr(0, base.find('#'));
    const std::size_t hash = address.find('#');
    if (!page.empty() && hash != string_view::npos && address.substr(0, hash) == page) return std::string(address.substr(hash));
    return without_redirection(std::string(address));
  }
  if (base.empty()) return std::string(address);
  const std::size_t host = base.find("://") + 3, path = std::min(base.find_first_of("/?#", host), base.size());
  const std::size_t query = std::min(base.find_first_of("?#", path), base.size());
  if (address.starts_with("//")) return std::string(base.substr(0, host - 2)) + std::string(address);
  if (address[0] == '?') return std::string(base.substr(0, query)) + std::string(address);
  const std::size_t end = std::min(address.find_first_of("?#"), address.size());
  string_view folder = base.substr(path, query - path);
  folder = folder.substr(0, folder.rfind('/') + 1);
  const std::string whole = address[0] == '/' ? std::string(address.substr(0, end)) : (folder.empty() ? "/" : std::string(folder)) + std::string(address.substr(0, end));
  return std::string(base.substr(0, path)) + without_dots(whole) + std::string(address.substr(end));
}

std::string page_target(string_view base, std::optional<string_view> address) {
  const std::string whole = page_address(base, address.value_or(""));
  return whole.starts_with('#') ? whole.substr(1) : std::string();
}

}  // namespace pamphlet::html
