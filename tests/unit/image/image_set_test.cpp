// Which file a name means, and what is said when there is none.
#include <doctest/doctest.h>

#include "image/codes.h"
#include "image/image.h"
#include "sample_files.h"

using namespace pamphlet;

namespace {

struct Fixture {
  MemoryFiles files;
  Source article{"work/content/a.md", "one\ntwo ![x](y)\n"};
  Diagnostics diagnostics;
  ImageSet images;

  Fixture() {
    const std::string picture = samples::png(samples::four_colors());
    for (const char* name :
         {"work/content/a.png", "work/content/sub/b c.png", "work/assets/x.png", "work/content/a?b.png",
          "work/content/a:b.png", "work/content/\xc3\xa9.png", "outside/secret.png"}) {
      files.files[name] = picture;
    }
    files.files["work/content/other.gif"] = samples::gif(2, 2, std::string("\0\1\1\0", 4), "abcdef");
    files.files["work/content/broken.png"] = picture.substr(0, 40);
    files.files["work/content/x.tif"] = std::string("II*\0", 4);
    files.files["work/content/s.svg"] = "<svg width='9' height='9'><script/><path d='M0 0h9v9'/></svg>";
  }
  ImageId load(const std::string& source) {
    return images.load(files, "work", "work/content", source, article, Span{8, 15}, diagnostics);
  }
  /// Expects no picture and one diagnostic of this code at the article's place, which names the picture.
  void check_refused(const std::string& source, Code code, std::string_view part) {
    CAPTURE(source);
    const std::size_t before = diagnostics.items().size();
    CHECK(load(source) == kNoImage);
    REQUIRE(diagnostics.items().size() == before + 1);
    const Diagnostic& last = diagnostics.items().back();
    CHECK(info(last.code).id == info(code).id);
    CHECK(last.source == &article);
    CHECK(last.span == Span{8, 15});
    CHECK_FALSE(last.help.empty());
    INFO(last.message);
    CHECK(last.message.find(part) != std::string::npos);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "names mean files below the article's folder") {
  for (const char* name :
       {"a.png", "./a.png", "sub/../a.png", "%61.png", "sub/b%20c.png", "sub/b c.png", "sub\\b c.png",
        "../assets/x.png", "/assets/x.png", "a.png?x=1#y", "a?b.png", "a:b.png", "%C3%A9.png"}) {
    CAPTURE(name);
    CHECK(load(name) != kNoImage);
  }
  CHECK(diagnostics.items().empty());
}

TEST_CASE_FIXTURE(Fixture, "one content is one picture, whatever its names") {
  const ImageId a = load("a.png");
  CHECK(load("sub/b c.png") == a);
  CHECK(load("a.png") == a);
  CHECK(load("other.gif") != a);
  CHECK(images.size() == 2);
  CHECK(images.find("sub/b c.png") == a);
  CHECK(images.find("never.png") == kNoImage);
  CHECK(images[a].width == 2);
}

TEST_CASE_FIXTURE(Fixture, "a missing picture is said at each place that names it") {
  check_refused("gone.png", code::image_missing, "\"gone.png\" does not exist");
  check_refused("gone.png", code::image_missing, "\"gone.png\" does not exist");
  check_refused("", code::image_missing, "no file name");
  check_refused("/etc/passwd", code::image_missing, "/etc/passwd");
  check_refused("a.png%00.txt", code::image_missing, "control character");
  check_refused("a%0A.png", code::image_missing, "control character");
  check_refused("A.PNG", code::image_missing, "does not exist");
}

TEST_CASE_FIXTURE(Fixture, "nothing outside the root is read") {
  for (const char* name :
       {"../../outside/secret.png", "%2e%2e/%2e%2e/outside/secret.png", "..\\..\\outside\\secret.png",
        "./x/../../../outside/secret.png", "gone/../../../outside/gone.png", "/../outside/secret.png"}) {
    check_refused(name, code::image_outside, "outside the article's folder");
  }
  check_refused("C:\\Windows\\win.ini", code::image_outside, "outside");
  check_refused("~/.ssh/id_rsa", code::image_outside, "outside");
  check_refused("file:///etc/passwd", code::image_outside, "outside");
  check_refused("FILE:/etc/passwd", code::image_outside, "outside");
  // Decoded once: "%2e%2e" is the name of a folder that does not exist.
  check_refused("%252e%252e/%252e%252e/outside/secret.png", code::image_missing, "does not exist");
}

TEST_CASE_FIXTURE(Fixture, "nothing on the network is fetched") {
  for (const char* name : {"http://example.org/x.png", "HTTPS://example.org/x.png", "//example.org/x.png",
                           "ftp://h/x.png", "\\\\host\\share\\x.png", "gopher://h/x", "javascript:alert(1)"}) {
    check_refused(name, code::image_remote, "on the network");
  }
  check_refused("data:image/png;base64,A*", code::image_corrupt, "data:image/png");
}

TEST_CASE_FIXTURE(Fixture, "what cannot be decoded is said with its reason") {
  check_refused("broken.png", code::image_corrupt, "ends early");
  check_refused("x.tif", code::image_corrupt, "TIFF");
  check_refused("sub", code::image_unsupported, "folder");
}

TEST_CASE_FIXTURE(Fixture, "a picture that the article holds is found before any file") {
  images.embed("a.png", "no picture");
  check_refused("a.png", code::image_unsupported, "no kind");
  images.embed("picture-1.png", samples::png(samples::four_colors()));
  CHECK(load("picture-1.png") != kNoImage);
}

TEST_CASE_FIXTURE(Fixture, "what was left out of an SVG is a warning, and the picture is shown") {
  CHECK(load("s.svg") != kNoImage);
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].message == "the image \"s.svg\": a script was left out");
}

TEST_CASE_FIXTURE(Fixture, "names in messages are short and drive no terminal") {
  const std::string name = "x\x1b[31m" + std::string(5000, 'n');
  CHECK(load(name) == kNoImage);
  const std::string& message = diagnostics.items()[0].message;
  CHECK(message.size() < 300);
  CHECK(message.find('\x1b') == std::string::npos);
}
