#include "markdown/blocks.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/callouts.h"
#include "markdown/codes.h"
#include "markdown/notes.h"

namespace pamphlet::markdown {

const Inlines& BlockReader::peek(TreeId id) {
  context_.reporter.mute(true);
  reader_.read(id, peeked_);
  context_.reporter.mute(false);
  return peeked_;
}

void BlockReader::document(std::optional<std::uint32_t> too_deep_at) {
  match_fences();
  if (too_deep_at) emit_.report_depth({*too_deep_at, *too_deep_at + 1});
  children(0);
  // Notes within notes are added to the end while they are written.
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const TreeId id = notes_[i];
    const std::string_view text = std::string_view(context_.source.text).substr(tree_[id].span.begin);
    const std::string_view label = text.substr(0, note_label_end(text));
    container(id, Element::note, NoteData{std::string(label.substr(2, label.size() - 3)), 0});
  }
  for (const InlineReader::InlineNote& note : reader_.notes()) {
    emit_.open(Element::note, note.span, NoteData{note.label, 0});
    reader_.read(note.content, inlines_, true);
    EventRange words{0, inlines_.events.size()};
    tidy(inlines_, words);
    emit_.block(Element::paragraph, note.span, inlines_, words);
    emit_.close();
  }
}

void BlockReader::children(TreeId parent) { siblings(tree_.first_child(parent)); }

void BlockReader::siblings(TreeId first, TreeId end) {
  const std::size_t outer = std::exchange(scope_base_, scopes_.size());
  for (TreeId id = first; id != end && id != 0;) {
    if (is_html(id)) {
      html_blocks(id, end);
      break;
    }
    id = block(id);
  }
  close_scopes(scope_base_);
  scope_base_ = outer;
}

// A paragraph, or what it begins together with the blocks behind it. Returns what follows.
TreeId BlockReader::paragraph_and_more(TreeId id, TreeId next) {
  const bool dialect = context_.options.dialect;
  if (const auto behind = dialect ? remark_over_blocks(id) : std::nullopt) return *behind;
  if (next != 0 && tree_[next].kind == Kind::description) return definition_list(id);
  const bool captions = next != 0 && (tree_[next].kind == Kind::table || tree_[next].kind == Kind::grid) && is_table_caption(id);
  if (captions) {
    if (tree_[next].kind == Kind::table) table(next, id);
    else grid_table(next, id);
    return tree_.next_sibling(next);
  }
  if (const auto behind = dialect ? simple_table(id, next) : std::nullopt) return *behind;
  paragraph(id);
  return next;
}

// Writes a block and returns the next one.
TreeId BlockReader::block(TreeId id) {
  const TreeNode& node = tree_[id];
  const TreeId next = tree_.next_sibling(id);
  const bool placed = (!waiting.empty() || !pending_.empty()) && node.kind != Kind::heading && node.kind != Kind::html_block &&
                      node.kind != Kind::fence && node.kind != Kind::note && emit_.has_room(Element::div, span_of(id));
  if (placed) {
    Attributes attributes = std::exchange(pending_, {});
    if (attributes.id.empty()) attributes.id = std::exchange(waiting, {});
    auto& classes = attributes.classes;
    const auto box = std::find_if(classes.begin(), classes.end(), [](const std::string& name) { return find_callout(name).has_value(); });
    Payload payload;
    if (box != classes.end()) {
      payload = CalloutData{*find_callout(*box)};
      classes.erase(box);
    }
    emit_.open(payload.index() == 0 ? Element::div : Element::callout, span_of(id), std::move(payload), std::move(attributes));
  }
  TreeId after = next;
  switch (node.kind) {
    case Kind::paragraph: after = paragraph_and_more(id, next); break;
    case Kind::description:  // its term is gone: a link definition, or the caption of a table
      if (const NodeId before = last_written(); before != kNoNode && emit_.builder().peek()[before].element == Element::table) {
        context_.reporter.report(code::markup_kept, {span_of(id).begin, span_of(id).begin + 1}, "a second caption of the table was kept as text, without its colon", "write one caption");
      }
      children(id);
      break;
    case Kind::heading: heading(id); break;
    case Kind::code_block: code_block(id); break;
    case Kind::html_block:
      if (!context_.options.dialect) raw_block(id);
      else if (is_page_break_word(tree_[id].literal)) page_break(span_of(id));
      else contents_mark(span_of(id));
      break;
    case Kind::thematic_break:
      if (const auto table = context_.options.dialect ? multiline_table(id) : std::nullopt) after = *table;
      else if (const auto behind = context_.options.dialect ? simple_table(0, id) : std::nullopt) after = *behind;
      else emit_.builder().leaf(Element::thematic_break, span_of(id));
      break;
    case Kind::admonition: admonition(id); break;
    case Kind::grid: {
      const TreeId caption = next != 0 && is_table_caption(next) ? next : 0;
      grid_table(id, caption);
      if (caption != 0) after = tree_.next_sibling(next);
      break;
    }
    case Kind::table: {
      const bool captioned = next != 0 && is_table_caption(next);
      table(id, captioned ? next : 0);
      if (captioned) after = tree_.next_sibling(next);
      break;
    }
    case Kind::list: list(id); break;
    case Kind::block_quote: block_quote(id); break;
    case Kind::fence: after = fence(id); break;
    case Kind::note: notes_.push_back(id); break;
    default: break;
  }
  if (placed) emit_.close();
  return after;
}

