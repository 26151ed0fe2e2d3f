// libpamphlet: an article in, a PDF and an EPUB out, in memory. This header is all that a program needs; it is written for
// C++17 and for every later one. Pictures, styles and fonts of the program's own are given as bytes; the styles that come
// with Pamphlet, and the system's fonts and hyphenation patterns, are read from the disk, and nothing else is.
//
//   #include <pamphlet/pamphlet.h>
//   pamphlet::api::Publication made = pamphlet::api::publish("# Fever\n\nWater and rest help.\n");
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#ifndef PAMPHLET_STYLES
#define PAMPHLET_STYLES ""  // the CMake package says where it is installed
#endif

namespace pamphlet::api {

enum class Severity { hint, warning, error };

/// What Pamphlet has to say about an article or a style.
struct Finding {
  std::string code;      // "E180": stable
  std::string name;      // "image-missing"
  Severity severity = Severity::warning;
  std::string message;   // what is wrong
  std::string help;      // what to do; may be empty
  std::string file;      // which it is about; may be empty
  unsigned line = 0, column = 0;  // from 1, in code points; 0: the file as a whole
};

struct Settings {
  std::string style = "clinic";            // by name, or a file such as "mine.toml" among `files`
  std::string styles = PAMPHLET_STYLES;    // folder of the styles that come with Pamphlet; "" = beside the program
  /// What articles and styles name, by path: pictures, "mine.toml", "fonts/Mine-Regular.ttf", "pamphlet.toml".
  std::map<std::string, std::string> files;
  std::optional<int> fit;                  // pages; 0 = as many as it takes, whatever the style says
  std::optional<bool> smart_punctuation;   // else what the article says
  std::string today;                       // "2026-03-01"; "" = SOURCE_DATE_EPOCH, else the clock
  bool pdf = true, epub = true;            // what is wanted
  bool draft = false;                      // articles with errors too, with visible placeholders
  bool warnings_are_errors = false;
};

/// What came of an article. Without errors, or with `draft`, there are the bytes that were wanted.
struct Publication {
  std::optional<std::string> pdf, epub;
  std::size_t pages = 0;                   // of the PDF
  std::vector<Finding> findings;           // by place
};

/// A style and its fonts, ready for many articles; publish() may be called from many threads at once.
class Publisher {
 public:
  explicit Publisher(Settings settings = {});
  Publisher(Publisher&&) noexcept;
  Publisher& operator=(Publisher&&) noexcept;
  ~Publisher();

  /// What is wrong with the style or the project file. With errors among them nothing is published.
  const std::vector<Finding>& findings() const;
  /// `name` is what findings call the article, and what its pictures' paths start from. When it ends in .txt the article is
  /// text pasted from a web page, else Markdown.
  Publication publish(const std::string& article, const std::string& name = "article.md") const;

 private:
  struct Hall;
  std::unique_ptr<Hall> hall_;
};

/// One article, with what was found about the style too.
Publication publish(const std::string& article, const Settings& settings = {}, const std::string& name = "article.md");

}  // namespace pamphlet::api
