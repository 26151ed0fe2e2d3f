#include "sample.h"

#include <vector>

#include "base/files.h"

namespace pamphlet::test {
namespace {

constexpr double kLeft = 40;

/// 32 × 24 pixels of red and green ramps, with a transparent corner.
std::string gradient_png() {
  Pixels pixels{32, 24, 3, {}, {}};
  for (int y = 0; y < 24; ++y) {
    for (int x = 0; x < 32; ++x) {
      pixels.color += static_cast<char>(8 * x);
      pixels.color += static_cast<char>(10 * y);
      pixels.color += static_cast<char>(128);
      pixels.alpha += static_cast<char>(x < 8 && y < 8 ? 0 : 255);
    }
  }
  return write_png(pixels);
}

Drawing triangle() {
  Drawing out{16, 16, {}};
  Shape shape;
  shape.path.move_to(8, 1);
  shape.path.line_to(15, 15);
  shape.path.line_to(1, 15);
  shape.path.close();
  shape.fill = {PaintSource::current, {}, 0.9};
  shape.stroke = {PaintSource::color, Color{120, 0, 0, 255}, 1};
  shape.round_joins = true;
  out.shapes.push_back(shape);
  return out;
}

/// Opens nodes in the document and sets their text, going down the page.
class SampleMaker {
 public:
  explicit SampleMaker(Sample& sample) : s_(sample), b_(sample.source) {}

  void run() {
    b_.meta().title.value = "Bindung & Gefühl";
    b_.meta().authors.push_back({"A. Author", {}});
    b_.meta().authors.push_back({"B. Writer", {}});
    b_.meta().keywords.push_back({"bonding", {}});
    b_.meta().description.value = "A sample <of> everything";
    b_.meta().lang.value = "en";
    b_.meta().date = Date{2025, 2, 18};
    s_.pages.list.drawings.push_back(triangle());
    s_.pages.page();
    furniture();
    head();
    text();
    lists();
    s_.pages.page();
    furniture();
    y_ = 60;
    quotation_and_callout();
    figure();
    table();
    code_and_notes();
    s_.document = b_.finish();
  }

 private:
  NodeId open(Element element, Payload payload = {}, Attributes attributes = {}) {
    return b_.open(element, {}, std::move(payload), std::move(attributes));
  }
  void close() { b_.close(); }

  /// A text node with its words on a line of the page; `x` moves on.
  void words(std::string_view text, const Line& how = {}) {
    x_ = s_.pages.line(b_.text(text, {}), x_, y_, text, how);
  }
  void next_line(double height = 17, double x = kLeft) {
    y_ += height;
    x_ = x;
  }

  void furniture() {
    s_.pages.box(0, 0, 420, 30, Color{235, 240, 250, 255});
    s_.pages.line(kNoNode, kLeft, 20, "Handout", {.size = 8, .role = Role::header});
    s_.pages.line(kNoNode, kLeft, 580, "Page " + std::to_string(s_.pages.list.pages.size()), {.size = 8, .role = Role::footer});
  }

  void head() {
    next_line(60);
    open(Element::header);
    s_.pages.anchor(open(Element::title), y_ - 24);
    words("Bindung & Gefühl", {.size = 24, .weight = 700});
    close();
    next_line(20);
    open(Element::byline);
    words("By A. Author — “18 February 2025”");
    close();
    close();
    next_line(26);
    Attributes id;
    id.id = "first";
    s_.pages.anchor(open(Element::heading, HeadingData{2}, id), y_ - 16);
    words("Office affairs", {.size = 16, .weight = 700});
    close();
  }

  void text() {
    next_line();
    open(Element::paragraph);
    words("Difficult ligatures, ");
    const NodeId link = open(Element::link, LinkData{"https://example.org/käse?a=1", ""});
    const double left = x_;
    words("a link", {.color = {0, 60, 160, 255}});
    s_.pages.link(link, left, y_ - 10, x_ - left, 13);
    close();
    words(", and a soft hy");
    s_.pages.line(static_cast<NodeId>(b_.peek().nodes.size() - 1), x_, y_, "-", {.role = Role::hyphen});
    next_line();
    x_ = s_.pages.line(static_cast<NodeId>(b_.peek().nodes.size() - 1), x_, y_, "phen; no\u00A0break. ");
    Attributes french;
    french.lang = "fr";
    open(Element::emphasis, {}, french);
    words("l’œuvre ", {.lang = "fr"});
    close();
    open(Element::strikethrough);
    words("gone");
    close();
    close();

    next_line(20);
    open(Element::paragraph);
    words("Emoji ❤️ 👩‍👩‍👧 🇩🇪 done. é ế x̂ ");
    words("Garamond office", {.families = {"EB Garamond"}, .size = 13});
    close();

    next_line(20);
    open(Element::paragraph);
    words("日本語のテキスト ", {.lang = "ja"});
    words("हिन्दी कि ", {.lang = "hi"});
    close();

    next_line(22);
    Attributes arabic;
    arabic.lang = "ar";
    arabic.dir = "rtl";
    open(Element::paragraph, {}, arabic);
    words("مرحبا بالعالم، لا إله (2024)", {.lang = "ar"});
    close();
    next_line(22);
    Attributes hebrew;
    hebrew.lang = "he";
    hebrew.dir = "rtl";
    open(Element::paragraph, {}, hebrew);
    words("שלום עולם (א)", {.lang = "he"});
    close();
  }

