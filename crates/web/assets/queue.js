"use strict";
// What is written down without a network: sealed to the registry at once, kept on the device, sent when the network is back.
// A form with data-queue names what it tells; its fields are sent under their names. The script's own element says under which
// address the kept page lies, and where entries go.
{
const QUEUE = "donare-queue", HOLD = "donare-hold", SHIFT = "donare-shift", PURPOSE = "donare/inbox/v1";
const box = document.querySelector("[data-outbox]"), forms = [...document.querySelectorAll("form[data-queue]")];
const { under, to, changes } = document.currentScript.dataset;
let stale = changes !== undefined;
const base64 = b => btoa(String.fromCharCode(...b)), bytes = t => Uint8Array.from(atob(t), c => c.charCodeAt(0));
const hex = n => [...crypto.getRandomValues(new Uint8Array(n))].map(b => b.toString(16).padStart(2, "0")).join("");

const base = name => new Promise((done, fail) => {
  const asked = indexedDB.open(name, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("one");
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});
// Each change is on the disk before it is called done.
const on = async (name, mode, act) => {
  const opened = await base(name);
  return new Promise((done, fail) => {
    const change = opened.transaction("one", mode, { durability: "strict" }), asked = act(change.objectStore("one"));
    change.oncomplete = () => { opened.close(); done(asked.result); };
    change.onabort = change.onerror = () => { opened.close(); fail(change.error); };
  });
};
const get = key => on(HOLD, "readonly", s => s.get(key)), put = (key, value) => on(HOLD, "readwrite", s => s.put(value, key));
const entries = async () => (await on(QUEUE, "readonly", s => s.getAll())).sort((a, b) => a.at - b.at);
const keep = entry => on(QUEUE, "readwrite", s => s.put(entry, entry.mark));

// Forgets what can be read here. What waits sealed stays: nobody here can read it, and it is a fact.
async function forget() {
  await new Promise(done => {
    const asked = indexedDB.deleteDatabase(HOLD);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
  await caches.delete(SHIFT);
}
// What the person sees of an entry is covered with a key that cannot leave the browser and goes with the shift.
const own = async () => {
  const held = await get("key");
  if (held) return held;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await put("key", key);
  return key;
};
const cover = async value => {
  const iv = crypto.getRandomValues(new Uint8Array(12)), text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, text: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await own(), text) };
};
const uncover = async it => {
  const key = it && await get("key");
  if (!key) return;
  const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv: it.iv }, key, it.text).catch(() => undefined);
  return clear && JSON.parse(new TextDecoder().decode(clear));
};
const shift = async () => {
  const held = await get("shift");
  if (!held || held.until_ms > Date.now()) return held;
  await forget();
};

// One question to the server: who is signed in here, what time it is, to which key to seal.
async function contact() {
  const asked = performance.now(), at = Date.now();
  const answer = await fetch("/scan/contact", { cache: "no-store", signal: AbortSignal.timeout(15000) });
  const way = performance.now() - asked;
  if (!answer.ok) throw new Error(String(answer.status));
  const told = await answer.json();
  if (told.state === "ended") {
    await forget();
  } else if (told.state === "open") {
    const server = Date.parse(told.now), before = await shift();
    if (before && before.account !== told.account) await forget();
    const until_ms = at + Date.parse(told.until_at) - server;
    const { account, key } = told, clock = { offset_ms: server - at - way / 2, way_ms: way, at };
    await put("shift", { account, key, until_ms, clock });
    if (stale || !await caches.match(`${under}/offline`, { cacheName: SHIFT }) || !(Math.abs(until_ms - before?.until_ms) < 60000)) await ready(until_ms);
  }
  return told;
}
async function ready(until_ms) {
  if (!navigator.serviceWorker) return;
  stale = false;
  await navigator.serviceWorker.register(`${under}/worker.js`, { scope: under });
  const { active } = await navigator.serviceWorker.ready;
  const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map(e => e.href || e.src);
  const { port1, port2 } = new MessageChannel();
  await new Promise(done => {
    port1.onmessage = done;
    setTimeout(done, 10000);
    active.postMessage({ keep: files, until_ms }, [port2]);
  });
}

