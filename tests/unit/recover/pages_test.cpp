// Text as it really arrives: whole web pages, copies out of browsers, mails, PDFs, Word. Each case is a small text of
// its own with the outline that a reader would draw.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <string>

#include "recover/recover.h"
#include "words.h"

using namespace pamphlet;

namespace {

struct Page {
  std::shared_ptr<const Source> source;
  Diagnostics diagnostics;
  Document document;

  explicit Page(std::string_view text) {
    source = decode_source("a.txt", text, diagnostics);
    document = recover_text(*source, diagnostics);
  }

  // A line for each block: "2 heading", "- item", "1. item", "[] item", "| row", "> quotation", else the words.
  std::string outline() const {
    std::string out;
    for (NodeId id = 1; id < document.nodes.size(); ++id) {
      const Node& node = document[id];
      if (node.element == Element::heading) {
        out += std::to_string(document.data<HeadingData>(id).level) + " " + document.plain_text(id) + "\n";
      } else if (node.element == Element::table_row) {
        out += "|";
        for (const NodeId cell : children(document, id))
          out += document.plain_text(cell) + "|";
        out += "\n";
      } else if (node.element == Element::paragraph) {
        const Node& parent = document[node.parent];
        std::string mark;
        if (parent.element == Element::quotation) mark = "> ";
        if (parent.element == Element::item) {
          const auto& list = document.data<ListData>(parent.parent);
          const auto& item = document.data<ItemData>(node.parent);
          for (NodeId up = document[parent.parent].parent; document[up].element == Element::item;
               up = document[document[up].parent].parent)
            mark += "  ";
          mark += list.kind == ListKind::ordered ? std::to_string(item.number) + ". " : item.checked ? "[] " : "- ";
        }
        out += mark + document.plain_text(id) + "\n";
      }
    }
    return out;
  }
};

constexpr std::string_view kWholePage =
    "Skip to content\nWillow Doulas\nHome\nAbout\nBirth support\nFor partners\nPrices\nBlog\nSearch\n"
    "What to pack for the birth centre\nby Ines Roth\nPublished on May 4, 2024\nShare\nTweet\nPin it\n\n"
    "Pack the bag two weeks before the day, and put it where your partner finds it at night.\n\n"
    "For the night\nA long shirt and warm socks matter more than anything that you can buy in a shop for it.\n\n"
    "For the way home\nThe seat must be in the car before, since nobody lets you leave the house without one.\n\n"
    "Share this:\nFacebook\nPinterest\n\nYou may also like\nFive myths about the waters\nWhen labour begins\n\n"
    "3 Comments\nLea says:\nMay 6, 2024\nThank you, we had forgotten the seat and would have stood there at "
    "midnight.\nReply\n"
    "Tom says:\nMay 9, 2024\nWarm socks, yes.\nReply\nAna says:\nMay 11, 2024\nAnd bread!\nReply\n\n"
    "© 2024 Willow Doulas. All rights reserved.\nPrivacy policy\n";

constexpr std::string_view kChromium =
    "Sleep in the first weeks\nNewborns sleep most of the day, and they do so in short stretches of two or three hours "
    "each.\n\n"
    "What helps\nKeep the days bright and the nights dark, so that the difference is there from the beginning.\n\n"
    "Many families find that these things help them through the first nights:\n\n"
    "A lamp that is not bright\nA chair beside the bed\nWater and something to eat\nWhat does not help\n"
    "Waking a baby that sleeps well brings nothing, unless your midwife has asked you to do it for the weight.\n\n"
    "Plans made in the hospital seldom last beyond the third day, and that is no sign of anything bad.\n\n";

constexpr std::string_view kFirefox =
    "Sleep in the first weeks\n\nNewborns sleep most of the day, and they do so in short stretches of two or three "
    "hours each.\n"
    "What helps\n\nKeep the days bright and the nights dark, so that the difference is there from the beginning.\n\n"
    "    A lamp that is not bright\n        one that is red\n    A chair beside the bed\n\nWhat does not help\n\n"
    "Waking a baby that sleeps well brings nothing, unless your midwife has asked you to do it for the weight.\n";

constexpr std::string_view kMail =
    "Von: Praxis am Markt <post@praxis.example>\nGesendet: 4. Mai 2024 09:12\nAn: Lea Kern\nBetreff: AW: Stillen nach "
    "der Operation\n\n"
    "Stillen nach der Operation\n\nDie meisten Mittel, die Sie bei uns bekommen, gehen nur in sehr kleiner Menge "
    "in\ndie Milch über. "
    "Sie müssen deshalb nicht\nabstillen.\n\n--\nPraxis am Markt\nAbmelden\n";

constexpr std::string_view kSheets =
    "Northside Hospital – Advice\n\nLooking after your plaster in the\nfirst two weeks\n"
    "Keep the plaster dry and do not push anything below its edge, even when the skin itches\n"
    "a lot. Lift the arm on a pillow at night and move the fingers often, so that the\n"
    "swelling goes down within the first days. Come back at once when the fingers turn blue\n"
    "or when you cannot feel them any more, whatever the\n\n"
    "Page 1 of 2\n\n\fNorthside Hospital – Advice\n\n"
    "hour is. The nurses at the desk know what to do and will not send you away at night or\n"
    "on a holiday, so please do not wait for the morning.\n•\n\nblue fingers\n\n•\n\npain that grows\n\nPage 2 of 2\n";

// Words that are in the text and neither in the document, nor in what it says about itself, nor in a line that a
// finding names.
std::string gone_silently(const Page& page) {
  std::map<std::string, int> kept;
  const auto count = [&](std::string_view text) {
    for (const std::string& word : test::words_of(text))
      ++kept[word];
  };
  for (const std::string& word : test::words_of(page.document))
    ++kept[word];
  const Meta& meta = page.document.meta;
  count(meta.publisher.value);
  for (const MetaText& author : meta.authors)
    count(author.value);
  std::vector<bool> named(page.source->text.size() + 1, false);
  for (const Diagnostic& found : page.diagnostics.items()) {
    const std::string_view id = info(found.code).id;
    if (id != "E164" && id != "E165" && id != "E166") continue;
    for (std::uint32_t at = found.span.begin; at < found.span.end; ++at)
      named[at] = true;
  }
  std::string missing;
  std::string rest;
  for (std::size_t at = 0; at < page.source->text.size(); ++at)
    rest += named[at] ? '\n' : page.source->text[at];
  for (const std::string& word : test::words_of(rest)) {
    if (kept[word]-- <= 0 && !is_ascii_digit(word[0])) missing += word + " ";
  }
  return missing;
}

}  // namespace

