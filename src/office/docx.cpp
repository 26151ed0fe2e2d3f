// The parts of a Word file: which they are, and in what order they are read. The main part is found through the package's
// relationships, since only they say its name (ECMA-376-2 §6.5). Notes come after the text that cites them.
#include "office/docx.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/files.h"
#include "base/utf8.h"
#include "office/codes.h"

namespace pamphlet::office {
namespace {

std::string relationships_of(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : name.substr(0, slash + 1);
  return folder + "_rels/" + file_name(name) + ".rels";
}

Relationships read_relationships(Archive& archive, const std::string& name) {
  Relationships out;
  std::optional<std::string> bytes = archive.read(relationships_of(name));
  pugi::xml_document xml;
  if (!bytes || !parse_xml(xml, *bytes, Spaces::of_words)) return out;
  const std::size_t slash = name.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : name.substr(0, slash);
  for (pugi::xml_node node = xml.document_element().first_child(); node; node = node.next_sibling()) {
    Relationship relationship;
    const std::string_view type = attribute(node, "Type"), target = attribute(node, "Target");
    relationship.type = type.substr(type.rfind('/') + 1);
    relationship.external = attribute(node, "TargetMode") == "External";
    if (relationship.external) relationship.target = target;
    else relationship.target = normal_path(target.starts_with('/') ? target.substr(1) : std::string_view(join_path(folder, target)));
    out.emplace(attribute(node, "Id"), std::move(relationship));
  }
  return out;
}

bool says_more_than_numbers(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? true : (c & 0x80) != 0; });
}

}  // namespace

std::unique_ptr<DocxReader::Part> DocxReader::part(const std::string& name) {
  std::optional<std::string> bytes = archive_.read(name);
  if (!bytes) return nullptr;
  auto out = std::make_unique<Part>();
  out->bytes = std::move(*bytes);
  out->name = name;
  if (!parse_xml(out->xml, out->bytes, Spaces::of_words)) return nullptr;
  out->relationships = read_relationships(archive_, name);
  return out;
}

std::unique_ptr<DocxReader::Part> DocxReader::part_of_type(std::string_view type) {
  const Relationship* first = nullptr;
  for (const auto& [id, relationship] : document_->relationships) {
    if (relationship.type != type || relationship.external) continue;
    if (first == nullptr || relationship.target < first->target) first = &relationship;
  }
  return first == nullptr ? nullptr : part(first->target);
}

void DocxReader::read_notes(NoteKind kind, std::string_view type) {
  const auto k = static_cast<std::size_t>(kind);
  notes_part_[k] = part_of_type(type);
  if (notes_part_[k] == nullptr) return;
  const pugi::xml_node root = notes_part_[k]->xml.document_element();
  for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) {
    const std::string_view kind_of = attribute(node, "type");
    if (kind_of == "separator" || kind_of == "continuationSeparator" || kind_of == "continuationNotice") continue;
    notes_[k].emplace(attribute(node, "id"), node);
  }
}

void DocxReader::read_comments() {
  comments_ = part_of_type("comments");
  if (comments_ == nullptr) return;
  const pugi::xml_node root = comments_->xml.document_element();
  for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) comment_texts_.emplace(attribute(node, "id"), node);
}

void DocxReader::read_properties() {
  Properties properties;
  for (const auto& [id, relationship] : read_relationships(archive_, "")) {
    if (relationship.type != "core-properties") continue;
    const std::unique_ptr<Part> core = part(relationship.target);
    if (core == nullptr) continue;
    const pugi::xml_node root = core->xml.document_element();
    const auto value = [&](std::string_view name) { return collapse_spaces(words_below(child(root, name))); };
    properties = {value("title"), value("creator"), value("description"), value("keywords"), value("language"), value("created"), value("modified"), value("subject")};
  }
  apply_properties(properties, model_);
}

// Running heads are the style's; what they say is named, so that an author can put it where readers need it.
void DocxReader::read_unprinted() {
  std::set<std::string> said;
  const auto end = static_cast<std::uint32_t>(std::min(model_.text.find('\n'), model_.text.size()));
  for (const std::string_view type : {"header", "footer"}) {
    std::set<std::string> names;
    for (const auto& [id, relationship] : document_->relationships) {
      if (relationship.type == type && !relationship.external) names.insert(relationship.target);
    }
    for (const std::string& name : names) {
      const std::unique_ptr<Part> page = part(name);
      if (page == nullptr) continue;
      const std::string words = collapse_spaces(words_below(page->xml.document_element(), "t"));
      if (!says_more_than_numbers(words) || !said.insert(words).second) continue;
      model_.report(code::office_dropped, {0, end}, fmt::format("the page {} {} was left out", type, quoted(words)),
                    "running heads come from the style; write into the text what readers need");
    }
  }
}

void DocxReader::report_changes() {
  if (!changed_) return;
  model_.report(code::tracked_changes, first_change_,
                fmt::format("tracked changes were taken as accepted: {} insertions, {} deletions, {} moves", insertions_, deletions_, moves_),
                "accept or reject them in Word (Review), so that you know what is published");
}

void DocxReader::settle_language() {
  std::size_t most = 0, best = 0;
  for (std::size_t k = 0; k < characters_by_lang_.size(); ++k) {
    if (characters_by_lang_[k] > most) {
      most = characters_by_lang_[k];
      best = k;
    }
  }
  const auto end = static_cast<std::uint32_t>(std::min(model_.text.find('\n'), model_.text.size()));
  if (best > 0) model_.meta.lang = {model_.langs[best], {0, std::max(end, 1u)}};
}

bool DocxReader::run(std::string& problem) {
  std::string name = "word/document.xml";
  for (const auto& [id, relationship] : read_relationships(archive_, "")) {
    if (relationship.type == "officeDocument") name = relationship.target;
  }
  document_ = part(name);
  const pugi::xml_node body = document_ == nullptr ? pugi::xml_node() : child(document_->xml.document_element(), "body");
  if (!body) {
    problem = archive_.problem().empty() ? "its main part, " + clean(name) + ", is missing or no Word text" : archive_.problem();
    return false;
  }
  const std::unique_ptr<Part> styles = part_of_type("styles"), numbering = part_of_type("numbering");
  if (styles != nullptr) styles_.read(styles->xml.document_element());
  if (numbering != nullptr) numbering_.read(numbering->xml.document_element(), styles_);
  read_notes(NoteKind::foot, "footnotes");
  read_notes(NoteKind::end, "endnotes");
  read_comments();
  style_ = &styles_.paragraph({});
  relationships_ = &document_->relationships;
  blocks(body, model_.blocks);
  if (!paragraph_.empty()) end_paragraph({}, model_.blocks);
  std::vector<std::pair<int, std::string>> order(model_.notes.size());
  for (const auto& [key, index] : note_ids_) order[index] = key;
  in_note_ = true;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto kind = static_cast<std::size_t>(order[k].first);
    relationships_ = &notes_part_[kind]->relationships;
    fields_.clear();
    std::vector<Block> content;
    blocks(notes_[kind].at(order[k].second), content);
    model_.notes[k].blocks = std::move(content);
  }
  settle_language();
  read_unprinted();
  read_properties();
  report_changes();
  return true;
}

bool read_docx(Archive& archive, Model& model, std::string& problem) { return DocxReader(archive, model).run(problem); }

}  // namespace pamphlet::office
