#include "app/options.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <sstream>

#include "style/style.h"

namespace pamphlet {
namespace {

constexpr const char* kFooter =
    "INPUT is an article (.md, .txt, .html, .docx, .odt), a folder of articles, or - for standard input.\n"
    "Exit status: 0 done, 1 errors in the input, 2 wrong usage, 3 the text does not fit, 4 cannot read or write.";

/// "512M" → bytes; a message when it is no size.
std::string read_size(const std::string& text, std::uint64_t& bytes) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string unit = text.substr(digits);
  const int shift = unit == "K" ? 10 : unit == "M" ? 20 : unit == "G" ? 30 : -1;
  if (digits == 0 || digits > 6 || shift < 0) return "write a size such as 512M or 8G";
  bytes = std::stoull(text.substr(0, digits)) << shift;
  return bytes < (16u << 20) ? "the least is 16M" : std::string();
}

void add_common(CLI::App& command, Options& options) {
  static const std::map<std::string, ColorWhen> kColors{
      {"auto", ColorWhen::automatic}, {"always", ColorWhen::always}, {"never", ColorWhen::never}};
  command.add_option("--color", options.color, "Colour in messages: auto, always, never")
      ->transform(CLI::CheckedTransformer(kColors, CLI::ignore_case).description(""))
      ->type_name("WHEN");
  command.add_flag("-q,--quiet", options.quiet, "Say only errors");
  command.add_flag("-v,--verbose", options.verbose, "Say hints too, and how long each stage took");
  command.add_flag("--werror", options.werror, "Treat warnings as errors");
  static const std::map<std::string, bool> kSwitch{{"on", true}, {"off", false}};
  command
      .add_option_function<bool>("--smart-punctuation", [&options](const bool& on) { options.smart_punctuation = on; },
                                 "Quotation marks, dashes and apostrophes by language: on, off (default: on for pasted text)")
      ->transform(CLI::CheckedTransformer(kSwitch).description(""))
      ->type_name("SWITCH");
  command
      .add_option_function<std::string>("--memory", [&options](const std::string& text) {
        if (const std::string wrong = read_size(text, options.memory); !wrong.empty()) throw CLI::ValidationError("--memory", wrong);
      }, "Most memory that the whole run may take (default: 4G)")
      ->type_name("SIZE");
  command.add_flag("--whole-page", options.whole_page, "Of web pages keep what is around the article too: menus, comments");
  command.add_option("--root", options.root, "Folder that images may come from (default: the folder of the input)")
      ->type_name("DIR");
}

void add_inputs(CLI::App& command, Options& options) {
  command.add_option("INPUT", options.inputs, "Articles or folders")->required()->type_name("");
}

void add_style(CLI::App& command, Options& options) {
  command.add_option("--style", options.style, "A style by name or by file (default: clinic)")->type_name("NAME|FILE");
  command.add_option("--edition", options.edition, "An edition of the project file (pamphlet.toml)")->type_name("NAME");
  // "none" lifts what the style or the edition asks for.
  command.add_option("--fit", options.fit, "Set the text closer so that it fits so many pages (none: do not)")
      ->transform(CLI::Transformer(std::map<std::string, int>{{"none", 0}}).description(""))
      ->check(CLI::Range(0, kMostFitPages).description(""))
      ->type_name("PAGES");
}

/// What decides how articles are published, and so what is found about them: the same for build and check.
void add_publishing(CLI::App& command, Options& options) {
  command.add_flag("--draft", options.draft, "Publish articles with errors too, with visible placeholders");
  command.add_option("-j,--jobs", options.jobs, "Articles worked on at the same time (default: all processors)")
      ->check(CLI::Range(1, 1024).description(""))
      ->type_name("N");
}

void add_book(CLI::App& command, Options& options) {
  command.add_flag("--book", options.book, "The inputs are the chapters of one book");
}

CLI::App* add_build(CLI::App& app, Options& options, std::string& formats) {
  CLI::App* build = app.add_subcommand("build", "Publish articles as PDF and EPUB");
  add_inputs(*build, options);
  build->add_option("-o,--output", options.output, "Folder for the outputs (default: out)")->type_name("DIR");
  build->add_option("--format", formats, "What to write: pdf, epub, or both with a comma (default: pdf,epub)")
      ->type_name("LIST");
  build->add_flag("--print-shop", options.print_shop, "For a print shop: bleed (the style's, else 3 mm), TrimBox, BleedBox and crop marks");
  build->add_flag("--forms", options.forms, "Boxes to tick, lines to write on and empty cells of diaries can be filled in in the PDF");
  add_book(*build, options);
  add_style(*build, options);
  add_publishing(*build, options);
  add_common(*build, options);
  return build;
}

CLI::App* add_import(CLI::App& app, Options& options) {
  CLI::App* import = app.add_subcommand("import", "Turn pasted text, a web page or an office file into Markdown");
  import->add_option("FILE", options.inputs, "A file, or -")->expected(1)->type_name("");
  import->add_flag("--clipboard", options.clipboard, "Take what was copied: its HTML, else its text (wl-paste or xclip)");
  import->add_option("-o,--output", options.output, "Markdown file to write (default: standard output)")->type_name("FILE");
  add_common(*import, options);
  return import;
}

CLI::App* add_check(CLI::App& app, Options& options, std::string& formats) {
  CLI::App* check = app.add_subcommand("check", "Say what is wrong with articles, and write nothing");
  add_inputs(*check, options);
  check->add_option("--format", formats, "Form of the report: text, json, sarif; and pdf or epub to check for one of them only")
      ->type_name("LIST");
  add_book(*check, options);
  add_style(*check, options);
  add_publishing(*check, options);
  add_common(*check, options);
  return check;
}

CLI::App* add_layout(CLI::App& app, Options& options) {
  CLI::App* layout = app.add_subcommand("layout", "Say how the pages look: their fill, stray lines, gaps, hyphens");
  add_inputs(*layout, options);
  static const std::map<std::string, ReportFormat> kFormats{{"text", ReportFormat::text}, {"json", ReportFormat::json}};
  layout->add_option("--format", options.format, "Form of the report: text, json")
      ->transform(CLI::CheckedTransformer(kFormats, CLI::ignore_case).description(""))
      ->type_name("FORM");
  add_book(*layout, options);
  add_style(*layout, options);
  add_common(*layout, options);
  return layout;
}

CLI::App* add_dump(CLI::App& app, Options& options) {
  CLI::App* dump = app.add_subcommand("dump", "Show what a stage makes of an article, as text");
  add_inputs(*dump, options);
  dump->add_option("--stage", options.stage, "document, style, pages or tags")
      ->check(CLI::IsMember({"document", "style", "pages", "tags"}).description(""))
      ->type_name("STAGE");
  add_book(*dump, options);
  add_style(*dump, options);
  add_common(*dump, options);
  return dump;
}

/// "pdf,epub" → flags, and for a check "json" → the form of its report; a message when it is something else.
std::string read_formats(const std::string& formats, Options& options) {
  const bool check = options.command == Command::check;
  bool pdf = false, epub = false;
  std::istringstream parts(formats);
  for (std::string part; std::getline(parts, part, ',');) {
    if (part == "pdf") {
      pdf = true;
    } else if (part == "epub") {
      epub = true;
    } else if (check && (part == "text" || part == "json" || part == "sarif")) {
      options.format = part == "text" ? ReportFormat::text : part == "json" ? ReportFormat::json : ReportFormat::sarif;
    } else if (check) {
      return "--format: \"" + part + "\" is no form; write text, json or sarif, and pdf or epub";
    } else {
      return "--format: \"" + part + "\" is no output format; write pdf, epub or pdf,epub";
    }
  }
  if (!check && !formats.empty() && !pdf && !epub) return "--format: no output format is named";
  if (pdf || epub) {
    options.pdf = pdf;
    options.epub = epub;
  }
  return {};
}

int usage_error(const std::string& message) {
  std::cerr << "pamphlet: error: " << message << "\nhelp: run \"pamphlet --help\"\n";
  return kExitUsage;
}

}  // namespace

