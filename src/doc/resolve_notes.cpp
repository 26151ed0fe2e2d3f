#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// Labels are compared as CommonMark compares link labels: without case and runs of white space.
std::string normal_label(std::string_view label) {
  return fold_case(collapse_spaces(label));
}

std::string label_of_reference(const Document& document, NodeId id) {
  for (const auto& [key, value] : document.attributes_of(id).values) {
    if (key == "label") return value;
  }
  return {};
}

struct NotePlanner {
  const Document& document;
  NodeId skipped;
  Diagnostics& diagnostics;
  std::unordered_map<std::string, NodeId> by_label;
  std::unordered_map<NodeId, NotePlan::Reference> cited;  // by note: its number, and how often it was cited so far
  NotePlan plan;

  void collect_notes();
  void cite(NodeId reference);
  void scan(NodeId root);
  void report_unused();
  void report_empty();
};

void NotePlanner::collect_notes() {
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::note) continue;
    by_label.emplace(normal_label(document.data<NoteData>(id).label), id);  // the first definition holds
  }
}

void NotePlanner::cite(NodeId reference) {
  const std::string label = label_of_reference(document, reference);
  const auto found = by_label.find(normal_label(label));
  if (found == by_label.end()) {
    diagnostics.report(code::footnote_undefined, *document.source, document[reference].span,
                       fmt::format("there is no note \"{}\"", label),
                       fmt::format("define it on a line of its own: [^{}]: the text of the note", label));
    plan.references[reference] = {};
    return;
  }
  NotePlan::Reference& count = cited[found->second];
  if (count.number == 0) {
    plan.order.push_back(found->second);
    count.number = static_cast<std::uint32_t>(plan.order.size());
  }
  ++count.occurrence;
  plan.references[reference] = count;
}

// The citations below `root`, without those in note definitions and in the heading that becomes the title.
void NotePlanner::scan(NodeId root) {
  for (NodeId id = root + 1; id < document[root].end;) {
    const Element element = document[id].element;
    if (element == Element::note || id == skipped) {
      id = document[id].end;
      continue;
    }
    if (element == Element::note_reference) cite(id);
    ++id;
  }
}

void NotePlanner::report_unused() {
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::note || cited.contains(id)) continue;
    const std::string& label = document.data<NoteData>(id).label;
    const bool twin = by_label.at(normal_label(label)) != id;
    const std::string_view what = twin ? "is defined twice; this one is left out" : "is never cited and is left out";
    diagnostics.report(
        code::footnote_unused, *document.source, document[id].span, fmt::format("the note \"{}\" {}", label, what),
        twin ? "give one of them another label" : fmt::format("cite it with [^{}], or delete it", label));
  }
}

void NotePlanner::report_empty() {
  for (const NodeId id : plan.order) {
    bool says = false;
    for (NodeId inner = id + 1; inner < document[id].end; ++inner) says = says || document[inner].element == Element::image || document[inner].element == Element::formula;
    if (says || !trim(document.plain_text(id)).empty()) continue;
    const std::string& label = document.data<NoteData>(id).label;
    diagnostics.report(code::footnote_empty, *document.source, document[id].span, fmt::format("the note \"{}\" says nothing", label),
                       "write its text behind the colon; blocks below it belong to it when four spaces indent them");
  }
}

}  // namespace

NotePlan plan_notes(const Document& document, NodeId skipped, Diagnostics& diagnostics) {
  NotePlanner planner{document, skipped, diagnostics, {}, {}, {}};
  planner.collect_notes();
  planner.scan(0);
  // Notes may cite notes: these are numbered after all that the article itself cites.
  for (std::size_t i = 0; i < planner.plan.order.size(); ++i)
    planner.scan(planner.plan.order[i]);
  planner.report_unused();
  planner.report_empty();
  return std::move(planner.plan);
}

}  // namespace pamphlet::resolving