void BlockReader::container(TreeId id, Element element, Payload payload, Attributes attributes) {
  const Span span = span_of(id);
  if (!emit_.has_room(element, span)) return flatten(id);
  emit_.open(element, span, std::move(payload), std::move(attributes));
  children(id);
  emit_.close();
}

// Blocks that lie too deep, one after the other, without their containers: no recursion.
void BlockReader::flatten(TreeId parent) {
  emit_.report_depth(span_of(parent));
  for (TreeId id = parent + 1; id < tree_[parent].end;) {
    switch (tree_[id].kind) {
      case Kind::paragraph: paragraph(id); break;
      case Kind::heading: heading(id); break;
      case Kind::code_block: code_block(id); break;
      case Kind::thematic_break: emit_.builder().leaf(Element::thematic_break, span_of(id)); break;
      case Kind::table_cell:
      case Kind::grid: paragraph(id); break;
      case Kind::html_block: html_blocks(id, tree_.next_sibling(id)); break;
      case Kind::note: notes_.push_back(id); id = tree_[id].end; continue;
      default: ++id; continue;
    }
    id = tree_[id].end;
  }
}

// Nobody but the tests of the CommonMark specification switches the dialect off.
void BlockReader::raw_block(TreeId id) {
  emit_.open(Element::div, span_of(id), {}, Attributes{{}, {}, {}, {"raw-html"}, {}});
  emit_.open(Element::paragraph, span_of(id));
  emit_.builder().text(tree_[id].literal, span_of(id));
  emit_.close();
  emit_.close();
}

// -------------------------------------------------------------------------------------------------------- leaf blocks

void BlockReader::paragraph(TreeId id, std::size_t skip) {
  if (context_.options.dialect && skip == 0 && tree_[id].kind == Kind::paragraph && own_paragraph(id)) return;
  reader_.read(id, inlines_, skip);
  EventRange range{0, inlines_.events.size()};
  if (!context_.options.dialect) {
    emit_.block(Element::paragraph, span_of(id), inlines_, range);
    return;
  }
  say_kept_definitions(id);
  if (tree_.piece_count(id) > 1 && !is_section_number(tree_.piece(context_.source, id, 1))) keep_short_lines(id);  // "1.1 words" are items
  tidy(inlines_, range);
  if (emoji_lines(span_of(id), range)) return;
  Attributes attributes = line_attributes(range);
  const bool boxed = !attributes.empty() && emit_.has_room(Element::div, span_of(id));
  if (boxed) emit_.open(Element::div, span_of(id), {}, std::move(attributes));
  write_paragraph(span_of(id), range);
  if (boxed) emit_.close();
}

