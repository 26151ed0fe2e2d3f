#include "epub/package_document.h"

#include <fmt/core.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "epub/codes.h"
#include "epub/validity.h"
#include "epub/xml.h"

namespace pamphlet::epub {

namespace {

std::string clean(const MetaText& text) { return collapse_spaces(text.value); }

class PackageDocument {
 public:
  PackageDocument(const Document& document, const Plan& plan, const PackageFacts& facts)
      : document_(document), meta_(document.meta), plan_(plan), facts_(facts) {}
  std::string write();

 private:
  void metadata();
  void titles();
  void people();
  void person(std::string_view element, const std::string& name, std::string_view role);
  void description();
  void accessibility();
  void property(std::string_view name, std::string_view value) { xml_.line("meta", {{"property", name}}, value); }
  void element(std::string_view name, const std::string& value) {
    if (!value.empty()) xml_.line(name, {}, value);
  }
  std::string summary(std::string_view lang) const;
  void manifest();
  void spine();

  const Document& document_;
  const Meta& meta_;
  const Plan& plan_;
  const PackageFacts& facts_;
  XmlWriter xml_;
  int people_ = 0;
};

std::string PackageDocument::write() {
  xml_.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  xml_.open("package", {{"xmlns", "http://www.idpf.org/2007/opf"}, {"version", "3.0"}, {"unique-identifier", "id"},
                        {"xml:lang", language_or_und(document_.lang(0))}, {"dir", meta_.dir == "rtl" ? "rtl" : "ltr"}}).raw("\n");
  metadata();
  manifest();
  spine();
  // Kindle and readers older than EPUB 3 find the cover and the text here.
  xml_.open("guide").raw("\n");
  xml_.leaf("reference", {{"type", "cover"}, {"title", term("cover", document_.lang(0))}, {"href", "cover.xhtml"}}).raw("\n");
  if (plan_.is_book()) xml_.leaf("reference", {{"type", "toc"}, {"title", term("contents", document_.lang(0))}, {"href", "nav.xhtml"}}).raw("\n");
  xml_.leaf("reference", {{"type", "text"}, {"title", term("start", document_.lang(0))}, {"href", plan_.parts().front().path}}).raw("\n");
  xml_.close().raw("\n").close().raw("\n");
  return xml_.take();
}

void PackageDocument::metadata() {
  xml_.open("metadata", {{"xmlns:dc", "http://purl.org/dc/elements/1.1/"}}).raw("\n");
  xml_.line("dc:identifier", {{"id", "id"}}, facts_.identifier);
  titles();
  element("dc:language", language_or_und(document_.lang(0)));
  people();
  description();
  // EPUB 3.3 §5.5.5 wants one. Where the article names none, the day its file was written: true, and the same in every run.
  const std::optional<Date> epoch = source_date();
  const Date modified = meta_.date ? *meta_.date : epoch ? *epoch : facts_.written ? *facts_.written : today();
  property("dcterms:modified", to_iso(modified) + "T00:00:00Z");
  accessibility();
  xml_.leaf("meta", {{"name", "cover"}, {"content", "cover-image"}}).raw("\n");  // EPUB 2: Kobo and Kindle look here
  xml_.close().raw("\n");
}

void PackageDocument::titles() {
  const std::string subtitle = clean(meta_.subtitle);
  xml_.line("dc:title", {{"id", "title"}}, plan_.title());
  if (subtitle.empty()) return;
  xml_.line("meta", {{"refines", "#title"}, {"property", "title-type"}}, "main");
  xml_.line("dc:title", {{"id", "subtitle"}}, subtitle);
  xml_.line("meta", {{"refines", "#subtitle"}, {"property", "title-type"}}, "subtitle");
}

void PackageDocument::person(std::string_view element, const std::string& name, std::string_view role) {
  if (name.empty()) return;
  const std::string id = fmt::format("person-{}", ++people_);
  xml_.line(element, {{"id", id}}, name);
  xml_.line("meta", {{"refines", "#" + id}, {"property", "role"}, {"scheme", "marc:relators"}}, role);
}

void PackageDocument::people() {
  for (const MetaText& author : meta_.authors) person("dc:creator", clean(author), "aut");
  person("dc:contributor", clean(meta_.translator), "trl");
  person("dc:contributor", clean(meta_.reviewer), "rev");
  element("dc:publisher", clean(meta_.publisher));
}

void PackageDocument::description() {
  if (meta_.date) element("dc:date", to_iso(*meta_.date));
  element("dc:description", clean(meta_.description));
  for (const MetaText& keyword : meta_.keywords) element("dc:subject", clean(keyword));
  // Not dc:source: the article rests on these works, it is not made out of them.
  for (const MetaText& source : meta_.sources)
    if (const std::string text = clean(source); !text.empty()) property("dcterms:references", text);
  element("dc:rights", clean(meta_.rights));
}

void PackageDocument::accessibility() {
  const AccessFacts& access = facts_.access;
  const bool readable = !access.pictures || access.pictures_described;
  property("schema:accessMode", "textual");
  if (access.pictures) property("schema:accessMode", "visual");
  if (readable) property("schema:accessModeSufficient", "textual");
  else property("schema:accessModeSufficient", "textual,visual");
  if (access.pictures && access.pictures_described) property("schema:accessibilityFeature", "alternativeText");
  for (const std::string_view feature : {"ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"})
    property("schema:accessibilityFeature", feature);
  if (access.formulas) property("schema:accessibilityFeature", "MathML");
  property("schema:accessibilityHazard", access.may_flash ? "unknown" : "none");
  // In the book's language where we have its words; else in English, which the tag then says.
  const std::string lang = language_or_und(document_.lang(0));
  const bool known = summary(lang) != summary("en");
  xml_.line("meta", {{"property", "schema:accessibilitySummary"}, {"xml:lang", known ? lang : std::string("en")}}, summary(lang));
}

std::string PackageDocument::summary(std::string_view lang) const {
  const AccessFacts& access = facts_.access;
  const std::string_view pictures = !access.pictures ? "access_no_pictures" : access.pictures_described ? "access_described" : "access_not_described";
  const std::string_view text = term("access_text", lang);
  return fmt::format("{}{}{}", text, text.ends_with("。") ? "" : " ", term(pictures, lang));
}

void PackageDocument::manifest() {
  xml_.open("manifest").raw("\n");
  for (const ManifestItem& item : facts_.manifest) {
    xml_.open("item", {{"id", item.id}, {"href", item.href}, {"media-type", item.media_type}});
    xml_.optional("properties", item.properties).close_empty().raw("\n");
  }
  xml_.close().raw("\n");
}

void PackageDocument::spine() {
  xml_.open("spine", {{"toc", "ncx"}});
  if (meta_.dir == "rtl") xml_.attribute("page-progression-direction", "rtl");
  xml_.raw("\n");
  for (const std::string& id : facts_.spine) xml_.leaf("itemref", {{"idref", id}}).raw("\n");
  xml_.close().raw("\n");
}

}  // namespace

std::string identifier_of(const Document& document, const Plan& plan, Diagnostics& diagnostics) {
  const Meta& meta = document.meta;
  const std::string given = clean(meta.identifier);
  if (const auto isbn = isbn13(given)) return "urn:isbn:" + *isbn;
  if (const auto uuid = uuid_urn(given)) return *uuid;
  // What calls itself a UUID or ISBN and is none would be refused by shops.
  const std::string folded = fold_case(given);
  if (!given.empty() && !folded.starts_with("urn:uuid:") && !folded.starts_with("urn:isbn:")) return given;
  std::string seed = plan.title() + '\n' + language_or_und(document.lang(0));
  for (const MetaText& author : meta.authors) seed += '\n' + clean(author);
  const std::string derived = "urn:uuid:" + uuid_from(seed);
  if (document.source != nullptr) {
    const std::string why = given.empty() ? std::string("the article names no identifier")
                                          : fmt::format("\"{}\" is not a valid UUID or ISBN", given);
    diagnostics.report(code::identifier_derived, *document.source, meta.identifier.span,
                       fmt::format("{}; {} was derived from its title, language and authors", why, derived),
                       fmt::format("write \"identifier: {}\" in the front matter, so that it stays when the title changes", derived));
  }
  return derived;
}

std::string write_package_document(const Document& document, const Plan& plan, const PackageFacts& facts) {
  return PackageDocument(document, plan, facts).write();
}

}  // namespace pamphlet::epub
