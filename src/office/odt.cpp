// The parts of an OpenDocument text, and its blocks (ODF 1.3 part 3). What content.xml holds more than kMaxDepth deep is read
// as its words.
#include "office/odt.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "office/codes.h"

namespace pamphlet::office {

std::unique_ptr<OdtReader::Part> OdtReader::part(const std::string& name) const {
  std::optional<std::string> bytes = archive_.read(name);
  if (!bytes) return nullptr;
  auto out = std::make_unique<Part>();
  out->bytes = std::move(*bytes);
  return parse_xml(out->xml, out->bytes, Spaces::all) ? std::move(out) : nullptr;
}

void OdtReader::report_dropped(const pugi::xml_node& node, std::string_view what, std::string_view help) {
  const std::string words = words_below(node);
  const bool picture = static_cast<bool>(descendant(node, "image"));
  if (trim(words).empty() && !picture) return;
  model_.report(code::office_dropped, paragraph_.here(), fmt::format("{} {} was left out{}", what, quoted(words), picture ? ", with a picture" : ""), std::string(help));
}

void OdtReader::blocks(const pugi::xml_node& parent, std::vector<Block>& out) {
  if (depth_ >= kMaxDepth) {
    model_.report(code::nesting_too_deep, paragraph_.here(), "blocks are nested too deeply; their words are kept in one paragraph");
    paragraph_.words(words_below(parent), 0, 0, 0);
    out.push_back(paragraph_.end());
    return;
  }
  ++depth_;
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) block(node, out);
  --depth_;
}

void OdtReader::block(const pugi::xml_node& node, std::vector<Block>& out) {
  const std::string_view name = local(node);
  if (name == "p" || name == "h") return paragraph(node, out);
  if (name == "list") return list(node, out, 0);
  if (name == "table") return table(node, out);
  if (name == "section" || name == "numbered-paragraph" || name == "text-box") {
    if (attribute(node, "display") == "none") return report_dropped(node, "a hidden section", "show it, and decide whether readers should see it");
    return blocks(node, out);
  }
  if (name == "frame") {  // anchored to the page
    frame(node, 0);
    if (paragraph_.empty() && boxes_.empty()) return;
    std::vector<pugi::xml_node> boxes = std::exchange(boxes_, {});
    out.push_back(paragraph_.end());
    for (const pugi::xml_node& box : boxes) blocks(box, out);
    return;
  }
  if (name == "tracked-changes") {
    std::size_t insertions = 0, deletions = 0;
    for (pugi::xml_node region = node.first_child(); region; region = region.next_sibling()) {
      insertions += child(region, "insertion") ? 1 : 0;
      deletions += child(region, "deletion") ? 1 : 0;
    }
    if (insertions + deletions == 0) return;
    insertions_ += insertions;
    deletions_ += deletions;
    return;
  }
  constexpr std::string_view kContents = "its page numbers are the file's; a style makes contents of its own (toc: true)";
  if (name == "table-of-content") return report_dropped(node, "the table of contents", kContents);
  if (name == "alphabetical-index" || name == "illustration-index" || name == "table-index" || name == "user-index" || name == "object-index") {
    return report_dropped(node, "an index", kContents);
  }
  if (name == "bibliography" || name == "index-body" || name == "index-title") return blocks(node, out);
}

// ---------------------------------------------------------------------------------------------------------- paragraphs

void OdtReader::set_kind(const pugi::xml_node& node) {
  Block& block = paragraph_.block;
  block.in_box = in_box_;
  switch (style_->kind) {
    case ParagraphKind::title: block.kind = Block::Kind::title; break;
    case ParagraphKind::subtitle: block.kind = Block::Kind::subtitle; break;
    case ParagraphKind::quote: block.kind = Block::Kind::quote; break;
    case ParagraphKind::code: block.kind = Block::Kind::code; break;
    case ParagraphKind::caption: block.kind = Block::Kind::caption; break;
    case ParagraphKind::heading:
    case ParagraphKind::plain:
    case ParagraphKind::contents:
    case ParagraphKind::list:
    case ParagraphKind::list_continued:
    case ParagraphKind::table_head:
    case ParagraphKind::header: break;
  }
  if (local(node) == "h" && block.kind == Block::Kind::paragraph) {
    block.kind = Block::Kind::heading;
    block.level = std::clamp(integer(attribute(node, "outline-level")).value_or(1), 1, 6);
  }
}