// A formula on lines of its own parts its paragraph, and takes the full stop behind it along.
void BlockReader::equation(EventRange& range, std::size_t formula) {
  const InlineEvent event = inlines_.events[formula];
  emit_.open(Element::equation, event.span);
  emit_.builder().leaf(Element::formula, event.span, FormulaData{event.text, true});
  range.begin = formula + 1;
  if (!range.empty() && inlines_.events[range.begin].op == Op::text) {
    InlineEvent& next = inlines_.events[range.begin];
    const std::size_t sign = std::string_view(".,;:!?").find(next.text[0]) == std::string_view::npos ? 0 : 1;
    if (sign != 0) emit_.builder().text(next.text.substr(0, 1), {next.span.begin, next.span.begin + 1});
    next.remove_prefix(sign);
  }
  emit_.close();
}

void BlockReader::write_paragraph(Span span, EventRange range) {
  int depth = 0;
  const std::size_t end = range.end;
  const auto words = [&](EventRange part) {
    tidy(inlines_, part);
    if (part.empty()) return;
    write_words({inlines_.events[part.begin].span.begin, inlines_.events[part.end - 1].span.end}, part);
  };
  bool parted = false;
  for (std::size_t at = range.begin; at < end; ++at) {
    const InlineEvent& e = inlines_.events[at];
    depth += e.op == Op::open ? 1 : e.op == Op::close ? -1 : 0;
    if (depth != 0 || e.op != Op::formula || e.data == 0) continue;
    words({range.begin, at});
    equation(range, at);
    parted = true;
  }
  if (parted) return words(range);
  write_words(span, range);
}

// A paragraph, a figure when it is nothing but an image (a comment beside it says that it is not), or an anchor for the next block when it is nothing but that.
void BlockReader::write_words(Span span, EventRange range) {
  if (shows_nothing(inlines_, range)) return;
  const auto begin = inlines_.events.begin();
  const bool only_places = std::all_of(begin + static_cast<std::ptrdiff_t>(range.begin), begin + static_cast<std::ptrdiff_t>(range.end),
                                       [&](const InlineEvent& e) {
                                         if (is_blank_line(inlines_, e)) return false;
                                         return e.op == Op::none || e.op == Op::comment || e.op == Op::soft_break ||
                                                ((e.op == Op::open || e.op == Op::close) && e.element == Element::span);
                                       });
  if (only_places) {
    for (std::size_t at = range.begin; at < range.end && waiting.empty(); ++at) {
      if (inlines_.events[at].op == Op::open) waiting = inlines_.attributes[inlines_.events[at].attributes].id;
    }
    return;
  }
  if (figure(span, range)) return;
  emit_.block(Element::paragraph, span, inlines_, range);
}

bool BlockReader::figure(Span span, EventRange range) {
  const InlineEvent* image = nullptr;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const InlineEvent& e = inlines_.events[at];
    if (e.op == Op::none) continue;
    if (e.op != Op::image || image != nullptr) return false;
    image = &e;
  }
  if (image == nullptr) return false;
  ImageData data = inlines_.images[image->data];
  Attributes attributes = inlines_.attributes[image->attributes];
  std::string caption = collapse_spaces(take_value(attributes, "caption"));
  if (caption.empty()) caption = data.title;
  data.title.clear();
  emit_.open(Element::figure, span, {}, std::move(attributes));
  emit_.builder().leaf(Element::image, image->span, std::move(data));
  if (!caption.empty()) {
    emit_.open(Element::caption, image->span);
    emit_.builder().text(caption, image->span);
    emit_.close();
  }
  emit_.close();
  return true;
}

// A heading that is bold as a whole, as exports of word processors have it: that it is a heading says as much.
void BlockReader::unbold(EventRange range) {
  if (range.end - range.begin < 3) return;
  auto& events = inlines_.events;
  int depth = 0;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    depth += events[at].op == Op::open ? 1 : events[at].op == Op::close ? -1 : 0;
    if (depth == 0 && at + 1 < range.end) return;
  }
  const bool strong = events[range.begin].op == Op::open && events[range.begin].element == Element::strong;
  if (strong && events[range.begin].attributes == 0) events[range.begin].op = events[range.end - 1].op = Op::none;
}

