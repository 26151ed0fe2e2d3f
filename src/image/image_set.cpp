// From the name in the article to a picture: what a name may mean, and what is said when there is no picture.
#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/core.h>

#include "base/number.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "image/codes.h"
#include "image/image.h"

namespace pamphlet {
namespace {

/// A name as a message shows it: short, and without characters that drive a terminal.
std::string shown(std::string_view name) {
  constexpr std::size_t kMaxShown = 120;
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    if (out.size() > kMaxShown) return out + "…";
    const char32_t c = next_code_point(name, at);
    append_utf8(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? kReplacement : c);
  }
  return out;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
           return a == ascii_lower(b);
         });
}

/// "http://…", "ftp:…", "//host/…", "\\host\share": nothing of the kind is ever fetched.
bool is_remote(std::string_view source) {
  if (source.starts_with("//") || source.starts_with("\\\\")) return true;
  const std::size_t colon = source.find("://");
  if (colon != std::string_view::npos && colon > 1 &&
      std::all_of(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](char c) { return is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.'; })) {
    return !starts_with_ignoring_case(source, "file:");
  }
  static constexpr std::array<std::string_view, 8> kSchemes = {
      "http:", "https:", "ftp:", "smb:", "blob:", "cid:", "javascript:", "about:"};
  return std::any_of(kSchemes.begin(), kSchemes.end(),
                     [&](std::string_view s) { return starts_with_ignoring_case(source, s); });
}

/// A drive of Windows, a home folder, a file: address: places outside the project, whatever is there.
bool is_elsewhere(std::string_view source) {
  const bool drive =
      source.size() >= 3 && is_ascii_letter(source[0]) && source[1] == ':' && (source[2] == '/' || source[2] == '\\');
  return drive || source == "~" || source.starts_with("~/") || source.starts_with("~\\") ||
         starts_with_ignoring_case(source, "file:");
}

/// The files that a name may mean, likeliest first: as it is written; without a query and fragment, as browsers read
/// it; with backslashes for slashes, as Windows users write it. All of them are then only looked for below the root.
std::vector<std::string> candidates(const std::string& name, const std::string& root, const std::string& base_folder) {
  std::vector<std::string> names{name};
  if (const std::size_t query = name.find_first_of("?#"); query != std::string::npos && query > 0) {
    names.push_back(name.substr(0, query));
  }
  if (name.find('\\') != std::string::npos) {
    std::string slashes = name;
    std::replace(slashes.begin(), slashes.end(), '\\', '/');
    names.push_back(std::move(slashes));
  }
  for (std::string& each : names) {
    const std::size_t begin = each.find_first_not_of('/');
    // A site-absolute address: the root of the project is the root of the site.
    each = begin == std::string::npos ? root
           : begin > 0                ? join_path(root, each.substr(begin))
                                      : join_path(base_folder, each);
  }
  return names;
}

/// Whether the path leads out of the root as it is written, though no such file exists.
bool leads_out(const std::string& root, const std::string& path) {
  const std::filesystem::path whole = std::filesystem::path(path).lexically_normal();
  const std::filesystem::path inside = whole.lexically_relative(std::filesystem::path(root).lexically_normal());
  return !inside.empty() && *inside.begin() == "..";
}

struct Found {
  FileContent content;
  bool outside = false;  // a candidate led out of the root
};

Found find_file(const FileSystem& files, const std::string& root, const std::vector<std::string>& paths) {
  Found found;
  bool first = true;
  for (const std::string& path : paths) {
    FileContent content = files.read_inside(root, path, kMaxImageBytes);
    if (content.status == FileStatus::ok) return {std::move(content), false};
    found.outside = found.outside || content.status == FileStatus::outside || leads_out(root, path);
    if (first || found.content.status == FileStatus::missing) found.content = std::move(content);
    first = false;
  }
  return found;
}

std::string_view advice(Code code) {
  if (code == code::image_corrupt) return "export the picture again, or name another file";
  if (code == code::image_unsupported) return "save it as PNG or JPEG";
  if (code == code::image_too_large)
    return "make the picture smaller: 3,000 pixels a side print sharply on a whole page";
  return "";
}

}  // namespace