TEST_CASE("a whole web page: the title within it, the menu above and the foot below gone") {
  const Page page(kWholePage);
  CHECK(page.document.meta.title.value == "What to pack for the birth centre");
  REQUIRE(page.document.meta.authors.size() == 1);
  CHECK(page.document.meta.authors[0].value == "Ines Roth");
  CHECK(page.document.meta.date == Date{2024, 5, 4});
  CHECK(page.outline() ==
        "Pack the bag two weeks before the day, and put it where your partner finds it at night.\n2 For the night\n"
        "A long shirt and warm socks matter more than anything that you can buy in a shop for it.\n2 For the way home\n"
        "The seat must be in the car before, since nobody lets you leave the house without one.\n");
}

TEST_CASE("an article without furniture loses nothing to the search for it") {
  const Page page(
      "The bag\n\nPack the bag two weeks before the day, and put it where your partner finds it at "
      "night.\n\nComments\n\n"
      "Some people write comments into our book, and we read them out on Sundays.\n\nFor the night\n\nSocks\n\nA "
      "shirt\n");
  CHECK(page.outline().find("Comments\n") != std::string::npos);
  CHECK(page.outline().find("Socks\n") != std::string::npos);
}

TEST_CASE("a copy out of Chromium: headings stand on their text, items stand together") {
  const Page page(kChromium);
  CHECK(page.document.meta.title.value == "Sleep in the first weeks");
  CHECK(page.outline() ==
        "Newborns sleep most of the day, and they do so in short stretches of two or three hours each.\n2 What helps\n"
        "Keep the days bright and the nights dark, so that the difference is there from the beginning.\n"
        "Many families find that these things help them through the first nights:\n"
        "- A lamp that is not bright\n- A chair beside the bed\n- Water and something to eat\n2 What does not help\n"
        "Waking a baby that sleeps well brings nothing, unless your midwife has asked you to do it for the weight.\n"
        "Plans made in the hospital seldom last beyond the third day, and that is no sign of anything bad.\n");
}

TEST_CASE("a copy out of Firefox: headings end their block, items are indented") {
  const Page page(kFirefox);
  CHECK(page.outline() ==
        "Newborns sleep most of the day, and they do so in short stretches of two or three hours each.\n2 What helps\n"
        "Keep the days bright and the nights dark, so that the difference is there from the beginning.\n"
        "- A lamp that is not bright\n  - one that is red\n- A chair beside the bed\n2 What does not help\n"
        "Waking a baby that sleeps well brings nothing, unless your midwife has asked you to do it for the weight.\n");
}

