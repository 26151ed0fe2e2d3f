// The text of PDF files as two of the readers that browsers are made of give it to whoever copies or searches.
//
// usage: node page-text.mjs FILE.pdf...
// Prints one line of JSON for each file: {"file": …, "pdf.js": [text of page 1, …], "PDFium": […], "tree": [text of each page's
// tag tree, …], "roles": [its structure types, …]}, the tree being what pdf.js makes of it.
//
// VALIDATORS_DIR: the folder that install-validators.sh filled (default: validators/ beside this script).

import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(path.resolve(process.env.VALIDATORS_DIR || path.join(here, "validators")), "node_modules");
const library = path.join(modules, "pdfjs-dist");
const { getDocument } = await import(pathToFileURL(path.join(library, "legacy/build/pdf.mjs")));
const { PDFiumLibrary } = createRequire(path.join(modules, "any.js"))("@hyzyla/pdfium");
const pdfium = await PDFiumLibrary.init();

/** What is below a node of the tag tree, in its order. */
function treeText(node, texts, roles) {
  if (node.type === "content") return texts.get(node.id) || "";
  roles.add(node.role);
  const inner = (node.children || []).map((child) => treeText(child, texts, roles)).join("");
  return /^(Span|Link|Em|Strong|Quote|Code|Reference|Note|FENote|Annot|Formula|Sub)$/.test(node.role || "") ? inner : "\n" + inner + "\n";
}

async function readByPdfJs(bytes) {
  const document = await getDocument({ data: new Uint8Array(bytes), standardFontDataUrl: path.join(library, "standard_fonts/"), cMapUrl: path.join(library, "cmaps/"), verbosity: 0 }).promise;
  const pages = [], tree = [], roles = new Set();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const texts = new Map(), open = [];
    let all = "";
    for (const item of items) {
      if (item.str === undefined) {
        if (item.type === "endMarkedContent") open.pop();
        else open.push(item.id);
        continue;
      }
      const text = item.str + (item.hasEOL ? "\n" : "");
      all += text;
      const id = open.findLast((entry) => entry);
      if (id) texts.set(id, (texts.get(id) || "") + text);
    }
    pages.push(all);
    const root = await page.getStructTree();
    if (root) tree.push(treeText(root, texts, roles));
    page.cleanup();
  }
  await document.destroy();
  return { pages, tree, roles: [...roles] };
}

async function readByPdfium(bytes) {
  const document = await pdfium.loadDocument(bytes);
  const pages = [];
  for (const page of document.pages()) pages.push(page.getText());
  document.destroy();
  return pages;
}

for (const file of process.argv.slice(2)) {
  const bytes = fs.readFileSync(file);
  const { pages, tree, roles } = await readByPdfJs(bytes);
  console.log(JSON.stringify({ file, "pdf.js": pages, PDFium: await readByPdfium(bytes), tree, roles }));
}
