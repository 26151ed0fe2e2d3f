#include <fmt/core.h>

#include <iterator>

#include "pages/pages.h"

namespace pamphlet {
namespace {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::content:
      return "content";
    case Role::marker:
      return "marker";
    case Role::label:
      return "label";
    case Role::hyphen:
      return "hyphen";
    case Role::background:
      return "background";
    case Role::header:
      return "header";
    case Role::footer:
      return "footer";
    case Role::repeated:
      return "repeated";
  }
  return "";
}

// Points with two decimals (a hundredth of a point is 3.5 µm: nobody sees less), from the integer itself, so that the
// text is the same on every machine.
std::string points(Length length) {
  const std::int64_t raw = length.raw();
  const std::int64_t size = raw < 0 ? -raw : raw;
  const std::int64_t hundredths = (size * 100 + Length::kPerPoint / 2) / Length::kPerPoint;
  const bool negative = raw < 0 && hundredths > 0;
  return fmt::format("{}{}.{:02}", negative ? "-" : "", hundredths / 100, hundredths % 100);
}

std::string box_of(const Rect& box) {
  return fmt::format("{},{} {}x{}", points(box.x), points(box.y), points(box.width), points(box.height));
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c;
    }
  }
  return out += '"';
}

struct ItemWriter {
  const PageList& pages;
  std::string& out;

  void begin(std::string_view kind, Role role, NodeId node) const {
    fmt::format_to(std::back_inserter(out), "  {} {}", kind, name_of(role));
    if (node != kNoNode) fmt::format_to(std::back_inserter(out), " n{}", node);
  }
  void color(std::string_view key, Color value) const {
    if (value != Color{}) fmt::format_to(std::back_inserter(out), " {}={}", key, to_css(value));
  }
  void text(std::uint32_t begin, std::uint32_t length) const {
    if (length > 0) out += ' ' + quoted(std::string_view(pages.text).substr(begin, length));
  }

  void operator()(const GlyphRun& run) const {
    begin("text", run.role, run.node);
    fmt::format_to(std::back_inserter(out), " {},{} w={} size={} font={}", points(run.origin.x), points(run.origin.y),
                   points(run.width), points(run.size), run.font);
    if (run.rtl) out += " rtl";
    color("color", run.color);
    text(run.text_begin, run.text_length);
  }
  void operator()(const DrawingItem& item) const {
    begin("drawing", item.role, item.node);
    fmt::format_to(std::back_inserter(out), " {} drawing={}", box_of(item.box), item.drawing);
    color("color", item.color);
    text(item.text_begin, item.text_length);
  }
  void operator()(const BoxItem& item) const {
    begin("box", item.role, item.node);
    fmt::format_to(std::back_inserter(out), " {}", box_of(item.box));
    if (item.radius != Length()) fmt::format_to(std::back_inserter(out), " radius={}", points(item.radius));
    fmt::format_to(std::back_inserter(out), " fill={}", to_css(item.fill));
    constexpr std::string_view kLines[] = {"", "solid", "dashed", "dotted"};
    if (item.line != BoxLine::none) fmt::format_to(std::back_inserter(out), " {}={}", kLines[static_cast<std::size_t>(item.line)], points(item.stroke));
  }
  void operator()(const ImageItem& item) const {
    begin("image", item.role, item.node);
    fmt::format_to(std::back_inserter(out), " {} image={}", box_of(item.box), item.image);
    if (item.is_cut()) fmt::format_to(std::back_inserter(out), " of={}", box_of(item.whole));
    if (item.radius != Length()) fmt::format_to(std::back_inserter(out), " radius={}", points(item.radius));
  }
  void operator()(const FieldArea& item) const {
    static constexpr std::string_view kKinds[] = {"check", "line", "lines"};
    const FieldName& field = pages.fields[item.field];
    fmt::format_to(std::back_inserter(out), "  field n{} {} {}{} {} {}", item.node, box_of(item.box), kKinds[static_cast<std::size_t>(item.kind)],
                   item.checked ? " checked" : "", field.name, quoted(field.label));
  }
  void operator()(const LinkArea& item) const {
    fmt::format_to(std::back_inserter(out), "  link n{} {}", item.node, box_of(item.box));
  }
};

}  // namespace

std::string dump(const PageList& pages) {
  std::string out;
  if (pages.bleed != Length()) fmt::format_to(std::back_inserter(out), "bleed {}\n", points(pages.bleed));
  if (pages.crop_marks) out += "crop marks\n";
  if (pages.grey) out += "grey\n";
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const Page& page = pages.pages[i];
    fmt::format_to(std::back_inserter(out), "page {} {}x{} label={}\n", i + 1, points(page.width), points(page.height),
                   quoted(page.label));
    for (const Item& item : page.items) {
      std::visit(ItemWriter{pages, out}, item);
      out += '\n';
    }
  }
  for (const Anchor& anchor : pages.anchors) {
    fmt::format_to(std::back_inserter(out), "anchor n{} page {} y={}\n", anchor.node, anchor.page + 1,
                   points(anchor.y));
  }
  return out;
}

}  // namespace pamphlet
