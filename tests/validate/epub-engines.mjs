// Reading engines in headless Chromium: epub.js and foliate-js, served with a book from this machine. For epub-shot.mjs and
// epub-contrast.mjs.
//
// VALIDATORS_DIR: the folder that install-validators.sh filled (default: validators/ beside this script).
// PUPPETEER_EXECUTABLE_PATH: the browser (default: chromium on the PATH).

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
export const modules = path.join(path.resolve(process.env.VALIDATORS_DIR || path.join(here, "validators")), "node_modules");
export const load = createRequire(path.join(modules, "any.js"));
const TYPES = {
  ".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".css": "text/css", ".epub": "application/epub+zip",
  ".xhtml": "application/xhtml+xml", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
};

/** The pages that show /book.epub; `theme` may have a ground and a colour of text, set as programs set them. window.next() turns the page. */
export const ENGINES = {
  epubjs: (theme = {}) => `<!doctype html><meta charset="utf-8"><style>html,body,#view{margin:0;width:100%;height:100%;${theme.ground ? `background:${theme.ground}` : ""}}</style>
    <div id="view"></div><script src="/modules/jszip/dist/jszip.min.js"></script><script src="/modules/epubjs/dist/epub.js"></script>
    <script>
      const view = ePub("/book.epub").renderTo("view", { width: "100%", height: "100%", flow: "paginated", spread: "none" });
      ${theme.ground ? `view.themes.default({ body: { background: "${theme.ground}", color: "${theme.text}" } });` : ""}
      window.next = () => view.next();
      view.display().then(() => { window.ready = true; }, (error) => { window.failure = String(error); });
    </script>`,
  foliate: (theme = {}) => `<!doctype html><meta charset="utf-8"><style>html,body,foliate-view{margin:0;display:block;width:100%;height:100%;${theme.scheme ? "color-scheme:light dark;" : ""}${theme.ground ? `background:${theme.ground}` : ""}}</style>
    <script type="module">
      import "/modules/foliate-js/view.js";
      try {
        const view = document.createElement("foliate-view");
        document.body.append(view);
        const data = await (await fetch("/book.epub")).blob();
        await view.open(new File([data], "book.epub", { type: "application/epub+zip" }));
        view.renderer.setAttribute("max-column-count", "1");
        ${theme.scheme ? `view.renderer.setStyles?.(\`html { color-scheme: light dark; ${theme.ground ? `background:${theme.ground}; color:${theme.text};` : ""} } @media (prefers-color-scheme: dark) { a:link { color: lightblue; } }\`);` : ""}
        await view.init({});
        window.next = () => view.next();
        window.ready = true;
      } catch (error) { window.failure = String(error); }
    </script>`,
};

/** Serves state.page as /, state.file as /book.epub, what is unpacked in state.folder below /book/, and the engines' own files. */
export async function serve(state) {
  const below = (root, rest) => {
    const wanted = path.join(root, path.normalize(rest));
    return wanted.startsWith(root + path.sep) && fs.existsSync(wanted) && fs.statSync(wanted).isFile() ? fs.readFileSync(wanted) : undefined;
  };
  const server = http.createServer((request, response) => {
    const address = decodeURIComponent(request.url.split("?")[0]);
    let data;
    if (address === "/") data = state.page;
    else if (address === "/book.epub") data = fs.readFileSync(state.file);
    else if (address.startsWith("/modules/")) data = below(modules, address.slice("/modules/".length));
    else if (address.startsWith("/book/") && state.folder) data = below(state.folder, address.slice("/book/".length));
    response.writeHead(data === undefined ? 404 : 200, { "Content-Type": TYPES[path.extname(address)] || "text/html" });
    response.end(data);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

export function launch() {
  return load("playwright-core").chromium.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH || execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
}
