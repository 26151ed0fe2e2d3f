// A message as mail programs copy it: header fields above it (RFC 5322 §2.2, or the program's own words for them), a
// signature below it (RFC 3676 §4.3: "-- "). The subject is the title, the sender publishes, the date is the date.
#include <algorithm>
#include <array>
#include <string>

#include "base/written_date.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/page.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

enum class Field : unsigned char { none, from, to, subject, date, other };

struct FieldName {
  string_view name;
  Field field;
};

// Folded, without the colon: as mail programs print them in the languages of the phrase tables.
// clang-format off
constexpr auto kFields = std::to_array<FieldName>({
    {"from", Field::from}, {"von", Field::from}, {"de", Field::from}, {"da", Field::from}, {"van", Field::from}, {"od", Field::from},
    {"từ", Field::from}, {"expéditeur", Field::from}, {"absender", Field::from}, {"från", Field::from}, {"fra", Field::from},
    {"to", Field::to}, {"an", Field::to}, {"à", Field::to}, {"para", Field::to}, {"a", Field::to}, {"aan", Field::to}, {"do", Field::to},
    {"đến", Field::to}, {"till", Field::to}, {"til", Field::to}, {"cc", Field::to}, {"bcc", Field::to}, {"kopie", Field::to},
    {"subject", Field::subject}, {"betreff", Field::subject}, {"objet", Field::subject}, {"asunto", Field::subject},
    {"oggetto", Field::subject}, {"assunto", Field::subject}, {"onderwerp", Field::subject}, {"temat", Field::subject},
    {"chủ đề", Field::subject}, {"ämne", Field::subject}, {"emne", Field::subject},
    {"date", Field::date}, {"sent", Field::date}, {"datum", Field::date}, {"gesendet", Field::date}, {"envoyé", Field::date},
    {"fecha", Field::date}, {"enviado", Field::date}, {"enviado el", Field::date}, {"data", Field::date}, {"inviato", Field::date},
    {"verzonden", Field::date}, {"wysłano", Field::date}, {"ngày", Field::date}, {"skickat", Field::date}, {"sendt", Field::date},
    {"reply-to", Field::other}, {"antwort an", Field::other}, {"importance", Field::other}, {"message-id", Field::other},
    {"mime-version", Field::other}, {"content-type", Field::other}, {"attachments", Field::other}, {"anlagen", Field::other},
    {"list-unsubscribe", Field::other}, {"return-path", Field::other}, {"received", Field::other}, {"x-mailer", Field::other},
});
// clang-format on

Field field_of(string_view line, string_view& value) {
  constexpr std::size_t kLongestName = 24;  // bytes
  const std::size_t colon = line.substr(0, kLongestName).find(':');
  if (colon == string_view::npos || colon == 0) return Field::none;
  const std::string name = fold(line.substr(0, colon));
  for (const FieldName& entry : kFields) {
    if (entry.name != name) continue;
    value = strip(line.substr(colon + 1));
    return entry.field;
  }
  return Field::none;
}

// "-------- Forwarded message --------": above the fields of a mail that was sent on.
bool is_forwarding(string_view line) {
  return line.starts_with("-----") && line.ends_with("-----") && has_letter(line);
}

// Without "Re:", "Fwd:", "AW:".
string_view subject_of(string_view value) {
  for (bool again = true; again;) {
    again = false;
    const std::size_t colon = value.substr(0, 5).find(':');
    if (colon == string_view::npos) break;
    const std::string mark = fold(value.substr(0, colon));
    for (const string_view reply : {"re", "aw", "fw", "fwd", "wg", "tr", "rv", "sv", "rif", "antw"})
      again |= reply == mark;
    if (again) value = strip(value.substr(colon + 1));
  }
  return value;
}

// "Riverside Clinic <news@clinic.example>" → the name; an address alone names nobody.
string_view sender_of(string_view value) {
  value = strip(value.substr(0, value.find_first_of("<[")));
  while (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  return value.find('@') == string_view::npos ? value : string_view();
}

struct HeaderLine {
  std::size_t line;
  Field field;
  string_view value;
};

// The fields at the top of the text, when they are those of a mail: a sender or a subject, and two at least.
std::vector<HeaderLine> find_header(const Page& page) {
  constexpr std::size_t kMostLines = 40;
  std::vector<HeaderLine> header;
  bool from = false, subject = false;
  std::size_t fields = 0;
  for (std::size_t i = 0; i < std::min(page.lines.size(), kMostLines); ++i) {
    if (page.lines[i].fate == Fate::blank) {
      if (header.empty() || (header.size() == 1 && fields == 0)) continue;
      break;
    }
    string_view value;
    const Field field = field_of(page.text(i), value);
    const bool folded = field == Field::none && fields > 0 && page.lines[i].indent > 0;
    if (field == Field::none && !folded && !(header.empty() && is_forwarding(page.text(i)))) break;
    header.push_back({i, field, value});
    fields += field != Field::none;
    from |= field == Field::from;
    subject |= field == Field::subject;
  }
  if (fields < 2 || !(subject || from)) header.clear();
  if (from && !subject && fields < 3) header.clear();
  return header;
}

void take_field(Page& page, const HeaderLine& field) {
  Line& line = page.lines[field.line];
  const Span span{line.begin, line.end};
  std::string what = "a field of a mail, left out";
  Envelope& envelope = page.envelope;
  if (field.field == Field::subject && envelope.title.empty()) {
    envelope.title = {std::string(subject_of(field.value)), span};
    what = "the title";
  } else if (const string_view sender = sender_of(field.value);
             field.field == Field::from && envelope.publisher.empty() && !sender.empty()) {
    envelope.publisher = {std::string(sender), span};
    what = "publisher " + std::string(sender);
  } else if (const auto date =
                 field.field == Field::date ? read_date(field.value.substr(0, 60), DateOrder::unknown) : std::nullopt;
             date && date->date && !envelope.date) {
    envelope.date = date->date;
    envelope.date_span = span;
    what = "date " + to_iso(*date->date);
  }
  line.fate = Fate::metadata;
  page.hint(code::guessed_metadata, span, quoted(page.text(line)) + " was taken as metadata: " + what, Sureness::sure);
}

// The line "--" with a signature below it. A name, a house and how to reach them are few and short lines (RFC 3676 asks for
// no more than four); what is more than that is text, whatever stands above it.
std::size_t find_signature(const Page& page, std::size_t from) {
  constexpr std::size_t kMostLines = 12, kLongestLine = 120;
  std::size_t mark = page.lines.size(), lines = 0;
  bool text = false;
  for (std::size_t i = from; i < page.lines.size(); ++i) {
    if (page.text(i) == "--") {
      mark = i;
      lines = 0;
      text = false;
    } else if (page.lines[i].fate == Fate::keep) {
      ++lines;
      text |= page.text(i).size() > kLongestLine;
    }
  }
  return lines > kMostLines || text ? page.lines.size() : mark;
}

}  // namespace

void open_mail(Page& page) {
  const std::vector<HeaderLine> header = find_header(page);
  if (header.empty()) return;
  for (const HeaderLine& field : header)
    take_field(page, field);
  const std::size_t mark = find_signature(page, header.back().line + 1);
  for (std::size_t i = mark; i < page.lines.size(); ++i) {
    if (page.lines[i].fate == Fate::keep) drop(page, i, Sureness::sure, i == mark ? "it begins the signature of a mail" : "it is in the signature of a mail");
  }
}

}  // namespace pamphlet::recover
