// What web pages say around an article, in many languages, as whole lines: the table is phrases.def. Private to
// recover/.
#pragma once

#include <string_view>

namespace pamphlet::recover {

enum class PhraseKind : unsigned char {
  phrase,              // a line that is never part of an article: "back to blog", "leave a comment"
  word,                // belongs to the page only when its neighbours do: "home", "menu", "accept", "share"
  related,             // the line before links to other articles: "related posts", "you may also like"
  network,             // what share rows name
  share_word,          // what else stands in share rows
  start_page,          // where a breadcrumb begins
  cookie_opening,      // how cookie banners begin …
  cookie_word,         // … and what they say besides "cookies", so that a recipe is not taken for one
  newsletter_opening,  // how an invitation begins …
  newsletter_word,     // … and what it invites to
  see_also,            // before a colon and the title of another article: "read more", "lire aussi"
  credit_opening,      // before a colon or a name: who made a picture
  agency,              // whose pictures are credited
  button,              // how the words on a button begin
  says,                // after the name of who comments
};

// All arguments are folded (characters.h) and without a colon, full stop, exclamation mark or dots at the end.

/// Whether phrases.def has the phrase among those of the kind.
bool holds(PhraseKind kind, std::string_view phrase);
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

/// "subscribe to our channel": words that begin as those on buttons do.
bool opens_button(std::string_view folded);

}  // namespace pamphlet::recover
