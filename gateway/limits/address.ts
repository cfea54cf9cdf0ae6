/**
 * The address that budgets count. `X-Forwarded-For` is believed only from a trusted proxy, and
 * then from the right: the first address that is not itself a trusted proxy. Of IPv6 it is the network.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trustedProxies: readonly string[],
): string {
  return countedAs(nearestOutside(peer, forwardedFor, trustedProxies));
}

function nearestOutside(
  peer: string,
  forwardedFor: string | undefined,
  trustedProxies: readonly string[],
): string {
  const isTrusted = (address: string) => trustedProxies.includes(unmapped(address));
  if (!forwardedFor || !isTrusted(peer)) return peer;
  const hops = forwardedFor.split(",").map((hop) => hop.trim()).filter((hop) => hop.length > 0);
  for (let at = hops.length - 1, left = HOPS_MAX; at >= 0 && left > 0; at--, left--) {
    if (!ADDRESS.test(hops[at])) return peer;
    if (!isTrusted(hops[at])) return hops[at];
  }
  return peer;
}

/** More proxies than this in one chain is somebody's forgery. */
const HOPS_MAX = 10;
const ADDRESS = /^[0-9A-Fa-f.:]{2,45}$/;

const LOOPBACK = "[::1]";
const MAPPED = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/;
const GROUPS = 8;
/** 64 bits: what one line or one rented machine owns, and may speak from at any address of. */
const GROUPS_OF_NETWORK = 4;

/** The host of an address as `URL` writes it, in one way for each; undefined when it is none. */
const hostOf = (address: string): string | undefined =>
  address.includes(":") ? URL.parse(`http://[${address}]/`)?.hostname : undefined;

/** IPv4 that is written as IPv6, as a socket of both kinds does it, as itself; others as they are. */
export function unmapped(address: string): string {
  const mapped = MAPPED.exec(hostOf(address) ?? "");
  if (!mapped) return address;
  const [high, low] = mapped.slice(1).map((group) => parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** One key for whoever is one: an IPv6 network, and IPv4 that is written as IPv6 as itself. */
function countedAs(given: string): string {
  const address = unmapped(given);
  const host = hostOf(address);
  if (host === undefined || host === LOOPBACK) return address;
  const [head, tail = []] = host.slice(1, -1).split("::").map((half) => half.split(":"));
  const zeros = Array(Math.max(0, GROUPS - head.length - tail.length)).fill("0");
  const groups = [...head, ...zeros, ...tail].slice(0, GROUPS_OF_NETWORK);
  return `${groups.map((group) => group || "0").join(":")}::`;
}
