// Front-matter keys → Meta.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/codes.h"
#include "markdown/front_matter.h"

namespace pamphlet::markdown {
namespace {

using Type = YamlValue::Type;

constexpr std::size_t kMaxNamed = 20;       // unknown keys that are named in the hint
constexpr std::size_t kMaxBadValues = 30;   // bad values that are reported one by one

class MetaReader {
 public:
  MetaReader(const Source& source, Meta& meta, Wishes& wishes, Diagnostics& diagnostics)
      : source_(source), meta_(meta), wishes_(wishes), diagnostics_(diagnostics) {}
  void read(const YamlValue& root, Span place);

 private:
  using Reader = void (MetaReader::*)(std::string_view, const YamlValue&);
  struct Key {
    std::string_view name;
    Reader read;
  };
  static const Key kKeys[];
  static const Key* find_key(std::string_view name);

  template <MetaText Meta::*field> void text(std::string_view key, const YamlValue& value) { set(meta_.*field, key, value); }
  template <std::vector<MetaText> Meta::*field> void list(std::string_view key, const YamlValue& value);
  void people(std::string_view key, const YamlValue& value);
  void person(std::string_view key, const YamlValue& value, MetaText& out);
  void reviewer(std::string_view key, const YamlValue& value) { person(key, value, meta_.reviewer); }
  void translator(std::string_view key, const YamlValue& value) { person(key, value, meta_.translator); }
  void date(std::string_view key, const YamlValue& value) { set(meta_.date, meta_.date_span, key, value); }
  void review_by(std::string_view key, const YamlValue& value) { set(meta_.review_by, meta_.review_by_span, key, value); }
  void lang(std::string_view key, const YamlValue& value);
  void dir(std::string_view key, const YamlValue& value);
  void smart_punctuation(std::string_view key, const YamlValue& value);
  void toc(std::string_view key, const YamlValue& value);
  void website(std::string_view key, const YamlValue& value);
  void isbn(std::string_view key, const YamlValue& value);
  void cover(std::string_view key, const YamlValue& value);
  void publisher(std::string_view key, const YamlValue& value);
  void sources(std::string_view key, const YamlValue& value);

  bool scalar(std::string_view key, const YamlValue& value, MetaText& out);
  void set(MetaText& field, std::string_view key, const YamlValue& value);
  void set(std::optional<Date>& field, Span& span, std::string_view key, const YamlValue& value);
  void bad(std::string_view key, Span span, std::string_view what, std::string help);
  void report_unknown(const std::vector<std::string_view>& unknown, Span place);

