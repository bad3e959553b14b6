"use strict";
// The clock of the top bar: starts from the server's instant, so a wrong device clock does no harm.
for (const t of document.querySelectorAll("time[data-offset]")) {
  const base = Date.parse(t.dateTime) + Number(t.dataset.offset) * 60000, start = performance.now();
  setInterval(() => {
    t.textContent = new Date(base + performance.now() - start).toISOString().slice(11, 16);
  }, 5000);
}
// A form that changes something is sent once; the button that was pressed still counts.
addEventListener("submit", e => {
  const form = e.target;
  if (form.method !== "post") return;
  // Signing out forgets what this device kept readable for the shift; what waits sealed stays so.
  if (form.getAttribute("action") === "/sign-out" && globalThis.caches && globalThis.indexedDB) {
    e.preventDefault();
    const part = async () => {
      const gone = new Promise(done => {
        const asked = indexedDB.deleteDatabase("donare-hold");
        asked.onsuccess = asked.onerror = asked.onblocked = done;
      });
      await Promise.allSettled([gone, caches.delete("donare-shift")]);
      form.submit();
      // Nobody keeps the form anew between this and the end of the session: the lock is held until this page is gone.
      return new Promise(() => {});
    };
    const { locks } = navigator;
    return locks ? locks.request("donare-send", { signal: AbortSignal.timeout(3000) }, part).catch(part) : part();
  }
  if (form.dataset.sent) return e.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});
for (const b of document.querySelectorAll("[data-print]")) {
  b.hidden = false;
  b.addEventListener("click", () => print());
}
// What the bar folds out goes away as soon as the reader is elsewhere.
for (const d of document.querySelectorAll(".bar details")) {
  const away = e => { if (!d.contains(e.target)) d.open = false; };
  addEventListener("click", away);
  addEventListener("focusin", away);
  d.addEventListener("keydown", e => {
    if (e.key !== "Escape" || !d.open) return;
    d.open = false;
    d.querySelector("summary").focus();
  });
}
// What must be put right is read first.
document.querySelector("[data-focus]")?.focus();