/// The numbers that the file gives to its headings are part of what they say.
void OdtReader::number_heading(int level) {
  const auto at = static_cast<std::size_t>(level - 1);
  const OdtLevel& own = styles_.outline()[at];
  heading_numbers_[at] = heading_numbers_[at] == 0 ? own.start : heading_numbers_[at] + 1;
  std::fill(heading_numbers_.begin() + level, heading_numbers_.end(), 0);
  if (own.bullet || own.format.empty()) return;
  std::string text = own.prefix;
  for (int k = level - std::min(own.shown, level); k < level; ++k) {
    const auto index = static_cast<std::size_t>(k);
    if (styles_.outline()[index].format.empty()) continue;
    text += (text == own.prefix ? "" : ".") + std::to_string(std::max<std::int64_t>(1, heading_numbers_[index]));
  }
  paragraph_.words(text + own.suffix + " ", 0, 0, 0);
}

void OdtReader::paragraph(const pugi::xml_node& node, std::vector<Block>& out) {
  style_ = &styles_.paragraph(attribute(node, "style-name"));
  if (style_->page_break && in_table_ == 0 && !out.empty()) {
    out.emplace_back().kind = Block::Kind::page_break;
    out.back().span = paragraph_.here();
  }
  if (style_->kind == ParagraphKind::contents) {
    return report_dropped(node, "a line of a table of contents", "its page number is the file's; a style makes contents of its own (toc: true)");
  }
  set_kind(node);
  if (paragraph_.block.kind == Block::Kind::heading && attribute(node, "is-list-header") != "true") number_heading(paragraph_.block.level);
  paragraph_.block.continues_item = continues_ && paragraph_.block.kind == Block::Kind::paragraph;
  RunLook look = styles_.defaults();
  look.add(style_->look);
  const Block::Kind kind = paragraph_.block.kind;
  if (kind != Block::Kind::paragraph || style_->kind == ParagraphKind::table_head) look.bold = look.italic = look.underline = look.capitals = look.small_capitals = false, look.colour.reset();
  if (look.hidden.value_or(false)) {
    report_dropped(node, "a hidden paragraph", "show it, and decide whether readers should see it");
  } else {
    inlines(node, look, 0);
  }
  std::vector<pugi::xml_node> boxes = std::exchange(boxes_, {});
  Block done = paragraph_.end();
  if (done.inlines.empty() && boxes.empty() && attribute(node, "style-name") == "Horizontal_20_Line") done.kind = Block::Kind::rule;
  out.push_back(std::move(done));
  for (const pugi::xml_node& box : boxes) {
    const bool outer = std::exchange(in_box_, true);
    const bool going = std::exchange(continues_, false);
    blocks(box, out);
    in_box_ = outer;
    continues_ = going;
  }
}

// --------------------------------------------------------------------------------------------------------------- lists

ListPlace OdtReader::next_item(int level, std::optional<int> start) {
  ListState& state = lists_.back();
  const auto at = static_cast<std::size_t>(level);
  static const OdtListStyle kPlain;
  const OdtLevel& own = (state.style != nullptr ? *state.style : kPlain)[at];
  if (start) state.numbers[at] = *start;
  else if (!state.begun[at]) state.numbers[at] = own.start;
  else ++state.numbers[at];
  state.begun[at] = true;
  for (std::size_t k = at + 1; k < kOdtLevels; ++k) state.begun[k] = false;
  ListPlace place;
  place.list = state.id;
  place.level = level;
  place.number = state.numbers[at];
  if (!own.bullet && !own.format.empty()) {
    place.numbering = own.format == "a" ? Numbering::lower_letters : own.format == "A" ? Numbering::upper_letters
                      : own.format == "i" ? Numbering::lower_roman : own.format == "I" ? Numbering::upper_roman : Numbering::decimal;
    if (own.suffix.find(')') != std::string::npos) place.delimiter = ')';
  } else if (own.bullet) {
    if (own.character == "☐" || own.character == "□") place.checked = false;
    if (own.character == "☑" || own.character == "☒") place.checked = true;
  }
  return place;
}

