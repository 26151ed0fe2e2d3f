// [page], [ebook], [parts]: what needs paper, what needs a reading system, what a long document has beside its text.
#pragma once

#include "style/rules.h"
#include "style/style.h"

namespace pamphlet {

/// What a style has before any file says otherwise: Letter, 1 in margins, 12 pt.
PageStyle default_page();

/// Reads the [page] table over `page`, which holds what the extended styles say. [page.running] is left out. A page
/// without room for text keeps its earlier size and margins.
void read_page(const TomlNode& table, ReadContext& context, PageStyle& page);
void read_ebook(const TomlNode& table, ReadContext& context, EbookStyle& ebook);

void read_parts(const TomlNode& table, ReadContext& context, PartsOptions& parts);

/// With `edge = "safe"` margins and running lines leave free what a printer cannot reach. When the running style is known.
void keep_within_edge(PageStyle& page);

/// Keys of [page], for did-you-mean in other tables.
std::vector<std::string_view> page_keys();

}  // namespace pamphlet
