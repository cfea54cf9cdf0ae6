import { NONCE_BYTES, SEALING_KEY_BYTES, TAG_BYTES } from "../../contract/sealing.ts";

/**
 * Sealing of whole files, in the form of `sealBytes` and `openBytes`, but away from the event loop:
 * ten megabytes hold it for over 100 ms there, and everybody's conversations with it.
 */
export async function sealAside(
  keyId: string,
  key: Uint8Array,
  clear: Uint8Array,
): Promise<Uint8Array> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const body = await crypto.subtle.encrypt(
    formOf(keyId, nonce),
    await imported(key),
    clear as BufferSource,
  );
  const sealed = new Uint8Array(NONCE_BYTES + body.byteLength);
  sealed.set(nonce);
  sealed.set(new Uint8Array(body), NONCE_BYTES);
  return sealed;
}

/** The clear bytes, or undefined when the key is another one or a byte was changed. */
export async function openAside(
  keyId: string,
  key: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES || key.length !== SEALING_KEY_BYTES) return undefined;
  const form = formOf(keyId, sealed.subarray(0, NONCE_BYTES));
  const body = sealed.subarray(NONCE_BYTES) as BufferSource;
  try {
    return new Uint8Array(await crypto.subtle.decrypt(form, await imported(key), body));
  } catch {
    return undefined; // the tag does not verify: an expected outcome, not a broken part
  }
}

const formOf = (keyId: string, nonce: Uint8Array) => ({
  name: "AES-GCM",
  iv: nonce as BufferSource,
  additionalData: new TextEncoder().encode(keyId),
  tagLength: TAG_BYTES * 8,
});

const imported = (key: Uint8Array) =>
  crypto.subtle.importKey("raw", key as BufferSource, "AES-GCM", false, ["encrypt", "decrypt"]);
