#include "pipeline/kinds.h"

#include <fmt/core.h>
#include <libdeflate.h>

#include <algorithm>
#include <optional>

#include "base/charset.h"
#include "base/files.h"
#include "html/codes.h"
#include "html/html.h"
#include "pipeline/inputs.h"
#include "recover/recover.h"

namespace pamphlet {
namespace {

using std::string_view;
using namespace std::string_view_literals;

struct NamedKind { string_view extension; InputKind kind; };
constexpr NamedKind kNames[] = {
    {".md", InputKind::markdown}, {".markdown", InputKind::markdown}, {".txt", InputKind::pasted_text},
    {".html", InputKind::html},   {".htm", InputKind::html},          {".xhtml", InputKind::html},
    {".docx", InputKind::docx},   {".odt", InputKind::odt},
};

std::optional<InputKind> named_kind(const std::string& path) {
  const std::string ending = extension(path);
  const auto* const found = std::find_if(std::begin(kNames), std::end(kNames), [&](const NamedKind& row) { return row.extension == ending; });
  return found == std::end(kNames) ? std::nullopt : std::optional(found->kind);
}

std::uint32_t number_at(string_view bytes, std::size_t at, int size) {  // ZIP's numbers are little-endian
  std::uint32_t value = 0;
  for (int i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// The kind that the names in an archive's directory tell (APPNOTE.TXT 4.3.12, 4.3.16). Word finds its main part through
// [Content_Types].xml, so that it may have any name below word/.
std::optional<InputKind> archived_kind(string_view bytes) {
  constexpr std::size_t kEntry = 46, kEnd = 22;
  if (!bytes.starts_with("PK\x03\x04"sv)) return {};
  const std::size_t end = bytes.rfind("PK\x05\x06"sv);
  if (end == string_view::npos || bytes.size() - end < kEnd) return {};
  bool content_types = false, word = false, content = false;
  for (std::size_t at = number_at(bytes, end + 16, 4); at + kEntry <= end && bytes.substr(at, 4) == "PK\x01\x02"sv;) {
    const std::size_t length = number_at(bytes, at + 28, 2);
    const string_view name = bytes.substr(at + kEntry, length);
    content_types = content_types || name == "[Content_Types].xml";
    word = word || name.starts_with("word/");
    content = content || name == "content.xml";
    at += kEntry + length + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
  }
  if (content_types && word) return InputKind::docx;
  return content ? std::optional(InputKind::odt) : std::nullopt;
}

// Pages are saved as servers send them, which may be packed (RFC 1952). Its last four bytes say how long the text is.
std::optional<std::string> unpacked(string_view bytes) {
  if (!bytes.starts_with("\x1F\x8B\x08"sv) || bytes.size() < 18) return {};
  const std::size_t size = number_at(bytes, bytes.size() - 4, 4);
  if (size > kMaxArticleBytes) return {};
  std::string out(size, '\0');
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> unpacker(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (unpacker == nullptr || libdeflate_gzip_decompress(unpacker.get(), bytes.data(), bytes.size(), out.data(), out.size(), nullptr) != LIBDEFLATE_SUCCESS) return {};
  return out;
}

}  // namespace

bool is_article_name(const std::string& name) { return named_kind(name).has_value(); }

OpenedInput open_input(const std::string& path, string_view bytes, Diagnostics& diagnostics) {
  const std::optional<std::string> packed = unpacked(bytes);
  if (packed) bytes = *packed;
  const std::optional<InputKind> archive = archived_kind(bytes), named = named_kind(path);
  if (archive) return {*archive, nullptr};
  const bool damaged = bytes.starts_with("PK\x03\x04"sv) && (named == InputKind::docx || named == InputKind::odt);
  if (damaged) return {*named, nullptr};
  // A Markdown file may begin with HTML and go on as Markdown; nobody writes a document's head there.
  const bool markdown = named == InputKind::markdown;
  const auto is_html = [&](string_view text) { return markdown ? html::begins_document(text) : html::is_html(text); };
  const std::string path_shown = path == "-" ? "<stdin>" : path;
  const bool found = is_html(bytes) || (named == InputKind::html && !bytes.starts_with("---"));
  const std::string charset = found ? html::declared_charset(bytes) : std::string();
  const std::string converted = from_charset(bytes, charset);
  OpenedInput input{InputKind::html, decode_source(path_shown, converted.empty() ? bytes : converted, diagnostics)};
  if (!converted.empty()) diagnostics.report(code::page_encoding, *input.source, {0, 1}, fmt::format("the page says that its encoding is {}, and was read so", charset));
  const Source& source = *input.source;
  if (is_html(source.text)) return input;  // now UTF-16 shows too
  if (named == InputKind::html && source.text.find('<') != std::string::npos && !is_markdown(source)) return input;
  // Standard input has no name; text without a sign of Markdown is a copy of something.
  const bool reads_as_markdown = markdown || is_markdown(source) || (path == "-" ? has_markdown_signs(source) : !named);
  input.kind = reads_as_markdown ? InputKind::markdown : InputKind::pasted_text;
  return input;
}

}  // namespace pamphlet
