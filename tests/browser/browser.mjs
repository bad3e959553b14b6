// The browser, started so that it speaks to nobody but the pages under test.
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Starts Chromium from the path given. */
export const start = (executablePath) => chromium.launch({ executablePath, args: FLAGS });

/** Options of the command line as strings; a missing one ends with status 2. */
export function options(...names) {
  const { values } = parseArgs({ options: Object.fromEntries(names.map((n) => [n, { type: "string" }])) });
  const missing = names.filter((n) => values[n] === undefined);
  if (missing.length > 0) {
    console.error(`missing: ${missing.map((n) => `--${n}`).join(" ")}`);
    process.exit(2);
  }
  return values;
}

/** Every way a page is looked at: width, language, colour scheme. */
export const WAYS = [1280, 360].flatMap((width) =>
  [{ lang: "en", dir: "ltr" }, { lang: "ar", dir: "rtl" }].flatMap((tongue) =>
    ["light", "dark"].map((scheme) => ({ width, scheme, ...tongue }))));

/** A fresh context for one way of looking; `storageState` carries a role's session. */
export const contextFor = (browser, way, storageState) => browser.newContext({
  viewport: { width: way.width, height: way.width > 640 ? 900 : 780 },
  colorScheme: way.scheme,
  reducedMotion: "reduce",
  storageState,
});
