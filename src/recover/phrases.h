// What web pages say around an article, in English, Spanish, French and German, as whole lines. Private to recover/.
#pragma once

#include <string_view>

namespace pamphlet::recover {

// All arguments are folded (characters.h) and without a colon, full stop, exclamation mark or dots at the end.

/// A line that is never part of an article: "back to blog", "leave a comment".
bool is_page_phrase(std::string_view folded);
/// A line that belongs to the page only when its neighbours do: "home", "menu", "accept", "share".
bool is_page_word(std::string_view folded);
/// The line before links to other articles: "related posts", "you may also like".
bool is_related_heading(std::string_view folded);
/// Names of networks and share buttons, "1.2k" counts: "facebook twitter pinterest email".
bool is_share_row(std::string_view folded);
/// "home > blog > feeding": at least three short parts, the first a start page.
bool is_breadcrumb(std::string_view folded);
/// "5 min read", "lesezeit: 4 minuten".
bool is_reading_time(std::string_view folded);
/// "3 comments", "no comments", "12 likes", "1,204 views".
bool is_count(std::string_view folded);
/// "we use cookies to improve your experience", with the words that such banners use.
bool is_cookie_banner(std::string_view folded);
/// "© 2024 …", "copyright 2024 …", "all rights reserved".
bool is_copyright(std::string_view folded);
/// "subscribe to our newsletter for more tips": an invitation, as a whole short line.
bool is_newsletter(std::string_view folded);

}  // namespace pamphlet::recover