TEST_CASE("a mail: subject, sender, date; the signature is left out") {
  const Page page(kMail);
  CHECK(page.document.meta.title.value == "Stillen nach der Operation");
  CHECK(page.document.meta.publisher.value == "Praxis am Markt");
  CHECK(page.document.meta.date == Date{2024, 5, 4});
  CHECK(page.outline() ==
        "Die meisten Mittel, die Sie bei uns bekommen, gehen nur in sehr kleiner Menge in die Milch über. Sie müssen "
        "deshalb nicht "
        "abstillen.\n");
  const Page no_mail(
      "From: the heart\n\nThese are the words that we say to each other on every evening of the year.\n");
  CHECK(no_mail.document.meta.publisher.empty());
  CHECK(gone_silently(no_mail) == "");
  const Page long_end("From: Riverside Clinic <news@clinic.example>\nTo: Lee\nSubject: After the operation\n\nThese are the rules for the first week at home.\n\n--\n\nOnce more: take two tablets in the morning and two in the evening, never more than eight a day, and call us when you have a fever.\n");
  CHECK(long_end.outline().find("never more than eight a day") != std::string::npos);
}

TEST_CASE("text from a PDF: heads and numbers of pages gone, lines joined across them, bullets with their text") {
  const Page page(kSheets);
  CHECK(page.document.meta.title.value == "Looking after your plaster in the first two weeks");
  CHECK(page.document.meta.publisher.value == "Northside Hospital");
  const std::string outline = page.outline();
  CHECK(outline.find("whatever the hour is.") != std::string::npos);
  CHECK(outline.ends_with("- blue fingers\n- pain that grows\n"));
  CHECK(outline.find("Page") == std::string::npos);
}

TEST_CASE("figures alone on a line are no page numbers without more") {
  const Page page(
      "Doses\n\nTake as many as the line of your age says, and never more.\n\nAges\n\n1\n\nDoses\n\n2\n\nAsk the nurse "
      "first.\n");
  CHECK(page.outline().find("1\n") != std::string::npos);
  CHECK(page.outline().find("2\n") != std::string::npos);
}

TEST_CASE("lines below a colon that are alike are items") {
  const Page together(
      "Milk\n\nThese signs show it:\n\nShe swallows.\nShe is content.\nThe breast is soft.\n\nAsk us when you are not "
      "sure.\n");
  CHECK(together.outline() ==
        "These signs show it:\n- She swallows.\n- She is content.\n- The breast is soft.\nAsk us when you are not "
        "sure.\n");
  const Page apart("Milk\n\nCall when there is:\n\nA fever\n\nA red spot\n\nMuch pain\n\nWe are here day and night.\n");
  CHECK(apart.outline() == "Call when there is:\n- A fever\n- A red spot\n- Much pain\nWe are here day and night.\n");
}

TEST_CASE("steps below a word that says so are numbered, decimals stay as they are, boxes are boxes") {
  const Page recipe(
      "Porridge\n\nZubereitung\nDie Milch langsam heiß machen.\nDie Flocken unter Rühren zugeben.\n\nGuten Appetit.\n");
  CHECK(recipe.outline().find("1. Die Milch langsam heiß machen.\n2. Die Flocken") != std::string::npos);
  const Page decimals("Bag\n\nPack it early and put it beside the door.\n\n2.1\tTwo shirts\n2.2\tA lamp\n\nAsk us.\n");
  CHECK(decimals.outline().find("- Two shirts\n- A lamp\n") != std::string::npos);
  std::string numbers;
  for (NodeId id = 0; id < decimals.document.nodes.size(); ++id) {
    if (decimals.document[id].element == Element::item) numbers += decimals.document.data<ItemData>(id).marker.str() + " ";
  }
  CHECK(numbers == "2.1 2.2 ");
  const Page boxes("Bag\n\nPack it early and put it beside the door.\n\n□ Two shirts\n□ A lamp\n");
  CHECK(boxes.outline().ends_with("[] Two shirts\n[] A lamp\n"));
}

TEST_CASE("captions and credits are no headings, and that is said") {
  const Page page("Bathing your baby\n\nFill the tub with warm water before you begin to wash.\n\nFigure 2: Hold the head with one hand\n\nWash the face first, with no soap at all on it.\n\n"
                  "Abb. 3 – Das Bad\n\nDry the folds of the skin well in a warm room.\n");
  CHECK(page.outline().find("2 Figure") == std::string::npos);
  CHECK(page.outline().find("2 Abb") == std::string::npos);
  std::size_t said = 0;
  for (const Diagnostic& item : page.diagnostics.items()) said += item.message.find("caption or credit") != std::string::npos ? 1 : 0;
  CHECK(said == 2);
}

TEST_CASE("a row whose first cell is empty stays in its table") {
  const Page page(
      "Doses\n\nWhat you take, and when you take it.\n\nDay\tDrug\tNote\n1\tIron\t\n\tZinc\tlate\n2\tIron\n\nAsk "
      "us.\n");
  CHECK(page.outline().find("|Day|Drug|Note|\n|1|Iron||\n||Zinc|late|\n|2|Iron||\n") != std::string::npos);
}

