// Follows the links of every role: none leads to a page that this role may not open or that is not there.
// node links.mjs --base URL
import { options } from "./browser.mjs";

const { base } = options(["base"]);
/** Of addresses that differ in their numbers only, so many are followed for each role. */
const OF_ONE_KIND = 3;
const NUMBER = /^([a-z]{3}_[0-9A-Z]{10}|[A-Z]{2,4}-[0-9]{3}|[0-9]+)$/u;
const wrong = [];

/** What somebody carries from page to page. */
class Reader {
  #cookies = new Map();

  async ask(path, form) {
    const headers = { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "), origin: new URL(base).origin };
    const sent = form && { method: "POST", body: new URLSearchParams(form) };
    const answer = await fetch(new URL(path, base), { redirect: "manual", headers, ...sent });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(cookie);
      this.#cookies.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get("location"), text: await answer.text() };
  }
}

const plain = (text) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
const kind = (path) => path.split(/[?#]/u)[0].split("/").map((part) => NUMBER.test(part) ? "*" : part).join("/");
const linked = (text) => [...text.matchAll(/\bhref="(\/[^"#]*)/gu)].map(([, href]) => plain(href)).filter((href) => !href.startsWith("/assets/"));

/** Everything a reader comes to from a page, each kind of address a few times. */
async function follow(role, reader, start) {
  const tried = new Map();
  const known = new Set([start]);
  const left = [{ path: start, from: "the entry" }];
  for (let at = left.shift(); at; at = left.shift()) {
    const times = tried.get(kind(at.path)) ?? 0;
    if (times >= OF_ONE_KIND) continue;
    tried.set(kind(at.path), times + 1);
    const { status, to, text } = await reader.ask(at.path);
    if (status >= 400) wrong.push(`${role}: ${at.path} answers ${status}, linked from ${at.from}`);
    for (const path of to ? [new URL(to, base).pathname] : linked(text)) {
      if (known.has(path)) continue;
      known.add(path);
      left.push({ path, from: at.path });
    }
  }
  return [...tried.values()].reduce((a, b) => a + b, 0);
}

const entry = (await new Reader().ask("/")).text;
const doors = [...entry.matchAll(/<form[^>]*action="\/demo\/enter"[^>]*>(.*?)<\/form>/gsu)].map(([, form]) => form);
const values = (form) => Object.fromEntries([...form.matchAll(/name="([^"]+)"[^>]*value="([^"]*)"/gu)].map(([, name, value]) => [name, value]));
const roles = new Map(doors.map(values).filter((form) => !("to" in form)).map((form) => [form.role, form]));
if (roles.size < 10) wrong.push(`the entry page has ${roles.size} doors`);
const left = [["nobody", undefined], ...roles];
let pages = 0;
await Promise.all(Array.from({ length: 3 }, async () => {
  for (let next = left.shift(); next; next = left.shift()) {
    const [role, form] = next;
    const reader = new Reader();
    await reader.ask("/");
    const start = form ? (await reader.ask("/demo/enter", form)).to ?? "/" : "/";
    pages += await follow(role, reader, new URL(start, base).pathname);
  }
}));
for (const complaint of wrong) console.log(`FAILED links: ${complaint}`);
console.log(`links: ${pages} pages of ${roles.size + 1} readers, ${wrong.length} failed`);
process.exitCode = wrong.length === 0 ? 0 : 1;
