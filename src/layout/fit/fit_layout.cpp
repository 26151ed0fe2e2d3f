// Laying an article out at the settings of the fitting scale, and saying what to cut when none fits.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "layout/codes.h"
#include "layout/fit/fit.h"
#include "layout/fit/rounds.h"
#include "layout/fit/shorten.h"

namespace pamphlet {
namespace {

struct Trial {
  PageList pages;
  Diagnostics diagnostics;
  LayoutReport report;
};

/// A part of the article from one heading to the next of its level, and what it takes.
struct Section {
  NodeId heading = kNoNode, end = 0;
  std::size_t lines = 0, words = 0;
};

std::string plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string percent(int taken) { return fmt::format("{:g} %", 100 - taken / 2.0); }

class Fitter {
 public:
  Fitter(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report)
      : input_(input), shaper_(shaper), diagnostics_(diagnostics), report_(report), grid_(fit_grid(input.style)) {}

  PageList run() {
    const auto wanted = static_cast<unsigned>(input_.style.page.fit.pages);
    Style plain = input_.style;  // without a preference for few pages
    plain.page.fit.pages = 0;
    best_ = lay_out(input_.document, plain);
    if (best_.pages.pages.size() <= wanted) return take();
    const FitResult found = search_fit(grid_, wanted, [&](FitStep step) {
      Trial trial = lay_out(input_.document, scaled(input_.style, step));
      const auto pages = static_cast<unsigned>(trial.pages.pages.size());
      // What fits best so far, or else the last step: these two are the only ones that may be shown.
      if (pages <= wanted || step == grid_.at(grid_.last())) best_ = std::move(trial);
      return pages;
    });
    PageList pages = take();
    if (found.fits) report_setting(grid_.at(found.step));
    if (!found.fits) report_failure(pages);
    return pages;
  }

 private:
  PageList take() {
    diagnostics_.append(best_.diagnostics);
    if (report_ != nullptr) *report_ = std::move(best_.report);
    return std::move(best_.pages);
  }

  Trial lay_out(const Document& document, const Style& style) {
    Trial trial;
    const LayoutInput input{document, style, input_.images, input_.fonts, input_.mark, input_.draft};
    trial.pages = lay_out_once(input, shaper_, trial.diagnostics, report_ != nullptr ? &trial.report : nullptr);
    return trial;
  }

  std::string asked() const { return plural(static_cast<std::size_t>(input_.style.page.fit.pages), "page"); }

  void report_setting(FitStep step) {
    if (step == FitStep{}) {
      diagnostics_.report(code::fit_applied, *input_.document.source, {},
                          fmt::format("pages are filled to their last lines to fit {}", asked()));
      return;
    }
    const Style style = scaled(input_.style, step);
    const std::string margins = grid_.margin > 0 ? ", margins " + percent(step.margin) : std::string();
    const std::string columns = step.columns > 0 ? fmt::format(", {} columns", style.page.fit.columns) : std::string();
    diagnostics_.report(
        code::fit_applied, *input_.document.source, {},
        fmt::format("set closer to fit {}: space between blocks {}, leading {}{}{}, type {} ({:.2f} pt)", asked(), percent(step.gap),
                    percent(step.leading), margins, columns, percent(step.size), style.page.font_size.points()));
  }

  bool fits(std::span<const WordPlace> words, std::size_t keep, const Style& style) {
    const Trial trial = lay_out(shortened(input_.document, words, keep), style);
    return trial.pages.pages.size() <= static_cast<std::size_t>(input_.style.page.fit.pages);
  }

  /// The least number of words whose absence from the end makes the rest fit; more than there are when nothing does.
  std::size_t words_over(std::span<const WordPlace> words, const Style& style) {
    if (!fits(words, 0, style)) return words.size() + 1;
    std::size_t kept = 0, too_many = words.size();  // seen to fit, seen not to
    while (too_many - kept > 1) {
      const std::size_t middle = kept + (too_many - kept) / 2;
      (fits(words, middle, style) ? kept : too_many) = middle;
    }
    return words.size() - kept;
  }

