// Prints pages on A4 as a person would, in both languages: as many sheets as the page says, nothing wider than the paper.
// node print.mjs --base URL --pages pages.json --chromium PATH [--pictures FOLDER]
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WAYS, contextFor, options, start } from "./browser.mjs";
import { address, enter, read } from "./visit.mjs";

/** Pixels between the margins of A4: 210 mm less 12 mm on either side, at 96 to the inch. */
const WIDTH = 703;

/** How many pages a PDF has: each is an object of its own, and Chromium writes those uncompressed. */
export const pagesOf = (pdf) => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/gu)].length;

/** Runs in the page: whatever is wider than the paper between its margins. */
function wide(width) {
  const shown = (e) => e.getBoundingClientRect();
  const far = [...document.querySelectorAll("main *")].filter((e) => shown(e).width > 0 && (shown(e).right > width + 1 || shown(e).left < -1));
  return far.slice(0, 3).map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`);
}

/** Complaints about a page on paper. `sheets` is how many pages it takes, what stands once on each of them, or `any` for a list of any length. */
export async function printed(page, sheets) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true });
  const took = pagesOf(pdf);
  const said = sheets === "any" ? took : typeof sheets === "number" ? sheets : await page.locator(sheets).count();
  const complaints = took === said && said > 0 ? [] : [`takes ${took} pages where it says ${said}`];
  const before = page.viewportSize();
  await page.setViewportSize({ width: WIDTH, height: 1000 });
  await page.emulateMedia({ media: "print" });
  complaints.push(...(await page.evaluate(wide, WIDTH)).map((name) => `${name} is wider than the paper`));
  await page.emulateMedia({ media: null });
  await page.setViewportSize(before);
  return { complaints, pdf };
}

async function main() {
  const { base, pages: list, pictures, chromium } = options(["base", "pages", "chromium"], ["pictures"]);
  const entries = JSON.parse(await readFile(list, "utf8")).pages.filter((entry) => entry.prints !== undefined);
  if (pictures) await mkdir(pictures, { recursive: true });
  const browser = await start(chromium);
  const sessions = new Map();
  let failed = 0;
  for (const entry of entries) {
    if (!sessions.has(entry.role)) sessions.set(entry.role, await enter(browser, base, entry.role));
    for (const way of WAYS.filter(({ width }) => width > 640)) {
      const context = await contextFor(browser, way, sessions.get(entry.role));
      const page = await context.newPage();
      const complaints = await (async () => {
        await read(page, await address(page, base, entry), way.lang);
        const { complaints, pdf } = await printed(page, entry.prints);
        if (pictures) await writeFile(join(pictures, `${entry.name}-${way.lang}.pdf`), pdf);
        return complaints;
      })().catch((e) => [e.message.split("\n")[0]]);
      failed += complaints.length;
      for (const complaint of complaints) console.log(`FAILED ${entry.name} on paper, ${way.lang}: ${complaint}`);
      await context.close();
    }
  }
  await browser.close();
  console.log(`print: ${entries.length} pages in two languages, ${failed} failed`);
  process.exitCode = failed === 0 && entries.length > 0 ? 0 : 1;
}

if (import.meta.main ?? process.argv[1]?.endsWith("print.mjs")) await main();
