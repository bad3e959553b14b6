// Somebody reports a concern as a person does, a reader opens it and answers, and the answer is read with the code.
// node concern.mjs --base URL --chromium PATH
import { writeFile, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { options, start } from "./browser.mjs";
import { enter } from "./visit.mjs";

const { base, chromium } = options(["base", "chromium"]);
const at = (path) => new URL(path, base).href;
const browser = await start(chromium);
const wrong = [];
const must = (holds, what) => { if (!holds) wrong.push(what); };
const SAID = "Three donors, one interpreter, one bag of papers.";

/** A picture with a place and a device inside it, in a text chunk that is dropped when it is drawn anew. */
async function picture(page, folder) {
  const png = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
    canvas.getContext("2d").fillRect(5, 5, 20, 10);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const text = Buffer.from("tEXtComment\0Zorphone 9 at 33.5N 36.3E");
  const chunk = Buffer.concat([Buffer.alloc(4), text, Buffer.alloc(4)]);
  chunk.writeUInt32BE(text.length - 4, 0);
  const { crc32 } = await import("node:zlib");
  chunk.writeUInt32BE(crc32(text), chunk.length - 4);
  const file = join(folder, "seen.png"), head = Buffer.from(png.slice(0, 33));
  await writeFile(file, Buffer.concat([head, chunk, Buffer.from(png.slice(33))]));
  return file;
}

const folder = await mkdtemp(join(tmpdir(), "donare-concern-"));
const context = await browser.newContext({ viewport: { width: 360, height: 780 }, acceptDownloads: true });
const page = await context.newPage();
const asked = [];
page.on("request", (request) => asked.push(request));
page.on("pageerror", (error) => wrong.push(`the page fails: ${error}`));
await page.goto(at("/concern"));
await page.getByRole("link", { name: "Begin" }).click();
await page.locator("[data-step=readers]").waitFor({ state: "visible" });
const before = asked.length;
const next = () => page.locator("[data-next]:visible").click();
await next();
await page.locator("[name=mode][value=confidential]").check();
await page.locator("[name=name]").fill("Zebediah Quint");
await page.locator("[name=mode][value=anonymous]").check();
await next();
await page.locator("[name=role][value=nurse]").check();
await next();
await page.locator("[name=crime][value=persons]").check();
await next();
await page.locator("[name=urgency][value=before]").check();
await next();
await page.locator("[name=seen]").fill(SAID);
for (let n = 0; n < 5; n++) await next();
const file = await picture(page, folder);
must((await readFile(file)).includes("Zorphone"), "the picture has a trace to lose");
await page.locator("#files").setInputFiles([{ name: "seen.png", mimeType: "image/png", buffer: await readFile(file) }, { name: "paper.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") }]);
await page.locator("[data-files] li").nth(1).waitFor();
must((await page.locator("[data-files]").innerText()).includes("not taken"), "a PDF is refused with the reason");
await next();
await page.locator("[data-step=check]").waitFor({ state: "visible" });
must((await page.locator("[data-answers]").innerText()).includes(SAID), "what was written is shown before it is sent");
must(asked.length === before, "no step of the questions asks the server anything");
await page.locator("[data-send]").click();
const receipt = page.locator("[data-receipt]");
await page.waitForFunction(() => document.querySelector("[data-receipt]").textContent.length > 20);
const code = await receipt.innerText();
const sent = asked.slice(before);
must(sent.length === 1 && sent[0].url() === at("/concern/post"), "one request is sent, to one address");
const posted = sent[0].postDataBuffer() ?? Buffer.alloc(0);
for (const clear of [SAID, "Zebediah", "Zorphone", "nurse", code, code.replaceAll("-", "")]) {
  must(!posted.includes(clear), `${clear} is sent in the clear`);
}
must(!(await sent[0].allHeaders()).cookie, "no cookie goes with it");
must(!asked.some((request) => request.url().includes(code.slice(0, 4))), "the code stands in no address");

/** The mailbox, until it opens. */
async function opened(look) {
  for (let n = 0; n < 12; n++) {
    await look.goto(at("/concern/mailbox"));
    await look.locator("[name=code]").fill(code.toLowerCase().replaceAll("-", " "));
    await look.locator("form[data-mailbox] button").click();
    await look.waitForFunction(() => !document.querySelector("[data-opened]").hidden || document.querySelector("form[data-mailbox] [data-status]").textContent);
    if (await look.locator("[data-opened]").isVisible()) return true;
    await look.waitForTimeout(2000);
  }
  return false;
}
must(await opened(page), "the code opens the mailbox");
must(asked.every((request) => !request.url().includes("?code")), "the code is not sent");

