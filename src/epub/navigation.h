// nav.xhtml (EPUB 3.3 §7) and toc.ncx for readers older than EPUB 3.
#pragma once

#include <string>

#include "doc/doc.h"
#include "epub/plan.h"

namespace pamphlet::epub {

std::string write_nav(const Document& document, const Plan& plan);
/// Two levels, as Kindle shows them (KDP, "NCX").
std::string write_ncx(const Document& document, const Plan& plan, const std::string& identifier);
/// The cover as a page of its own (Kobo, Draft2Digital).
std::string write_cover_page(const Document& document, const Plan& plan, const std::string& cover_path, int width, int height);
/// "Cover: title, author": the words for those who do not see it.
std::string cover_description(const Document& document, const Plan& plan);

}  // namespace pamphlet::epub
