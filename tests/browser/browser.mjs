// The browser, started so that it speaks to nobody but the pages under test.
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Starts Chromium from the path given. */
export const start = (executablePath) => chromium.launch({ executablePath, args: FLAGS });

/** Options of the command line as strings; one that is needed and missing ends with status 2. */
export function options(needed, others = []) {
  const { values } = parseArgs({ options: Object.fromEntries([...needed, ...others].map((n) => [n, { type: "string" }])) });
  const missing = needed.filter((n) => values[n] === undefined);
  if (missing.length > 0) {
    console.error(`missing: ${missing.map((n) => `--${n}`).join(" ")}`);
    process.exit(2);
  }
  return values;
}

/** The ways a page is looked at: four of eight, in which every two of width, language and colour scheme meet; contrast is measured at a desk. */
export const WAYS = [1280, 360].flatMap((width, w) =>
  [{ lang: "en", dir: "ltr" }, { lang: "ar", dir: "rtl" }].map((tongue, t) =>
    ({ width, scheme: ["light", "dark"][(w + t) % 2], contrast: w === 0, ...tongue })));

/** A fresh context for one way of looking; `storageState` carries a role's session. */
export const contextFor = (browser, way, storageState) => browser.newContext({
  viewport: { width: way.width, height: way.width > 640 ? 900 : 780 },
  colorScheme: way.scheme,
  reducedMotion: "reduce",
  storageState,
});
