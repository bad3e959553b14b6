"use strict";
{
const { make } = concern, { ask, post } = quiet, form = ask(document, "form[data-concern]"), hand = ask(document, "form[data-hand-in]");
if (form) questions(form);
if (hand) handIn(hand);

function questions(form) {
  const readers = JSON.parse(form.dataset.readers), largest = Number(form.dataset.limit), offline = "offline" in form.dataset;
  const steps = [...form.querySelectorAll("[data-step]")], status = ask(form, "[data-status]");
  let files = [], at = 0, sent = false;
  form.closest("[data-script]").hidden = false;
  const show = n => {
    at = n;
    steps.forEach((step, i) => { step.hidden = i !== n; });
    status.textContent = "";
    const { step } = steps[n].dataset;
    ask(form, "[data-moves]").hidden = ["check", "receipt"].includes(step);
    ask(form, "[data-back]").hidden = n === 0;
    if (step === "check") check();
    const title = ask(steps[n], "h2");
    title.tabIndex = -1;
    title.focus();
    scrollTo(0, 0);
  };
  const tick = r => ask(form, `input[name=reader][value="${r.id}"]`), chosen = () => readers.filter(r => tick(r)?.checked);
  const words = (name) => {
    const field = form.elements[name];
    if (!field) return "";
    if (field instanceof RadioNodeList) return ask(form, `input[name=${name}]:checked`)?.labels[0].firstChild.textContent.trim() ?? "";
    return field instanceof HTMLSelectElement ? (field.value && field.selectedOptions[0].text) : field.value.trim();
  };
  const codes = () => {
    const all = {};
    for (const field of form.elements) {
      if (!field.name || field.name === "reader" || field.type === "file" || field.disabled) continue;
      if (field.type === "radio" && !field.checked) continue;
      if (field.value.trim()) all[field.name] = field.value.trim();
    }
    if (all.mode === "anonymous") { delete all.name; delete all.reach; }
    return all;
  };
  const check = () => {
    const list = ask(form, "[data-answers]");
    const rows = steps.filter(s => s.dataset.names).flatMap(s => s.dataset.names.split(" ").map(name => [s, name]));
    list.replaceChildren(...rows.flatMap(([step, name]) => {
      const value = name === "reader" ? chosen().map(r => tick(r).labels[0].firstChild.textContent).join(" · ")
        : name === "files" ? files.map(f => f.name).join(" · ") : words(name);
      const field = name !== "reader" && name !== "files" && form.elements[name];
      const own = step.dataset.names.includes(" ") && !(field instanceof RadioNodeList) && field?.labels?.[0]?.firstChild.textContent.trim();
      const label = own || ask(step, "h2").textContent;
      const row = make("div");
      row.append(make("dt", label), make("dd", value || form.dataset.none, { dir: "auto" }));
      return [row];
    }));
  };
  form.addEventListener("click", async e => {
    const to = e.target.closest?.("button")?.dataset;
    if (!to) return;
    if ("next" in to && (steps[at].dataset.step !== "readers" || chosen().length)) show(at + 1);
    else if ("next" in to) status.textContent = form.dataset.oneReader;
    if ("back" in to) show(at - 1);
    if ("send" in to && !sent) { sent = true; e.target.disabled = true; if (!await send()) { sent = false; e.target.disabled = false; } }
    if ("print" in to) print();
  });
  form.addEventListener("submit", e => e.preventDefault());
  ask(form, "input[type=file]")?.addEventListener("change", async e => {
    const told = [], taken = [];
    for (const file of e.target.files) {
      const clean = await strip(file, taken.length + 1).catch(() => undefined);
      if (clean) taken.push(clean);
      told.push(`${file.name}: ${clean ? form.dataset.fileTaken : form.dataset.fileRefused}`);
    }
    const bytes = taken.reduce((n, f) => n + f.bytes.length, 0);
    files = bytes > largest ? [] : taken;
    if (bytes > largest) told.push(form.dataset.fileLarge);
    e.target.value = "";
    ask(form, "[data-files]").replaceChildren(...told.map(t => make("li", t, { dir: "auto" })));
  });
  async function strip(file, n) {
    if (file.type === "text/plain") return { name: `${n}.txt`, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
    if (file.type !== "image/jpeg" && file.type !== "image/png") return;
    const picture = await createImageBitmap(file), scale = Math.min(1, 3000 / Math.max(picture.width, picture.height));
    const canvas = make("canvas", "", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(done => canvas.toBlob(done, file.type, 0.85));
    return { name: `${n}.${file.type === "image/png" ? "png" : "jpg"}`, type: file.type, bytes: new Uint8Array(await blob.arrayBuffer()) };
  }
  async function send() {
    const answers = codes();
    if (!answers.seen && !answers.told && !answers.inferred && !files.length) { status.textContent = form.dataset.nothing; return; }
    status.textContent = form.dataset.sealing;
    const clear = concern.fill({ version: 1, ...answers }, files, concern.CLASSES);
    if (!clear) { status.textContent = form.dataset.fileLarge; return; }
    const receipt = concern.chance(16), { id, box } = await concern.mailbox(receipt);
    const { content, text, digest, wraps } = await concern.seal("report", clear, chosen());
    const body = concern.body({ kind: "report", mailbox: concern.b64(id), content, box, wraps }, text);
    if (offline) concern.save("sealed.donare", body, "application/octet-stream");
    else {
      const answer = await post(body).catch(() => undefined);
      if (!answer?.ok) { status.textContent = answer?.status === 429 ? form.dataset.later : form.dataset.failed; return; }
    }
    files = [];
    form.reset();
    show(steps.findIndex(s => s.dataset.step === "receipt"));
    ask(form, "[data-receipt]").textContent = concern.spell(receipt);
    ask(form, "[data-digest]").replaceChildren(...digest.match(/.{8}/g).flatMap(part => [make("bdi", part, { className: "code" }), " "]));
    return true;
  }
  show(0);
}

function handIn(form) {
  form.closest("[data-script]").hidden = false;
  form.addEventListener("submit", async e => {
    e.preventDefault();
    const file = ask(form, "input[type=file]").files[0], status = ask(form, "[data-status]");
    if (!file) return;
    const answer = await post(file).catch(() => undefined);
    status.textContent = answer?.ok ? form.dataset.taken : answer?.status === 429 ? form.dataset.later : form.dataset.failed;
  });
}
}
