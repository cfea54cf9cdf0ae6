import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { LIMITS } from "../limits/limits.ts";

/** OWASP's second choice for scrypt: 32 MiB and about 100 ms per guess. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;

/** Too many people sign in at once; the caller says `busy`. */
export class PasswordsBusy extends Error {
  override name = "PasswordsBusy";
}

/** Hashing takes memory and a core, so only two run at once and a bounded number waits. */
let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Uint8Array): Promise<Buffer> {
  if (running >= LIMITS.passwordsAtOnceMax) {
    if (waiting.length >= LIMITS.passwordsQueuedMax) throw new PasswordsBusy();
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running++;
  try {
    return await new Promise((resolve, reject) =>
      scrypt(
        password.normalize("NFC"),
        salt,
        HASH_BYTES,
        COST,
        (error, key) => error ? reject(error) : resolve(key),
      )
    );
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** `scrypt$<salt>$<hash>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString("base64url")}$${
    (await derive(password, salt)).toString("base64url")
  }`;
}

/** A hash that no password has: unknown accounts take the same time as known ones. */
const NOBODY = `scrypt$${randomBytes(16).toString("base64url")}$${
  randomBytes(HASH_BYTES).toString("base64url")
}`;

/** Constant-time in the hash; `stored` is undefined for an unknown account, with the same work. */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const [kind, salt, hash] = (stored ?? NOBODY).split("$");
  if (kind !== "scrypt") return false;
  const wanted = Buffer.from(hash, "base64url");
  const derived = await derive(password, Buffer.from(salt, "base64url"));
  return derived.length === wanted.length && timingSafeEqual(derived, wanted) &&
    stored !== undefined;
}
