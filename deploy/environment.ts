/**
 * Settings of the real parts, by environment. A wrong one stops the process at start with its name
 * and a valid example; nothing of a setting's value is repeated, since it may hold a password.
 */
export class SettingWrong extends Error {
  override name = "SettingWrong";
}

export type Environment = Record<string, string | undefined>;

const wrong = (name: string, why: string, example: string): SettingWrong =>
  new SettingWrong(`${name} ${why}: write it as ${name}=${example}`);

/** An address of one of these protocols. */
export function address(
  from: Environment,
  name: string,
  protocols: readonly string[],
  example: string,
): string {
  const value = from[name];
  if (!value) throw wrong(name, "is not set", example);
  for (const one of value.split(",")) {
    const url = URL.parse(one);
    if (url === null || url.hostname === "" || !protocols.includes(url.protocol)) {
      throw wrong(name, "is no address of this kind", example);
    }
  }
  return value;
}

const PORT_MAX = 65_535;

export function port(from: Environment, name: string, otherwise: number): number {
  const value = Number(from[name] ?? otherwise);
  if (Number.isInteger(value) && value >= 0 && value <= PORT_MAX) return value;
  throw wrong(name, `is no port from 0 to ${PORT_MAX}`, String(otherwise));
}

/** 32 random bytes or more, as base64url. */
export function secret(from: Environment, name: string): string {
  const value = from[name] ?? "";
  if (/^[A-Za-z0-9_-]{43,}$/.test(value)) return value;
  throw wrong(name, "is no secret of 43 or more letters", '"$(openssl rand -hex 32)"');
}

export const words = (from: Environment, name: string): string[] =>
  (from[name] ?? "").split(",").map((one) => one.trim()).filter((one) => one !== "");

/** Partitions as `0-31` or `4,7,22`. */
export function partitions(from: Environment, name: string, otherwise: string): number[] {
  const found = new Set<number>();
  for (const part of (from[name] ?? otherwise).split(",")) {
    const range = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part.trim());
    const [first, last] = [Number(range?.[1]), Number(range?.[2] ?? range?.[1])];
    if (range === null || last < first || last > 63) {
      throw wrong(name, "names no partitions from 0 to 63", "0-31");
    }
    for (let one = first; one <= last; one++) found.add(one);
  }
  return [...found].sort((a, b) => a - b);
}

/** The text of a PEM file, where a setting names one. */
export function pem(from: Environment, name: string): string | undefined {
  const path = from[name];
  if (!path) return undefined;
  try {
    return Deno.readTextFileSync(path);
  } catch {
    throw wrong(name, "names no file that can be read", "/etc/tidegate/ca.pem");
  }
}

const LOOPBACK = /^(127\.|localhost$|\[?::1\]?$)/;
const PLAIN = ["http:", "nats:", "redis:", "postgres:", "postgresql:"];

/**
 * Plain text stays on this machine: an address elsewhere without TLS refuses to start unless
 * `TIDEGATE_PLAIN_TEXT=allowed` says that somebody chose it.
 */
export function refusePlainText(from: Environment, names: readonly string[]): void {
  if (from.TIDEGATE_PLAIN_TEXT === "allowed") return;
  for (const name of names) {
    for (const one of words(from, name)) {
      const url = URL.parse(one);
      if (url === null || LOOPBACK.test(url.hostname) || !PLAIN.includes(url.protocol)) continue;
      if (/^(require|verify-ca|verify-full)$/.test(url.searchParams.get("sslmode") ?? "")) continue;
      throw new SettingWrong(
        `${name} is plain text to another machine: use TLS (tls://, rediss://, https://, ` +
          `?sslmode=verify-full), or set TIDEGATE_PLAIN_TEXT=allowed where the network is trusted.`,
      );
    }
  }
}
