// Two couriers whose telephones tell the time wrongly scan one box without a network; what they sealed ends as one chain. An
// inspector takes a checklist along.
// node offline.mjs --base URL --chromium PATH
import { options, start } from "./browser.mjs";
import { enter } from "./visit.mjs";

const { base, chromium } = options(["base", "chromium"]);
const at = (path) => new URL(path, base).href;
const browser = await start(chromium);
const wrong = [];
const must = (holds, what) => { if (!holds) wrong.push(what); };

/** A telephone of a role whose clock is off by so many minutes, everywhere but in the network. */
async function telephone(role, minutes) {
  const context = await browser.newContext({ storageState: await enter(browser, base, role), viewport: { width: 360, height: 780 } });
  await context.addInitScript((off) => {
    const truly = Date.now.bind(Date), Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { given.length ? super(...given) : super(truly() + off); }
      static now() { return truly() + off; }
    };
  }, minutes * 60000);
  const page = await context.newPage();
  return { context, page };
}

/** The page is opened once with a network, and kept. */
async function ready({ page }) {
  await page.goto(at("/scan"));
  await page.locator('[data-says="online"]').waitFor({ state: "visible" });
  await page.waitForFunction(async () => (await caches.match("/scan/offline"))?.ok
    && (await (await caches.open("donare-shift")).keys()).length >= 5);
}

/** Writes a hand-over down; the outbox must say that it waits. */
async function scan({ page }, unit, from, to) {
  await page.goto(at(`/scan/${unit}`));
  await page.locator('[data-says="offline"]').waitFor({ state: "visible" });
  must(await page.locator("[name=code]").inputValue() === unit, "the number in the address is typed in");
  await page.locator("[name=from]").selectOption(from);
  await page.locator("[name=to]").selectOption(to);
  // What is typed outlives the page.
  await page.waitForTimeout(300);
  await page.goto(at("/scan/offline"));
  await page.locator('[data-says="offline"]').waitFor({ state: "visible" });
  must(await page.locator("[name=to]").inputValue() === to, "what was typed is still there after a reload");
  await page.locator("[name=code]").fill(`https://registry.example/scan/${unit.toLowerCase()}`);
  await page.locator("form[data-queue] button[type=submit]").click();
  await page.locator('[data-outbox] [data-now="waiting"]').first().waitFor();
  await page.reload();
  await page.locator('[data-outbox] [data-now="waiting"]').first().waitFor();
}

const signOut = (page) => Promise.all([
  page.waitForNavigation(),
  page.locator('form[action="/sign-out"] button').first().evaluate((button) => button.form.requestSubmit(button)),
]);
const kept = (page) => page.evaluate(async () => {
  const all = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((r) => new URL(r.url).pathname)));
  return all.flat();
});
const stored = (page) => page.evaluate(() => new Promise((done) => {
  const asked = indexedDB.open("donare-queue", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("one").objectStore("one").getAll();
    all.onsuccess = () => { asked.result.close(); done(JSON.stringify(all.result)); };
  };
}));
const api = (page, path) => page.evaluate(async (p) => (await fetch(`/api/v1${p}`)).json(), path);

// An organ that is on its way, and three places.
const coordinator = await telephone("coordinator", 0);
await coordinator.page.goto(at("/scan/offline"));
const places = await coordinator.page.locator("[name=to] option").evaluateAll((o) => o.map((e) => e.value).filter((v) => v));
await coordinator.page.goto(at("/pairs?stage=operated"));
await coordinator.page.goto(new URL(await coordinator.page.locator("main a[href^='/pairs/par_']").first().getAttribute("href"), base).href);
const chainPage = await coordinator.page.locator("main a[href^='/trace/']").first().getAttribute("href");
const unit = /org_\w+/.exec(chainPage + JSON.stringify(await api(coordinator.page, chainPage)))?.[0];
must(places.length >= 3 && Boolean(unit), "the demonstration has three places and an organ");

const [first, second] = [await telephone("courier", 37), await telephone("courier", -12)];
const begins = (await api(coordinator.page, `/unit/${unit}/parcel`)).held_at?.centre ?? places[0];
const [one, two] = places.filter((p) => p !== begins);
for (const phone of [first, second]) await ready(phone);
for (const phone of [first, second]) await phone.context.setOffline(true);
await scan(first, unit, begins, one);
await scan(second, unit, one, two);
must(!(await stored(first.page)).includes(unit), "what waits can be read on the device");

const files = await kept(first.page);
must(files.every((f) => f === "/scan/offline" || f.startsWith("/assets/")), `more is kept than the empty form: ${files}`);
const opens = async ({ context }, path) => {
  const page = await context.newPage();
  const opened = await page.goto(at(path)).then(() => true, () => false);
  await page.close();
  return opened;
};
must(await opens(first, "/scan"), "the form does not open without a network");
must(!await opens(first, "/trace"), "the worker answers for a page outside /scan");