  void item(Mark mark, std::string_view spoken, std::string_view marker, std::string_view text) {
    next_line();
    const NodeId node = open(Element::item, ItemData{1, std::nullopt, mark, MarkSense::usual, ""});
    if (!marker.empty()) s_.pages.line(node, kLeft, y_, marker, {.role = Role::marker});
    if (marker.empty()) s_.pages.drawing(node, Role::marker, 0, kLeft, y_ - 10, 10, spoken);
    x_ = kLeft + 20;
    open(Element::paragraph);
    words(text);
    close();
    close();
  }

  void lists() {
    next_line();
    open(Element::list, ListData{ListKind::ordered, true, 1, '.', Mark::none});
    item(Mark::none, "", "1.", "First");
    item(Mark::none, "", "2.", "Second");
    close();
    open(Element::list, ListData{ListKind::marked, true, 1, '.', Mark::warning});
    item(Mark::warning, "⚠️", "", "Careful");
    item(Mark::check, "", "", "Decoration only");
    close();
    next_line();
    open(Element::definition_list);
    open(Element::term);
    words("Term");
    close();
    next_line();
    open(Element::description);
    open(Element::paragraph);
    words("Its description");
    close();
    close();
    close();
  }

  void quotation_and_callout() {
    next_line();
    open(Element::quotation);
    open(Element::paragraph);
    words("“The body keeps the score.”");
    close();
    next_line();
    open(Element::attribution);
    words("— B. Writer");
    close();
    close();
    next_line(30);
    s_.pages.box(kLeft - 8, y_ - 16, 300, 46, Color{250, 240, 220, 255}, 6);
    const NodeId callout = open(Element::callout, CalloutData{CalloutKind::warning});
    s_.pages.line(callout, kLeft, y_, "Warning", {.weight = 700, .role = Role::label});
    next_line();
    open(Element::paragraph);
    words("Keep whole. Back to ");
    const NodeId link = open(Element::link, LinkData{"#first", ""});
    const double left = x_;
    words("the start");
    s_.pages.link(link, left, y_ - 10, 30, 13);
    s_.pages.link(link, left + 30, y_ - 10, x_ - left - 30, 13);
    close();
    close();
    close();
  }

  void figure() {
    next_line(30);
    MemoryFiles files;
    files.files["in/picture.png"] = gradient_png();
    Diagnostics diagnostics;
    const ImageId image = s_.images.load(files, "in", "in", "picture.png", s_.source, {}, diagnostics);
    REQUIRE(image != kNoImage);
    open(Element::figure);
    const NodeId node = b_.leaf(Element::image, {}, ImageData{"picture.png", "", "Red and green ramps", false, std::nullopt});
    s_.pages.image(node, image, kLeft, y_, 80, 60);
    next_line(75);
    open(Element::caption);
    words("Figure: ramps");
    close();
    close();
    const NodeId decorative = b_.leaf(Element::image, {}, ImageData{"picture.png", "", "", true, std::nullopt});
    s_.pages.image(decorative, image, kLeft + 200, y_ - 40, 40, 30);
  }

  void table() {
    next_line();
    open(Element::table, TableData{{CellAlign::left, CellAlign::left}});
    for (int row = 0; row < 3; ++row) {
      next_line();
      open(Element::table_row, RowData{row == 0});
      for (int column = 0; column < 2; ++column) {
        x_ = kLeft + 100 * column;
        open(Element::table_cell, CellData{CellAlign::left, column == 0, static_cast<std::uint32_t>(column)});
        if (row != 2 || column != 1) words("r" + std::to_string(row) + "c" + std::to_string(column));  // one cell is empty
        close();
      }
      close();
    }
    close();
  }

  void code_and_notes() {
    next_line(30);
    open(Element::code_block, CodeData{"cpp"});
    words("int main() {}");
    close();
    next_line(25);
    open(Element::paragraph);
    words("A claim");
    // The note's number is known before its node: it is the first child of `notes`, which follows the paragraph.
    const auto reference = static_cast<NodeId>(b_.peek().nodes.size());
    b_.leaf(Element::note_reference, {}, NoteReferenceData{reference + 2, 1, 1});
    const double left = x_;
    x_ = s_.pages.line(reference, x_, y_ - 4, "1", {.size = 8});
    s_.pages.link(reference, left, y_ - 12, x_ - left, 10);
    close();
    next_line(25);
    open(Element::notes);
    const NodeId note = open(Element::note, NoteData{"a", 1});
    s_.pages.anchor(note, y_ - 10);
    s_.pages.line(note, x_, y_, "1", {.size = 8, .role = Role::label});
    x_ += 10;
    open(Element::paragraph);
    words("The note’s text.", {.size = 9});
    close();
    close();
    close();
  }

  Sample& s_;
  DocumentBuilder b_;
  double x_ = kLeft, y_ = 0;
};

}  // namespace

std::unique_ptr<Sample> make_sample() {
  auto sample = std::make_unique<Sample>();
  SampleMaker(*sample).run();
  return sample;
}

}  // namespace pamphlet::test
