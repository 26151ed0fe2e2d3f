#include "base/charset.h"

#include <unicode/ucnv.h>

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet {

std::string from_charset(std::string_view bytes, std::string_view charset) {
  // ICU knows others too, some of which hide ASCII (UTF-7): pages have these (Encoding §4.2).
  static constexpr std::string_view kFamilies[] = {"iso-8859-", "windows-", "koi8-", "gb",      "big5",   "shift_jis", "sjis",
                                                   "euc-",      "mac",      "x-mac", "tis-620", "ibm866", "cp125",     "iso-2022-jp"};
  if (charset == "iso-8859-1" || charset == "windows-1252" || find_invalid_utf8(bytes) == std::string::npos) return {};
  if (std::none_of(std::begin(kFamilies), std::end(kFamilies), [&](std::string_view family) { return charset.starts_with(family); })) return {};
  // What pages call so is what their editors took it for.
  const std::string name = charset == "gb2312" || charset == "gbk" ? "gb18030" : charset == "iso-8859-9" ? "windows-1254" : std::string(charset);
  UErrorCode status = U_ZERO_ERROR;
  std::string out(bytes.size() * 3 + 16, '\0');
  const std::int32_t length = ucnv_convert("UTF-8", name.c_str(), out.data(), static_cast<std::int32_t>(out.size()), bytes.data(),
                                           static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return {};
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace pamphlet