const reader = await browser.newContext({ storageState: await enter(browser, base, "investigator"), viewport: { width: 1280, height: 900 } });
const desk = await reader.newPage();
desk.on("pageerror", (error) => wrong.push(`the reader's page fails: ${error}`));
await desk.goto(at("/concerns"));
await desk.locator("main a[href^='/concerns/ccn_']").first().click();
const words = "calm river paper lantern";
/** Opens the concern; the first passphrase is another one. */
async function unlock(passphrase) {
  await desk.locator("[name=passphrase]").fill(passphrase);
  await desk.locator("form[data-open-concern] button").click();
}
await unlock("quite another passphrase");
await desk.waitForFunction(() => document.querySelector("form[data-open-concern] [data-status]").textContent.includes("does not open"));
await unlock(words);
await desk.locator("[data-clear] dl").waitFor();
const read = await desk.locator("[data-clear]").innerText();
must(read.includes(SAID) && read.includes("Nurse"), "the reader reads what was written");
must(!read.includes("Zebediah"), "a name typed before choosing to have none is not sent");
const [shown] = await Promise.all([desk.waitForEvent("download"), desk.locator("[data-clear] a[download]").click()]);
const arrived = join(folder, "arrived.png");
await shown.saveAs(arrived);
const drawn = await readFile(arrived);
must(drawn.includes("PNG") && !drawn.includes("Zorphone"), "the picture arrives without its trace");
await desk.locator("form[data-answer] [name=text]").fill("Thank you. Is anybody in danger now?");
await desk.locator("form[data-answer] [name=outcome]").selectOption("acknowledged");
await Promise.all([desk.waitForNavigation(), desk.locator("form[data-answer] button").click()]);

must(await opened(page), "the code opens it again");
must((await page.locator("[data-messages]").innerText()).includes("Is anybody in danger now?"), "the reply is read with the code");
must(await page.locator("[data-state=acknowledged][aria-current=step]").count() === 1, "it says that it is being read");
await page.locator("[data-more] [name=text]").fill("Not tonight. They moved my shift.");
await page.locator("[data-more] [name=retaliation]").check();
await page.locator("[data-more] button").click();
await page.waitForFunction(() => document.querySelector("[data-more] [data-status]").textContent.includes("arrived"));
await page.locator("[data-proof]:not([disabled])").waitFor({ timeout: 1000 }).catch(() => undefined);

for (let n = 0; n < 10; n++) {
  await desk.waitForTimeout(2000);
  await desk.reload();
  await unlock(words);
  await desk.locator("[data-clear] section").first().waitFor();
  if ((await desk.locator("[data-clear]").innerText()).includes("They moved my shift.")) break;
}
const all = await desk.locator("[data-clear]").innerText();
must(all.includes("They moved my shift.") && all.includes("Made to suffer"), "what was added reaches the reader");

// Without a network: the page is a file, what it seals is a file, and the file is handed in.
await page.goto(at("/concern"));
const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Take the sealing page" }).click()]);
const saved = join(folder, "report.html");
await taken.saveAs(saved);
const alone = await browser.newContext({ acceptDownloads: true, offline: true });
const apart = await alone.newPage();
apart.on("pageerror", (error) => wrong.push(`the page without a network fails: ${error}`));
await apart.goto(`file://${saved}`);
for (let n = 0; n < 5; n++) await apart.locator("[data-next]:visible").click();
await apart.locator("[name=seen]").fill("Written in a cellar.");
for (let n = 0; n < 6; n++) await apart.locator("[data-next]:visible").click();
const [given] = await Promise.all([apart.waitForEvent("download"), apart.locator("[data-send]").click()]);
const sealedFile = join(folder, "sealed.donare");
await given.saveAs(sealedFile);
must(!(await readFile(sealedFile)).includes("cellar"), "the file is sealed");
await page.goto(at("/concern/hand-in"));
await page.locator("#sealed").setInputFiles(sealedFile);
await page.locator("form[data-hand-in] button").click();
await page.waitForFunction(() => document.querySelector("[data-status]").textContent.length > 3);
must((await page.locator("[data-status]").innerText()).includes("arrived"), "the file is taken");

// Away at once: nothing of the page is left in the way back.
await page.goto(at("/concern/report"));
await page.route("https://www.wikipedia.org/**", (route) => route.fulfill({ body: "elsewhere", contentType: "text/html" }));
await page.locator("[data-leave]").click();
await page.waitForURL("https://www.wikipedia.org/**");
await page.goBack().catch(() => undefined);
must(!page.url().endsWith("/concern/report"), "the way back does not lead to it");

await browser.close();
for (const what of wrong) console.error(`concern: ${what}`);
if (wrong.length === 0) console.log("concern: sealed, read by its reader, answered, and read with the code.");
process.exit(wrong.length === 0 ? 0 : 1);
