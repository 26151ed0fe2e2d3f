// Draws every page of PDF files with poppler, mupdf, Ghostscript and pdf.js, and compares the pictures.
//
// usage: node renderings.mjs [--limit N] FILE.pdf...
// Prints 'PASS file detail' or 'FAIL file detail': the largest mean difference of two pictures of a page, in steps of 255, after a light
// blur (letters are smoothed by each in its own way), and where it is. The limit is 2. Exit status: 0 all passed.
//
// VALIDATORS_DIR: the folder that install-validators.sh filled (default: validators/ beside this script).

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(path.resolve(process.env.VALIDATORS_DIR || path.join(here, "validators")), "node_modules");
const library = path.join(modules, "pdfjs-dist");
const { createCanvas } = createRequire(path.join(modules, "any.js"))("@napi-rs/canvas");
const { getDocument } = await import(pathToFileURL(path.join(library, "legacy/build/pdf.mjs")));
// Each rounds the places of letters to its pixels, Ghostscript to whole ones: drawn finer, and brought to 72 pixels an inch.
const FINE = 4;
const DPI = 72 * FINE;

/** A binary PPM: three bytes a pixel. */
function readPpm(bytes) {
  const fields = [];
  let at = 0;
  while (fields.length < 4) {
    while (/\s/.test(String.fromCharCode(bytes[at]))) at++;
    if (bytes[at] === 0x23) {
      while (bytes[at] !== 0x0a) at++;
      continue;
    }
    let word = "";
    while (!/\s/.test(String.fromCharCode(bytes[at]))) word += String.fromCharCode(bytes[at++]);
    fields.push(word);
  }
  return { width: Number(fields[1]), height: Number(fields[2]), data: bytes.subarray(at + 1) };
}

function byCommand(folder, name, command, args) {
  execFileSync(command, args, { stdio: "ignore" });
  const files = fs.readdirSync(folder).filter((file) => file.startsWith(name) && file.endsWith(".ppm")).sort();
  return files.map((file) => reduced(readPpm(fs.readFileSync(path.join(folder, file)))));
}

async function byPdfJs(file) {
  const document = await getDocument({ data: new Uint8Array(fs.readFileSync(file)), standardFontDataUrl: path.join(library, "standard_fonts/"), cMapUrl: path.join(library, "cmaps/"), verbosity: 0 }).promise;
  const pictures = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: DPI / 72 });
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvasContext: canvas.getContext("2d"), viewport, annotationMode: 0 }).promise;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const rgb = new Uint8Array(canvas.width * canvas.height * 3);
    for (let i = 0, o = 0; i < data.length; i += 4) {
      rgb[o++] = data[i];
      rgb[o++] = data[i + 1];
      rgb[o++] = data[i + 2];
    }
    pictures.push(reduced({ width: canvas.width, height: canvas.height, data: rgb }));
  }
  await document.destroy();
  return pictures;
}

/** Each pixel the mean of those that it is made of. */
function reduced({ width, height, data }) {
  const out = { width: Math.floor(width / FINE), height: Math.floor(height / FINE) };
  out.data = new Float32Array(out.width * out.height * 3);
  for (let y = 0; y < out.height * FINE; y++) {
    for (let x = 0; x < out.width * FINE; x++) {
      const from = (y * width + x) * 3, to = (Math.floor(y / FINE) * out.width + Math.floor(x / FINE)) * 3;
      for (let c = 0; c < 3; c++) out.data[to + c] += data[from + c] / (FINE * FINE);
    }
  }
  return out;
}

/** The part that both pictures have, each pixel the mean of the 5 × 5 around it: rows first, then columns. */
function blurred(picture, width, height) {
  const rows = new Float32Array(width * height * 3), out = new Float32Array(width * height * 3);
  const mean = (from, start, step, at, count) => {
    let sum = 0, n = 0;
    for (let place = Math.max(at - 2, 0); place <= Math.min(at + 2, count - 1); place++, n++) sum += from[start + place * step];
    return sum / n;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) rows[(y * width + x) * 3 + c] = mean(picture.data, y * picture.width * 3 + c, 3, x, width);
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) out[(y * width + x) * 3 + c] = mean(rows, x * 3 + c, width * 3, y, height);
    }
  }
  return out;
}

function difference(a, b) {
  const width = Math.min(a.width, b.width), height = Math.min(a.height, b.height);
  if (Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return 255;
  const first = blurred(a, width, height), second = blurred(b, width, height);
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += Math.abs(first[i] - second[i]);
  return sum / first.length;
}

const args = process.argv.slice(2);
const limit = args[0] === "--limit" ? Number(args.splice(0, 2)[1]) : 2;
let failed = false;
for (const file of args) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "renderings-"));
  const into = (name) => path.join(folder, name);
  const pictures = {
    poppler: byCommand(folder, "poppler", "pdftoppm", ["-r", `${DPI}`, file, into("poppler")]),
    mupdf: byCommand(folder, "mupdf", "mutool", ["draw", "-q", "-r", `${DPI}`, "-o", into("mupdf-%04d.ppm"), file]),
    Ghostscript: byCommand(folder, "gs", "gs", ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=ppmraw", `-r${DPI}`, `-sOutputFile=${into("gs-%04d.ppm")}`, file]),
    "pdf.js": await byPdfJs(file),
  };
  fs.rmSync(folder, { recursive: true });
  const names = Object.keys(pictures), pages = pictures.poppler.length;
  let worst = { value: -1, where: "" };
  if (names.some((name) => pictures[name].length !== pages) || pages === 0) worst = { value: 255, where: "the number of pages" };
  for (let page = 0; worst.value < 255 && page < pages; page++) {
    for (const name of names.slice(1)) {
      const value = difference(pictures.poppler[page], pictures[name][page]);
      if (value > worst.value) worst = { value, where: `page ${page + 1}, poppler and ${name}` };
    }
  }
  const bad = worst.value > limit;
  failed ||= bad;
  console.log(`${bad ? "FAIL" : "PASS"} ${file} ${worst.value.toFixed(2)} of 255: ${worst.where}`);
}
process.exit(failed ? 1 : 0);
