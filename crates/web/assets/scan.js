"use strict";
// Reads the code of a label with the camera where the browser can; without it the code is typed.
const offer = document.querySelector("[data-camera]"), video = document.querySelector("video");
const form = offer?.closest("form");
const fields = form ? ["code", "unit", "recipient"].map(n => form.elements[n]).filter(f => f) : [];
async function read() {
  const reader = new BarcodeDetector({ formats: ["qr_code", "data_matrix", "code_128"] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const stop = () => { stream.getTracks().forEach(t => t.stop()); video.hidden = true; };
  const until = Date.now() + 60000;
  const look = async () => {
    if (Date.now() > until) return stop();
    const [seen] = await reader.detect(video).catch(() => []);
    const field = fields.find(f => !f.value) ?? fields[0];
    if (!seen?.rawValue) return setTimeout(look, 250);
    field.value = seen.rawValue;
    stop();
    if (fields.every(f => f.value) && form.dataset.scan) form.requestSubmit();
    else (fields.find(f => !f.value) ?? field).focus();
  };
  look();
}
if (form && "BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia) {
  offer.hidden = false;
  offer.addEventListener("click", () => read().catch(() => { offer.hidden = true; }));
}
