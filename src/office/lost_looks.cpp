// Small capitals, capitals that only the look makes, coloured and larger words, frames: none of them is an element of a text, but
// "red: stop" may hang on one. What stands so in running text is said, once for each kind, at its first place and with their
// number. How all of a text looks says nothing, and neither does what headings and titles look like: the style does that here.
// Two passes over the words: one that weighs colours and sizes, one that looks for what differs from them.
#include <fmt/core.h>

#include <map>

#include "office/codes.h"
#include "office/model.h"

namespace pamphlet::office {
namespace {

constexpr int kDefaultSize = 20;  // half points, where nothing says one (ECMA-376-1 §17.3.2.38)

struct Kind {
  Trait trait;
  std::string_view where;
};
constexpr Kind kKinds[] = {{kCapitals, "in capitals that its formatting makes"}, {kSmallCapitals, "in small capitals"}, {kColour, "in colour"},
                           {kLarge, "in larger letters"}, {kFramed, "in a frame"}};

class Finder {
 public:
  explicit Finder(Model& model) : model_(model) {}

  void run() {
    const auto all = [&](auto visit) {
      each(model_.blocks, visit);
      for (const Note& note : model_.notes) each(note.blocks, visit);
    };
    all([&](const Block& block) { weigh(block); });
    const auto heaviest = [](const auto& weights) {
      auto most = weights.begin();
      for (auto at = weights.begin(); at != weights.end(); ++at) most = at->second > most->second ? at : most;
      return most == weights.end() ? 0 : static_cast<int>(most->first);
    };
    size_ = heaviest(sizes_);
    colour_ = static_cast<std::uint32_t>(heaviest(colours_));
    all([&](const Block& block) { find(block); });
    for (const Kind& kind : kKinds) {
      const auto found = found_.find(kind.trait);
      if (found != found_.end()) report(kind, found->second);
    }
  }

 private:
  struct Places {
    Span first;
    std::size_t count = 0;
    std::uint32_t end = 0;  // of the last one
  };

  template <typename Visit>
  void each(const std::vector<Block>& blocks, const Visit& visit) {
    for (const Block& block : blocks) {
      visit(block);
      for (const Row& row : block.rows) {
        for (const Cell& cell : row.cells) each(cell.blocks, visit);
      }
    }
  }

  static bool is_running(const Block& block) {
    return block.kind == Block::Kind::paragraph || block.kind == Block::Kind::quote || block.kind == Block::Kind::table;
  }
  static int size_of(const Show& show) { return show.size == 0 ? kDefaultSize : show.size; }

  void weigh(const Block& block) {
    if (!is_running(block)) return;
    for (const Shown& one : block.shown) {
      const std::size_t letters = one.span.end - one.span.begin;
      sizes_[size_of(one.show)] += letters;
      colours_[one.show.colour] += letters;
    }
  }

  void find(const Block& block) {
    if (!is_running(block)) return;
    for (const Shown& one : block.shown) {
      unsigned traits = one.show.traits;
      if (one.show.colour != 0 && one.show.colour != colour_) traits |= kColour;
      if (one.show.size * 5 >= size_ * 6) traits |= kLarge;  // a step of a scale of sizes; less is hardly seen
      for (const Kind& kind : kKinds) {
        if ((traits & kind.trait) == 0) continue;
        Places& places = found_[kind.trait];
        if (places.count == 0) places.first = one.span;
        else if (places.count == 1 && places.end == one.span.begin) places.first.end = one.span.end;
        if (places.count == 0 || places.end != one.span.begin) ++places.count;
        places.end = one.span.end;
      }
    }
  }

  void report(const Kind& kind, const Places& places) {
    const std::string words = quoted(std::string_view(model_.text).substr(places.first.begin, places.first.end - places.first.begin));
    const std::string more = places.count == 1 ? "stands" : fmt::format("and {} more {} stand", places.count - 1, places.count == 2 ? "place" : "places");
    model_.report(code::office_simplified, places.first, fmt::format("{} {} {}, which is not kept: only the words are", words, more, kind.where),
                  "where it means something, say so in words, or set it in bold or italic type");
  }

  Model& model_;
  std::map<int, std::size_t> sizes_;  // letters
  std::map<std::uint32_t, std::size_t> colours_;
  std::map<Trait, Places> found_;
  int size_ = 0;
  std::uint32_t colour_ = 0;
};

}  // namespace

void report_lost_looks(Model& model) { Finder(model).run(); }

}  // namespace pamphlet::office
