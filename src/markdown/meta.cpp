// Front-matter keys → Meta: the table of keys, and values of one text.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/codes.h"
#include "markdown/meta_reader.h"

namespace pamphlet::markdown {

const MetaReader::Key MetaReader::kKeys[] = {
#define PAMPHLET_KEY(name, kind, reader, aliases, example, help) {name, KeyKind::kind, &MetaReader::reader, aliases},
#define PAMPHLET_SETTING(names)
#include "markdown/front_matter.def"
#undef PAMPHLET_SETTING
#undef PAMPHLET_KEY
};
constexpr std::string_view kSettings =
#define PAMPHLET_KEY(name, kind, reader, aliases, example, help)
#define PAMPHLET_SETTING(names) names
#include "markdown/front_matter.def"
#undef PAMPHLET_SETTING
#undef PAMPHLET_KEY
    ;
// Tables of site generators whose entries are the article's own: Hugo's [params], Zola's [extra] and [taxonomies].
constexpr std::string_view kTables = "params, extra, taxonomies, metadata";

namespace {

std::string plain_key(std::string_view name) {
  std::string plain = to_lower(name, "en");
  std::replace(plain.begin(), plain.end(), '_', '-');
  std::replace(plain.begin(), plain.end(), ' ', '-');
  return plain;
}

}  // namespace

const MetaReader::Key* MetaReader::find_key(std::string_view name) {
  const std::string plain = plain_key(name);
  const auto* const found = std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& key) { return key.name == plain || is_one_of(key.aliases, plain); });
  return found == std::end(kKeys) ? nullptr : found;
}

// The language first: it decides how dates are read, and quotation marks.
void MetaReader::read(const MetaValue& root) {
  for (const bool language : {true, false}) {
    for (const MetaEntry& one : root.entries) {
      const Key* const key = find_key(one.name);
      if ((key != nullptr && key->kind == KeyKind::language) == language) entry(one);
    }
  }
  report_unused();
}

void MetaReader::entry(const MetaEntry& entry) {
  const auto& [name, place, value] = entry;
  const Key* const key = find_key(name);
  if (key != nullptr && value.type == Type::null) return;
  if (key == nullptr) {
    const std::string plain = plain_key(name);
    if (is_one_of(kTables, plain) && value.type == Type::mapping) {
      for (const MetaEntry& inner : value.entries) this->entry(inner);
    } else if (is_one_of(kSettings, plain)) {
      if (plain == "draft" && value.text == "true") bad(name, value.span, "says that this is a draft; it was published all the same", "take the line out when it is none");
      else settings_.push_back(&entry);
    } else {
      unknown_.push_back(&entry);
    }
    return;
  }
  if (value.type == Type::refused) bad(name, value.span, fmt::format("was left out: {}", value.text), "write the value itself");
  else (this->*key->read)(name, value);
}

void MetaReader::bad(std::string_view key, Span span, std::string_view what, std::string help) {
  if (++bad_count_ == kMostSaid + 1) diagnostics_.report(code::front_matter_bad_value, source_, span, "and more values of the front matter cannot be used, from here on");
  if (bad_count_ > kMostSaid) return;
  diagnostics_.report(code::front_matter_bad_value, source_, span, fmt::format("\"{}\" in the front matter {}", key.substr(0, kLongestShown), what), std::move(help));
}

void MetaReader::report_unused() {
  std::vector<std::string_view> known;
  for (const Key& key : kKeys) {
    known.push_back(key.name);
    for_each_name(key.aliases, [&](std::string_view name) { known.push_back(name); });
  }
  for (std::size_t i = 0; i < std::min(unknown_.size(), kMostSaid); ++i) {
    const std::string_view near = did_you_mean(plain_key(unknown_[i]->name), known);
    diagnostics_.report(code::front_matter_unknown_key, source_, unknown_[i]->place,
                        fmt::format("the front matter has a key that Pamphlet does not know; what it says is not published: {}", unknown_[i]->name.substr(0, kLongestShown)),
                        near.empty() ? "take it out, or write it into the text" : fmt::format("did you mean \"{}\"?", near));
  }
  if (unknown_.size() > kMostSaid) {
    diagnostics_.report(code::front_matter_unknown_key, source_, unknown_[kMostSaid]->place, fmt::format("and {} more unknown keys, from here on", unknown_.size() - kMostSaid));
  }
  if (settings_.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < std::min(settings_.size(), kMostSaid); ++i) names += (i > 0 ? ", " : "") + settings_[i]->name;
  diagnostics_.report(code::front_matter_setting, source_, settings_[0]->place,
                      fmt::format("{} of other programs: {}", settings_.size() == 1 ? "a setting" : "settings", names));
}