  void report_failure(const PageList& list) {
    const Document& document = input_.document;
    const Style floor = scaled(input_.style, grid_.at(grid_.last()));
    const std::vector<WordPlace> words = words_of(document);
    const std::size_t over = words_over(words, floor);
    const std::string tightest = fmt::format("at {:.4g} pt with the least space", floor.page.font_size.points());
    const std::size_t pages = list.pages.size();
    if (over > words.size()) {
      diagnostics_.report(code::fit_failed, *document.source, {},
                          fmt::format("even without its text the article does not fit {}", asked()),
                          "allow more pages, or shorten the title, the metadata and the sources");
      return;
    }
    std::string help = fmt::format("cut {}", plural(over, "word"));
    if (const Section costly = costliest(list, words); costly.heading != kNoNode) {
      const LineColumn place = document.source->locate(document[costly.heading].span.begin);
      const std::size_t all = std::max<std::size_t>(1, all_lines_);
      help += fmt::format("; “{}” ({}:{}) costs most: {} of {}, {} %, with {}", document.plain_text(costly.heading),
                          document.source->path_at(document[costly.heading].span.begin), place.line, costly.lines, plural(all, "line"),
                          (costly.lines * 200 + all) / (2 * all), plural(costly.words, "word"));
    }
    diagnostics_.report(code::fit_failed, *document.source, document[words[words.size() - over].node].span,
                        fmt::format("the article is {} over {}: {} it takes {}, and from here on it does not fit",
                                    plural(over, "word"), asked(), tightest, plural(pages, "page")),
                        help);
  }

  /// The section with most lines; of equals the first.
  Section costliest(const PageList& list, std::span<const WordPlace> words) {
    std::vector<Section> sections = find_sections();
    const auto section_of = [&](NodeId node) -> Section* {
      auto after = std::upper_bound(sections.begin(), sections.end(), node,
                                    [](NodeId id, const Section& section) { return id < section.heading; });
      if (after == sections.begin()) return nullptr;
      Section& section = *std::prev(after);
      return node < section.end ? &section : nullptr;
    };
    for (const WordPlace& word : words) {
      if (Section* section = section_of(word.node)) ++section->words;
    }
    all_lines_ = 0;
    for (const Page& page : list.pages) count_lines(page, section_of);
    Section costly;
    for (const Section& section : sections) {
      if (section.lines > costly.lines) costly = section;
    }
    return costly;
  }

  /// Sections of the highest level that the article's own headings have.
  std::vector<Section> find_sections() const {
    const Document& document = input_.document;
    int level = 7;
    std::vector<NodeId> headings;
    NodeId end = 0;  // of the author's own
    for (const NodeId part : children(document, 0)) {
      if (!is_own(document[part].element)) continue;
      end = document[part].end;
      for (NodeId id = part; id < end; ++id) {
        if (document[id].element != Element::heading) continue;
        headings.push_back(id);
        level = std::min(level, document.data<HeadingData>(id).level);
      }
    }
    std::vector<Section> sections;
    for (const NodeId id : headings) {
      if (document.data<HeadingData>(id).level > level) continue;
      if (!sections.empty()) sections.back().end = id;
      sections.push_back({id, end});
    }
    return sections;
  }

  template <class SectionOf>
  void count_lines(const Page& page, const SectionOf& section_of) {
    Length last;
    bool any = false;
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item);
      if (run == nullptr || run->role != Role::content || run->node == kNoNode) continue;
      // A raised or lowered run is less than half its size off the line that it stands on.
      const Length off = run->origin.y > last ? run->origin.y - last : last - run->origin.y;
      if (any && off * 2 < run->size) continue;
      any = true;
      last = run->origin.y;
      ++all_lines_;
      if (Section* section = section_of(run->node)) ++section->lines;
    }
  }

  const LayoutInput& input_;
  Shaper& shaper_;
  Diagnostics& diagnostics_;
  LayoutReport* report_;
  FitGrid grid_;
  Trial best_;
  std::size_t all_lines_ = 0;  // of the pages shown
};

}  // namespace

PageList lay_out_to_fit(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report) {
  return Fitter(input, shaper, diagnostics, report).run();
}

}  // namespace pamphlet
