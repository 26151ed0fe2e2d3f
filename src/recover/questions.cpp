// "Q: …" and "A: …" → a heading and its answer, when they come in pairs.
#include "recover/article.h"
#include "recover/characters.h"

namespace pamphlet::recover {

void find_questions(Article& article) {
  const auto kind = [&](std::size_t i) -> char {
    return article.is_open(i) && article.unit(i).marker.kind == MarkerKind::none
               ? question_or_answer(article.first_line(i))
               : '\0';
  };
  std::vector<std::size_t> questions;
  for (std::size_t i = 0; i + 1 < article.size(); ++i) {
    if (kind(i) == 'q' && kind(i + 1) == 'a') questions.push_back(i);
  }
  if (questions.size() < 2) return;
  for (const std::size_t i : questions) {
    Part& part = article.parts[i];
    part.role = Role::heading;
    part.style = HeadingStyle::question;
    part.sureness = Sureness::sure;
    article.parts[i + 1].role = Role::paragraph;
  }
}

}  // namespace pamphlet::recover
