#include <doctest/doctest.h>

#include <string>

#include "markdown/dialect_blocks.h"
#include "markdown/inlines.h"

using namespace pamphlet;
using namespace pamphlet::markdown;

TEST_CASE("marks for pages and contents") {
  for (const char* line : {"\\newpage", "\\pagebreak", "<!-- pagebreak -->", "<!--nextpage-->", "{pagebreak}", "{.page-break}", "\\pagebreak[4]", "<mbp:pagebreak/>"}) {
    CAPTURE(line);
    CHECK(is_page_break_word(line));
  }
  for (const char* line : {"newpage", "\\new", "<!-- a comment -->", "***"}) {
    CAPTURE(line);
    CHECK_FALSE(is_page_break_word(line));
  }
  for (const char* line : {"[TOC]", "[[_TOC_]]", "{{TOC}}", "{:toc}", "<!-- toc -->", "\\tableofcontents", "@[toc]", "${toc}", "::toc::", "[TOC levels=2]"}) {
    CAPTURE(line);
    CHECK(is_contents_word(line));
  }
  CHECK_FALSE(is_contents_word("TOC"));
  CHECK_FALSE(is_contents_word("[to]"));
}

TEST_CASE("lines of an address are lines, wrapped prose is not") {
  CHECK(keeps_lines({"Willow Clinic", "12 Oak Street"}));
  CHECK(keeps_lines({"Monday 9 to 5", "Friday closed"}));
  CHECK_FALSE(keeps_lines({"Willow Clinic"}));
  CHECK_FALSE(keeps_lines({"Prose that", "goes on"}));
  CHECK_FALSE(keeps_lines({"Hello there,", "Ana"}));
  CHECK_FALSE(keeps_lines({"A sentence.", "Another"}));
  const std::string wide(45, 'A');
  CHECK_FALSE(keeps_lines({wide, "B"}));
}

TEST_CASE("emoji by name") {
  std::size_t length = 0;
  CHECK(emoji_by_name(":warning: x", length) == "\u26A0\uFE0F");
  CHECK(length == 9);
  CHECK(emoji_by_name(":+1:", length) == "\U0001F44D");
  CHECK(emoji_by_name(":nosuch:", length).empty());
  CHECK(length == 0);
  CHECK(emoji_by_name(":30:15", length).empty());
}
