// The SVG subset: what is drawn, what is left out and said, and what is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "image/image.h"
#include "image/svg.h"

using namespace pamphlet;

namespace {

struct Parsed {
  std::optional<Drawing> drawing;
  std::string problem;
  std::vector<std::string> warnings;
  const Shape& shape(std::size_t i = 0) const { return drawing->shapes.at(i); }
  bool warned(std::string_view part) const {
    return std::ranges::any_of(warnings, [&](const std::string& w) { return w.find(part) != std::string::npos; });
  }
};

Parsed parse(std::string_view text) {
  Parsed parsed;
  parsed.drawing = parse_svg(text, parsed.problem, parsed.warnings);
  return parsed;
}

/// Parses the inside of a 100 × 100 picture, which must succeed.
Parsed draw(const std::string& inside) {
  Parsed parsed = parse("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>" + inside + "</svg>");
  INFO(parsed.problem);
  REQUIRE(parsed.drawing.has_value());
  return parsed;
}

std::string path_text(const Path& path) {
  Drawing drawing{1000, 1000, {}};
  Shape shape;
  shape.path = path;
  drawing.shapes.push_back(shape);
  const std::string svg = write_svg(drawing, Color{});
  const std::size_t begin = svg.find("d=\"") + 3;
  return svg.substr(begin, svg.find('"', begin) - begin);
}

std::string path(const std::string& data) {
  return path_text(draw("<path d='" + data + "'/>").shape().path);
}

}  // namespace

TEST_CASE("path data, absolute and relative") {
  CHECK(path("M10 20L30 40H50V60Z") == "M10 20L30 40L50 40L50 60Z");
  CHECK(path("m10,20 20,20h20v20z") == "M10 20L30 40L50 40L50 60Z");
  CHECK(path("M0 0C1 2 3 4 5 6") == "M0 0C1 2 3 4 5 6");
  CHECK(path("M1.5.5-.5-1e1 2E0 3") == "M1.5 0.5L-0.5 -10L2 3");
  CHECK(path("M0 0 10 0 m5 5 1 1") == "M0 0L10 0M15 5L16 6");
  // After a close the next subpath starts where the closed one did, also for a relative move.
  CHECK(path("M10 10h5v5zm2 2h1") == "M10 10L15 10L15 15ZM12 12L13 12");
  CHECK(path("M10 10h5v5zl1 1") == "M10 10L15 10L15 15ZM10 10L11 11");
}

TEST_CASE("smooth curves mirror the last control point") {
  CHECK(path("M0 0C0 10 10 10 10 0S20-10 20 0") == "M0 0C0 10 10 10 10 0C10 -10 20 -10 20 0");
  CHECK(path("M0 0S10 10 10 0") == "M0 0C0 0 10 10 10 0");
  CHECK(path("M0 0Q15 30 30 0T60 0") == "M0 0C10 20 20 20 30 0C40 -20 50 -20 60 0");
}

TEST_CASE("arcs become cubics") {
  // A half circle of radius 10 around (10, 0), through its lowest point.
  const Parsed parsed = draw("<path d='M0 0A10 10 0 0 0 20 0'/>");
  const Path& half = parsed.shape().path;
  REQUIRE(half.verbs.size() == 3);
  CHECK(half.coordinates[6] == doctest::Approx(10));
  CHECK(half.coordinates[7] == doctest::Approx(10));
  CHECK(half.coordinates[12] == 20);
  CHECK(path("M0 0A0 5 0 0 1 9 9") == "M0 0L9 9");
  CHECK(path("M5 5a5 5 0 0 1 0 0l1 1") == "M5 5L6 6");
  // Flags need no separators; radii that are too small grow.
  CHECK(path("M0 0a1 1 0 0010 0") == path("M0 0A5 5 0 0 0 10 0"));
}

