#include "base/diagnostics.h"

#include <algorithm>
#include <map>
#include <utility>

namespace pamphlet {
namespace {

const std::string& path_of(const Diagnostic& diagnostic) {
  if (diagnostic.source == nullptr) return diagnostic.path;
  return diagnostic.span == Span{} ? diagnostic.source->path : diagnostic.source->path_at(diagnostic.span.begin);
}

/// The order of a book's files, for those that a source joins.
using Ranks = std::map<std::string, std::size_t, std::less<>>;

bool stands_before(const Ranks& ranks, const Diagnostic& one, const Diagnostic& other) {
  const std::string &here = path_of(one), &there = path_of(other);
  if (here != there) {
    const auto rank = [&](const std::string& path) { const auto at = ranks.find(path); return at == ranks.end() ? 0 : at->second; };
    const std::size_t first = rank(here), second = rank(there);
    return first != second ? first < second : here < there;
  }
  if (one.source == other.source || one.source == nullptr || other.source == nullptr) {
    return one.span.begin < other.span.begin;
  }
  // One file as an article and as a part of a book.
  const LineColumn a = one.source->locate(one.span.begin), b = other.source->locate(other.span.begin);
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

}  // namespace

std::string name_of(Code code) {
  std::string name(info(code).word);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

void Diagnostics::report(Code code, const Source& source, Span span, std::string message, std::string help) {
  items_.push_back({code, info(code).severity, std::move(message), std::move(help), &source, span, {}});
}

void Diagnostics::report(Code code, std::string path, std::string message, std::string help) {
  items_.push_back({code, info(code).severity, std::move(message), std::move(help), nullptr, {}, std::move(path)});
}

void Diagnostics::append(const Diagnostics& other) {
  if (&other == this) return;
  items_.insert(items_.end(), other.items_.begin(), other.items_.end());
}

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(items_.begin(), items_.end(), [&](const Diagnostic& item) { return item.severity == severity; }));
}

bool Diagnostics::has(Code code) const {
  return std::any_of(items_.begin(), items_.end(), [&](const Diagnostic& item) { return item.code == code; });
}

void Diagnostics::sort_by_place() {
  Ranks ranks;
  for (const Diagnostic& item : items_) {
    if (item.source == nullptr || !ranks.empty()) continue;
    for (const SourcePart& part : item.source->parts) ranks.emplace(part.path, ranks.size() + 1);
  }
  std::stable_sort(items_.begin(), items_.end(), [&](const Diagnostic& one, const Diagnostic& other) { return stands_before(ranks, one, other); });
}

void Diagnostics::set_severity(Code code, Severity severity) {
  for (Diagnostic& item : items_) {
    if (item.code == code) item.severity = severity;
  }
}

void Diagnostics::promote_warnings() {
  for (Diagnostic& item : items_) {
    if (item.severity == Severity::warning) item.severity = Severity::error;
  }
}

}  // namespace pamphlet
