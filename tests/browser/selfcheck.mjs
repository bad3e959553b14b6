// Proves that each check can fail: a good page passes all of them, and each spoiled page fails the check it must.
// node selfcheck.mjs --chromium PATH
import { createServer } from "node:http";
import { contextFor, options, start } from "./browser.mjs";
import { checks } from "./checks.mjs";
import { printed } from "./print.mjs";
import { look } from "./run.mjs";
import { address, enter } from "./visit.mjs";

const STYLE = "<style>body{margin:0;background:#fff;color:#111}a{color:#00f}:focus-visible{outline:3px solid #00f}</style>";

const good = (lang, { style = STYLE, main = '<h1>Title</h1><p><a href="/">Home</a></p>', dir } = {}) => `<!doctype html>
<html lang="${lang}" dir="${dir ?? (lang === "ar" ? "rtl" : "ltr")}"><head><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${style}</head>
<body><header><a href="?lang=${lang === "ar" ? "en" : "ar"}" hreflang="${lang === "ar" ? "en" : "ar"}">Other</a></header>
<main>${main}</main></body></html>`;

/** A page by its path, and the one check it must fail. */
const SPOILED = {
  "/direction": ["says its language", (l) => good(l, { dir: l === "ar" ? "ltr" : "rtl" })],
  "/words": ["has words for everything", (l) => good(l, { main: '<h1>⟦no-such-title⟧</h1><p><a href="/">Home</a></p>' })],
  "/contrast": ["is accessible", (l) => good(l, { main: '<h1>Title</h1><p style="color:#ddd">pale</p><a href="/">Home</a>' })],
  "/wide": ["does not scroll sideways", (l) => good(l, { main: '<h1>Title</h1><a href="/">Home</a><div style="width:2000px">wide</div>' })],
  "/stranger": ["asks nobody else", (l) => good(l, { main: '<h1>Title</h1><a href="/">Home</a><img alt="" src="http://localhost:9/x.png">' })],
  "/script": ["has nothing to complain about", (l) => good(l, { main: '<h1>Title</h1><a href="/">Home</a><script>throw new Error("x")</script>' })],
  "/heavy": ["is light", (l) => good(l, { main: `<h1>Title</h1><a href="/">Home</a><!--${"x".repeat(60000)}-->` })],
  "/unseen": ["is reached by keyboard", (l) => good(l, { style: STYLE.replace("3px solid #00f", "0") })],
  "/trap": ["is reached by keyboard", (l) => good(l, {
    main: '<h1>Title</h1><a href="/">Home</a><script>document.querySelector("header a").onkeydown=e=>e.preventDefault()</script>',
  })],
  "/missing": ["opens", null],
};

/** Pages with one link each, and whether a person at a desk can follow it. */
const LINKED = {
  "/link": [true, '<h1>Title</h1><a class="way" href="/">Home</a>'],
  "/link-folded": [true, '<h1>Title</h1><details><summary>More</summary><a class="way" href="/">Home</a></details>'],
  "/link-unseen": [false, '<h1>Title</h1><p hidden><a class="way" href="/">Home</a></p>'],
  "/link-unseen-fold": [false, '<h1>Title</h1><details hidden><summary>More</summary><a class="way" href="/">Home</a></details>'],
};

/** Pages on paper, what is said to stand once on each sheet, and whether the check holds. */
const PRINTED = {
  "/paper": [true, '<h1>Two</h1><article>one</article><article style="break-before:page">two</article>'],
  "/paper-short": [false, "<h1>Two</h1><article>one</article><article>two</article>"],
  "/paper-long": [false, '<h1>One</h1><article style="height:2000px">one</article>'],
  "/paper-wide": [false, '<h1>One</h1><article style="width:900px">one</article>'],
  "/paper-none": [false, "<h1>None</h1>"],
};

function serve() {
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const [, main] = LINKED[url.pathname] ?? PRINTED[url.pathname] ?? [];
    const linked = (l) => good(l, { main });
    const make = url.pathname in SPOILED ? SPOILED[url.pathname][1] : linked;
    if (!make) return response.writeHead(404).end();
    if (url.pathname === "/demo/enter") return response.writeHead(303, { location: "/", "set-cookie": "entered=yes" }).end();
    const door = '<form method="post" action="/demo/enter"><button name="role" value="nurse">Enter</button></form>';
    const page = make(url.searchParams.get("lang") === "ar" ? "ar" : "en");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(url.pathname === "/door" ? page.replace("</main>", `${door}</main>`) : page);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const { chromium } = options(["chromium"]);
const [server, browser] = [await serve(), await start(chromium)];
const base = `http://127.0.0.1:${server.address().port}/`;
const way = { width: 360, lang: "ar", dir: "rtl", scheme: "dark", contrast: true };
const wrong = [];
const failing = async (path) => {
  const context = await contextFor(browser, way);
  const results = await look(context, base, { url: new URL(path, base).href, way, mostBytes: 50_000 });
  await context.close();
  return Object.entries(results).filter(([, complaints]) => complaints.length > 0).map(([name]) => name);
};
const clean = await failing("/");
if (clean.length > 0) wrong.push(`the good page fails: ${clean.join(", ")}`);
for (const [path, [check]] of Object.entries(SPOILED)) {
  const failed = await failing(path);
  if (!failed.includes(check)) wrong.push(`${path} passes "${check}"`);
}
const proven = new Set(Object.values(SPOILED).map(([check]) => check));
wrong.push(...Object.keys(checks).filter((name) => !proven.has(name)).map((name) => `"${name}" was never seen to fail`));
const { cookies } = await enter(browser, new URL("/door", base).href, "nurse");
if (!cookies.some((c) => c.name === "entered")) wrong.push("entering keeps no session");
if (await enter(browser, base, "nurse").then(() => true, () => false)) wrong.push("a page without a door was entered");
const page = await browser.newPage();
for (const [path, [seen]] of Object.entries(LINKED)) {
  const found = await address(page, base, { path, follow: ["main a.way"] }).then(() => true, () => false);
  if (found !== seen) wrong.push(`${path} is ${found ? "followed" : "not followed"}`);
}
for (const [path, [holds]] of Object.entries(PRINTED)) {
  await page.goto(new URL(path, base).href);
  const { complaints } = await printed(page, "article");
  if ((complaints.length === 0) !== holds) wrong.push(`${path} on paper: ${complaints.join(", ") || "passes"}`);
}
await browser.close();
server.close();
for (const complaint of wrong) console.log(`FAILED ${complaint}`);
console.log(`browser checks: ${Object.keys(SPOILED).length + Object.keys(LINKED).length + Object.keys(PRINTED).length + 3} tried, ${wrong.length} failed`);
process.exitCode = wrong.length === 0 ? 0 : 1;