void OdtReader::list(const pugi::xml_node& node, std::vector<Block>& out, int level) {
  if (depth_ >= kMaxDepth || level >= kOdtLevels) return blocks(node, out);
  std::string name(attribute(node, "style-name"));
  if (name.empty() && level == 0) {  // the paragraph's style may name it
    const pugi::xml_node first = descendant(node, "p");
    name = styles_.list_of(attribute(first, "style-name"));
  }
  const bool nested = level > 0 && !lists_.empty();
  if (!nested || !name.empty()) {
    ListState state = nested ? lists_.back() : ListState{};
    const std::string continued(attribute(node, "continue-list"));
    const auto before = finished_.find(!continued.empty() ? "#" + continued : name);
    if (!nested && before != finished_.end() && (!continued.empty() || attribute(node, "continue-numbering") == "true")) state = before->second;
    if (const OdtListStyle* style = styles_.list(name)) state.style = style;
    if (!nested) {
      if (state.id == 0) state.id = ++list_count_;
    }
    lists_.push_back(state);
  } else {
    lists_.push_back(lists_.back());
  }
  if (nested && attribute(node, "continue-numbering") != "true") lists_.back().begun[static_cast<std::size_t>(level)] = false;
  ++depth_;
  for (pugi::xml_node item = node.first_child(); item; item = item.next_sibling()) {
    const bool header = local(item) == "list-header";
    if (local(item) != "list-item" && !header) continue;
    bool marked = header;
    for (pugi::xml_node at = item.first_child(); at; at = at.next_sibling()) {
      if (local(at) == "list") {
        const bool going = std::exchange(continues_, false);
        list(at, out, level + 1);
        continues_ = going;
        continue;
      }
      const std::size_t first = out.size();
      const bool outer = std::exchange(continues_, marked);
      block(at, out);
      continues_ = outer;
      if (marked || out.size() == first) continue;
      std::size_t own = first;
      while (own < out.size() && out[own].kind == Block::Kind::page_break) ++own;
      if (own < out.size() && out[own].kind != Block::Kind::heading && out[own].kind != Block::Kind::table) {
        out[own].item = next_item(level, integer(attribute(item, "start-value")));
        if (out[own].kind != Block::Kind::caption) out[own].kind = Block::Kind::paragraph;
        marked = true;
      }
    }
  }
  --depth_;
  const ListState done = std::move(lists_.back());
  lists_.pop_back();
  if (level == 0) {
    finished_[name] = done;
    if (const std::string_view id = attribute(node, "id"); !id.empty()) finished_["#" + std::string(id)] = done;
  }
}

// -------------------------------------------------------------------------------------------------------------- tables

void OdtReader::row(const pugi::xml_node& node, bool header, Block& table) {
  constexpr int kMostRepeats = 64;  // spreadsheets repeat empty rows by the million
  Row row;
  row.header = header;
  const auto begin = static_cast<std::uint32_t>(model_.text.size());
  bool heads = true, any = false;
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    const std::string_view name = local(at);
    if (name != "table-cell" && name != "covered-table-cell") continue;
    Cell cell;
    const auto from = static_cast<std::uint32_t>(model_.text.size());
    blocks(at, cell.blocks);
    cell.span = {from, std::max(from, static_cast<std::uint32_t>(model_.text.size()) - 1)};
    if (name == "covered-table-cell") {  // nobody sees it; what the author left in it is kept with the cell before
      if (row.cells.empty()) continue;
      std::vector<Block>& owner = row.cells.back().blocks;
      for (Block& block : cell.blocks) {
        if (!block.is_empty()) owner.push_back(std::move(block));
      }
      continue;
    }
    const pugi::xml_node first = child(at, "p");
    cell.header = header || (first && styles_.paragraph(attribute(first, "style-name")).kind == ParagraphKind::table_head);
    heads = heads && cell.header;
    any = true;
    cell.column_span = static_cast<std::uint32_t>(std::clamp(integer(attribute(at, "number-columns-spanned")).value_or(1), 1, int{kMaxColumnSpan}));
    cell.row_span = static_cast<std::uint32_t>(std::clamp(integer(attribute(at, "number-rows-spanned")).value_or(1), 1, int{kMaxRowSpan}));
    const int repeats = std::clamp(integer(attribute(at, "number-columns-repeated")).value_or(1), 1, kMostRepeats);
    for (int k = 1; k < repeats && cell.blocks.size() < 8; ++k) row.cells.push_back(cell);
    row.cells.push_back(std::move(cell));
  }
  row.span = {begin, std::max(begin, static_cast<std::uint32_t>(model_.text.size()) - 1)};
  const bool top = table.rows.empty() || table.rows.back().header;
  row.header = header || (any && heads && top);
  table.rows.push_back(std::move(row));
}

