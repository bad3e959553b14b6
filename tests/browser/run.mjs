// Walks every page in every way of looking at it.
// node run.mjs --base URL --pages pages.json --chromium PATH [--pictures FOLDER]
import { mkdir, readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { WAYS, contextFor, options, start } from "./browser.mjs";
import { checks, watch } from "./checks.mjs";
import { Came, address, arrive, enter, read } from "./visit.mjs";

const firstLine = (e) => e.message.split("\n")[0];

/** A fresh page that keeps nothing of what it asks for, and what it asks for. */
async function fresh(context, base) {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  return { page, seen: watch(page, base) };
}

/** A page in its language, and what it alone asked for: where it came by way of another language it is gone to again. */
async function open(context, base, url, lang) {
  const first = await fresh(context, base);
  if (await read(first.page, url, lang) === Came.atOnce) return first;
  const there = first.page.url();
  await first.page.close();
  const second = await fresh(context, base);
  await arrive(second.page, there);
  return second;
}

/** One page in one way: the complaints of each check by the check's name. */
export async function look(context, base, { url, way, mostBytes, picture }) {
  const results = {};
  let page;
  try {
    let seen;
    ({ page, seen } = await open(context, base, url, way.lang));
    if (picture) await page.screenshot({ path: picture, fullPage: true });
    for (const [name, check] of Object.entries(checks)) {
      results[name] = await check(page, { way, seen, mostBytes }).catch((e) => [firstLine(e)]);
    }
  } catch (e) {
    results["opens"] = [firstLine(e)];
  } finally {
    await page?.close();
  }
  return results;
}

/** Calls for each of a list, two more at once than there are cores: a page waits about as long as it works. */
async function together(list, call) {
  const left = [...list];
  await Promise.all(Array.from({ length: cpus().length + 2 }, async () => {
    while (left.length > 0) await call(left.shift());
  }));
}

/** Contexts by role and way, each made when it is first asked for and kept: a person does not start anew for each page. */
function rooms(browser, base) {
  const sessions = new Map();
  const made = new Map();
  const once = (map, key, make) => map.get(key) ?? map.set(key, make()).get(key);
  return async (role, way) => {
    const session = role && await once(sessions, role, () => enter(browser, base, role));
    return once(made, `${role} ${JSON.stringify(way)}`, () => contextFor(browser, way, session));
  };
}

async function main() {
  const { base, pages: list, pictures, chromium } = options(["base", "pages", "chromium"], ["pictures"]);
  const { most_bytes: mostBytes, pages } = JSON.parse(await readFile(list, "utf8"));
  if (pictures) await mkdir(pictures, { recursive: true });
  const browser = await start(chromium);
  const tally = { passed: 0, failed: 0 };
  const tell = (entry, how, results) => {
    for (const [check, complaints] of Object.entries(results)) {
      tally[complaints.length === 0 ? "passed" : "failed"] += 1;
      for (const complaint of complaints) console.log(`FAILED ${entry} ${how}: ${check}: ${complaint}`);
    }
  };
  const room = rooms(browser, base);
  const work = [];
  await together(pages, async (entry) => {
    try {
      const page = await (await room(entry.role, WAYS[0])).newPage();
      const url = await address(page, base, entry).finally(() => page.close());
      for (const way of WAYS) work.push({ entry, url, way, mostBytes: mostBytes[entry.kind] });
    } catch (e) {
      tell(entry.name, "", { "is found": [firstLine(e)] });
    }
  });
  await together(work, async ({ entry, ...looked }) => {
    const how = `${looked.way.width}-${looked.way.lang}-${looked.way.scheme}`;
    const picture = pictures && join(pictures, `${entry.name}-${how}.png`);
    tell(entry.name, how, await look(await room(entry.role, looked.way), base, { ...looked, picture }));
  });
  await browser.close();
  console.log(`browser: ${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

if (import.meta.main ?? process.argv[1]?.endsWith("run.mjs")) await main();
