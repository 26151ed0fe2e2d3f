// Any bytes: decoding yields clean UTF-8, places exist, messages are safe for a terminal.

#include "base/diagnostics.h"
#include "base/source.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "html/codes.h"

using namespace pamphlet;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::as_text(data, size);
  Diagnostics diagnostics;
  const auto source = decode_source("fuzz.md", bytes, diagnostics);
  require(find_invalid_utf8(source->text) == std::string::npos);
  require(source->text.find('\0') == std::string::npos && source->text.find('\r') == std::string::npos);
  for (std::uint32_t at = 0; at <= source->text.size(); at += 1 + at / 8) {
    const LineColumn place = source->locate(at);
    require(place.line >= 1 && place.line <= source->line_count() && place.column >= 1);
  }
  diagnostics.report(code::html_dropped, *source,
                     {static_cast<std::uint32_t>(size / 3), static_cast<std::uint32_t>(size)}, std::string(bytes),
                     std::string(bytes));
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    for (const char c : format(diagnostic))
      require(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
  }
  // Ill-formed text goes through these too.
  require(find_invalid_utf8(to_utf8(to_utf32(bytes))) == std::string::npos);
  const std::string nfc = to_nfc(bytes);
  require(to_nfc(nfc) == nfc || find_invalid_utf8(bytes) != std::string::npos);
  (void)fold_case(bytes);
  (void)to_upper(bytes, "tr");
  require(trim(bytes).size() <= bytes.size());
  (void)collapse_spaces(bytes);
  (void)did_you_mean(bytes.substr(0, 40), {"color", "background-color", "font-size"});
  return 0;
}