void OdtReader::table(const pugi::xml_node& node, std::vector<Block>& out) {
  Block table;
  table.kind = Block::Kind::table;
  const auto begin = static_cast<std::uint32_t>(model_.text.size());
  std::vector<ListState> outer = std::exchange(lists_, {});
  const bool going = std::exchange(continues_, false);
  ++in_table_;
  for (pugi::xml_node at = node.first_child(); at;) {
    const std::string_view name = local(at);
    if (name == "table-row") row(at, local(at.parent()) == "table-header-rows", table);
    const bool wraps = name == "table-header-rows" || name == "table-rows" || name == "table-row-group";
    at = wraps ? next_within(at, node) : next_after(at, node);
  }
  --in_table_;
  lists_ = std::move(outer);
  continues_ = going;
  table.span = {begin, std::max(begin, static_cast<std::uint32_t>(model_.text.size()) - 1)};
  if (table.rows.empty()) return;
  find_heads(table, false);
  out.push_back(std::move(table));
}

// --------------------------------------------------------------------------------------------------------------- parts

void OdtReader::read_properties() {
  const std::unique_ptr<Part> meta = part("meta.xml");
  Properties properties;
  if (meta != nullptr) {
    const pugi::xml_node root = child(meta->xml.document_element(), "meta");
    const auto value = [&](std::string_view name) { return collapse_spaces(words_below(child(root, name))); };
    properties = {value("title"), value("initial-creator"), value("description"), {}, value("language"), value("creation-date"), value("date"), value("subject")};
    if (properties.creator.empty()) properties.creator = value("creator");
    for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) {
      if (local(node) == "keyword") properties.keywords += (properties.keywords.empty() ? "" : ",") + collapse_spaces(words_below(node));
    }
  }
  apply_properties(properties, model_);
}

void OdtReader::read_unprinted(const pugi::xml_node& styles) {
  std::set<std::string> said;
  const auto end = static_cast<std::uint32_t>(std::min(model_.text.find('\n'), model_.text.size()));
  const pugi::xml_node masters = child(styles, "master-styles");
  for (pugi::xml_node at = masters.first_child(); at; at = next_within(at, masters)) {
    const std::string_view name = local(at);
    if (!name.starts_with("header") && !name.starts_with("footer")) continue;
    const std::string words = collapse_spaces(words_below(at));
    const bool says = std::any_of(words.begin(), words.end(), [](char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c & 0x80) != 0; });
    if (!says || !said.insert(words).second) continue;
    model_.report(code::office_dropped, {0, end}, fmt::format("the page {} {} was left out", name.substr(0, 6), quoted(words)),
                  "running heads come from the style; write into the text what readers need");
  }
}

void OdtReader::settle_language() {
  std::size_t most = 0, best = 0;
  for (std::size_t k = 0; k < characters_by_lang_.size(); ++k) {
    if (characters_by_lang_[k] <= most) continue;
    most = characters_by_lang_[k];
    best = k;
  }
  const auto end = static_cast<std::uint32_t>(std::min(model_.text.find('\n'), model_.text.size()));
  if (best > 0) model_.meta.lang = {model_.langs[best], {0, std::max(end, 1u)}};
}

bool OdtReader::run(std::string& problem) {
  if (const std::unique_ptr<Part> manifest = part("META-INF/manifest.xml"); manifest != nullptr && descendant(manifest->xml, "encryption-data")) {
    problem = "it is protected by a password";
    return false;
  }
  const std::unique_ptr<Part> styles = part("styles.xml"), content = part("content.xml");
  const pugi::xml_node body = content == nullptr ? pugi::xml_node() : child(child(content->xml.document_element(), "body"), "text");
  if (!body) {
    problem = archive_.problem().empty() ? "it holds no text (content.xml)" : archive_.problem();
    return false;
  }
  if (styles != nullptr) styles_.read(styles->xml.document_element());
  styles_.read(content->xml.document_element());
  style_ = &styles_.paragraph({});
  blocks(body, model_.blocks);
  in_note_ = true;
  for (std::size_t k = 0; k < note_bodies_.size(); ++k) {
    std::vector<Block> note;
    blocks(note_bodies_[k], note);
    model_.notes[k].blocks = std::move(note);
  }
  if (insertions_ + deletions_ > 0) {
    model_.report(code::tracked_changes, first_change_, fmt::format("tracked changes were taken as accepted: {} insertions, {} deletions", insertions_, deletions_),
                  "accept or reject them (Edit, Track Changes), so that you know what is published");
  }
  settle_language();
  if (styles != nullptr) read_unprinted(styles->xml.document_element());
  read_properties();
  return true;
}

bool read_odt(Archive& archive, Model& model, std::string& problem) { return OdtReader(archive, model).run(problem); }

}  // namespace pamphlet::office