TEST_CASE("a path is drawn up to its error") {
  Parsed parsed = draw("<path d='M0 0L10 0L10 X 20'/>");
  CHECK(path_text(parsed.shape().path) == "M0 0L10 0");
  CHECK(parsed.warned("up to the error"));
  CHECK_FALSE(parse("<svg width='9' height='9'><path d='M NaN 1 L inf 1e400 Z'/></svg>").drawing.has_value());
}

TEST_CASE("basic shapes") {
  CHECK(path_text(draw("<rect x='1' y='2' width='3' height='4'/>").shape().path) == "M1 2L4 2L4 6L1 6Z");
  CHECK(path_text(draw("<line x1='1' y1='2' x2='3' y2='4' stroke='red'/>").shape().path) == "M1 2L3 4");
  CHECK(path_text(draw("<polygon points='1,2 3,4,5 6'/>").shape().path) == "M1 2L3 4L5 6Z");
  CHECK(path_text(draw("<polyline points='1 2 3 4'/>").shape().path) == "M1 2L3 4");
  CHECK(draw("<circle cx='50' cy='50' r='10'/>").shape().path.coordinates[0] == 60);
  CHECK(draw("<ellipse cx='50%' cy='50' rx='10' ry='5'/>").shape().path.coordinates[0] == 60);
  CHECK(draw("<rect width='10' height='10' rx='2'/>").shape().path.verbs.size() == 10);
}

TEST_CASE("transforms nest, and strokes grow with them") {
  const Parsed parsed = draw(
      "<g transform='translate(10,20) scale(2)'><path d='M1 1h1' transform='rotate(90)' stroke='#000' "
      "stroke-width='3'/></g>");
  CHECK(path_text(parsed.shape().path) == "M8 22L8 24");
  CHECK(parsed.shape().stroke_width == doctest::Approx(6));
  CHECK(path_text(draw("<path d='M1 0h1' transform='matrix(1 0 0 1 5 5)'/>").shape().path) == "M6 5L7 5");
  CHECK(path_text(draw("<path d='M10 0h1' style='transform:rotate(90deg)'/>").shape().path) == "M0 10L0 11");
  CHECK(draw("<path d='M1 1h1' transform='wobble(3)'/><path d='M1 1h1'/>").warned("transform"));
}

TEST_CASE("the view box is fitted into the stated size") {
  const auto first_line = [](const std::string& attributes) {
    const Parsed parsed = parse("<svg " + attributes + "><path d='M0 0L10 10'/></svg>");
    REQUIRE(parsed.drawing.has_value());
    return path_text(parsed.shape().path);
  };
  CHECK(first_line("viewBox='0 0 10 10' width='100' height='100'") == "M0 0L100 100");
  CHECK(first_line("viewBox='0 0 10 10' width='200' height='100'") == "M50 0L150 100");
  CHECK(first_line("viewBox='0 0 10 10' width='200' height='100' preserveAspectRatio='xMinYMid'") == "M0 0L100 100");
  CHECK(first_line("viewBox='0 0 10 10' width='200' height='100' preserveAspectRatio='none'") == "M0 0L200 100");
  CHECK(first_line("viewBox='-5 -5 20 20' width='20'") == "M5 5L15 15");
}

TEST_CASE("sizes in any unit, or from the view box, or from the content") {
  const auto size = [](const std::string& attributes) {
    const Parsed parsed = parse("<svg " + attributes + "><rect width='9' height='5'/></svg>");
    REQUIRE(parsed.drawing.has_value());
    return std::pair(parsed.drawing->width, parsed.drawing->height);
  };
  CHECK(size("width='1in' height='25.4mm'").first == doctest::Approx(96));
  CHECK(size("width='1in' height='25.4mm'").second == doctest::Approx(96));
  CHECK(size("width='72pt' height='6pc'") == std::pair(96.0, 96.0));
  CHECK(size("viewBox='0 0 30 20'") == std::pair(30.0, 20.0));
  CHECK(size("viewBox='0 0 30 20' width='60'") == std::pair(60.0, 40.0));
  CHECK(size("viewBox='0 0 30 20' width='100%' height='100%'") == std::pair(30.0, 20.0));
  CHECK(size("") == std::pair(9.0, 5.0));
  for (const std::string bad : {"width='-5' height='-5'", "width='0' height='9'", "width='1e9' height='9'"}) {
    CHECK_FALSE(parse("<svg " + bad + "><rect width='9' height='9'/></svg>").drawing.has_value());
  }
}

