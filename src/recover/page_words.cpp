// What a line of a web page is beside its article, for readers of HTML.
#include "recover/characters.h"
#include "recover/metadata.h"
#include "recover/phrases.h"
#include "recover/recover.h"

namespace pamphlet {

PageLine page_line(std::string_view line) {
  using namespace recover;
  if (line.size() > 1000) return PageLine::article;
  std::string folded = fold(line);
  if (folded.ends_with("\xE2\x80\xA6")) folded.resize(folded.size() - 3);
  while (!folded.empty() && std::string_view(" .:!").find(folded.back()) != std::string_view::npos) folded.pop_back();
  if (folded.empty()) return PageLine::article;
  if (holds(PhraseKind::related, folded)) return PageLine::related;
  if (holds(PhraseKind::phrase, folded)) return PageLine::phrase;
  if (holds(PhraseKind::word, folded)) return PageLine::word;
  if (is_share_row(folded)) return PageLine::share;
  if (is_breadcrumb(folded)) return PageLine::breadcrumb;
  if (is_reading_time(folded)) return PageLine::reading_time;
  if (is_count(folded)) return PageLine::count;
  if (is_cookie_banner(folded)) return PageLine::cookies;
  if (is_copyright(folded)) return PageLine::copyright;
  return is_newsletter(folded) ? PageLine::newsletter : PageLine::article;
}

std::string_view reviewer_of_line(std::string_view line) {
  constexpr std::size_t kLongest = 120;  // bytes of a label and a name with its degrees
  if (line.size() > kLongest) return {};
  const std::optional<recover::MetaLine> read = recover::read_meta_line(line, DateOrder::unknown);
  return read ? read->reviewer : std::string_view();
}

}  // namespace pamphlet
