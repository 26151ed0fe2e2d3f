#include "base/diagnostics.h"

#include <algorithm>
#include <utility>

namespace pamphlet {
namespace {

const std::string& path_of(const Diagnostic& diagnostic) {
  if (diagnostic.source == nullptr) return diagnostic.path;
  return diagnostic.span == Span{} ? diagnostic.source->path : diagnostic.source->path_at(diagnostic.span.begin);
}

bool stands_before(const Diagnostic& one, const Diagnostic& other) {
  if (const int order = path_of(one).compare(path_of(other)); order != 0) return order < 0;
  if (one.source == other.source || one.source == nullptr || other.source == nullptr) {
    return one.span.begin < other.span.begin;
  }
  // One file as an article and as a part of a book.
  const LineColumn here = one.source->locate(one.span.begin), there = other.source->locate(other.span.begin);
  return here.line != there.line ? here.line < there.line : here.column < there.column;
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
  std::stable_sort(items_.begin(), items_.end(), stands_before);
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
