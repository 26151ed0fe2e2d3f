#include "base/hash.h"

#include <doctest/doctest.h>

using namespace pamphlet;

namespace {
std::string hex_of(std::string_view text) {
  const auto hash = sha256(text);
  return to_hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}
}  // namespace

TEST_CASE("SHA-256 gives NIST's example values") {
  CHECK(hex_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex_of(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 pads right at every length around a block") {
  // 55 bytes leave exactly room for the length; 56 do not; 64 is a whole block.
  CHECK(hex_of(std::string(55, 'a')) == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  CHECK(hex_of(std::string(56, 'a')) == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
  CHECK(hex_of(std::string(64, 'a')) == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST_CASE("a UUID of a text is version 8 and never changes") {
  // The first 16 bytes of SHA-256("abc") with version and variant set: …cfea4141… → 8fea, 40de… stays in its variant
  // bits.
  CHECK(uuid_from("abc") == "ba7816bf-8f01-8fea-8141-40de5dae2223");
  CHECK(uuid_from("abd") != uuid_from("abc"));
}
