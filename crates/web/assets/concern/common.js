"use strict";
globalThis.concern = (() => {
  const PURPOSE = "donare/concern/v1", WRAP = "donare/concern/wrap/v1", MESSAGE = 4096;
  const CLASSES = [65536, 262144, 1048576, 4194304, 10485760];
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const utf8 = t => new TextEncoder().encode(t), said = b => new TextDecoder().decode(b);
  const b64 = bytes => {
    let text = "";
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const un64 = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), c => c.charCodeAt(0));
  const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, "0")).join("");
  const sum = async bytes => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  const chance = n => crypto.getRandomValues(new Uint8Array(n));
  const number = n => Uint8Array.of(n >>> 24, n >>> 16 & 255, n >>> 8 & 255, n & 255);
  const glue = parts => {
    const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const part of parts) { whole.set(part, at); at += part.length; }
    return whole;
  };
  const pair = async () => {
    const made = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
    const jwk = await crypto.subtle.exportKey("jwk", made.privateKey);
    return { point: new Uint8Array(await crypto.subtle.exportKey("raw", made.publicKey)), secret: un64(jwk.d) };
  };
  const half = (point, secret) => crypto.subtle.importKey("jwk",
    { kty: "EC", crv: "P-256", x: b64(point.slice(1, 33)), y: b64(point.slice(33)), d: b64(secret) }, curve, false, ["deriveBits"]);
  const fill = (answers, files, sizes) => {
    const head = utf8(JSON.stringify({ ...answers, files: files.map(f => ({ name: f.name, type: f.type, bytes: f.bytes.length })) }));
    const clear = glue([number(head.length), head, ...files.map(f => f.bytes)]);
    const size = sizes.find(s => clear.length <= s);
    if (!size) return;
    const filled = new Uint8Array(size);
    filled.set(clear);
    return filled;
  };
  const empty = clear => {
    const length = new DataView(clear.buffer, clear.byteOffset).getUint32(0);
    const answers = JSON.parse(said(clear.slice(4, 4 + length)));
    let at = 4 + length;
    const files = (answers.files ?? []).map(f => ({ ...f, bytes: clear.slice(at, at += f.bytes) }));
    return { answers, files };
  };
  const seal = async (kind, clear, readers) => {
    const content = await pair(), { enc, sealed } = await sealTo(content.point, PURPOSE, kind, clear);
    const text = glue([enc, sealed]), digest = await sum(text), wraps = [];
    for (const reader of readers) wraps.push(await wrap(reader, digest, content.secret));
    return { content: b64(content.point), text, digest, wraps };
  };
  const wrap = async (reader, digest, secret) => {
    const { enc, sealed } = await sealTo(un64(reader.public), WRAP, `${reader.id}:${digest}`, secret);
    return { to: reader.id, enc: b64(enc), sealed: b64(sealed) };
  };
  const unwrap = async (own, post, digest) => {
    const { to, enc, sealed } = post.wrap;
    return openFrom(await half(own.point, own.secret), own.point, WRAP, `${to}:${digest}`, un64(enc), un64(sealed));
  };
  const open = async (own, post, text) => {
    const point = un64(post.content), secret = await unwrap(own, post, await sum(text));
    const clear = await openFrom(await half(point, secret), point, PURPOSE, post.kind, text.slice(0, 65), text.slice(65));
    return empty(clear);
  };
  const message = (kind, answers, readers) => {
    const clear = fill(answers, [], [MESSAGE]);
    return clear && seal(kind, clear, readers);
  };
  const body = (head, text) => {
    const first = utf8(JSON.stringify(head));
    return glue([utf8("DNC1"), number(first.length), first, text]);
  };
  const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const spell = bytes => {
    let bits = 0, held = 0, text = "";
    for (const byte of bytes) {
      held = held << 8 | byte; bits += 8;
      while (bits >= 5) { text += LETTERS[held >>> bits - 5 & 31]; bits -= 5; }
      held &= (1 << bits) - 1;
    }
    if (bits) text += LETTERS[held << 5 - bits & 31];
    return text.match(/.{1,4}/g).join("-");
  };
  const read = text => {
    const plain = [...text.toUpperCase()].map(c => ({ O: "0", I: "1", L: "1" })[c] ?? c).filter(c => LETTERS.includes(c));
    if (plain.length !== 26) return;
    let bits = 0, held = 0;
    const bytes = [];
    for (const c of plain) {
      held = held << 5 | LETTERS.indexOf(c); bits += 5;
      if (bits >= 8) { bytes.push(held >>> bits - 8 & 255); bits -= 8; }
      held &= (1 << bits) - 1;
    }
    return Uint8Array.from(bytes.slice(0, 16));
  };
  const derive = async (receipt, what, bytes) => {
    const key = await crypto.subtle.importKey("raw", receipt, "HKDF", false, ["deriveBits"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(`donare/concern/mailbox-${what}`) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, key, bytes * 8));
  };
  const boxKey = async receipt =>
    crypto.subtle.importKey("raw", await derive(receipt, "key", 32), "AES-GCM", false, ["encrypt", "decrypt"]);
  const mailbox = async receipt => {
    const made = await pair(), iv = chance(12);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await boxKey(receipt), made.secret);
    return { id: await derive(receipt, "id", 16), made,
      box: { public: b64(made.point), iv: b64(iv), sealed: b64(new Uint8Array(sealed)) } };
  };
  const openBox = async (receipt, box) => {
    const how = { name: "AES-GCM", iv: un64(box.iv) };
    const secret = await crypto.subtle.decrypt(how, await boxKey(receipt), un64(box.sealed)).catch(() => undefined);
    return secret && { point: un64(box.public), secret: new Uint8Array(secret) };
  };
  const make = (name, words, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    if (words !== undefined) made.textContent = words;
    return made;
  };
  const save = (name, bytes, type) => {
    const link = make("a", "", { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  return { CLASSES, MESSAGE, b64, un64, hex, sum, chance, pair, half, fill, seal, wrap, unwrap, open, message, body, spell, read, mailbox, openBox, make, save, derive };
})();
