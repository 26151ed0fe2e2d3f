// Tree → blocks. One walk in document order, without recursion: a block element ends the words before it (they become a
// paragraph, or what the element around them says) and may open a container; inline elements go into the run of words at
// hand, and go on in the next one when a block stands within them. What is opened in vain (a list without items, a div
// that says nothing) makes no node: containers are opened by the first block that they hold.

#include "html/reader.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "html/codes.h"

namespace pamphlet::html {

void Reader::run() {
  for (std::uint32_t id = 1; id < tree_.nodes.size();) {
    while (!open_.empty() && node(open_.back().node).end <= id) leave();
    id = enter(id);
  }
  while (!open_.empty()) leave();
  flush();
}

// Returns the node to go on with.
std::uint32_t Reader::enter(std::uint32_t id) {
  if (node(id).kind == Node::Kind::piece) {
    piece(id);
    return id + 1;
  }
  if (leave_out(id)) return node(id).end;
  if (equations(id)) return id + 1;
  if (!speakers_.empty() && speakers_.back() == id) {
    speaker(id);
    return node(id).end;
  }
  const PageBreaks breaks = page_breaks(tree_, id);
  if (breaks.before) page_break(id);
  const bool any = breaks.before || breaks.after;
  if (any && !holds_piece(id) && trim(words_of(tree_, id)).empty() && !holds_image(id)) {  // nothing but a mark for a new page
    if (!breaks.before) page_break(id);
    return node(id).end;
  }
  std::uint32_t next = id + 1;
  const std::size_t before = run_.open_elements();
  if (inline_node(id, run_, next)) {
    if (run_.open_elements() > before) push(id, role(id)).inline_ = true;
    return next;
  }
  flush();
  const std::size_t opened = open_.size();
  next = enter_block(id);
  if (breaks.after && open_.size() > opened) open_[opened].break_after = true;
  return next;
}

bool Reader::leave_out(std::uint32_t id) {
  if (!is_hidden(tree_, id)) return false;
  host_.report(code::html_dropped, node(id).span, "a hidden <" + std::string(node(id).info->tag) + "> was left out with all that it holds",
               "take it out, or show it");
  return true;
}

bool Reader::holds_image(std::uint32_t id) const {
  for (std::uint32_t at = id; at < node(id).end; ++at) {
    if (role(at) == Role::image) return true;
  }
  return false;
}

// A div that a style begins a page with.
void Reader::page_break(std::uint32_t id) {
  flush();
  prepare(open_.size());
  builder_.leaf(Element::div, node(id).span, {}, Attributes{{}, {}, {}, {"page-break"}, {}});
}

std::uint32_t Reader::enter_block(std::uint32_t id) {
  const std::uint32_t after = node(id).end;
  switch (role(id)) {
    case Role::rule:
      prepare(open_.size());
      builder_.leaf(Element::thematic_break, node(id).span);
      return after;
    case Role::heading:
      push(id, Role::heading);
      form_ = Form::heading;
      level_ = node(id).info->tag[1] - '0';
      attributes_ = attributes_of(tree_, id);
      break;
    case Role::summary:
      push(id, Role::summary);
      form_ = Form::strong;
      break;
    case Role::preformatted:
      if (holds_piece(id)) break;
      preformatted(id);
      return after;
    case Role::table:
      if (table(id)) return after;
      push(id, Role::group);
      break;
    case Role::figure: {
      if (figure(id)) return after;
      std::uint32_t caption = 0;
      if (const std::uint32_t inner = only_within(id, Role::table, caption); inner != 0 && table(inner, caption)) return after;
      if (const std::uint32_t inner = only_within(id, Role::quote, caption); inner != 0 && caption > inner) {
        push(id, Role::group);
        quote(inner, caption);
        open_.back().node = id;  // the speaker stands in the figure
        return inner + 1;
      }
      division(id);
      break;
    }
    case Role::quote: quote(id, speaker_of(id)); break;
    case Role::list:
    case Role::definition_list: push(id, role(id)); break;
    case Role::item: item(id); break;
    case Role::term:
    case Role::description: description(id); break;
    case Role::paragraph: {
      Attributes own = plain_attributes(id);
      if (own.empty()) push(id, Role::group);
      else container(id, Element::div, {}, std::move(own));
      break;
    }
    case Role::division: division(id); break;
    case Role::title:
      builder_.open(Element::title, node(id).span);
      words(id + 1, after);
      builder_.close();
      return after;
    case Role::note: {
      builder_.open(Element::note, node(id).span, NoteData{std::string(tree_.attribute(id, "label").value_or("")), 0});
      push(id, Role::note).built = true;
      break;
    }
    case Role::note_reference:
    case Role::unknown:
    case Role::transparent:
    case Role::inline_:
    case Role::code:
    case Role::link:
    case Role::span:
    case Role::image:
    case Role::line_break:
    case Role::drop:
    case Role::group:
    case Role::head_group:
    case Role::row_group:
    case Role::row:
    case Role::cell:
    case Role::caption: push(id, Role::group); break;
  }
  return id + 1;
}

void Reader::leave() {
  if (open_.back().inline_) {
    run_.close(node(open_.back().node).span);
    open_.pop_back();
    return;
  }
  flush();
  const Open open = open_.back();
  if (open.within) builder_.close();
  if (open.role == Role::definition_list && open.built) {  // HTML wants a description after the last term
    const Document& document = builder_.peek();
    auto last = static_cast<NodeId>(document.nodes.size() - 1);
    while (document[last].parent != open.made) last = document[last].parent;
    if (document[last].element == Element::term) builder_.leaf(Element::description, node(open.node).span);
  }
  if (open.built) builder_.close();
  if (open.role == Role::quote && !speakers_.empty()) speakers_.pop_back();
  form_ = open.form;
  open_.pop_back();
  if (open.break_after) page_break(open.node);
}

// Where the container around the first `size` open elements is; npos: none of them. Groups hold nothing of their own.
std::size_t Reader::around(std::size_t size) const {
  while (size > 0) {
    const Open& open = open_[size - 1];
    const bool list = open.role == Role::list || open.role == Role::definition_list;
    if (open.built || list) return size - 1;
    --size;
  }
  return static_cast<std::size_t>(-1);
}

// Before a block is written among the first `size` open elements: a list holds nothing but items.
void Reader::prepare(std::size_t size) {
  const std::size_t at = around(size);
  if (at == static_cast<std::size_t>(-1)) return;
  Open& open = open_[at];
  if (open.role == Role::list && !open.within) {
    open_list(at);
    if (!open.built) return;
    ItemData item;
    if (builder_.peek().data<ListData>(open.made).kind == ListKind::ordered) item.number = std::exchange(open.next, open.next + open.step);
    builder_.open(Element::item, node(open.node).span, std::move(item));
    open.within = true;
  } else if (open.role == Role::definition_list && form_ == Form::term) {
    open_list(at);
    if (std::exchange(open_[at].within, false)) builder_.close();
  } else if (open.role == Role::definition_list && !open.within) {
    if (!open.built) return prepare(at);
    builder_.open(Element::description, node(open.node).span);
    open.within = true;
  }
}

std::int64_t Reader::count_items(std::uint32_t list) const {
  std::int64_t count = 0;
  for (std::uint32_t id = list + 1; id < node(list).end; id = node(id).end) count += role(id) == Role::item ? 1 : 0;
  return count;
}

// A list is there with its first item.
void Reader::open_list(std::size_t at) {
  if (open_[at].built) return;
  const std::uint32_t id = open_[at].node;
  const bool terms = open_[at].role == Role::definition_list;
  const Element element = terms ? Element::definition_list : Element::list;
  prepare(at);
  if (!host_.has_room(element, node(id).span)) {
    open_[at].role = Role::group;  // for good: asking again for every block within would double the work with each level
    return;
  }
  Payload payload;
  if (!terms) {
    ListData data;
    if (node(id).info->tag == "ol") data.kind = ListKind::ordered;
    else if (tree_.attribute(id, "data-task")) data.kind = ListKind::task;  // page_tree.cpp says so
    data.style = number_style(tree_.attribute(id, "type").value_or(""));
    if (tree_.attribute(id, "reversed")) open_[at].step = -1;
    open_[at].next = data.start = number(tree_.attribute(id, "start")).value_or(open_[at].step < 0 ? count_items(id) : 1);
    payload = data;
  }
  open_[at].made = builder_.open(element, node(id).span, std::move(payload), placed(plain_attributes(id)));
  open_[at].built = true;
}

void Reader::item(std::uint32_t id) {
  const std::size_t list = around(open_.size());
  if (list == static_cast<std::size_t>(-1) || open_[list].role != Role::list) {
    push(id, Role::group);
    return;
  }
  open_list(list);
  if (!open_[list].built) {
    push(id, Role::group);
    return;
  }
  if (std::exchange(open_[list].within, false)) builder_.close();
  ItemData data;
  if (builder_.peek().data<ListData>(open_[list].made).kind == ListKind::ordered) {
    data.number = number(tree_.attribute(id, "value")).value_or(open_[list].next);
    open_[list].next = data.number + open_[list].step;
  }
  if (const auto task = tree_.attribute(id, "data-task")) data.checked = *task == "done";
  builder_.open(Element::item, node(id).span, std::move(data), plain_attributes(id));
  push(id, Role::item).built = true;
}

void Reader::description(std::uint32_t id) {
  const std::size_t list = around(open_.size());
  const bool term = role(id) == Role::term;
  const bool in_list = list != static_cast<std::size_t>(-1) && open_[list].role == Role::definition_list;
  if (in_list && open_[list].built && std::exchange(open_[list].within, false)) builder_.close();
  Open& open = push(id, role(id));
  if (term) form_ = in_list ? Form::term : Form::strong;
  if (term || !in_list || !open_[list].built) return;  // a description before any term is a paragraph
  builder_.open(Element::description, node(id).span);
  open.built = true;
}

void Reader::container(std::uint32_t id, Element element, Payload payload, Attributes attributes) {
  prepare(open_.size());
  Open& open = push(id, role(id));
  if (!host_.has_room(element, node(id).span)) return;
  open.made = builder_.open(element, node(id).span, std::move(payload), std::move(attributes));
  open.built = true;
}

// Who said it: the last thing of a quotation when that is a <cite>, a <footer> or a paragraph that is all <cite>; 0: nobody.
std::uint32_t Reader::speaker_of(std::uint32_t quote) const {
  std::uint32_t last = 0, blocks = 0;
  for (std::uint32_t id = quote + 1; id < node(quote).end; id = node(id).end) {
    if (node(id).kind == Node::Kind::text && trim(node(id).text).empty()) continue;
    last = id;
    ++blocks;
  }
  if (last == 0 || blocks < 2 || node(last).kind != Node::Kind::element || holds_piece(last)) return 0;
  const auto names = [&](std::uint32_t id) { return node(id).kind == Node::Kind::element && (node(id).info->tag == "cite" || node(id).info->tag == "footer"); };
  const bool whole = role(last) == Role::paragraph && last + 1 < node(last).end && names(last + 1) && node(last + 1).end == node(last).end;
  const bool said = names(last) || whole;
  return said && words_of(tree_, last).size() < 300 && !trim(words_of(tree_, last)).empty() ? last : 0;
}

void Reader::quote(std::uint32_t id, std::uint32_t speaker) {
  container(id, speaker != 0 ? Element::quotation : Element::block_quote, {}, {});
  speakers_.push_back(open_.back().built ? speaker : 0);
}

void Reader::speaker(std::uint32_t id) {
  flush();
  prepare(open_.size());
  builder_.open(Element::attribution, node(id).span);
  after_dash_ = true;
  words(id + 1, node(id).end);
  after_dash_ = false;
  builder_.close();
}

// A div that says something; a callout when a class says so.
void Reader::division(std::uint32_t id) {
  Attributes attributes = attributes_of(tree_, id);
  if (node(id).info->tag == "details") attributes.classes.insert(attributes.classes.begin(), "details");
  if (attributes.empty()) {
    push(id, Role::group);
    return;
  }
  const auto found = std::find_if(attributes.classes.begin(), attributes.classes.end(),
                                  [](const std::string& name) { return find_callout(name).has_value(); });
  if (found == attributes.classes.end()) return container(id, Element::div, {}, std::move(attributes));
  const CalloutData data{*find_callout(*found)};
  attributes.classes.erase(found);
  container(id, Element::callout, data, std::move(attributes));
}

// With the id of an anchor that waits for a block.
Attributes Reader::placed(Attributes attributes) {
  if (attributes.id.empty()) attributes.id = std::exchange(host_.waiting, {});
  return attributes;
}

// A term stands in a list only.
Form Reader::settled_form() const {
  const std::size_t at = around(open_.size());
  const bool in_list = at != static_cast<std::size_t>(-1) && open_[at].role == Role::definition_list && open_[at].built;
  return form_ == Form::term && !in_list ? Form::strong : form_;
}

// The words gathered so far become a block.
void Reader::flush() {
  const bool shows = run_.shows();
  if (!shows && host_.waiting.empty()) host_.waiting = run_.anchor();
  if (shows) {
    prepare(open_.size());
    const Span span = run_.span();
    const Form form = settled_form();
    if (const ImageData* const image = form == Form::paragraph ? run_.only_image() : nullptr) {
      ImageData data = *image;
      const std::string caption = std::exchange(data.title, {}).str();
      builder_.open(Element::figure, span, {}, placed(run_.image_attributes()));
      builder_.leaf(Element::image, span, std::move(data));
      if (!caption.empty()) {
        builder_.open(Element::caption, span);
        builder_.text(caption, span);
        builder_.close();
      }
      builder_.close();
    } else {
      const bool div = form != Form::heading && form != Form::term && !host_.waiting.empty() && host_.has_room(Element::div, span);
      if (div) builder_.open(Element::div, span, {}, Attributes{std::exchange(host_.waiting, {}), {}, {}, {}, {}});
      if (form == Form::heading) builder_.open(Element::heading, span, HeadingData{level_}, placed(std::exchange(attributes_, {})));
      else builder_.open(form == Form::term ? Element::term : Element::paragraph, span);
      if (form == Form::strong) builder_.open(Element::strong, span);
      run_.write(builder_, host_);
      if (form == Form::strong) builder_.close();
      builder_.close();
      if (div) builder_.close();
    }
  }
  // Elements that go on in the next block cost a node there: in proportion to the text, one for four bytes.
  carried_ += run_.open_elements();
  run_.clear(carried_ <= 1000 + tree_.nodes.size());
}

void Reader::piece(std::uint32_t id) {
  flush();
  prepare(open_.size());
  const Form form = settled_form();
  if (form == Form::paragraph) return host_.write_blocks(node(id).data);
  if (form == Form::heading) builder_.open(Element::heading, node(id).span, HeadingData{level_}, placed(std::exchange(attributes_, {})));
  else builder_.open(form == Form::term ? Element::term : Element::paragraph, node(id).span);
  host_.write_words(node(id).data);
  builder_.close();
}

void read(const Tree& tree, DocumentBuilder& builder, Host& host) { Reader(tree, builder, host).run(); }

}  // namespace pamphlet::html
