/**
 * The address that budgets count. `X-Forwarded-For` is believed only from a trusted proxy, and
 * then from the right: the first address that is not itself a trusted proxy.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trustedProxies: readonly string[],
): string {
  if (!forwardedFor || !trustedProxies.includes(peer)) return peer;
  const hops = forwardedFor.split(",").map((hop) => hop.trim()).filter((hop) => hop.length > 0);
  for (let at = hops.length - 1, left = HOPS_MAX; at >= 0 && left > 0; at--, left--) {
    if (!ADDRESS.test(hops[at])) return peer;
    if (!trustedProxies.includes(hops[at])) return hops[at];
  }
  return peer;
}

/** More proxies than this in one chain is somebody's forgery. */
const HOPS_MAX = 10;
const ADDRESS = /^[0-9A-Fa-f.:]{2,45}$/;
