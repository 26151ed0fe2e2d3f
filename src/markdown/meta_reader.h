// Front matter → Meta: what its keys and their values mean. Private to meta.cpp and meta_values.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "markdown/front_matter.h"

namespace pamphlet::markdown {

inline constexpr std::size_t kMostSaid = 20;       // findings of one kind that are said one by one
inline constexpr std::size_t kMostPeople = 200;     // authors
inline constexpr std::size_t kLongestShown = 60;   // bytes of a key in a finding

/// What a value is, for people: docs/front-matter.md says it.
enum class KeyKind : unsigned char { text, names, list, date, language, direction, address, file, files, choice };

class MetaReader {
 public:
  MetaReader(const Source& source, Meta& meta, Wishes& wishes, std::vector<MarkedLine>& marked, Diagnostics& diagnostics)
      : source_(source), meta_(meta), wishes_(wishes), marked_(marked), diagnostics_(diagnostics) {}
  void read(const MetaValue& root);
  struct Key;
  static const Key* find_key(std::string_view name);

 private:
  using Type = MetaValue::Type;
  using Reader = void (MetaReader::*)(std::string_view, const MetaValue&);
  static const Key kKeys[];
  void entry(const MetaEntry& entry);

  template <MetaText Meta::*field> void text(std::string_view key, const MetaValue& value) { set_words(meta_.*field, key, value); }
  template <MetaText Meta::*field> void name(std::string_view key, const MetaValue& value) { set(meta_.*field, key, value); }
  void title(std::string_view key, const MetaValue& value);
  template <std::vector<MetaText> Meta::*field> void list(std::string_view key, const MetaValue& value);
  void people(std::string_view key, const MetaValue& value);
  void person(std::string_view key, const MetaValue& value, MetaText& out);
  void helper(MetaText& field, std::string_view key, const MetaValue& value);
  void reviewer(std::string_view key, const MetaValue& value) { helper(meta_.reviewer, key, value); }
  void translator(std::string_view key, const MetaValue& value) { helper(meta_.translator, key, value); }
  void date(std::string_view key, const MetaValue& value) { set(meta_.date, meta_.date_span, key, value); }
  void review_by(std::string_view key, const MetaValue& value) { set(meta_.review_by, meta_.review_by_span, key, value); }
  void lang(std::string_view key, const MetaValue& value);
  void dir(std::string_view key, const MetaValue& value);
  void smart_punctuation(std::string_view key, const MetaValue& value);
  void toc(std::string_view key, const MetaValue& value);
  void website(std::string_view key, const MetaValue& value);
  void isbn(std::string_view key, const MetaValue& value);
  void cover(std::string_view key, const MetaValue& value);
  void publisher(std::string_view key, const MetaValue& value);
  void sources(std::string_view key, const MetaValue& value);

  bool scalar(std::string_view key, const MetaValue& value, MetaText& out);
  bool words(std::string_view key, const MetaValue& value, MetaText& out, std::optional<Document>* marked = nullptr);
  bool is_free(bool taken, Span first, std::string_view key, const MetaValue& value, bool same = false);
  void set(MetaText& field, std::string_view key, const MetaValue& value);
  void set_words(MetaText& field, std::string_view key, const MetaValue& value);
  void set(std::optional<Date>& field, Span& span, std::string_view key, const MetaValue& value);
  void bad(std::string_view key, Span span, std::string_view what, std::string help);
  void report_unused();
  void report_parts(std::string_view key, const MetaValue& value, std::string_view used);

  const Source& source_;
  Meta& meta_;
  Wishes& wishes_;
  std::vector<MarkedLine>& marked_;
  Diagnostics& diagnostics_;
  std::vector<const MetaEntry*> unknown_, settings_;
  std::size_t bad_count_ = 0;
};

/// A row of front_matter.def.
struct MetaReader::Key {
  std::string_view name;
  KeyKind kind;
  Reader read;
  std::string_view aliases;
};

/// Calls `take` with each of the names that commas separate.
template <class Take> void for_each_name(std::string_view names, Take take) {
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find(", ", at), names.size());
    take(names.substr(at, end - at));
    at = end + 2;
  }
}
inline bool is_one_of(std::string_view names, std::string_view wanted) {
  bool found = false;
  for_each_name(names, [&](std::string_view name) { found = found || name == wanted; });
  return found;
}

}  // namespace pamphlet::markdown
