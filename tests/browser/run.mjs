// Walks every page in every way of looking at it.
// node run.mjs --base URL --pages pages.json --pictures FOLDER --chromium PATH
import { mkdir, readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { WAYS, contextFor, options, start } from "./browser.mjs";
import { checks, watch } from "./checks.mjs";
import { address, enter, read } from "./visit.mjs";

const firstLine = (e) => e.message.split("\n")[0];

/** One page in one way: the complaints of each check by the check's name. */
export async function look(browser, base, { entry, url, way, session, mostBytes, picture }) {
  const context = await contextFor(browser, way, session);
  const results = {};
  try {
    const first = await context.newPage();
    await read(first, url, way.lang);
    const there = first.url();
    await first.close();
    const page = await context.newPage();
    const seen = watch(page, base);
    await page.goto(there, { waitUntil: "networkidle" });
    if (picture) await page.screenshot({ path: picture, fullPage: true });
    for (const [name, check] of Object.entries(checks)) {
      results[name] = await check(page, { way, seen, mostBytes }).catch((e) => [firstLine(e)]);
    }
  } catch (e) {
    results["opens"] = [firstLine(e)];
  } finally {
    await context.close();
  }
  return results;
}

async function main() {
  const { base, pages: list, pictures, chromium } = options("base", "pages", "pictures", "chromium");
  const { most_bytes: mostBytes, pages } = JSON.parse(await readFile(list, "utf8"));
  await mkdir(pictures, { recursive: true });
  const browser = await start(chromium);
  const tally = { passed: 0, failed: 0 };
  const tell = (entry, how, results) => {
    for (const [check, complaints] of Object.entries(results)) {
      tally[complaints.length === 0 ? "passed" : "failed"] += 1;
      for (const complaint of complaints) console.log(`FAILED ${entry} ${how}: ${check}: ${complaint}`);
    }
  };
  const sessions = new Map();
  const work = [];
  for (const entry of pages) {
    try {
      if (entry.role && !sessions.has(entry.role)) sessions.set(entry.role, await enter(browser, base, entry.role));
      const session = entry.role ? sessions.get(entry.role) : undefined;
      const context = await browser.newContext({ storageState: session });
      const url = await address(await context.newPage(), base, entry);
      await context.close();
      for (const way of WAYS) work.push({ entry: entry.name, url, way, session, mostBytes: mostBytes[entry.kind] });
    } catch (e) {
      tell(entry.name, "", { "is found": [firstLine(e)] });
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, async () => {
    for (let next = work.shift(); next; next = work.shift()) {
      const how = `${next.way.width}-${next.way.lang}-${next.way.scheme}`;
      const picture = join(pictures, `${next.entry}-${how}.png`);
      tell(next.entry, how, await look(browser, base, { ...next, picture }));
    }
  }));
  await browser.close();
  console.log(`browser: ${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

if (import.meta.main ?? process.argv[1]?.endsWith("run.mjs")) await main();
