// Put at the top of every file that tests/mutation/run.py changes: which of the mutations this run has.
#pragma once
#include <cstdlib>

inline bool pamphlet_mutant(int number) {
  static const char* const chosen = std::getenv("PAMPHLET_MUTANT");
  static const int wanted = chosen == nullptr ? 0 : std::atoi(chosen);
  return number == wanted;
}
