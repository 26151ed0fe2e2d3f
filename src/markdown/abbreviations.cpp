// Abbreviations. A word is the longest run of letters, digits and what may join them ("W.H.O.", "B-12"); it is looked up as a
// whole, then up to each sign that joins, so that the cost follows the text and not the number of entries.

#include "markdown/abbreviations.h"

#include <algorithm>

#include "base/utf8.h"
#include "markdown/characters.h"

namespace pamphlet::markdown {
namespace {

bool is_word_byte(char c) { return is_ascii_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80; }
bool joins(char c) { return std::string_view(".-/&+_").find(c) != std::string_view::npos; }

// `*[name]: words`
bool read_entry(std::string_view line, Abbreviations::Entry& entry) {
  constexpr std::size_t kLongestName = 60;
  const std::size_t close = line.substr(0, kLongestName).find("]:");
  if (!line.starts_with("*[") || close == std::string_view::npos) return false;
  entry.name = std::string(trim(line.substr(2, close - 2)));
  entry.words = collapse_spaces(line.substr(close + 2));
  return !entry.name.empty() && !entry.words.empty();
}

}  // namespace

Abbreviations::Abbreviations(const Source& source, const Tree& tree) {
  for (TreeId id = 0; id < tree.nodes.size(); ++id) {
    if (tree[id].kind != Kind::paragraph || !tree.piece(source, id).starts_with("*[")) continue;
    std::vector<Entry> entries;
    for (std::uint32_t i = 0; i < tree.piece_count(id); ++i) {
      Entry entry;
      const std::string_view line = tree.piece(source, id, i);
      entry.place = tree.pieces[tree[id].pieces_begin + i];
      if (read_entry(line, entry)) entries.push_back(std::move(entry));
      else if (!line.starts_with("*[") && !entries.empty()) entries.back().words += " " + collapse_spaces(line);  // goes on
      else entries.clear(), i = tree.piece_count(id);
    }
    if (entries.empty()) continue;
    paragraphs_.insert(id);
    for (Entry& entry : entries) {
      by_name_.try_emplace(entry.name, entries_.size());
      entries_.push_back(std::move(entry));
    }
  }
}

void Abbreviations::mark(Inlines& inlines) const {
  std::vector<InlineEvent> done;
  int within = 0;  // an abbreviation, which says itself what it stands for
  for (const InlineEvent& event : inlines.events) {
    if (event.element == Element::abbreviation) within += event.op == Op::open ? 1 : event.op == Op::close ? -1 : 0;
    done.push_back(event);
    if (event.op != Op::text || within > 0) continue;
    std::string_view rest = event.text;
    for (std::size_t at = 0; at < rest.size();) {
      if (!is_word_byte(rest[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < rest.size() && (is_word_byte(rest[end]) || joins(rest[end]))) ++end;
      std::size_t stop = end;
      auto found = by_name_.end();
      for (int tries = 0; tries < 6 && stop > at && found == by_name_.end(); ++tries) {
        found = by_name_.find(std::string(rest.substr(at, stop - at)));
        if (found != by_name_.end()) break;
        while (stop > at && is_word_byte(rest[stop - 1])) --stop;  // up to the sign before
        while (stop > at && joins(rest[stop - 1])) --stop;
      }
      if (found == by_name_.end()) {
        at = end;
        continue;
      }
      const Entry& entry = entries_[found->second];
      entry.used = true;
      InlineEvent word = done.back(), tail = done.back();
      done.back().remove_suffix(rest.size() - at);
      if (done.back().text.empty()) done.pop_back();
      word.remove_suffix(rest.size() - stop);
      word.remove_prefix(at);
      Attributes attributes;
      attributes.values.emplace_back("title", entry.words);
      InlineEvent mark = word;
      mark.op = Op::open;
      mark.element = Element::abbreviation;
      mark.text = {};
      mark.attributes = inlines.add(std::move(attributes));
      done.push_back(mark);
      done.push_back(word);
      mark.op = Op::close;
      mark.attributes = 0;
      done.push_back(mark);
      tail.remove_prefix(stop);
      rest = tail.text;
      at = 0;
      done.push_back(tail);
    }
    if (done.back().op == Op::text && done.back().text.empty()) done.pop_back();
  }
  inlines.events = std::move(done);
}

}  // namespace pamphlet::markdown