  const Source& source_;
  Meta& meta_;
  Wishes& wishes_;
  Diagnostics& diagnostics_;
  std::size_t bad_count_ = 0;
};

// Sorted by name. `_` in a key counts as `-`.
const MetaReader::Key MetaReader::kKeys[] = {
    {"abstract", &MetaReader::text<&Meta::description>},
    {"author", &MetaReader::people},
    {"authors", &MetaReader::people},
    {"book", &MetaReader::list<&Meta::book>},
    {"copyright", &MetaReader::text<&Meta::rights>},
    {"cover", &MetaReader::cover},
    {"date", &MetaReader::date},
    {"description", &MetaReader::text<&Meta::description>},
    {"dir", &MetaReader::dir},
    {"excerpt", &MetaReader::text<&Meta::description>},
    {"id", &MetaReader::text<&Meta::identifier>},
    {"identifier", &MetaReader::text<&Meta::identifier>},
    {"image", &MetaReader::cover},
    {"isbn", &MetaReader::isbn},
    {"keywords", &MetaReader::list<&Meta::keywords>},
    {"kicker", &MetaReader::text<&Meta::kicker>},
    {"lang", &MetaReader::lang},
    {"language", &MetaReader::lang},
    {"phone", &MetaReader::text<&Meta::phone>},
    {"publisher", &MetaReader::publisher},
    {"references", &MetaReader::sources},
    {"review-by", &MetaReader::review_by},
    {"review-due", &MetaReader::review_by},
    {"reviewed-by", &MetaReader::reviewer},
    {"reviewer", &MetaReader::reviewer},
    {"rights", &MetaReader::text<&Meta::rights>},
    {"smart-punctuation", &MetaReader::smart_punctuation},
    {"sources", &MetaReader::sources},
    {"subtitle", &MetaReader::text<&Meta::subtitle>},
    {"summary", &MetaReader::text<&Meta::description>},
    {"tags", &MetaReader::list<&Meta::keywords>},
    {"title", &MetaReader::text<&Meta::title>},
    {"toc", &MetaReader::toc},
    {"translator", &MetaReader::translator},
    {"url", &MetaReader::website},
    {"version", &MetaReader::text<&Meta::version>},
    {"website", &MetaReader::website},
};

const MetaReader::Key* MetaReader::find_key(std::string_view name) {
  std::string plain = to_lower(name, "en");
  std::replace(plain.begin(), plain.end(), '_', '-');
  const auto found = std::lower_bound(std::begin(kKeys), std::end(kKeys), plain,
                                      [](const Key& key, const std::string& wanted) { return key.name < wanted; });
  return found != std::end(kKeys) && found->name == plain ? found : nullptr;
}

void MetaReader::read(const YamlValue& root, Span place) {
  std::vector<std::string_view> unknown, seen;
  Span first_unknown;
  for (const auto& [name, value] : root.entries) {
    const Key* const key = find_key(name);
    if (key == nullptr) {
      if (unknown.empty()) first_unknown = value.span;
      unknown.push_back(name);
      continue;
    }
    if (std::find(seen.begin(), seen.end(), key->name) != seen.end()) {
      bad(name, value.span, "is given twice; the first one holds", "take one of them out");
      continue;
    }
    seen.push_back(key->name);
    if (value.type == Type::refused) bad(name, value.span, fmt::format("was left out: {}", value.text), "write the value itself");
    else if (value.type != Type::null) (this->*key->read)(name, value);
  }
  if (!unknown.empty()) report_unknown(unknown, first_unknown.empty() ? place : first_unknown);
}

void MetaReader::bad(std::string_view key, Span span, std::string_view what, std::string help) {
  if (++bad_count_ > kMaxBadValues) return;
  diagnostics_.report(code::front_matter_bad_value, source_, span, fmt::format("\"{}\" in the front matter {}", key, what), std::move(help));
}

void MetaReader::report_unknown(const std::vector<std::string_view>& unknown, Span place) {
  std::string names;
  for (std::size_t i = 0; i < std::min(unknown.size(), kMaxNamed); ++i) fmt::format_to(std::back_inserter(names), "{}{}", i > 0 ? ", " : "", unknown[i]);
  if (unknown.size() > kMaxNamed) fmt::format_to(std::back_inserter(names), " and {} more", unknown.size() - kMaxNamed);
  std::vector<std::string_view> known;
  for (const Key& key : kKeys) known.push_back(key.name);
  std::string help;
  for (std::size_t i = 0; i < std::min(unknown.size(), kMaxNamed) && help.empty(); ++i) {
    const std::string_view near = did_you_mean(unknown[i], known);
    if (!near.empty()) help = fmt::format("did you mean \"{}\" by \"{}\"?", near, unknown[i]);
  }
  diagnostics_.report(code::front_matter_unknown_key, source_, place,
                      fmt::format("{} in the front matter that Pamphlet does not use: {}", unknown.size() == 1 ? "a key" : "keys", names),
                      std::move(help));
}

// Numbers and booleans are taken as the author wrote them.
bool MetaReader::scalar(std::string_view key, const YamlValue& value, MetaText& out) {
  if (value.type == Type::null) return false;
  if (value.type != Type::scalar) {
    bad(key, value.span, "must be one text", "write it on one line, in quotes");
    return false;
  }
  out.value = collapse_spaces(value.text);
  out.span = value.span;
  return !out.value.empty();
}

void MetaReader::set(MetaText& field, std::string_view key, const YamlValue& value) {
  MetaText text;
  // `summary` does not overwrite `description`, `copyright` not `rights`: what comes first holds.
  if (field.empty() && scalar(key, value, text)) field = std::move(text);
}

void MetaReader::set(std::optional<Date>& field, Span& span, std::string_view key, const YamlValue& value) {
  MetaText text;
  if (field || !scalar(key, value, text)) return;
  // A time after the date is left aside: "2015-03-01 10:00:00 -0500".
  const std::string_view day = std::string_view(text.value).substr(0, 10);
  const bool only_day = text.value.size() == day.size() || text.value[10] == 'T' || text.value[10] == 't' || text.value[10] == ' ';
  field = only_day ? parse_iso_date(day) : std::nullopt;
  span = text.span;
  if (field) return;
  span = {};
  bad(key, text.span, fmt::format("is no date: \"{}\"", text.value), "write it as 2025-02-18");
}

// A list, or words that commas separate.
template <std::vector<MetaText> Meta::*field>
void MetaReader::list(std::string_view key, const YamlValue& value) {
  std::vector<MetaText>& out = meta_.*field;
  const auto add = [&](MetaText text) { if (!text.value.empty()) out.push_back(std::move(text)); };
  if (value.type == Type::scalar) {
    const std::string_view text = value.text;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      add({collapse_spaces(text.substr(at, end - at)), value.span});
      at = end + 1;
    }
  } else if (value.type == Type::sequence) {
    for (const YamlValue& item : value.items) {
      MetaText text;
      if (scalar(key, item, text)) add(std::move(text));
    }
  } else {
    bad(key, value.span, "must be a list", "write [one, two]");
  }
}

// "Ana Ruiz", or {name: Ana Ruiz, role: midwife} → "Ana Ruiz, midwife".
void MetaReader::person(std::string_view key, const YamlValue& value, MetaText& out) {
  if (value.type == Type::sequence && value.items.size() == 1) return person(key, value.items[0], out);
  if (value.type == Type::sequence) {
    std::string names;
    for (const YamlValue& item : value.items) {
      MetaText one;
      person(key, item, one);
      if (!one.value.empty()) names += (names.empty() ? "" : "; ") + one.value;
    }
    if (!names.empty()) out = {std::move(names), value.span};
    return;
  }
  if (value.type != Type::mapping) {
    MetaText text;
    if (scalar(key, value, text)) out = std::move(text);
    return;
  }
  const YamlValue* const name = value.find("name");
  MetaText text;
  if (name == nullptr || !scalar(key, *name, text)) {
    bad(key, value.span, "names nobody", "write name: and role: below it");
    return;
  }
  const YamlValue* const role = value.find("role");
  MetaText words;
  if (role != nullptr && scalar(key, *role, words)) text.value += ", " + words.value;
  out = std::move(text);
}

void MetaReader::people(std::string_view key, const YamlValue& value) {
  if (!meta_.authors.empty()) return;
  const auto add = [&](const YamlValue& one) {
    MetaText text;
    person(key, one, text);
    if (!text.value.empty()) meta_.authors.push_back(std::move(text));
  };
  if (value.type != Type::sequence) return add(value);
  for (const YamlValue& item : value.items) add(item);
}

void MetaReader::lang(std::string_view key, const YamlValue& value) {
  MetaText text;
  if (!meta_.lang.empty() || !scalar(key, value, text)) return;
  std::replace(text.value.begin(), text.value.end(), '_', '-');  // en_US
  if (is_language_tag(text.value)) meta_.lang = std::move(text);
  else bad(key, text.span, "is no language tag and was left out", "write en, es, fr-CA, zh-Hant …");
}

void MetaReader::dir(std::string_view key, const YamlValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  if (text.value == "ltr" || text.value == "rtl") meta_.dir = text.value;
  else bad(key, text.span, "must be ltr or rtl", "leave it out: the language decides");
}

void MetaReader::smart_punctuation(std::string_view key, const YamlValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  if (text.value == "true" || text.value == "false") wishes_.smart_punctuation = text.value == "true";
  else bad(key, text.span, "must be true or false", "leave it out: it is on for pasted text and off for Markdown");
}

void MetaReader::toc(std::string_view key, const YamlValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  const std::string word = to_lower(text.value, "en");
  if (word == "true" || word == "yes") meta_.toc = true;
  else if (word == "false" || word == "no") meta_.toc = false;
  else bad(key, text.span, "must be true or false", "leave it out: the style decides");
}

void MetaReader::website(std::string_view key, const YamlValue& value) {
  MetaText text;
  if (!meta_.website.empty() || !scalar(key, value, text)) return;
  LinkAddress address = check_address(text.value);
  if (address.target.starts_with("http")) {
    text.value = std::move(address.target);
    meta_.website = std::move(text);
  } else {
    bad(key, text.span, "is no web address and was left out", "write the whole address, with https:// in front");
  }
}

// ISBNs have ten or thirteen digits (the last of ten may be X); hyphens are for people (ISO 2108).
void MetaReader::isbn(std::string_view key, const YamlValue& value) {
  MetaText text;
  if (!meta_.identifier.empty() || !scalar(key, value, text)) return;
  std::string digits;
  for (const char c : text.value) {
    if (is_ascii_digit(c) || c == 'X' || c == 'x') digits += c;
    else if (c != '-' && c != ' ') digits += '?';
  }
  if ((digits.size() != 10 && digits.size() != 13) || digits.find('?') != std::string::npos) {
    bad(key, text.span, "is no ISBN and was left out", "write its 13 digits");
    return;
  }
  text.value = "urn:isbn:" + digits;
  meta_.identifier = std::move(text);
}

void MetaReader::cover(std::string_view key, const YamlValue& value) {
  if (value.type == Type::mapping) {  // Jekyll: image: {path: …}
    for (const std::string_view part : {"path", "src", "file"}) {
      if (const YamlValue* const path = value.find(part)) return set(meta_.cover, key, *path);
    }
  }
  set(meta_.cover, key, value);
}

void MetaReader::publisher(std::string_view key, const YamlValue& value) {
  const YamlValue* const name = value.type == Type::mapping ? value.find("name") : nullptr;
  set(meta_.publisher, key, name != nullptr ? *name : value);
}

// Texts, or {title: …, url: …} → "Title. https://…".
void MetaReader::sources(std::string_view key, const YamlValue& value) {
  const auto add = [&](const YamlValue& item) {
    MetaText text;
    if (item.type != Type::mapping) {
      if (scalar(key, item, text)) meta_.sources.push_back(std::move(text));
      return;
    }
    for (const std::string_view part : {"author", "title", "publisher", "year", "date", "url"}) {
      const YamlValue* const found = item.find(part);
      MetaText words;
      if (found == nullptr || !scalar(key, *found, words)) continue;
      if (!text.value.empty()) text.value += text.value.ends_with('.') ? " " : ". ";
      text.value += words.value;
    }
    text.span = item.span;
    if (!text.value.empty()) meta_.sources.push_back(std::move(text));
    else bad(key, item.span, "names no title", "write title: and url:");
  };
  if (value.type != Type::sequence) return add(value);
  for (const YamlValue& item : value.items) add(item);
}

}  // namespace

void read_meta(const YamlValue& root, const Source& source, Span place, Meta& meta, Wishes& wishes, Diagnostics& diagnostics) {
  MetaReader(source, meta, wishes, diagnostics).read(root, place);
}

}  // namespace pamphlet::markdown