TEST_CASE("colours in every notation") {
  const auto fill = [](const std::string& value) {
    return to_css(draw("<path d='M0 0h9v9' fill='" + value + "'/>").shape().fill.color);
  };
  CHECK(fill("#f80") == "#ff8800");
  CHECK(fill("#FF8800") == "#ff8800");
  CHECK(fill("rebeccapurple") == "#663399");
  CHECK(fill("AliceBlue") == "#f0f8ff");
  CHECK(fill("yellowgreen") == "#9acd32");
  CHECK(fill("rgb(255, 128, 0)") == "#ff8000");
  CHECK(fill("rgb(100%,50%,0%)") == "#ff8000");
  CHECK(fill("hsl(120, 100%, 25%)") == "#008000");
  CHECK(fill("nonsense") == "#000000");
  CHECK(draw("<path d='M0 0h9v9' fill='rgba(1,2,3,.5)'/>").shape().fill.opacity == doctest::Approx(0.5));
  CHECK(draw("<path d='M0 0h9v9' fill='#01020380'/>").shape().fill.opacity == doctest::Approx(0.502));
  CHECK(draw("<path d='M0 0h9v9' fill='currentColor'/>").shape().fill.source == PaintSource::current);
  CHECK(to_css(draw("<g color='red'><path d='M0 0h9v9' fill='currentColor'/></g>").shape().fill.color) == "#ff0000");
}

TEST_CASE("opacities multiply, and nothing invisible is drawn") {
  const Parsed parsed = draw("<g opacity='.5'><path d='M0 0h9v9' opacity='50%' fill-opacity='.8' stroke='red'/></g>");
  CHECK(parsed.shape().fill.opacity == doctest::Approx(0.2));
  CHECK(parsed.shape().stroke.opacity == doctest::Approx(0.25));
  const Parsed one = draw(
      "<path d='M0 0h9v9' fill='none'/><path d='M0 0h9v9' display='none'/><path d='M0 0h9v9' opacity='0'/>"
      "<path d='M0 0h9v9' visibility='hidden'/><path d='M500 500h9v9'/><path d='M0 0h8v9'/>");
  CHECK(one.drawing->shapes.size() == 1);
}

TEST_CASE("style sheets with simple selectors cascade") {
  const std::string css =
      "<style>/* c */ path{fill:#111} .a{fill:#222;stroke:#00f} #x{fill:#333} .a.b{fill:#444} "
      "g > path{fill:red} @media print{path{fill:red}} .c, .d{fill:#555 !important}</style>";
  const auto fill = [&](const std::string& attributes) {
    return to_css(draw(css + "<path d='M0 0h9v9' " + attributes + "/>").shape().fill.color);
  };
  CHECK(fill("fill='#abc'") == "#111111");
  CHECK(fill("class='a'") == "#222222");
  CHECK(fill("class='b a'") == "#444444");
  CHECK(fill("class='a b' id='x'") == "#333333");
  CHECK(fill("class='d'") == "#555555");
  CHECK(fill("class='a' style='fill : #666; '") == "#666666");
  CHECK(draw(css + "<path d='M0 0h9v9'/>").warned("style rule"));
}

