// Measures, from pictures of the screen, how much the text and the marks of an EPUB stand out in three reading engines by day,
// on sepia and at night: epub.js, foliate-js, and a browser with Readium's style sheets (Thorium and the readers made of it).
//
// usage: node epub-contrast.mjs [--screens N] FILE.epub...
// Each theme is set as programs set it: a colour of ground and text for the page, and the browser's colour scheme. Of every line of
// text on a screen the ground is the commonest colour, and the text's the one that differs most from it (WCAG 2.1 §1.4.3: 4.5;
// §1.4.11 for marks: 3). Prints 'PASS file detail' or 'FAIL file detail' with what stands out least. Exit status: 0 all passed.
//
// VALIDATORS_DIR: the folder that install-validators.sh filled (default: validators/ beside this script).
// PUPPETEER_EXECUTABLE_PATH: the browser (default: chromium on the PATH).

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ENGINES, launch, load, modules, serve } from "./epub-engines.mjs";

const { loadImage, createCanvas } = load("@napi-rs/canvas");
const TEXT = 4.5, MARK = 3, SCALE = 2;
// Of epub.js's examples, of foliate's reader and of Readium's presets.
const THEMES = {
  light: { scheme: "light" },
  sepia: { scheme: "light", ground: "#f4ecd8", text: "#3b2f1e" },
  dark: { scheme: "dark", ground: "#121212", text: "#e6e6e6" },
};

/** The contents of a zip file, by name. */
function unpacked(file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "contrast-"));
  execFileSync("unzip", ["-q", "-o", file, "-d", folder]);
  return folder;
}

/** In the page: the places of lines of text and of pictures, in the frame's own pixels. */
function places() {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) found.push({ kind: "text", words: node.data.trim().slice(0, 30), x: box.x, y: box.y, width: box.width, height: box.height });
  }
  for (const mark of document.querySelectorAll("img.mark")) {
    const box = mark.getBoundingClientRect();
    found.push({ kind: "mark", words: mark.getAttribute("src"), x: box.x, y: box.y, width: box.width, height: box.height });
  }
  return found;
}

const share = (value) => (value <= 0.04045 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const luminance = (r, g, b) => 0.2126 * share(r) + 0.7152 * share(g) + 0.0722 * share(b);

/** The contrast of what stands in a box of the picture with its ground. */
function contrastIn(context, box) {
  const { data } = context.getImageData(Math.round(box.x * SCALE), Math.round(box.y * SCALE), Math.max(1, Math.round(box.width * SCALE)), Math.max(1, Math.round(box.height * SCALE)));
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    counts.set(colour, (counts.get(colour) || 0) + 1);
  }
  const of = (colour) => luminance(colour >> 16, (colour >> 8) & 255, colour & 255);
  const ground = of([...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]);
  let best = 1;
  for (const colour of counts.keys()) {
    const other = of(colour);
    best = Math.max(best, (Math.max(ground, other) + 0.05) / (Math.min(ground, other) + 0.05));
  }
  return best;
}

/** Looks at one screen; gives back what stands out less than it should, and how many places it saw. */
async function lookAt(page, least) {
  const image = await loadImage(await page.screenshot());
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { width, height } = page.viewportSize();
  for (const frame of page.frames()) {
    let at = { x: 0, y: 0 };
    if (frame !== page.mainFrame()) at = await frame.frameElement().then((element) => element.boundingBox()).catch(() => null);
    if (!at) continue;
    for (const place of await frame.evaluate(places).catch(() => [])) {
      const box = { x: place.x + at.x, y: place.y + at.y, width: place.width, height: place.height };
      if (box.width < 3 || box.height < 5 || box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) continue;
      const value = contrastIn(context, box), limit = place.kind === "text" ? TEXT : MARK;
      least.seen++;
      if (value / limit < least.value / least.limit) Object.assign(least, { value, limit, words: place.words, kind: place.kind });
    }
  }
}

async function inReader(browser, origin, theme, screens, least) {
  const page = await browser.newPage({ viewport: { width: 480, height: 800 }, colorScheme: theme.scheme, deviceScaleFactor: SCALE });
  await page.goto(origin);
  await page.waitForFunction(() => window.ready || window.failure, null, { timeout: 30000 });
  for (let n = 0; n < screens; n++) {
    await page.waitForTimeout(300);
    await lookAt(page, least);
    await page.evaluate(() => window.next()).catch(() => {});
  }
  await page.close();
}

async function inReadium(browser, origin, theme, state, least) {
  const page = await browser.newPage({ viewport: { width: 480, height: 800 }, colorScheme: theme.scheme, deviceScaleFactor: SCALE });
  const css = path.join(modules, "@readium/css/css/dist");
  for (const name of fs.readdirSync(path.join(state.folder, "EPUB/text")).sort()) {
    await page.goto(`${origin}/book/EPUB/text/${name}`);
    const settings = `--USER__view: readium-scroll-on;${theme.ground ? ` --USER__backgroundColor: ${theme.ground}; --USER__textColor: ${theme.text};` : ""}`;
    await page.evaluate((style) => document.documentElement.setAttribute("style", style), settings);
    for (const sheet of ["ReadiumCSS-before.css", "ReadiumCSS-after.css"]) await page.addStyleTag({ path: path.join(css, sheet) });
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: 480, height: Math.min(Math.max(whole, 400), 7000) });
    await lookAt(page, least);
    await page.setViewportSize({ width: 480, height: 800 });
  }
  await page.close();
}

const args = process.argv.slice(2);
const screens = args[0] === "--screens" ? Number(args.splice(0, 2)[1]) : 8;
const browser = await launch();
const state = {};
const { server, origin } = await serve(state);
let failed = false;
for (const file of args) {
  state.file = file;
  state.folder = unpacked(file);
  const lines = [];
  for (const [name, theme] of Object.entries(THEMES)) {
    for (const engine of [...Object.keys(ENGINES), "Readium"]) {
      const least = { value: 21, limit: 1, seen: 0, words: "", kind: "" };
      if (engine !== "Readium") state.page = ENGINES[engine](theme);
      await (engine === "Readium" ? inReadium(browser, origin, theme, state, least) : inReader(browser, origin, theme, screens, least));
      const bad = least.seen === 0 || least.value < least.limit;
      failed ||= bad;
      lines.push(`  ${bad ? "FAIL" : "pass"} ${engine}, ${name}: ${least.value.toFixed(2)} of ${least.limit} for the ${least.kind} "${least.words}", ${least.seen} places`);
    }
  }
  fs.rmSync(state.folder, { recursive: true });
  console.log(`${lines.some((line) => line.startsWith("  FAIL")) ? "FAIL" : "PASS"} ${file}\n${lines.join("\n")}`);
}
await browser.close();
server.close();
process.exit(failed ? 1 : 0);
