#include <doctest/doctest.h>

#include "helpers.h"
#include "style/codes.h"

using namespace pamphlet;
using namespace pamphlet::style_test;

TEST_CASE("tokens name tokens, stand in lists and texts, and later files redefine them for earlier rules") {
  const Load load("[tokens]\naccent = \"#112233\"\n",
                  "extends = \"\"\n[tokens]\naccent = \"#000\"\nstrong = \"$accent\"\ngap = \"1em\"\nsides = \"$gap 2em\"\n"
                  "[heading]\ncolor = \"$strong\"\nmargin = \"$sides\"\npadding = \"0 $gap\"\n[ornament]\ncontent = \"$$gap\"\n");
  CHECK(load.findings().empty());
  CHECK(load.style.tokens.at("strong") == "#112233");
  CHECK(load.style.tokens.at("sides") == "1em 2em");
  CHECK(dump(load.style).find("[heading]\n  color: #112233\n  margin-top: 1em\n  margin-right: 2em\n  margin-bottom: 1em\n"
                              "  margin-left: 2em\n  padding-top: 0\n  padding-right: 1em\n") != std::string::npos);
  CHECK(dump(load.style).find("[ornament]\n  content: \"$gap\"\n") != std::string::npos);
}

TEST_CASE("a missing token is named, with the place of its use") {
  const Load load("[tokens]\naccent = \"#112233\"\n[heading]\ncolor = \"$acent\"\nmargin = \"1em $nowhere\"\n");
  CHECK(load.findings() == std::vector<std::string>{
                               "S204 style.toml:4:9 there is no token \"acent\" | did you mean \"accent\"?",
                               "S204 style.toml:5:10 there is no token \"nowhere\" | define it under [tokens]"});
}

TEST_CASE("tokens in a circle are one error and leave the rest alone") {
  const Load load("[tokens]\na = \"$b\"\nb = \"$c\"\nc = \"$a\"\nfine = \"#fff\"\n[heading]\ncolor = \"$a\"\n[kicker]\ncolor = \"$fine\"\n");
  CHECK(load.only() == "S205 style.toml:4:5 the token \"a\" names itself in a circle | give one of the tokens a value of its own");
  REQUIRE(load.style.rules.size() == 1);
  CHECK(load.style.rules[0].selector.element == Element::kicker);
}

TEST_CASE("tokens that double each other end, and so does a long chain") {
  std::string doubling = "[tokens]\nt0 = \"x\"\n", chain = "[tokens]\nt0 = \"#fff\"\n";
  for (int i = 1; i < 60; ++i) {
    const std::string n = std::to_string(i), before = std::to_string(i - 1);
    doubling += "t" + n + " = \"$t" + before + " $t" + before + "\"\n";
    chain += "t" + n + " = \"$t" + before + "\"\n";
  }
  const Load doubled(doubling);
  CHECK(doubled.diagnostics.has(code::style_bad_value));
  CHECK(doubled.diagnostics.items().size() == 1);
  const Load chained(chain + "[heading]\ncolor = \"$t59\"\n");
  CHECK_FALSE(chained.diagnostics.has(code::style_token_missing));
}

TEST_CASE("a wrong token of the later file is blamed where it is defined, once for all its uses") {
  const Load load("[tokens]\naccent = \"blu\"\n",
                  "extends = \"\"\n[tokens]\naccent = \"#000\"\n[heading]\ncolor = \"$accent\"\n[kicker]\ncolor = \"$accent\"\n");
  CHECK(load.only() ==
        "S203 style.toml:2:10 color: \"blu\" is not a colour | write \"#rrggbb\", \"#rgb\", \"black\", \"white\" or \"transparent\"");
}