TEST_CASE("use draws a part again, in its place") {
  const Parsed parsed =
      draw("<defs><path id='p' d='M0 0h1v1'/></defs><use href='#p' x='5'/><use xlink:href='#p' y='7' fill='red'/>");
  REQUIRE(parsed.drawing->shapes.size() == 2);
  CHECK(path_text(parsed.shape(0).path) == "M5 0L6 0L6 1");
  CHECK(path_text(parsed.shape(1).path) == "M0 7L1 7L1 8");
  CHECK(to_css(parsed.shape(1).fill.color) == "#ff0000");
  const Parsed symbol = draw(
      "<symbol id='s' viewBox='0 0 2 2'><path d='M0 0h1v1'/></symbol><use href='#s' x='10' y='20' width='4' "
      "height='4'/>");
  CHECK(path_text(symbol.shape().path) == "M10 20L12 20L12 22");
}

TEST_CASE("gradients become their mean colour") {
  const Parsed parsed = draw(
      "<linearGradient id='g'><stop stop-color='#000'/><stop style='stop-color:#fff'/></linearGradient>"
      "<radialGradient id='h' href='#g'/><path d='M0 0h9v9' fill='url(#h)'/>");
  CHECK(to_css(parsed.shape().fill.color) == "#808080");
  CHECK(parsed.warned("gradient"));
  CHECK(to_css(draw("<path d='M0 0h9v9' fill='url(#none) green'/>").shape().fill.color) == "#008000");
}

TEST_CASE("active and outside parts are left out and said") {
  const std::string rest = "<rect width='9' height='9'/>";
  CHECK(draw("<script>alert(1)</script>" + rest).warned("script"));
  CHECK(draw("<rect width='9' height='9' onclick='x()'/>").warned("event handler"));
  CHECK(draw("<text y='9'>words</text>" + rest).warned("text"));
  CHECK(draw("<image href='../secret.png' width='9' height='9'/>" + rest).warned("picture within"));
  CHECK(draw("<use href='http://example.org/x.svg#a'/>" + rest).warned("another file"));
  CHECK(draw("<foreignObject><p/></foreignObject>" + rest).warned("foreignObject"));
  CHECK(draw("<g filter='url(#f)'>" + rest + "</g>").warned("filter"));
  CHECK(draw("<g clip-path='url(#f)'>" + rest + "</g>").warned("clipping"));
  CHECK(draw("<wibble/>" + rest).warned("<wibble>"));
  // Editors' own vocabularies show nothing anywhere.
  CHECK(draw("<sodipodi:namedview/><title>t</title><metadata/>" + rest).warnings.empty());
  const Parsed parsed = draw("<script/><script/><script/>" + rest);
  CHECK(parsed.warnings.size() == 1);
}

TEST_CASE("a picture that draws nothing is refused, so that its alternative text stands") {
  const Parsed parsed = parse("<svg width='9' height='9'><text>only words</text></svg>");
  CHECK_FALSE(parsed.drawing.has_value());
  CHECK(parsed.problem.find("draws nothing") != std::string::npos);
}

TEST_CASE("what is no SVG is refused") {
  for (const std::string bad : {"<svg><b></svg>", "<html/>", "", "<svg", "<?xml version='1.0'?>", "\xff\xfe<"}) {
    CAPTURE(bad);
    const Parsed parsed = parse(bad);
    CHECK_FALSE(parsed.drawing.has_value());
    CHECK_FALSE(parsed.problem.empty());
  }
}

TEST_CASE("Latin-1 and UTF-16 files are read") {
  CHECK(parse("<?xml version='1.0' encoding='ISO-8859-1'?><svg width='9' height='9'><desc>\xe9</desc><path d='M0 "
              "0h9v9'/></svg>")
            .drawing);
  std::string wide = "\xff\xfe";
  for (const char c : std::string("<svg width='9' height='9'><path d='M0 0h9v9'/></svg>"))
    wide += {c, '\0'};
  CHECK(parse(wide).drawing.has_value());
}

TEST_CASE("no entity is expanded and no file is read") {
  const Parsed parsed = parse(
      "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY d 'M0 0h9v9'>]>"
      "<svg width='9' height='9'><path d='&d;'/><path d='M1 1h1v1'/></svg>");
  REQUIRE(parsed.drawing.has_value());
  CHECK(parsed.drawing->shapes.size() == 1);
}

