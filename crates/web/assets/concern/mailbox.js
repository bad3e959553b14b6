"use strict";
{
const { make } = concern, { ask, post } = quiet, box = ask(document, "form[data-mailbox]");
if (box) mailbox(box);

function mailbox(form) {
  const status = ask(form, "[data-status]"), opened = ask(document, "[data-opened]"), more = ask(document, "form[data-more]");
  let held;
  form.closest("[data-script]").hidden = false;
  form.addEventListener("submit", async e => {
    e.preventDefault();
    const receipt = concern.read(form.elements.code.value);
    status.textContent = "";
    if (!receipt) { status.textContent = form.dataset.wrong; return; }
    await look(receipt);
  });
  async function look(receipt) {
    const id = await concern.derive(receipt, "id", 16);
    const answer = await fetch("/concern/mailbox/read", { method: "POST", body: id, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
      headers: { "content-type": "application/octet-stream" } }).catch(() => undefined);
    if (!answer?.ok) { status.textContent = form.dataset.failed; return; }
    const told = await answer.json(), own = await concern.openBox(receipt, told.box);
    if (!own) { status.textContent = form.dataset.nothing; return; }
    held = { id, own, told };
    form.elements.code.value = "";
    form.closest("[data-script]").hidden = true;
    opened.hidden = false;
    const messages = [];
    for (const message of told.messages) {
      const text = concern.un64(message.text);
      const clear = await concern.open(own, message, text).catch(() => undefined);
      const item = make("li");
      item.append(make("b", opened.dataset[message.kind]), make("p", clear?.answers.text ?? opened.dataset.unopened, { dir: "auto" }));
      messages.push(item);
    }
    ask(opened, "[data-messages]").replaceChildren(...messages);
    ask(opened, "[data-none]").hidden = messages.length > 0;
    for (const step of opened.querySelectorAll("[data-state]")) {
      step.setAttribute("aria-current", step.dataset.state.split(" ").includes(told.state) ? "step" : "false");
      step.style.fontWeight = step.getAttribute("aria-current") === "step" ? "bold" : "";
    }
    const proof = ask(opened, "[data-proof]");
    proof.disabled = !told.proof;
    ask(opened, "[data-proof-later]").hidden = Boolean(told.proof);
    proof.onclick = () => concern.save("proof.json", JSON.stringify(told.proof, null, 1), "application/json");
  }
  more.addEventListener("submit", async e => {
    e.preventDefault();
    const status = ask(more, "[data-status]"), text = more.elements.text.value.trim(), { own, told, id } = held;
    if (!text) { status.textContent = more.dataset.nothing; return; }
    const answers = { version: 1, text, retaliation: more.elements.retaliation.checked };
    const to = [...told.readers, { id: "mailbox", public: concern.b64(own.point) }];
    const made = await concern.message("message", answers, to);
    if (!made) { status.textContent = more.dataset.long; return; }
    const head = { kind: "message", mailbox: concern.b64(id), content: made.content, wraps: made.wraps };
    const answer = await post(concern.body(head, made.text)).catch(() => undefined);
    status.textContent = answer?.ok ? more.dataset.taken : more.dataset.failed;
    if (answer?.ok) more.reset();
  });
}
}
