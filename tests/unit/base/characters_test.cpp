#include <doctest/doctest.h>

#include "base/characters.h"

using namespace pamphlet;

TEST_CASE("a colon ends what announces the rest") {
  for (const char* text : {"The signs are:", ":", "症状：", "علامات الخطر:", "ምልክቶች፦", "The signs are: ", "**The signs are:**", "_Signs:_",
                           "“The signs are:”", "« Signes : »", "„Die Zeichen:“", "(in short:)", "Signs:\u00A0", "שלטים:\u200F", "﹕"}) {
    CAPTURE(text);
    CHECK(ends_with_colon(text));
  }
  for (const char* text : {"", " ", "**", "The signs are", "At 8:30", "Signs: fever", "Signs;", "Յուշեր։", "אבג׃", "a:b", ":)x", "Signs:."}) {
    CAPTURE(text);
    CHECK_FALSE(ends_with_colon(text));
  }
}
