#include "epub/navigation.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "epub/content.h"
#include "epub/validity.h"
#include "epub/xml.h"

namespace pamphlet::epub {

namespace {

/// Entries as nested lists. `contents` never skips a level downwards, so each step opens at most one list.
void write_entries(XmlWriter& xml, const std::vector<TocEntry>& contents, std::string_view lang) {
  const std::string dir = contents.front().dir;
  int depth = 0;
  for (const TocEntry& entry : contents) {
    if (entry.depth > depth) {
      xml.raw("\n").open("ol").raw("\n");
      ++depth;
    } else {
      xml.close().raw("\n");  // the item before
      for (; depth > entry.depth; --depth) xml.close().raw("\n").close().raw("\n");
    }
    xml.open("li").open("a", {{"href", entry.href}});
    if (entry.lang != lang) xml.attribute("lang", language_or_und(entry.lang)).attribute("xml:lang", language_or_und(entry.lang));
    if (entry.dir != dir) xml.attribute("dir", entry.dir);
    xml.text(entry.label).close();
  }
  for (; depth > 0; --depth) xml.close().raw("\n").close().raw("\n");
}

void write_landmarks(XmlWriter& xml, const Document& document, const Plan& plan) {
  const std::string_view lang = document.lang(0);
  xml.open("nav", {{"epub:type", "landmarks"}, {"aria-label", term("landmarks", lang)}, {"hidden", "hidden"}});
  xml.raw("\n").open("ol").raw("\n");
  const auto landmark = [&](std::string_view type, std::string_view href, std::string_view label) {
    xml.open("li").element("a", {{"epub:type", type}, {"href", href}}, label).close().raw("\n");
  };
  landmark("cover", "cover.xhtml", term("cover", lang));
  // A landmark must be a page of the book (EPUBCheck RSC-011): a handout's contents are none.
  if (plan.is_book()) landmark("toc", "nav.xhtml#toc", term("contents", lang));
  landmark("bodymatter", plan.parts().front().path, term("start", lang));
  for (const NodeId child : children(document, 0)) {
    if (document[child].element != Element::notes || document.first_child(child) == kNoNode) continue;
    landmark("endnotes", fmt::format("{}#{}", plan.part_of(child).path, plan.id(child)), term("notes", document.lang(child)));
  }
  if (!plan.help().href.empty()) landmark("notice", plan.help().href, plan.help().label);
  xml.close().raw("\n").close().raw("\n");
}

}  // namespace

std::string write_nav(const Document& document, const Plan& plan) {
  XmlWriter xml;
  const std::string_view title = term("contents", document.lang(0));
  open_page(xml, document, title, "");
  xml.open("nav", {{"epub:type", "toc"}, {"role", "doc-toc"}, {"id", "toc"}, {"aria-labelledby", "toc-title"}}).raw("\n");
  xml.open("h1", {{"class", "chapter"}, {"id", "toc-title"}}).text(title).close();
  write_entries(xml, plan.contents(), document.lang(0));
  xml.close().raw("\n");
  write_landmarks(xml, document, plan);
  xml.close().raw("\n").close().raw("\n");
  return xml.take();
}

std::string write_ncx(const Document& document, const Plan& plan, const std::string& identifier) {
  constexpr int kDepth = 2;
  XmlWriter xml;
  xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  xml.open("ncx", {{"xmlns", "http://www.daisy.org/z3986/2005/ncx/"}, {"version", "2005-1"},
                   {"xml:lang", language_or_und(document.lang(0))}}).raw("\n");
  int depth = 1;
  for (const TocEntry& entry : plan.contents()) depth = std::max(depth, std::min(entry.depth, kDepth));
  xml.open("head").raw("\n");
  xml.leaf("meta", {{"name", "dtb:uid"}, {"content", identifier}}).raw("\n");
  xml.leaf("meta", {{"name", "dtb:depth"}, {"content", fmt::format("{}", depth)}}).raw("\n");
  xml.leaf("meta", {{"name", "dtb:totalPageCount"}, {"content", "0"}}).raw("\n");
  xml.leaf("meta", {{"name", "dtb:maxPageNumber"}, {"content", "0"}}).raw("\n").close().raw("\n");
  xml.open("docTitle").element("text", {}, plan.title()).close().raw("\n");
  xml.open("navMap").raw("\n");
  int open = 0, number = 0;
  for (const TocEntry& entry : plan.contents()) {
    if (entry.depth > kDepth) continue;
    for (; open >= entry.depth; --open) xml.close().raw("\n");
    ++number;
    xml.open("navPoint", {{"id", fmt::format("point-{}", number)}, {"playOrder", fmt::format("{}", number)}});
    xml.open("navLabel").element("text", {}, entry.label).close().leaf("content", {{"src", entry.href}});
    ++open;
  }
  for (; open > 0; --open) xml.close().raw("\n");
  return xml.take() + "\n";
}

std::string cover_description(const Document& document, const Plan& plan) {
  std::string out = fmt::format("{}: {}", term("cover", document.lang(0)), plan.title());
  for (const MetaText& author : document.meta.authors)
    if (!trim(author.value).empty()) out += ", " + collapse_spaces(author.value);
  return out;
}

std::string write_cover_page(const Document& document, const Plan& plan, const std::string& cover_path, int width, int height) {
  XmlWriter xml;
  open_page(xml, document, plan.title(), "");
  xml.open("section", {{"class", "cover-page"}, {"epub:type", "cover"}}).raw("\n");
  xml.leaf("img", {{"class", "cover"}, {"role", "doc-cover"}, {"src", cover_path}, {"alt", cover_description(document, plan)},
                   {"width", fmt::format("{}", width)}, {"height", fmt::format("{}", height)}});
  xml.raw("\n").close().raw("\n").close().raw("\n").close().raw("\n");
  return xml.take();
}

}  // namespace pamphlet::epub
