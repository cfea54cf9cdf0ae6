import type { Seat } from "./plan/campaign_plan.ts";

/** Sign-ins at once: the desk hashes two passwords at a time and lets a few wait. */
const AT_ONCE = 4;
/** One address may try so many before it is slowed down. */
const PER_ADDRESS = 20;

/** Signs everybody in before the load begins, from many addresses. Throws on the first refusal. */
export async function signInAll(
  base: string,
  accounts: readonly string[],
  password: string,
): Promise<Seat[]> {
  const seats: Seat[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < accounts.length) {
      const number = next++;
      seats[number] = await signIn(base, accounts[number], password, addressOf(number));
    }
  }));
  return seats;
}

const addressOf = (number: number): string => `127.0.2.${Math.floor(number / PER_ADDRESS) + 1}`;

async function signIn(
  base: string,
  account: string,
  password: string,
  localAddress: string,
): Promise<Seat> {
  const local = new URL(base).hostname === "127.0.0.1";
  const client = Deno.createHttpClient(local ? { localAddress } : {});
  const response = await fetch(`${base}/api/v1/session`, {
    method: "POST",
    headers: { origin: base, "content-type": "application/json" },
    body: JSON.stringify({ account, password }),
    client,
  } as RequestInit);
  await response.body?.cancel();
  client.close();
  if (!response.ok) throw new Error(`sign-in of ${account}: ${response.status}`);
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  return { account, cookie };
}
