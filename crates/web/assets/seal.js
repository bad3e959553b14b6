"use strict";
// Seals text to the registry's key, with what every browser has: RFC 9180 in base mode with P-256, HKDF-SHA256 and AES-128-GCM.
globalThis.sealTo = (() => {
  const bytes = t => new TextEncoder().encode(t), none = new Uint8Array();
  const join = (...parts) => Uint8Array.from(parts.flatMap(p => [...p]));
  const hmac = { name: "HMAC", hash: "SHA-256" }, curve = { name: "ECDH", namedCurve: "P-256" };
  const mac = async (key, text) => new Uint8Array(
    await crypto.subtle.sign("HMAC", await crypto.subtle.importKey("raw", key, hmac, false, ["sign"]), text));
  const AGREEMENT = join(bytes("KEM"), [0, 16]), SUITE = join(bytes("HPKE"), [0, 16, 0, 1, 0, 1]);
  const extract = (of, salt, label, from) =>
    mac(salt.length ? salt : new Uint8Array(32), join(bytes("HPKE-v1"), of, bytes(label), from));
  const expand = async (of, key, label, context, length) =>
    (await mac(key, join([0, length], bytes("HPKE-v1"), of, bytes(label), context, [1]))).slice(0, length);
  // The key and the nonce of one message, from what both sides agreed on.
  const schedule = async (agreed, enc, point, purpose) => {
    const shared = await expand(AGREEMENT, await extract(AGREEMENT, none, "eae_prk", agreed), "shared_secret", join(enc, point), 32);
    const context = join([0], await extract(SUITE, none, "psk_id_hash", none), await extract(SUITE, none, "info_hash", bytes(purpose)));
    const secret = await extract(SUITE, shared, "secret", none);
    const key = await crypto.subtle.importKey("raw", await expand(SUITE, secret, "key", context, 16), "AES-GCM", false, ["encrypt", "decrypt"]);
    return { key, iv: await expand(SUITE, secret, "base_nonce", context, 12) };
  };
  const agree = async (secret, point) => {
    const theirs = await crypto.subtle.importKey("raw", point, curve, false, []);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, secret, 256));
  };
  // Opens with the secret half of a key and its point.
  globalThis.openFrom = async (secret, point, purpose, mark, enc, sealed) => {
    const { key, iv } = await schedule(await agree(secret, enc), enc, point, purpose);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(mark) }, key, sealed));
  };
  return async (point, purpose, mark, clear) => {
    const once = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
    const enc = new Uint8Array(await crypto.subtle.exportKey("raw", once.publicKey));
    const { key, iv } = await schedule(await agree(once.privateKey, point), enc, point, purpose);
    const text = typeof clear === "string" ? bytes(clear) : clear;
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(mark) }, key, text);
    return { enc, sealed: new Uint8Array(sealed) };
  };
})();
