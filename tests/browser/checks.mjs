// What every page promises. Each check returns complaints; an empty list is good.
import { AxeBuilder } from "@axe-core/playwright";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const MOST_STOPS = 80;

/** Watches what a page asks for and what it complains about; call before going there. */
export function watch(page, base) {
  const seen = { strangers: [], complaints: [], bodies: [] };
  const home = new URL(base).host;
  page.on("request", (r) => {
    const url = new URL(r.url());
    if (url.protocol.startsWith("http") && url.host !== home) seen.strangers.push(url.host);
  });
  page.on("response", (r) => {
    if (r.status() < 300) seen.bodies.push(r.body().then((b) => b.length, () => 0));
  });
  page.on("pageerror", (e) => seen.complaints.push(e.message));
  page.on("console", (m) => { if (m.type() === "error") seen.complaints.push(m.text()); });
  return seen;
}

export const checks = {
  async "says its language"(page, { way }) {
    const html = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    const [lang, dir] = html;
    return lang.split("-")[0] === way.lang && dir === way.dir ? [] : [`lang=${lang} dir=${dir}`];
  },

  /** A word without translation is shown as its key in these brackets. */
  async "has words for everything"(page) {
    const text = await page.evaluate(() => document.documentElement.textContent);
    return [...text.matchAll(/⟦([^⟧]*)⟧/gu)].map(([, key]) => key);
  },

  /** Contrast takes as long as all other rules together and asks for colours, which each scheme has once for all widths. */
  async "is accessible"(page, { way }) {
    // The one-page mode: our pages have no frames, for which the other mode opens a page of its own every time.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(RULES);
    const { violations } = await (way.contrast ? axe : axe.disableRules("color-contrast")).analyze();
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 4).join("; ")}`);
  },

  async "does not scroll sideways"(page) {
    return page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const wide = [...document.body.querySelectorAll("*")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
      });
      const names = wide.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""}`);
      return [`${root.scrollWidth} px wide in ${root.clientWidth}: ${names.join(", ")}`];
    });
  },

  async "asks nobody else"(_page, { seen }) {
    return [...new Set(seen.strangers)];
  },

  async "has nothing to complain about"(_page, { seen }) {
    return seen.complaints;
  },

  async "is light"(_page, { seen, mostBytes }) {
    const bytes = (await Promise.all(seen.bodies)).reduce((a, b) => a + b, 0);
    return bytes <= mostBytes ? [] : [`${bytes} bytes; at most ${mostBytes}`];
  },

  /** Tab reaches a link at once and the first thing to do in the main matter; every stop shows where it is. */
  async "is reached by keyboard"(page) {
    const wanted = await page.evaluate(() => {
      window.scrollTo(0, 0);
      const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && !e.disabled;
      const first = [...document.querySelectorAll("main a[href], main button, main input, main select, main textarea")]
        .find((e) => shown(e) && e.type !== "hidden");
      first?.setAttribute("data-first-thing", "");
      document.activeElement?.blur();
      return Boolean(first);
    });
    const complaints = [];
    let reached = !wanted;
    for (let stop = 0; stop < MOST_STOPS && !reached; stop += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(focused);
      if (stop === 0 && !at) complaints.push("the first Tab reaches nothing");
      if (!at) break;
      if (!at.shown) complaints.push(`focus is not to be seen on ${at.name}`);
      reached = at.first;
    }
    if (!reached) complaints.push("Tab never reaches the first thing to do in the main matter");
    return complaints;
  },
};

/** Runs in the page: what has the focus, whether that can be seen, and whether it is what was looked for. */
function focused() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = e.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const name = `${e.tagName.toLowerCase()}${e.id ? `#${e.id}` : ""}.${e.getAttribute("class") ?? ""}`;
  return { name, shown: inside && (outline || style.boxShadow !== "none"), first: e.hasAttribute("data-first-thing") };
}
