// From a name to a Style: the extends chain is read base first, then everything is resolved with the final tokens.
#include <algorithm>
#include <utility>

#include "base/codes.h"
#include "base/number.h"
#include "style/codes.h"
#include "style/fonts.h"
#include "style/page.h"
#include "style/reporter.h"
#include "style/rules.h"
#include "style/selectors.h"
#include "style/style.h"
#include "style/tokens.h"
#include "base/toml_tree.h"

namespace pamphlet {
namespace {

constexpr std::uint64_t kMaxStyleBytes = 1 << 20;  // the shipped ones are below 30 kB
constexpr std::size_t kMaxChain = 16;              // styles that extend styles
constexpr std::size_t kMaxFiles = 64;              // that one style extends, by whatever way
constexpr std::string_view kBase = "base";

/// A file of the chain; `tree` is an empty table when it could not be read.
struct StyleFile {
  std::string path, folder, name;
  std::shared_ptr<const Source> source;
  TomlNode tree;
};

const TomlNode* find_child(const TomlNode& table, std::string_view key) {
  for (const TomlNode& child : table.children) {
    if (child.key == key) return &child;
  }
  return nullptr;
}

/// Where a reference to a style stands: in a file of the chain, or on the command line.
struct Reference {
  std::string name;
  const Source* source = nullptr;
  Span span;
};

class Chain {
 public:
  Chain(const std::vector<std::string>& folders, const FileSystem& files, Diagnostics& diagnostics)
      : folders_(folders), files_(files), diagnostics_(diagnostics) {}

  /// Reads the style and what it extends; the result has the most basic file first.
  std::vector<StyleFile> read(const std::string& name);

 private:
  bool read_named(const Reference& reference, const std::string& beside);
  bool read_path(const Reference& reference, const std::string& path, const std::string& root);
  void report_missing(const Reference& reference);
  std::vector<Reference> what_it_extends(const StyleFile& file);
  std::optional<Reference> reference_to(const TomlNode& node, const StyleFile& file);
  void extend(StyleFile file, std::size_t depth);
  void say(Code code, const Reference& reference, std::string message, std::string help);