std::optional<Options> parse_options(int argc, const char* const* argv, int& status) {
  Options options;
  std::string formats, help_for;
  CLI::App app("Pamphlet: one article to a printable PDF handout and an EPUB ebook", "pamphlet");
  app.set_version_flag("--version", "pamphlet " PAMPHLET_VERSION);
  app.require_subcommand(0, 1);
  app.footer(kFooter);
  CLI::App* build = add_build(app, options, formats);
  CLI::App* import = add_import(app, options);
  CLI::App* check = add_check(app, options, formats);
  CLI::App* layout = add_layout(app, options);
  CLI::App* dump = add_dump(app, options);
  CLI::App* help = app.add_subcommand("help", "Explain a command");
  help->add_option("COMMAND", help_for, "build, import, check, layout or dump")->type_name("");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      status = app.exit(error);
    } else {
      status = usage_error(error.what());
    }
    return std::nullopt;
  }
  if (help->parsed() || app.get_subcommands().empty()) {
    CLI::App* about = help_for.empty() ? &app : nullptr;
    for (CLI::App* command : {build, import, check, layout, dump}) {
      if (command->get_name() == help_for) about = command;
    }
    if (about == nullptr) {
      status = usage_error("there is no command \"" + help_for + "\"");
      return std::nullopt;
    }
    (help->parsed() ? std::cout : std::cerr) << about->help();
    status = help->parsed() ? kExitOk : kExitUsage;
    return std::nullopt;
  }
  options.command = build->parsed()    ? Command::build
                    : import->parsed() ? Command::import
                    : check->parsed()  ? Command::check
                    : layout->parsed() ? Command::layout
                                       : Command::dump;
  (void)dump;
  if (import->parsed() && options.output == "-") options.output.clear();  // as everywhere: standard output
  if (import->parsed() && options.inputs.empty() != options.clipboard) {
    status = usage_error("import: name a file, or --clipboard");
    return std::nullopt;
  }
  if (const std::string wrong = read_formats(formats, options); !wrong.empty()) {
    status = usage_error(wrong);
    return std::nullopt;
  }
  return options;
}

}  // namespace pamphlet