ImageSet::Entry ImageSet::read(const FileSystem& files, const std::string& root, const std::string& base_folder,
                               const std::string& source) {
  const std::string name = percent_decoded(source), label = shown(source);
  const auto refuse = [&](Code code, std::string message, std::string_view help) {
    return Entry{kNoImage, {{code, std::move(message), std::string(help)}}};
  };
  if (name.empty())
    return refuse(code::image_missing, "an image has no file name", "name a picture below the article's folder");
  if (is_data_address(name) || name == "data:") {  // a sound one is embedded before it is looked for
    return refuse(code::image_corrupt, fmt::format("the picture written into its address ({}) cannot be decoded", shown(data_address_label(name))),
                  "export the text again, or save the picture as a file beside the article");
  }
  if (is_remote(name)) {
    return refuse(code::image_remote,
                  fmt::format("the image \"{}\" is on the network, and nothing is ever fetched", label),
                  "save it beside the article and name that file");
  }
  if (is_elsewhere(name)) {
    return refuse(code::image_outside,
                  fmt::format("the image \"{}\" lies outside the article's folder and was not read", label),
                  "copy it beside the article and name it without drive, home or file:");
  }
  if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return refuse(code::image_missing, fmt::format("the image name \"{}\" holds a control character", label),
                  "rename the file");
  }
  Found found = find_file(files, root, candidates(name, root, base_folder));
  switch (found.content.status) {
    case FileStatus::ok:
      break;
    case FileStatus::missing:
      if (!found.outside) {
        return refuse(code::image_missing, fmt::format("the image \"{}\" does not exist", label),
                      "names are looked up from the article's folder; capital letters count");
      }
      [[fallthrough]];
    case FileStatus::outside:
      return refuse(code::image_outside,
                    fmt::format("the image \"{}\" lies outside the article's folder and was not read", label),
                    "copy it below the article's folder");
    case FileStatus::unreadable:
      return refuse(code::image_missing, fmt::format("the image \"{}\" cannot be read", label),
                    "check its permissions");
    case FileStatus::not_regular:
      return refuse(code::image_unsupported, fmt::format("\"{}\" is a folder or a device, not a picture", label),
                    "name a picture");
    case FileStatus::too_large:
      return refuse(code::image_too_large,
                    fmt::format("the image \"{}\" is larger than {} MB", label, kMaxImageBytes >> 20),
                    advice(code::image_too_large));
  }
  return decode(found.content.bytes, label);
}

ImageSet::Entry ImageSet::decode(std::string_view bytes, const std::string& label) {
  std::string problem;
  Code code = code::image_corrupt;
  std::vector<std::string> warnings;
  std::optional<Image> image = decode_image(bytes, problem, code, warnings);
  Entry entry;
  for (std::string& warning : warnings) {
    entry.remarks.push_back({code::svg_part_dropped, fmt::format("the image \"{}\": {}", label, shown(warning)), {}});
  }
  if (image)
    entry.id = keep(std::move(*image));
  else
    entry.remarks.push_back(
        {code, fmt::format("the image \"{}\" cannot be shown: {}", label, problem), std::string(advice(code))});
  return entry;
}

void ImageSet::embed(const std::string& name, std::string_view bytes) { by_source_.insert_or_assign(name, decode(bytes, shown(name))); }

ImageId ImageSet::keep(Image image) {
  const auto [known, added] = by_content_.try_emplace(image.hash, static_cast<ImageId>(images_.size()));
  if (added) images_.push_back(std::make_unique<Image>(std::move(image)));
  return known->second;
}

ImageId ImageSet::load(const FileSystem& files, const std::string& root, const std::string& base_folder,
                       const std::string& source, const Source& article, Span span, Diagnostics& diagnostics) {
  auto known = by_source_.find(source);
  if (known == by_source_.end()) known = by_source_.emplace(source, read(files, root, base_folder, source)).first;
  for (const Remark& remark : known->second.remarks) {
    diagnostics.report(remark.code, article, span, remark.message, remark.help);
  }
  return known->second.id;
}

ImageId ImageSet::find(const std::string& source) const {
  const auto known = by_source_.find(source);
  return known == by_source_.end() ? kNoImage : known->second.id;
}

}  // namespace pamphlet
