#include <doctest/doctest.h>

#include "base/picture_name.h"

using pamphlet::is_picture_name;

TEST_CASE("the name of a picture file is no alternative text") {
  for (const char* name : {"b.png", "B.PNG", " IMG_2041.jpg ", "other.jpeg", "my cot.svg", "IMG_2041"}) {
    CHECK_MESSAGE(is_picture_name(name, name == std::string_view("IMG_2041") ? "in/IMG_2041.heic" : "in/My cot.svg"), name);
  }
  for (const char* words : {"", "baby", "A cot", "See fever.png", "2041", ".png"}) CHECK_MESSAGE(!is_picture_name(words, "in/baby.png"), words);
}