  const std::vector<std::string>& folders_;
  const FileSystem& files_;
  Diagnostics& diagnostics_;
  std::vector<StyleFile> chain_;      // read to the end: the most basic first
  std::vector<std::string> open_;     // paths of those that are being extended
  std::optional<StyleFile> found_;    // read last
};

void Chain::say(Code code, const Reference& reference, std::string message, std::string help) {
  if (reference.source) {
    diagnostics_.report(code, *reference.source, reference.span, std::move(message), std::move(help));
  } else {
    diagnostics_.report(code, std::string(), std::move(message), std::move(help));
  }
}

/// Reads one file; true when it exists, even if it is no good. `root`: the folder that it must not leave, or empty.
bool Chain::read_path(const Reference& reference, const std::string& path, const std::string& root) {
  const FileContent content =
      root.empty() ? files_.read(path, kMaxStyleBytes) : files_.read_inside(root, path, kMaxStyleBytes);
  switch (content.status) {
    case FileStatus::ok:
      break;
    case FileStatus::missing:
      return false;
    case FileStatus::outside:
      say(code::style_outside, reference, "the style " + quote(path) + " leads out of its folder",
          "copy the file into the folder");
      return true;
    case FileStatus::too_large:
      say(code::file_too_large, reference, "the style " + quote(path) + " is larger than 1 MB",
          "is it a style at all?");
      return true;
    case FileStatus::unreadable:
    case FileStatus::not_regular:
      say(code::file_unreadable, reference, "the style " + quote(path) + " cannot be read",
          "check that it is a file that you may read");
      return true;
  }
  if (std::find(open_.begin(), open_.end(), path) != open_.end()) {
    say(code::style_cycle, reference, "the style " + quote(stem(path)) + " extends itself in a circle",
        "leave this \"extends\" out");
    return true;
  }
  // Extended by two ways, as base is by most: it stands where it was first.
  for (const StyleFile& file : chain_) {
    if (file.path == path) return true;
  }
  StyleFile file;
  file.path = path;
  file.folder = parent_path(path);
  file.name = stem(path);
  file.source = decode_source(path, content.bytes, diagnostics_);
  TomlError error;
  auto tree = parse_toml(*file.source, 0, static_cast<std::uint32_t>(file.source->text.size()), error);
  if (tree) file.tree = std::move(*tree);
  else diagnostics_.report(code::style_syntax, *file.source, error.span, std::move(error.message), std::move(error.help));
  found_ = std::move(file);
  return true;
}

/// A name is NAME.toml beside the file that extends it, else in the style folders.
bool Chain::read_named(const Reference& reference, const std::string& beside) {
  const std::string file = reference.name.ends_with(".toml") ? reference.name : reference.name + ".toml";
  if (!beside.empty() && read_path(reference, join_path(beside, file), beside)) return true;
  for (const std::string& folder : folders_) {
    if (folder != beside && read_path(reference, join_path(folder, file), folder)) return true;
  }
  return false;
}

void Chain::report_missing(const Reference& reference) {
  std::vector<std::string> names;
  for (const std::string& folder : folders_) {
    for (const std::string& file : files_.list(folder)) {
      if (file.ends_with(".toml") && file != "fonts.toml") names.push_back(stem(file));
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string help = suggest(reference.name, {names.begin(), names.end()});
  if (help.empty() && !names.empty()) {
    help = "the styles are:";
    for (const std::string& name : names)
      help += (&name == &names.front() ? " " : ", ") + name;
  }
  say(code::style_missing, reference, "there is no style " + quote(reference.name), std::move(help));
}

std::optional<Reference> Chain::reference_to(const TomlNode& node, const StyleFile& file) {
  Reference reference{node.text, file.source.get(), node.span};
  if (node.kind != TomlKind::string) {
    say(code::style_bad_value, reference, "extends: the name of a style is asked here",
        "write it in quotes, as in extends = \"base\" or extends = [\"clinic\", \"large-print\"]");
    return Reference{std::string(kBase), file.source.get(), node.span};
  }
  if (reference.name.empty()) return std::nullopt;
  if (reference.name.find_first_of("/\\:") != std::string::npos || reference.name.starts_with("..")) {
    say(code::style_outside, reference, "extends: " + quote(reference.name) + " is a path or an address",
        "write the name of a style in the same folder, or of one that comes with Pamphlet");
    return Reference{std::string(kBase), file.source.get(), node.span};
  }
  return reference;
}

/// The key `extends`: a name, or several of which later ones win. A style that does not say extends base, and one that says
/// "" extends nothing.
std::vector<Reference> Chain::what_it_extends(const StyleFile& file) {
  const TomlNode* extends = find_child(file.tree, "extends");
  std::vector<Reference> out;
  if (!extends) {
    if (file.name != kBase) out.push_back({std::string(kBase), file.source.get(), {}});
  } else if (extends->kind == TomlKind::array) {
    for (const TomlNode& child : extends->children) {
      if (auto reference = reference_to(child, file)) out.push_back(std::move(*reference));
    }
  } else if (auto reference = reference_to(*extends, file)) {
    out.push_back(std::move(*reference));
  }
  return out;
}

/// Puts a style behind all that it extends.
void Chain::extend(StyleFile file, std::size_t depth) {
  open_.push_back(file.path);
  for (const Reference& next : what_it_extends(file)) {
    if (depth >= kMaxChain || chain_.size() >= kMaxFiles) {
      say(code::style_cycle, next, "styles extend each other over more than 16 steps", "extend a simpler style");
      break;
    }
    found_.reset();
    if (!read_named(next, file.folder)) report_missing(next);
    if (found_) extend(*std::exchange(found_, std::nullopt), depth + 1);
  }
  open_.pop_back();
  chain_.push_back(std::move(file));
}

std::vector<StyleFile> Chain::read(const std::string& name) {
  const bool is_path = name.ends_with(".toml") || name.find('/') != std::string::npos;
  Reference reference{name, nullptr, {}};
  const bool found = is_path ? read_path(reference, name, {}) : read_named(reference, {});
  if (!found) report_missing(reference);
  if (!found_) {  // nothing to read, but text still wants a look
    reference = {std::string(kBase), nullptr, {}};
    if (!read_named(reference, {}) && name != kBase) report_missing(reference);
  }
  if (found_) extend(*std::exchange(found_, std::nullopt), 1);
  return std::move(chain_);
}

/// What a key at the top of a style file may be, beside the elements.
constexpr std::string_view kTopKeys[] = {"name", "extends", "tokens", "fonts", "page", "ebook", "parts", "pdf"};

void report_unknown_top(const TomlNode& child, ReadContext& context) {
  std::vector<std::string_view> candidates(std::begin(kTopKeys), std::end(kTopKeys));
  for (const std::string_view element : selectable_names())
    candidates.push_back(element);
  std::string help;
  const auto page = page_keys();
  if (child.key == "page-width" || child.key == "page-height") {
    help = "write size = [\"6in\", \"9in\"] under [page]";
  } else if (std::find(page.begin(), page.end(), child.key) != page.end()) {
    help = "write it under [page]";
  } else if (is_declaration_key(child.key)) {
    help = "write it under the element it is for, as in [document] or [heading]";
  } else {
    help = suggest(child.key, candidates);
  }
  if (help.empty()) help = "a style has [tokens], [fonts], [page], [ebook], [parts], [pdf] and a table for each element";
  context.reporter.report(
      code::style_unknown_key, {context.source, child.key_span},
      "a style has no " + std::string(child.kind == TomlKind::table ? "table" : "key") + " " + quote(child.key),
      std::move(help));
}

/// The table of a reserved key; a value that is no table is reported.
const TomlNode* find_table(const TomlNode& tree, std::string_view key, ReadContext& context) {
  const TomlNode* child = find_child(tree, key);
  if (!child || child->kind == TomlKind::table) return child;
  context.reporter.report(code::style_bad_value, {context.source, child->span}, std::string(key) + " is a table",
                          "write [" + std::string(key) + "] on a line of its own");
  return nullptr;
}

class Loader {
 public:
  Loader(Style& style, const std::vector<StyleFile>& chain, Diagnostics& diagnostics)
      : style_(style),
        chain_(chain),
        reporter_(style.sources, diagnostics),
        tokens_(reporter_),
        context_{reporter_, tokens_, {}, 0} {}

  void run() {
    for_each_file([&](const TomlNode& tree) { read_tokens(tree); });
    style_.tokens = tokens_.resolve_all();
    // Page and fonts first: the help of a refused "12pt" is a multiple of the page's font size.
    for_each_file([&](const TomlNode& tree) { read_media(tree); });
    context_.root = style_.page.font_size;
    for_each_file([&](const TomlNode& tree) { read_elements(tree); });
    style_.rules = rules_.take();
    set_running_style();
    check_families(style_, reporter_);
    reporter_.finish();
  }

 private:
  template <class F>
  void for_each_file(F read) {
    for (std::size_t i = 0; i < chain_.size(); ++i) {
      context_.source = static_cast<std::uint32_t>(i);
      read(chain_[i].tree);
    }
  }

  void read_tokens(const TomlNode& tree) {
    const TomlNode* table = find_table(tree, "tokens", context_);
    if (!table) return;
    for (const TomlNode& child : table->children) {
      if (child.kind == TomlKind::table) {
        reporter_.report(code::style_bad_value, {context_.source, child.key_span},
                         "the token " + quote(child.key) + " is a table", "a token is a text, a number or a list");
      } else {
        tokens_.add(child, context_.source);
      }
    }
  }

  void read_media(const TomlNode& tree) {
    if (const TomlNode* table = find_table(tree, "fonts", context_)) read_fonts(*table, context_, style_.fonts);
    if (const TomlNode* table = find_table(tree, "page", context_)) read_page(*table, context_, style_.page);
    if (const TomlNode* table = find_table(tree, "ebook", context_)) read_ebook(*table, context_, style_.ebook);
    if (const TomlNode* table = find_table(tree, "parts", context_)) read_parts(*table, context_, style_.parts);
    if (const TomlNode* table = find_table(tree, "pdf", context_)) read_pdf(*table);
  }

  void read_pdf(const TomlNode& table) {
    for (const TomlNode& child : table.children) {
      if (child.kind == TomlKind::table || child.key != "standard") {
        reporter_.report(code::style_unknown_key, {context_.source, child.key_span}, "[pdf] has no key " + quote(child.key),
                         suggest(child.key, {"standard"}));
        continue;
      }
      const auto raw = tokens_.resolve(child, context_.source);
      if (!raw) continue;
      const auto standard = find_pdf_standard(raw->items.size() == 1 ? raw->items[0].text : std::string());
      if (standard) style_.pdf_standard = *standard;
      else reporter_.report(code::style_bad_value, raw->blame, "standard: " + quote(raw->text()) + " is not understood", "write \"ua-1\" or \"ua-2\"");
    }
  }

  void read_elements(const TomlNode& tree) {
    for (const TomlNode& child : tree.children) {
      if (child.key == "name") {
        read_name(child);
      } else if (child.key == "page" && child.kind == TomlKind::table) {
        read_running(child);
      } else if (std::find(std::begin(kTopKeys), std::end(kTopKeys), child.key) == std::end(kTopKeys)) {
        const auto element = find_element(child.key);
        if (child.kind == TomlKind::table && child.key.find(' ') != std::string::npos) {
          rules_.read_inner(child, context_);
        } else if (element && is_selectable(*element) && child.kind == TomlKind::table) {
          rules_.read_element(*element, child, context_);
        } else {
          report_unknown_top(child, context_);
        }
      }
    }
  }

  void read_name(const TomlNode& child) {
    if (child.kind == TomlKind::string && child.text.size() <= 100) {
      style_.name = child.text;
    } else {
      reporter_.report(code::style_bad_value, {context_.source, child.span}, "name: a short text is asked here",
                       "write it in quotes, as in name = \"clinic\"");
    }
  }

  void read_running(const TomlNode& page) {
    const TomlNode* running = find_child(page, "running");
    if (!running || running->kind != TomlKind::table) return;
    for (Declaration& declaration : RuleSet::read_declarations(*running, context_))
      running_.push_back(std::move(declaration));
  }

  /// Running heads look like the article's text, with what [page.running] says.
  void set_running_style() {
    ComputedStyle root;
    for (const Rule* rule : rules_for(style_, Media::pdf)) {
      if (rule->selector.element != Element::document) continue;
      for (const Declaration& declaration : rule->declarations)
        set_value(root, declaration.property, declaration.value);
    }
    style_.page.running_style = inherit_from(root);
    for (const Declaration& declaration : running_)
      set_value(style_.page.running_style, declaration.property, declaration.value);
    keep_within_edge(style_.page);
  }

  Style& style_;
  const std::vector<StyleFile>& chain_;
  Reporter reporter_;
  Tokens tokens_;
  ReadContext context_;
  RuleSet rules_;
  std::vector<Declaration> running_;
};

}  // namespace

Style load_style(const std::string& name, const std::vector<std::string>& folders, const FileSystem& files,
                 Diagnostics& diagnostics) {
  Style style;
  style.page = default_page();
  const std::vector<StyleFile> chain = Chain(folders, files, diagnostics).read(name);
  for (const StyleFile& file : chain) {
    style.sources.push_back(file.source);
    style.name = file.name;
    const auto at = std::find(style.folders.begin(), style.folders.end(), file.folder);
    if (at != style.folders.end()) style.folders.erase(at);
    style.folders.insert(style.folders.begin(), file.folder);
  }
  Loader(style, chain, diagnostics).run();
  return style;
}

}  // namespace pamphlet