// Numbers and booleans are taken as the author wrote them.
bool MetaReader::scalar(std::string_view key, const MetaValue& value, MetaText& out) {
  if (value.type == Type::null) return false;
  if (value.type != Type::scalar) {
    bad(key, value.span, "must be one text", "write it on one line, in quotes");
    return false;
  }
  out.value = collapse_spaces(value.text);
  out.span = value.span;
  return !out.value.empty();
}

// As scalar(), without its inline Markdown; addresses of links are told.
bool MetaReader::words(std::string_view key, const MetaValue& value, MetaText& out, std::optional<Document>* marked) {
  if (!scalar(key, value, out)) return false;
  LineWords line = read_words(out.value);
  for (const std::string& address : line.links) bad(key, value.span, fmt::format("holds a link; its words were kept, not its address: {}", address), "write the address into the text");
  out.value = line.text;
  if (marked != nullptr) *marked = std::move(line.marked);
  return !out.value.empty();
}

// What comes first holds, whatever it is called: `summary` does not overwrite `description`.
bool MetaReader::is_free(bool taken, Span first, std::string_view key, const MetaValue& value, bool same) {
  if (taken && !same) bad(key, value.span, fmt::format("was left out: line {} says it already", source_.locate(first.begin).line), "take one of the two out");
  return !taken;
}

void MetaReader::set(MetaText& field, std::string_view key, const MetaValue& value) {
  MetaText text;
  if (scalar(key, value, text) && is_free(!field.empty(), field.span, key, value, field.value == text.value)) field = std::move(text);
}

void MetaReader::set_words(MetaText& field, std::string_view key, const MetaValue& value) {
  MetaText text;
  std::optional<Document> marked;
  if (!words(key, value, text, &marked) || !is_free(!field.empty(), field.span, key, value, field.value == text.value)) return;
  field = std::move(text);
  if (!marked) return;
  const std::pair<const MetaText*, Element> kPrinted[] = {{&meta_.title, Element::title}, {&meta_.subtitle, Element::standfirst}, {&meta_.description, Element::standfirst},
                                                          {&meta_.kicker, Element::kicker}, {&meta_.publisher, Element::publisher}};
  for (const auto& [printed, element] : kPrinted) {
    if (printed == &field) marked_.push_back({element, field.span, *std::move(marked)});
  }
}

void MetaReader::title(std::string_view key, const MetaValue& value) {
  const MetaValue& given = value.type == Type::sequence && value.items.size() == 1 ? value.items[0] : value;
  const MetaValue* const main = given.type == Type::mapping ? given.find("text") : nullptr;  // pandoc: {type: main, text: …}
  if (main != nullptr) report_parts(key, given, "text, type");
  set_words(meta_.title, key, main != nullptr ? *main : given);
}

// A list, or words that commas separate.
template <std::vector<MetaText> Meta::*field>
void MetaReader::list(std::string_view key, const MetaValue& value) {
  std::vector<MetaText>& out = meta_.*field;
  const auto add = [&](MetaText text) {
    while (text.value.starts_with('#')) text.value.erase(0, 1);  // Obsidian's tags
    if (!text.value.empty()) out.push_back(std::move(text));
  };
  if (value.type == Type::scalar) {
    const std::string_view text = value.text;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      add({collapse_spaces(text.substr(at, end - at)), value.span});
      at = end + 1;
    }
  } else if (value.type == Type::sequence) {
    for (const MetaValue& item : value.items) {
      MetaText text;
      if (scalar(key, item, text)) add(std::move(text));
    }
  } else {
    bad(key, value.span, "must be a list", "write [one, two]");
  }
}

void read_meta(const MetaValue& root, const Source& source, Meta& meta, Wishes& wishes, std::vector<MarkedLine>& marked, Diagnostics& diagnostics) {
  MetaReader(source, meta, wishes, marked, diagnostics).read(root);
}

bool holds_words(std::string_view name) {
  const MetaReader::Key* const key = MetaReader::find_key(name);
  return key != nullptr && (key->kind == KeyKind::text || key->kind == KeyKind::names || key->kind == KeyKind::list);
}

}  // namespace pamphlet::markdown
