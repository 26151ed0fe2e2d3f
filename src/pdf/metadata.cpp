#include "pdf/metadata.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/language_tag.h"
#include "base/utf8.h"
#include "pdf/haru.h"
#include "pdf/syntax.h"
#include "pdf/tags.h"

namespace pamphlet::pdf {
namespace {

// Longer values would pass what a PDF string may hold, and then information dictionary and XMP would differ.
constexpr std::size_t kMaxValueBytes = 4000;

/// Well-formed XML 1.0 text (production 2: no control characters, no U+FFFE or U+FFFF), on one line, bounded.
std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < kMaxValueBytes;) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x20) {
      out += ' ';
    } else if (c != 0x7F && (c & 0xFFFE) != 0xFFFE) {
      append_utf8(out, c);
    }
  }
  return collapse_spaces(out);
}

std::string title_of(const Document& document) {
  std::string title = clean(document.meta.title.value);
  for (NodeId node = 0; title.empty() && node < document.nodes.size(); ++node) {
    const Element element = document.nodes[node].element;
    if (has_trait(element, Trait::titles)) title = clean(document.plain_text(node));
  }
  if (title.empty() && document.source != nullptr) {
    const std::string& path = document.source->path;
    const std::size_t slash = path.rfind('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    title = clean(name.substr(0, name.rfind('.')));
  }
  return title.empty() ? "Document" : title;
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += ", ";
    out += value;
  }
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      default: out += c;
    }
  }
  return out;
}

/// Midnight UTC of the date: articles have days, no hours.
std::string xmp_date(std::optional<Date> date) { return date ? to_iso(*date) + "T00:00:00Z" : std::string(); }
std::string pdf_date(std::optional<Date> date) {
  return date ? fmt::format("D:{:04}{:02}{:02}000000Z", date->year, date->month, date->day) : std::string();
}

std::string simple(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("<{0}>{1}</{0}>\n", name, escaped(value));
}

/// A language alternative with its default only (XMP part 1, §8.2.2.4).
std::string alternative(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return fmt::format("<{0}><rdf:Alt><rdf:li xml:lang=\"x-default\">{1}</rdf:li></rdf:Alt></{0}>\n", name, escaped(value));
}

std::string array(std::string_view name, std::string_view kind, const std::vector<std::string>& values) {
  if (values.empty()) return {};
  std::string out = fmt::format("<{}><rdf:{}>", name, kind);
  for (const std::string& value : values) out += "<rdf:li>" + escaped(value) + "</rdf:li>";
  return out + fmt::format("</rdf:{}></{}>\n", kind, name);
}

// ISO 19005-2 §6.6.2.3: a schema that PDF/A does not know, here PDF/UA's own, is described in the file.
constexpr std::string_view kExtensionSchema =
    R"(<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/")"
    R"( xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">)"
    "\n<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property>\n</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

constexpr std::string_view kDescription =
    R"(<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/")"
    R"( xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/")"
    R"( xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/")"
    R"( xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfd="http://pdfa.org/declarations/">)"
    "\n<dc:format>application/pdf</dc:format>\n";

constexpr std::string_view kConformsTo1 = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n";

// PDF/A-4 describes no schemas any more. Well-Tagged PDF 1.0 §6.1.3: both of its levels are declared.
constexpr std::string_view kConformsTo2 =
    "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\n"
    "<pdfd:declarations><rdf:Bag>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>"
    "</rdf:Bag></pdfd:declarations>\n";

/// Every language that the text is in, the document's own first.
std::vector<std::string> languages(const Document& document) {
  std::vector<std::string> out{std::string(document_language(document))};
  for (const Attributes& attributes : document.attributes) {
    if (is_language_tag(attributes.lang) && std::find(out.begin(), out.end(), attributes.lang) == out.end()) out.push_back(attributes.lang);
  }
  return out;
}

}  // namespace

Metadata make_metadata(const Document& document, PdfStandard standard) {
  const Meta& meta = document.meta;
  Metadata out;
  out.standard = standard;
  out.title = title_of(document);
  out.subject = clean(meta.description.value);
  out.publisher = clean(meta.publisher.value);
  out.rights = clean(meta.rights.value);
  out.identifier = clean(meta.identifier.value);
  out.version = clean(meta.version.value);
  out.lang = document_language(document);
  out.languages = languages(document);
  for (const MetaText* person : {&meta.translator, &meta.reviewer}) {
    if (!person->empty()) out.contributors.push_back(clean(person->value));
  }
  for (const MetaText& author : meta.authors) out.authors.push_back(clean(author.value));
  for (const MetaText& keyword : meta.keywords) out.keywords.push_back(clean(keyword.value));
  out.creator = "Pamphlet " PAMPHLET_VERSION;
  out.producer = fmt::format("{} with libharu {}", out.creator, Haru::version());
  out.date = meta.date ? meta.date : source_date();
  return out;
}

std::string info_entries(const Metadata& metadata) {
  std::string out;
  const auto entry = [&](std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out += key;
    append_text(out, value);
  };
  entry("/Title", metadata.title);
  entry("/Author", joined(metadata.authors));
  entry("/Subject", metadata.subject);
  entry("/Keywords", joined(metadata.keywords));
  entry("/Creator", metadata.creator);
  entry("/Producer", metadata.producer);
  entry("/CreationDate", pdf_date(metadata.date));
  entry("/ModDate", pdf_date(metadata.date));
  return out;
}

std::string xmp_packet(const Metadata& metadata) {
  std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"  // the fixed id: XMP part 1, §7.3.2
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
  out += kDescription;
  out += metadata.standard == PdfStandard::ua_2 ? kConformsTo2 : kConformsTo1;
  out += alternative("dc:title", metadata.title);
  out += array("dc:creator", "Seq", metadata.authors);
  out += array("dc:contributor", "Bag", metadata.contributors);
  out += alternative("dc:description", metadata.subject);
  out += array("dc:subject", "Bag", metadata.keywords);
  if (!metadata.publisher.empty()) out += array("dc:publisher", "Bag", {metadata.publisher});
  out += alternative("dc:rights", metadata.rights);
  out += simple("dc:identifier", metadata.identifier);
  out += array("dc:language", "Bag", metadata.languages);
  out += simple("pdf:Keywords", joined(metadata.keywords));
  out += simple("pdf:Producer", metadata.producer);
  out += simple("xmp:CreatorTool", metadata.creator);
  out += simple("xmpMM:VersionID", metadata.version);
  out += simple("xmp:CreateDate", xmp_date(metadata.date));
  out += simple("xmp:ModifyDate", xmp_date(metadata.date));
  out += "</rdf:Description>\n";
  if (metadata.standard == PdfStandard::ua_1) out += kExtensionSchema;
  return out + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

}  // namespace pamphlet::pdf