TEST_CASE("bombs end: work is counted, and what takes too much is refused") {
  std::string bomb = "<svg width='9' height='9'><g id='a0'><path d='M0 0h1'/></g>";
  for (int i = 1; i < 40; ++i) {
    const std::string from = std::to_string(i - 1);
    bomb += "<g id='a" + std::to_string(i) + "'><use href='#a" + from + "'/><use href='#a" + from + "'/></g>";
  }
  std::string deep = "<svg width='9' height='9'><path d='M0 0h1v1'/>";
  for (int i = 0; i < 100'000; ++i)
    deep += "<g>";
  for (int i = 0; i < 100'000; ++i)
    deep += "</g>";
  const std::string cycle =
      "<svg width='9' height='9'><path d='M0 0h1v1'/><g id='a'><use href='#b'/></g><g id='b'><use "
      "href='#a'/></g></svg>";
  std::string rules = "<svg width='9' height='9'><style>";
  for (int i = 0; i < 9'000; ++i)
    rules += ".a{fill:red}";
  rules += "</style>";
  for (int i = 0; i < 20'000; ++i)
    rules += "<path class='a' d='M0 0h1v1'/>";
  std::string padded = "<svg width='9' height='9'><path id='a' d='M0 0" + std::string(1'000'000, ' ') + "'/>";
  for (int i = 0; i < 100'000; ++i)
    padded += "<use href='#a'/>";
  CHECK_FALSE(parse(bomb + "</svg>").drawing.has_value());
  CHECK(parse(deep + "</svg>").drawing.has_value());
  CHECK(parse(cycle).drawing.has_value());
  CHECK_FALSE(parse(rules + "</svg>").drawing.has_value());
  CHECK_FALSE(parse(padded + "</svg>").drawing.has_value());
}

TEST_CASE("coordinates stay finite and bounded") {
  const Parsed parsed = draw("<path d='M0 0L1e300 -1e300L9 9'/><rect width='1e30' height='1e30'/>");
  for (const Shape& shape : parsed.drawing->shapes) {
    for (const double v : shape.path.coordinates)
      CHECK(std::abs(v) <= svg::kMaxCoordinate);
  }
}

TEST_CASE("what write_svg writes reads back the same") {
  const Parsed parsed = draw(
      "<path d='M0 0L10 10.125C1 2 3 4 5 6Z' fill='#123456' fill-rule='evenodd' fill-opacity='.5' stroke='teal' "
      "stroke-width='2.5' stroke-linejoin='round'/><circle cx='50' cy='50' r='20' fill='currentColor'/>");
  const std::string text = write_svg(*parsed.drawing, Color{9, 8, 7, 255});
  const Parsed again = parse(text);
  REQUIRE(again.drawing.has_value());
  CHECK(again.warnings.empty());
  CHECK(again.shape(0) == parsed.shape(0));
  CHECK(to_css(again.shape(1).fill.color) == "#090807");
  CHECK(write_svg(*again.drawing, Color{}) == text);
}

TEST_CASE("the stored SVG is our own clean drawing") {
  std::string problem;
  Code code{};
  std::vector<std::string> warnings;
  const auto image = decode_image(
      "\xef\xbb\xbf<!-- c --><svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><script>x</script>"
      "<metadata>secret</metadata><path d='M0 0h9v9'/></svg>",
      problem, code, warnings);
  REQUIRE(image.has_value());
  CHECK(image->format == ImageFormat::svg);
  CHECK(image->width == 30);
  CHECK(image->height == 20);
  CHECK(image->bytes.starts_with("<svg "));
  CHECK(image->bytes.find("secret") == std::string::npos);
  CHECK(image->bytes.find("script") == std::string::npos);
  CHECK(image->drawing.shapes.size() == 1);
  CHECK(warnings.size() == 1);
}