// The one that came second reaches the registry first.
for (const phone of [second, first]) {
  await phone.context.setOffline(false);
  await phone.page.locator('[data-outbox] [data-now="kept"], [data-outbox] [data-now="unclear"]').first().waitFor({ timeout: 20000 });
}
const chain = (await api(coordinator.page, `/trace/${unit}`)).traces[0];
const line = (lines) => lines.flatMap((l) => [l, ...line(l.parts)]);
const handed = line(chain.lines).find((l) => l.unit.id === unit).stops.filter((s) => s.stop === "handed_over").slice(-2);
must(handed[0]?.handed.to === one && handed[1]?.handed.from === one && handed[1]?.handed.to === two, "the two scans are one chain");
must(handed.every((h) => h.scanned && h.at.uncertainty_s >= 1), "each says how sure its clock was");
const offsets = handed.map((h) => Math.round(h.scanned?.offset_s / 60));
must(offsets[0] === -37 && offsets[1] === 12, `the clocks were measured: ${offsets}`);
await coordinator.page.goto(at("/hand-overs/unclear"));
const told = await coordinator.page.locator("main tr, main li").allInnerTexts();
must(told.some((row) => row.includes("The clocks do not tell which hand-over was first")), "the coordinator is shown that the clocks do not tell");

// Ended from elsewhere, the telephone forgets when it is next in the network; what waits stays sealed.
await second.context.setOffline(true);
await second.page.reload();
await second.page.locator("[name=code]").fill(unit);
await second.page.locator("[name=to]").selectOption(one);
await second.page.locator("form[data-queue] button[type=submit]").click();
await second.page.locator('[data-outbox] [data-now="waiting"]').first().waitFor();
const elsewhere = await browser.newContext({ storageState: await second.context.storageState() });
const there = await elsewhere.newPage();
await there.goto(at("/"));
await signOut(there);
await second.context.setOffline(false);
await second.page.locator('[data-says="paused"]').waitFor({ state: "visible" });
must((await kept(second.page)).length === 0, "the form is still kept after the session was ended from elsewhere");
must((await stored(second.page)).includes('"state":"waiting"'), "what waited was lost when the session was ended");
must(!(await second.page.locator("[data-outbox]").innerText()).includes(unit), "what waits can be read after the session was ended");

// Signing out forgets what can be read; nothing opens without a network any more.
await first.page.goto(at("/scan"));
await signOut(first.page);
must((await kept(first.page)).length === 0, "the form is still kept after signing out");
await first.context.setOffline(true);
must(!await opens(first, "/scan"), "the form opens without a network after signing out");

// An inspector writes at a centre without a network; the words are asked for where there is a grade.
const tablet = await telephone("inspector", 5);
await tablet.page.goto(at("/audits/offline"));
await tablet.page.locator('[data-says="online"]').waitFor({ state: "visible" });
await tablet.page.waitForFunction(async () => (await caches.match("/audits/offline"))?.ok
  && (await (await caches.open("donare-shift")).keys()).length >= 5);
await tablet.context.setOffline(true);
must(await opens(tablet, "/audits"), "the checklist does not open without a network");
must(!await opens(tablet, "/nonconformities"), "the worker answers for a page outside /audits");
await tablet.page.goto(at("/audits/offline"));
await tablet.page.locator('[data-says="offline"]').waitFor({ state: "visible" });
const [audit] = await tablet.page.locator("[name=audit] option").evaluateAll((o) => o.map((e) => e.value).filter((v) => v));
const says = "Two of ten donors were never heard alone.";
await tablet.page.locator("[name=audit]").selectOption(audit);
await tablet.page.locator("[name=item]").selectOption({ index: 1 });
await tablet.page.locator("[name=answer]").first().check();
await tablet.page.locator("[name=grade]").selectOption({ index: 1 });
const keep = tablet.page.locator("form[data-queue] button[type=submit]");
await keep.click();
must(await tablet.page.locator("[data-outbox] li").count() === 0, "a grade without words was written down");
await tablet.page.locator("[name=note]").fill(says);
await keep.click();
await tablet.page.locator('[data-outbox] [data-now="waiting"]').waitFor();
must((await tablet.page.locator("[data-outbox]").innerText()).includes(says), "the inspector cannot read what waits");
must(!(await stored(tablet.page)).includes(says), "what waits can be read on the device");
must(await tablet.page.locator("[name=audit]").inputValue() === audit, "the audit must be chosen again for the next line");
await tablet.context.setOffline(false);
await tablet.page.locator('[data-outbox] [data-now="kept"]').waitFor({ timeout: 20000 });
await tablet.page.goto(at(`/audits/${audit}`));
must((await tablet.page.locator("main").innerText()).includes(says), "what was written at the centre is not in the audit");

await browser.close();
for (const complaint of wrong) console.log(`FAILED offline: ${complaint}`);
console.log(`offline: ${wrong.length} failed`);
process.exitCode = wrong.length === 0 ? 0 : 1;