TEST_CASE("a row below a blank line stays in its table, a second table does not") {
  const Page page("Doses\n\nWhat you take, and when you take it.\n\nWeight\tDose\n5 kg\t2 mL\n10 kg\t4 mL\n\n15 kg\t6 mL\n\nAsk us.\n");
  CHECK(page.outline().find("|Weight|Dose|\n|5 kg|2 mL|\n|10 kg|4 mL|\n|15 kg|6 mL|\n") != std::string::npos);
  const Page two("Doses\n\nWhat you take, and when you take it.\n\nWeight\tDose\n5 kg\t2 mL\n\nAge\tDose\n1\t4 mL\n\nAsk us.\n");
  std::size_t tables = 0;
  for (NodeId id = 0; id < two.document.nodes.size(); ++id) tables += two.document[id].element == Element::table;
  CHECK(tables == 2);
}

TEST_CASE("credits and captions are no headings, long lines without a stop are") {
  const Page page(
      "Wraps\n\nLay the cloth flat and fold one corner before the baby comes.\n\nOne corner. (Foto: K. Lund)\n\n"
      "Take the left side over the chest and below the back, not too tight.\n\nK. Lund/Getty Images\n\n"
      "Ask somebody to hold the other side until you have done it a few times on your own\n\n"
      "It needs two hands, and at first you have only one of them free for it.\n");
  const std::string outline = page.outline();
  CHECK(outline.find("2 One") == std::string::npos);
  CHECK(outline.find("2 K.") == std::string::npos);
  CHECK(outline.find("2 Ask somebody") != std::string::npos);
}

TEST_CASE("a short line with a colon right above its text is a heading, and so is its like above a list") {
  const Page page(
      "Feeding\n\nSigns:\n- She swallows.\n- She is content.\n\nHow to hold her:\nSit upright with a pillow below your "
      "arm, and bring her to you.\n");
  CHECK(page.outline().find("2 Signs:\n") != std::string::npos);
  CHECK(page.outline().find("2 How to hold her:\n") != std::string::npos);
}

TEST_CASE("levels: the list of contents tells them, or numbers that begin anew") {
  const std::string body = "This is a paragraph of the article, and it ends with a full stop as they do.\n\n";
  const Page contents("Toys\n\n" + body + "- For babies\n- For children\n\n" + "For babies\n\n" + body + "Wood\n\n" +
                      body + "For children\n\n" + body);
  CHECK(contents.outline().find("2 For babies\n") != std::string::npos);
  CHECK(contents.outline().find("3 Wood\n") != std::string::npos);
  const Page counted("Toys\n\n" + body + "For babies\n\n" + body + "#1 A bow\n\n" + body + "#2 A tower\n\n" + body +
                     "For children\n\n" + body + "#1 Letters\n\n" + body);
  CHECK(counted.outline().find("2 For children\n") != std::string::npos);
  CHECK(counted.outline().find("3 #1 Letters\n") != std::string::npos);
}

TEST_CASE("languages by their words and letters") {
  const auto lang = [](std::string_view text) { return Page(text).document.meta.lang.value; };
  CHECK(lang("Hãy gọi cho chúng tôi nếu bé bị sốt hoặc nếu vết mổ bị đỏ và đau hơn mỗi ngày.\n") == "vi");
  CHECK(lang("Dziecko śpi w nocy i nie budzi się, ale to nie jest na zawsze. Po kilku dniach może się obudzić, jeśli "
             "jest głodne, "
             "i to jest dobrze dla mamy oraz dla dziecka.\n") == "pl");
  CHECK(lang("Bayi yang sehat dapat tidur dengan tenang, dan ibu bisa beristirahat jika bayi tidak menangis pada malam "
             "hari.\n") == "id");
  CHECK(lang("Zzz qqq xxx.\n").empty());
}

TEST_CASE("who wrote it as a list below the title; dates of review") {
  const Page listed(
      "Healing\n- Willow Doulas\n- Jun 14\n- 5 min read\nThe first weeks are for rest, and nothing else has to be done "
      "in them.\n");
  REQUIRE(listed.document.meta.authors.size() == 1);
  CHECK(listed.document.meta.authors[0].value == "Willow Doulas");
  const Page reviewed(
      "Iron\n\nTake it with juice.\n\nDo not take it with milk.\n\nTell us when it hurts.\n\nLast reviewed: 3 March "
      "2025\nNext review due: 4 May 2028\n");
  CHECK(reviewed.document.meta.date == Date{2025, 3, 3});
  CHECK(reviewed.document.meta.review_by == Date{2028, 5, 4});
}

TEST_CASE("every word is in the document, in its metadata, or in a line that a finding names") {
  for (const std::string_view text : {kWholePage, kChromium, kFirefox, kMail, kSheets}) {
    const Page page(text);
    CAPTURE(text);
    CHECK(gone_silently(page) == "");
  }
}
