// Values of the front matter that are more than one text: dates, people, languages, addresses, sources.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/ascii.h"
#include "base/language_tag.h"
#include "base/utf8.h"
#include "base/written_date.h"
#include "markdown/meta_reader.h"

namespace pamphlet::markdown {

void MetaReader::set(std::optional<Date>& field, Span& span, std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  if (text.value == "true") return;  // Jekyll: published: true
  if (text.value == "false") return bad(key, text.span, "says that this is not published; it was published all the same", "take the line out");
  const DateOrder order = date_order(meta_.lang.value);
  auto written = read_date(text.value, order);
  if (const auto iso = parse_iso_date(text.value)) written = WrittenDate{iso};
  if (written && written->date) {
    if (!is_free(field.has_value(), span, key, value, field == written->date)) return;
    field = written->date;
    span = text.span;
  } else if (written && written->ambiguous) {
    const std::string day_first = to_iso(*read_date(text.value, DateOrder::day_first)->date), month_first = to_iso(*read_date(text.value, DateOrder::month_first)->date);
    bad(key, text.span, fmt::format("may be {} or {}: \"{}\"", day_first, month_first, text.value), fmt::format("write \"{}: {}\" (year, month, day), or a language with its country: lang: en-US", key, day_first));
  } else {
    bad(key, text.span, fmt::format("{}: \"{}\"", written && written->incomplete ? "names no day" : "is no date", text.value.substr(0, kLongestShown)), "write it as 2025-02-18");
  }
}

// "Ana Ruiz", or {name: Ana Ruiz, role: midwife} → "Ana Ruiz, midwife".
void MetaReader::person(std::string_view key, const MetaValue& value, MetaText& out) {
  if (value.type == Type::sequence && value.items.size() == 1) return person(key, value.items[0], out);
  if (value.type == Type::sequence) {
    std::string names;
    for (const MetaValue& item : value.items) {
      MetaText one;
      person(key, item, one);
      if (!one.value.empty()) names += (names.empty() ? "" : "; ") + one.value;
    }
    if (!names.empty()) out = {std::move(names), value.span};
    return;
  }
  if (value.type != Type::mapping) {
    MetaText text;
    if (words(key, value, text)) out = std::move(text);
    return;
  }
  const MetaValue* const name = value.find("name");
  MetaText text;
  if (name == nullptr || !scalar(key, *name, text)) {
    bad(key, value.span, "names nobody", "write name: and role: below it");
    return;
  }
  for (const std::string_view part : {"credentials", "role", "title", "affiliation"}) {
    const MetaValue* const found = value.find(part);
    MetaText more;
    if (found != nullptr && scalar(key, *found, more)) text.value += ", " + more.value;
  }
  report_parts(key, value, "name, credentials, role, title, affiliation");
  out = std::move(text);
}

// Lists under several names are put together, a name that is there already only once.
void MetaReader::people(std::string_view key, const MetaValue& value) {
  const auto add = [&](const MetaValue& one) {
    MetaText text;
    person(key, one, text);
    for (std::string& name : one.type == Type::scalar ? split_names(text.value) : std::vector<std::string>{text.value}) {
      const bool there = std::any_of(meta_.authors.begin(), meta_.authors.end(), [&](const MetaText& other) { return other.value == name; });
      if (!name.empty() && !there && meta_.authors.size() < kMostPeople) meta_.authors.push_back({std::move(name), text.span});
      else if (!name.empty() && !there) bad(key, text.span, fmt::format("names more than {} people; one was left out: {}", kMostPeople, name), "name the ones that the reader should know");
    }
  };
  if (value.type != Type::sequence) return add(value);
  for (const MetaValue& item : value.items) add(item);
}

void MetaReader::helper(MetaText& field, std::string_view key, const MetaValue& value) {
  MetaText text;
  person(key, value, text);
  if (!text.empty() && is_free(!field.empty(), field.span, key, value, field.value == text.value)) field = std::move(text);
}

void MetaReader::lang(std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  std::replace(text.value.begin(), text.value.end(), '_', '-');  // en_US
  if (is_language_tag(text.value)) {
    if (is_free(!meta_.lang.empty(), meta_.lang.span, key, value, meta_.lang.value == text.value)) meta_.lang = std::move(text);
  } else bad(key, text.span, "is no language tag and was left out", "write en, es, fr-CA, zh-Hant …");
}

void MetaReader::dir(std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  if (text.value == "ltr" || text.value == "rtl") meta_.dir = text.value;
  else bad(key, text.span, "must be ltr or rtl", "leave it out: the language decides");
}

void MetaReader::smart_punctuation(std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  if (text.value == "true" || text.value == "false") wishes_.smart_punctuation = text.value == "true";
  else bad(key, text.span, "must be true or false", "leave it out: it is on for pasted text and off for Markdown");
}

void MetaReader::toc(std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
  const std::string word = to_lower(text.value, "en");
  if (word == "true" || word == "yes") meta_.toc = true;
  else if (word == "false" || word == "no") meta_.toc = false;
  else bad(key, text.span, "must be true or false", "leave it out: the style decides");
}

void MetaReader::website(std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text) || !is_free(!meta_.website.empty(), meta_.website.span, key, value)) return;
  LinkAddress address = check_address(text.value);
  if (address.target.starts_with("http")) {
    text.value = std::move(address.target);
    meta_.website = std::move(text);
  } else {
    bad(key, text.span, "is no web address and was left out", "write the whole address, with https:// in front");
  }
}

