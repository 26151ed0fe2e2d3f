// Turns a string into a PDF and an EPUB, both in memory, and then writes them into the current folder.
#include <pamphlet/pamphlet.h>

#include <fstream>
#include <iostream>
#include <string>

namespace {

const char kArticle[] = R"(---
title: Fever at Night
author: Marta Lindqvist
lang: en
date: 2026-03-01
---

A child with fever needs water, rest and company.

## When to call

✔ The fever lasts for three days.
✔ Your child is younger than three months.

![A thermometer at 38.5 °C](thermometer.svg)

> [!WARNING]
> Call at once when your child is hard to wake.
)";

const char kThermometer[] = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 120">
  <rect x="14" y="6" width="12" height="84" rx="6" fill="#e6e6e6"/>
  <rect x="17" y="40" width="6" height="56" fill="#b3261e"/>
  <circle cx="20" cy="102" r="14" fill="#b3261e"/>
</svg>)";

bool write(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  return static_cast<bool>(file.flush());
}

}  // namespace

int main() {
  pamphlet::api::Settings settings;
  settings.style = "doula";
  settings.files["thermometer.svg"] = kThermometer;
  const pamphlet::api::Publication made = pamphlet::api::publish(kArticle, settings, "fever.md");
  for (const pamphlet::api::Finding& finding : made.findings) {
    std::cerr << finding.file << ":" << finding.line << ":" << finding.column << ": " << finding.code << ": " << finding.message << "\n";
  }
  if (!made.pdf || !made.epub) return 1;
  std::cout << made.pages << " page(s), " << made.pdf->size() << " and " << made.epub->size() << " bytes\n";
  return write("fever.pdf", *made.pdf) && write("fever.epub", *made.epub) ? 0 : 1;
}
