"use strict";
// Keeps one page for the time without a network, an empty form with its files, until the shift ends. Nothing else is ever
// kept: no page with an organ on it, no answer of the registry. It sees addresses beside itself only: /scan or /audits.
const KEPT = "donare-shift", SHELL = location.pathname.replace(/worker\.js$/, "offline");
addEventListener("install", () => skipWaiting());
addEventListener("activate", e => e.waitUntil(clients.claim()));
addEventListener("message", e => {
  if (e.data?.keep) e.waitUntil(keep(e.data.keep, e.data.until_ms).finally(() => e.ports[0]?.postMessage("done")));
});
const may = (path, answer) => answer.ok && !answer.redirected
  && (path.startsWith("/assets/") || (path === SHELL && answer.headers.get("donare-offline") === "shell"));
async function keep(files, until_ms) {
  const kept = await caches.open(KEPT);
  for (const file of [SHELL, ...files]) {
    const { origin, pathname } = new URL(file, location);
    const answer = origin === location.origin && await fetch(file, { cache: pathname === SHELL ? "no-store" : "default" });
    if (!answer || !may(pathname, answer)) continue;
    const headers = new Headers(answer.headers);
    headers.set("donare-until", String(until_ms));
    await kept.put(file, new Response(await answer.blob(), { headers }));
  }
}
// What is kept is gone when the shift is over, whether or not there is a network by then.
async function held(file) {
  const found = await caches.match(file, { cacheName: KEPT });
  if (!found || Number(found.headers.get("donare-until")) > Date.now()) return found;
  await caches.delete(KEPT);
}
addEventListener("fetch", e => {
  const { origin, pathname } = new URL(e.request.url);
  if (origin !== location.origin) return;
  if (e.request.mode === "navigate") {
    e.respondWith(fetch(e.request).catch(async () => await held(SHELL) ?? Response.error()));
  } else if (e.request.method === "GET" && pathname.startsWith("/assets/")) {
    e.respondWith(fetch(e.request).catch(async () => await held(e.request.url) ?? Response.error()));
  }
});
