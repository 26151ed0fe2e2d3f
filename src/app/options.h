// The command line as a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pamphlet {

enum class Command : unsigned char { build, import, check, layout, dump };
enum class ReportFormat : unsigned char { text, json, sarif };
enum class ColorWhen : unsigned char { automatic, always, never };

struct Options {
  Command command = Command::build;
  std::vector<std::string> inputs;
  std::string output;                    // build: folder; import: file ("" = standard output)
  bool pdf = true, epub = true;
  std::string style;                     // "" = the project's, else "clinic"
  std::string edition;
  std::optional<int> fit;                // pages; 0 = as many as it takes, whatever the style says
  std::string root;                      // folder that images may come from; "" = the input's own
  std::string stage = "document";        // dump
  ReportFormat format = ReportFormat::text;
  ColorWhen color = ColorWhen::automatic;
  std::optional<bool> smart_punctuation;  // nothing: the front matter's word, the project's, on for pasted text
  int jobs = 0;                          // 0 = as many as processors
  std::uint64_t memory = 4ull << 30;     // bytes: the limit of the process. README names it
  bool print_shop = false;               // build: bleed and crop marks
  bool forms = false;                    // build: a PDF to fill in
  bool book = false;                     // the inputs are one book
  bool whole_page = false;               // of web pages, what is around the article too
  bool clipboard = false;                // import: the input is the clipboard
  bool draft = false, werror = false, quiet = false, verbose = false;
};

/// Exit statuses: a contract with scripts.
inline constexpr int kExitOk = 0, kExitErrors = 1, kExitUsage = 2, kExitFit = 3, kExitIo = 4;

/// Reads argv. Nothing when the process should end at once with `status` (help, version, wrong usage: said already).
std::optional<Options> parse_options(int argc, const char* const* argv, int& status);

}  // namespace pamphlet