// The number of an organ as people write it, or the address on its label; its last character says whether it can be one.
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
function organ(text) {
  const plain = text.trim().split("/").pop().split(/[?#]/)[0].replace(/[\s_\u002d\u2010-\u2015\u200b-\u200f\u2066-\u2069]/gu, "").toUpperCase();
  const values = [...plain.slice(3)].map(c => DIGITS.indexOf({ O: "0", I: "1", L: "1" }[c] ?? c));
  if (!plain.startsWith("ORG") || values.length !== 10 || values.includes(-1)) return;
  const sum = values.slice(0, 9).reduce((s, v) => { const d = (s ^ v) << 1; return d & 32 ? d ^ 37 : d; }, 0);
  return sum === values[9] ? "org_" + values.map(v => DIGITS[v]).join("") : undefined;
}
const filled = form => [...form.elements].filter(f => f.name && (f.type !== "radio" || f.checked) && f.value.trim());
const typed = form => Object.fromEntries(filled(form).map(f => [f.name, f.value.trim()]));
const draft = form => `draft ${form.dataset.queue}`;
// A field as the person sees it.
const word = f => (f.selectedOptions?.[0]?.text ?? (f.type === "radio" ? f.labels[0]?.textContent : f.value)).trim();

async function write(form) {
  const held = await shift(), now = Date.now(), { code, ...rest } = typed(form);
  const scan = form.elements.code, unit = scan && organ(code ?? "");
  if (!held) return show("paused", true);
  if (scan && !unit) return say("wrong");
  const device = await get("device") ?? "device_" + hex(4), mark = hex(16), { clock } = held;
  await put("device", device);
  const hours = Math.ceil(Math.abs(now - clock.at) / 3600000);
  const scanned = {
    device, device_at: new Date(now).toISOString(), offset_s: Math.round(clock.offset_ms / 1000),
    uncertainty_s: Math.ceil(clock.way_ms / 2000) + 1 + hours,
  };
  const told = { what: form.dataset.queue, ...(unit && { unit }), ...rest };
  const clear = JSON.stringify({ mark, account: held.account, told, scanned });
  const { enc, sealed } = await sealTo(bytes(held.key.public), PURPOSE, mark, clear);
  const words = filled(form).filter(f => !scan || ["from", "to"].includes(f.name)).map(word);
  const seen = await cover({ unit, words, at: now + clock.offset_ms });
  await keep({ mark, to, account: held.account, at: now, key: held.key.version, enc: base64(enc), sealed: base64(sealed), seen, state: "waiting" });
  await put(draft(form), undefined);
  if (scan) scan.value = "";
  else for (const f of filled(form)) if (f.type === "radio") f.checked = false; else if (f.name !== "audit") f.value = "";
  say("written");
  await draw();
  await send();
}

async function send() {
  const turn = async () => {
    const told = await contact().catch(() => undefined);
    net(told);
    if (told?.state !== "open") return;
    for (const entry of await entries()) {
      if (entry.state === "waiting" && entry.account === told.account && !await hand(entry, told)) break;
    }
  };
  await (navigator.locks ? navigator.locks.request("donare-send", turn) : turn());
  await draw();
}
const drop = mark => on(QUEUE, "readwrite", s => s.delete(mark));
// One entry on its way; false when the next one need not be tried.
async function hand(entry, told) {
  const { mark, key, enc, sealed } = entry;
  const body = JSON.stringify({ mark, key, enc, sealed, device_now: new Date(Date.now()).toISOString() });
  const headers = { "content-type": "application/json", "x-csrf-token": told.csrf, "idempotency-key": hex(16) };
  const answer = await fetch(entry.to ?? "/api/v1/device-entry", { method: "POST", headers, body, signal: AbortSignal.timeout(30000) }).catch(() => undefined);
  if (!answer || answer.status >= 500 || [401, 429].includes(answer.status)) return false;
  // Written down in another role: it waits until whoever wrote it comes back in that role.
  if (answer.status === 403) return true;
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) await keep({ mark, account: entry.account, at: entry.at, seen: entry.seen, doubt_s: said.uncertainty_s, state: said.state === "clear" ? "kept" : "unclear" });
  else await keep({ ...entry, state: "problem" });
  return true;
}

const show = (name, on) => { for (const e of document.querySelectorAll(`[data-says="${name}"]`)) e.hidden = !on; };
const say = which => { for (const name of ["written", "wrong"]) show(name, name === which); };
const net = told => {
  show("online", told?.state === "open");
  show("paused", Boolean(told) && told.state !== "open");
  show("offline", !told);
};
async function draw() {
  if (!box) return;
  const all = await entries(), held = await shift();
  const rows = await Promise.all(all.map(async entry => {
    const row = document.createElement("li"), seen = await uncover(entry.seen);
    const state = entry.account === held?.account || entry.state !== "waiting" ? entry.state : "other";
    row.append(document.querySelector(`template[data-state="${state}"]`).content.cloneNode(true));
    if (seen) {
      const code = document.createElement("code"), at = new Date(seen.at + Number(box.dataset.offset) * 60000);
      code.dir = "ltr";
      code.textContent = seen.unit ?? "";
      const between = seen.unit ? box.dir === "rtl" ? " ← " : " → " : " · ";
      row.append(" ", at.toISOString().slice(11, 16), " ", code, " ", (seen.words ?? []).map(w => `\u2068${w}\u2069`).join(between));
    }
    if (entry.doubt_s !== undefined) row.append(` \u2068± ${entry.doubt_s} s\u2069`);
    row.dataset.mark = entry.mark;
    row.dataset.now = entry.state;
    return row;
  }));
  box.replaceChildren(...rows);
  show("empty", rows.length === 0);
  // What the registry has is listed until the shift ends.
  if (!held) for (const e of all) if (e.state === "kept" || e.state === "unclear") await drop(e.mark);
}

async function begin() {
  const held = await shift();
  for (const form of forms) {
    for (const [name, value] of Object.entries(await uncover(await get(draft(form))) ?? {})) if (form.elements[name]) form.elements[name].value = value;
    const asked = /^\/scan\/(org_\w+)/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get("code");
    if (asked && form.elements.code) form.elements.code.value = asked;
    const [what, words] = form.dataset.asks?.split(" ") ?? [];
    if (what) form.addEventListener("input", () => { form.elements[words].required = Boolean(form.elements[what].value); });
    form.addEventListener("input", async () => { if (await shift()) await put(draft(form), await cover(typed(form))); });
    form.addEventListener("submit", e => { e.preventDefault(); write(form).catch(() => say("wrong")); });
    form.hidden = !held && !navigator.onLine;
  }
  await draw();
  await send();
}
if (globalThis.indexedDB && crypto.subtle && globalThis.caches) {
  addEventListener("online", () => send());
  // Only what waits is a reason to ask again: an idle page must not keep a session open.
  setInterval(async () => { if ((await entries()).some(e => e.state === "waiting")) send(); }, 60000);
  begin().catch(() => net());
}
}