// ISBNs have ten or thirteen digits (the last of ten may be X); hyphens are for people (ISO 2108).
void MetaReader::isbn(std::string_view key, const MetaValue& value) {
  MetaText text;
  if (!scalar(key, value, text)) return;
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
  if (is_free(!meta_.identifier.empty(), meta_.identifier.span, key, value, meta_.identifier.value == text.value)) meta_.identifier = std::move(text);
}

void MetaReader::cover(std::string_view key, const MetaValue& value) {
  if (value.type == Type::mapping) {  // Jekyll: image: {path: …}
    for (const std::string_view part : {"path", "src", "file"}) {
      const MetaValue* const path = value.find(part);
      if (path == nullptr) continue;
      report_parts(key, value, "path, src, file");
      return set(meta_.cover, key, *path);
    }
  }
  if (value.type != Type::sequence) return set(meta_.cover, key, value);
  for (const MetaValue& item : value.items) set(meta_.cover, key, item);  // Hugo: images
}

void MetaReader::publisher(std::string_view key, const MetaValue& value) {
  const MetaValue* const name = value.type == Type::mapping ? value.find("name") : nullptr;
  if (name != nullptr) report_parts(key, value, "name");
  set_words(meta_.publisher, key, name != nullptr ? *name : value);
}

// Texts, or {title: …, url: …} → "Title. https://…".
void MetaReader::sources(std::string_view key, const MetaValue& value) {
  constexpr std::string_view kParts = "author, title, publisher, year, date, url, link";
  const auto add = [&](const MetaValue& item) {
    MetaText text;
    const auto append = [&](std::string_view words) {
      if (!text.value.empty()) text.value += text.value.ends_with('.') ? " " : ". ";
      text.value += words;
    };
    if (item.type != Type::mapping) {
      if (!scalar(key, item, text)) return;
      LineWords line = read_words(text.value);
      text.value = std::move(line.text);
      for (const std::string& address : line.links) append(address);
    } else {
      for_each_name(kParts, [&](std::string_view part) {
        const MetaValue* const found = item.find(part);
        MetaText words;
        if (found != nullptr && scalar(key, *found, words)) append(words.value);
      });
      report_parts(key, item, kParts);
      text.span = item.span;
    }
    if (!text.value.empty()) meta_.sources.push_back(std::move(text));
    else bad(key, item.span, "names no title", "write title: and url:");
  };
  if (value.type != Type::sequence) return add(value);
  for (const MetaValue& item : value.items) add(item);
}

// What a mapping says beyond the parts that are used.
void MetaReader::report_parts(std::string_view key, const MetaValue& value, std::string_view used) {
  std::string others;
  for (const MetaEntry& part : value.entries) {
    if (!is_one_of(used, part.name) && part.value.type != Type::null && others.size() < kLongestShown) others += (others.empty() ? "" : ", ") + part.name;
  }
  if (!others.empty()) bad(key, value.span, fmt::format("has parts that are not used: {}", others), "");
}

}  // namespace pamphlet::markdown