// An anchor that stood above: one more name of the place, which keeps its own.
void BlockReader::place_before(EventRange& range, std::string id) {
  if (id.empty() || range.empty()) return;
  Attributes attributes;
  attributes.id = std::move(id);
  InlineEvent anchor;
  anchor.op = Op::open;
  anchor.element = Element::span;
  anchor.span = {inlines_.events[range.begin].span.begin, inlines_.events[range.begin].span.begin};
  anchor.attributes = inlines_.add(std::move(attributes));
  InlineEvent end = anchor;
  end.op = Op::close;
  end.attributes = 0;
  inlines_.events.insert(inlines_.events.begin() + static_cast<std::ptrdiff_t>(range.begin), {anchor, end});
  range.end += 2;
}

void BlockReader::heading(TreeId id) {
  reader_.read(id, inlines_);
  EventRange range{0, inlines_.events.size()};
  Attributes attributes;
  if (context_.options.dialect) {
    tidy(inlines_, range);
    if (!range.empty() && inlines_.events[range.end - 1].op == Op::attributes) {
      attributes = parse_attributes(inlines_.events[range.end - 1].text).attributes;
      inlines_.events[--range.end].op = Op::none;
    } else if (!range.empty() && inlines_.events[range.end - 1].op == Op::text) {
      const InlineEvent& last = inlines_.events[range.end - 1];
      const std::size_t brace = last.text.rfind('{');
      if (brace != std::string_view::npos && last.text.ends_with('}') && looks_like_attributes(last.text.substr(brace))) {
        context_.reporter.report(code::attribute_invalid, last.span, "an attribute list cannot be read and was kept as text",
                                 "write {#id .class key=\"value\"}");
      }
    }
    std::string anchor = std::exchange(waiting, {});
    if (Attributes above = std::exchange(pending_, {}); !above.empty()) {
      if (attributes.id.empty()) attributes.id = std::move(above.id);
      attributes.classes.insert(attributes.classes.end(), above.classes.begin(), above.classes.end());
    }
    tidy(inlines_, range);
    unbold(range);
    place_before(range, std::move(anchor));
  }
  emit_.block(Element::heading, span_of(id), inlines_, range, HeadingData{tree_[id].level}, std::move(attributes),
              context_.options.dialect);
}

// -------------------------------------------------------------------------------------------------------- definitions

// Directly in a div of that class: a definition list there is one of moments.
bool BlockReader::in_timeline() {
  const Document& document = emit_.builder().peek();
  const NodeId around = emit_.builder().innermost();
  const auto& classes = document.attributes_of(around).classes;
  return document[around].element == Element::div && std::find(classes.begin(), classes.end(), "timeline") != classes.end();
}

// Opens the list before its first term. A paragraph of nothing visible is no term: what it describes follows the last one.
void BlockReader::terms(TreeId id, bool& open) {
  reader_.read(id, inlines_);
  EventRange all{0, inlines_.events.size()};
  tidy(inlines_, all);
  for (EventRange line : lines_of(inlines_, all)) {
    tidy(inlines_, line);
    if (shows_nothing(inlines_, line)) continue;
    if (!open) emit_.open(in_timeline() ? Element::timeline : Element::definition_list, span_of(id));
    open = true;
    emit_.block(Element::term, span_of(id), inlines_, line, {}, {}, true);
  }
}

// Terms and their definitions, until a sibling is neither. Returns that sibling.
TreeId BlockReader::definition_list(TreeId paragraph) {
  TreeId id = paragraph;
  const bool fits = emit_.has_room(Element::definition_list, span_of(id));
  bool open = false;
  for (;;) {
    if (fits) terms(id, open);
    else this->paragraph(id);
    for (id = tree_.next_sibling(id); id != 0 && tree_[id].kind == Kind::description; id = tree_.next_sibling(id)) {
      if (!fits) {
        flatten(id);
        continue;
      }
      if (open) emit_.open(Element::description, span_of(id));
      children(id);
      if (open) emit_.close();
    }
    const TreeId next = id == 0 || tree_[id].kind != Kind::paragraph ? 0 : tree_.next_sibling(id);
    if (next == 0 || tree_[next].kind != Kind::description) break;
  }
  if (open) emit_.close();
  return id;
}

}  // namespace pamphlet::markdown
