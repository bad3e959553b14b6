"use strict";
{
// The side of those who read: keys are made here, and concerns opened here; neither passphrase nor clear text leaves the page.
const { make } = concern, ask = (of, name) => of?.querySelector(name);
const csrf = ask(document, "input[name=csrf]")?.value ?? "";
const send = (path, body) => fetch(`/api/v1${path}`, { method: "POST", body: JSON.stringify(body), cache: "no-store",
  headers: { "content-type": "application/json", "x-csrf-token": csrf, "idempotency-key": concern.b64(concern.chance(16)) } });

// One's own key, under a passphrase.
const stretch = async (passphrase, salt, n) => {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: n };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};
const lock = async (passphrase, secret) => {
  const salt = concern.chance(16), iv = concern.chance(12), n = 1000000;
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await stretch(passphrase, salt, n), secret);
  return JSON.stringify({ kdf: "PBKDF2-SHA256", n, salt: concern.b64(salt), iv: concern.b64(iv), sealed: concern.b64(new Uint8Array(sealed)) });
};
const unlock = async (passphrase, wrapped) => {
  const { n, salt, iv, sealed } = JSON.parse(wrapped), how = { name: "AES-GCM", iv: concern.un64(iv) };
  const secret = await crypto.subtle.decrypt(how, await stretch(passphrase, concern.un64(salt), n), concern.un64(sealed)).catch(() => undefined);
  return secret && new Uint8Array(secret);
};
const making = ask(document, "form[data-make-key]");
if (making) {
  making.closest("[data-script]").hidden = false;
  making.addEventListener("submit", async e => {
    e.preventDefault();
    const { office, first, second } = making.elements, status = ask(making, "[data-status]");
    if (first.value.length < 14) { status.textContent = making.dataset.short; return; }
    if (first.value !== second.value) { status.textContent = making.dataset.differ; return; }
    status.textContent = making.dataset.working;
    const { point, secret } = await concern.pair();
    const wrapped = await lock(first.value, secret);
    const answer = await send("/concern-key", { public: concern.b64(point), office: office.value, wrapped });
    if (answer.ok) location.reload();
    else status.textContent = making.dataset.failed;
  });
}

const form = ask(document, "form[data-open-concern]");
if (form) {
  const id = form.dataset.openConcern, status = ask(form, "[data-status]"), clear = ask(document, "[data-clear]");
  const words = JSON.parse(clear.dataset.words);
  let held;
  form.closest("[data-script]").hidden = false;
  form.addEventListener("submit", async e => {
    e.preventDefault();
    status.textContent = form.dataset.working;
    const told = await (await fetch(`/api/v1/concern/${id}`, { cache: "no-store" })).json();
    const secret = await unlock(form.elements.passphrase.value, told.key.wrapped);
    if (!secret) { status.textContent = form.dataset.wrong; return; }
    form.elements.passphrase.value = "";
    const own = { point: concern.un64(told.key.public), secret };
    held = { told, own, digests: {} };
    clear.replaceChildren();
    for (const post of told.posts) clear.append(await shown(post));
    form.closest("[data-script]").hidden = true;
    for (const later of document.querySelectorAll("[data-after]")) later.hidden = false;
  });
  const shown = async post => {
    const part = make("section"), title = make("h2", words[`kind-${post.kind}`]);
    part.append(title);
    if (!post.wrap) { part.append(make("p", words.unsealed)); return part; }
    const text = new Uint8Array(await (await fetch(`/api/v1/concern/${id}/text/${post.post}`, { cache: "no-store" })).arrayBuffer());
    held.digests[post.post] = await concern.sum(text);
    const opened = await concern.open(held.own, post, text).catch(() => undefined);
    if (!opened) { part.append(make("p", words.unopened)); return part; }
    const list = make("dl", "", { className: "summary" });
    for (const [name, value] of Object.entries(opened.answers)) {
      if (name === "version" || name === "files" || value === false) continue;
      const row = make("div");
      row.append(make("dt", words[name] ?? name), make("dd", words[`${name}-${value}`] ?? String(value), { dir: "auto" }));
      list.append(row);
    }
    part.append(list);
    for (const file of opened.files) {
      const safe = ["image/jpeg", "image/png", "text/plain"].includes(file.type) ? file.type : "application/octet-stream";
      const row = make("p");
      row.append(make("a", file.name, { href: URL.createObjectURL(new Blob([file.bytes], { type: safe })), download: file.name }));
      part.append(row);
    }
    return part;
  };
  const answering = ask(document, "form[data-answer]");
  answering?.addEventListener("submit", async e => {
    e.preventDefault();
    const status = ask(answering, "[data-status]"), { text, to, outcome, file } = answering.elements;
    const { told } = held, reply = to.value === "reply", retaliated = to.value === "retaliation", body = {};
    if (text.value.trim()) {
      const readers = reply ? [...told.readers, { id: "mailbox", public: told.mailbox }] : told.readers;
      const made = await concern.message(reply ? "reply" : "note", { version: 1, text: text.value.trim() }, readers);
      if (!made) { status.textContent = answering.dataset.long; return; }
      body.wrapped = { kind: reply ? "reply" : "note", content: made.content, text: concern.b64(made.text), wraps: made.wraps };
      body.retaliated = retaliated;
    }
    if (outcome.value) body.triaged = { outcome: outcome.value, ...(file.value.trim() ? { case: file.value.trim() } : {}) };
    const answer = await send(`/concern/${id}/answer`, body);
    if (answer.ok) location.reload();
    else status.textContent = `${answering.dataset.failed} ${(await answer.json()).expected ?? ""}`;
  });
  const resealing = ask(document, "form[data-reseal]");
  resealing?.addEventListener("submit", async e => {
    e.preventDefault();
    const { told, own, digests } = held, wraps = [];
    const to = told.others.filter(r => ask(resealing, `input[value="${r.id}"]`)?.checked);
    for (const post of told.posts) {
      if (!post.wrap) continue;
      const secret = await concern.unwrap(own, post, digests[post.post]);
      for (const reader of to) wraps.push({ post: post.post, wrap: await concern.wrap(reader, digests[post.post], secret) });
    }
    const answer = await send(`/concern/${id}/reseal`, { wraps });
    if (answer.ok) location.reload();
    else ask(resealing, "[data-status]").textContent = resealing.dataset.failed;
  });
}
}
