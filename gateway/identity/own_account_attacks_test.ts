import assert from "node:assert/strict";
import type { OwnSession } from "../../engine/contract/wire/http_account.ts";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { type House, openHouse, PASSWORD } from "../testing/house.ts";
import { ask, type Browser, browser, line, signIn } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const SESSIONS = "/api/v1/account/sessions";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const sessionsOf = async (who: Browser) =>
  (await ask<{ sessions: OwnSession[] }>(house, who, "GET", SESSIONS)).body.sessions;
const desk = (who: Browser) => ask(house, who, "GET", "/api/v1/agent/desk");
const socketOf = (who: Browser) => line<AgentFrameOut>(house, who, "agent");
const isOpen = (one: { closed?: unknown }): boolean => one.closed === undefined;
const setPassword = (who: Browser, password: string, next: string) =>
  ask(house, who, "PUT", "/api/v1/account/password", { password, next });

async function signInWith(account: string, password: string, userAgent: string): Promise<Browser> {
  const who = browser({ "user-agent": userAgent });
  const answer = await ask(house, who, "POST", "/api/v1/session", { account, password });
  assert.equal(answer.status, 200);
  who.headers.cookie = answer.headers.getSetCookie()[0].split(";")[0];
  return who;
}

Deno.test("attack 15 - one session of the list is ended, its socket closes, the others stay", async () => {
  const here = await signIn(house, "he");
  const there = await signInWith("he", PASSWORD, FIREFOX);
  const [open, kept] = [await socketOf(there), await socketOf(here)];
  const listed = await sessionsOf(here);
  assert.equal(listed.length, 2);
  assert.deepEqual(listed.map(({ own }) => own).sort(), [false, true]);
  const other = listed.find(({ own }) => !own)!;
  assert.deepEqual([other.device, other.address], ["Firefox, Linux", there.address]);

  const stranger = await signIn(house, "lin");
  const ended = await ask(house, stranger, "DELETE", `${SESSIONS}/${other.session}`);
  assert.equal(ended.status, 404);
  assert.ok(isOpen(open));
  const end = await ask(house, here, "DELETE", `${SESSIONS}/${other.session}`);
  assert.equal(end.status, 204);
  assert.equal(open.closed?.code, 4401);
  assert.equal((await desk(there)).status, 401);
  assert.equal((await desk(here)).status, 200);
  assert.ok(isOpen(kept));
  kept.hangUp();
});

Deno.test("attack 15 - all other sessions end at once", async () => {
  const here = await signIn(house, "he");
  const there = await signIn(house, "he");
  const [open, kept] = [await socketOf(there), await socketOf(here)];
  assert.equal((await ask(house, here, "DELETE", SESSIONS)).status, 204);
  assert.equal(open.closed?.code, 4401);
  assert.equal((await desk(there)).status, 401);
  assert.ok(isOpen(kept));
  assert.deepEqual((await sessionsOf(here)).map(({ own }) => own), [true]);
  kept.hangUp();
});

Deno.test("attack 17 - a changed password ends all other sessions and sockets", async () => {
  const next = "a longer walk by the sea";
  const here = await signIn(house, "lin");
  const there = await signIn(house, "lin");
  const [open, kept] = [await socketOf(there), await socketOf(here)];
  const refused = [
    [await setPassword(here, "wrong", next), "password"],
    [await setPassword(here, PASSWORD, "short"), "next"],
    [await setPassword(here, PASSWORD, PASSWORD), "next"],
    [await setPassword(here, PASSWORD, "lin lin lin lin"), "next"],
  ] as const;
  for (const [answer, field] of refused) {
    assert.deepEqual([answer.status, answer.body.fields?.[0].path], [422, field]);
  }
  assert.ok(isOpen(open));
  assert.equal((await setPassword(here, PASSWORD, next)).status, 204);
  assert.equal(open.closed?.code, 4401);
  assert.equal((await desk(there)).status, 401);
  assert.equal((await desk(here)).status, 200);
  assert.ok(isOpen(kept));
  kept.hangUp();
  const entry = { account: "lin", password: PASSWORD };
  assert.equal((await ask(house, browser(), "POST", "/api/v1/session", entry)).status, 401);
  await signInWith("lin", next, "");
});

Deno.test("attack 16 - a role taken away is gone at once, with its sockets", async () => {
  const admin = await signIn(house, "admin");
  const shen = await signIn(house, "shen");
  const open = await socketOf(shen);
  const role = (account: string, role: string, who = admin) =>
    ask(house, who, "PUT", `/api/v1/accounts/${account}/role`, { role });
  assert.equal((await role("shen", "admin", shen)).status, 403);
  assert.equal((await role("admin", "agent")).status, 409);
  assert.equal((await role("nobody", "agent")).status, 404);
  assert.equal((await role("shen", "owner")).status, 422);
  assert.equal((await role("shen", "agent")).status, 204);
  assert.equal(open.closed?.code, 4401);
  assert.equal((await ask(house, shen, "GET", "/api/v1/conversations")).status, 401);
  const again = await signIn(house, "shen");
  assert.equal((await ask(house, again, "GET", "/api/v1/conversations")).status, 403);
});
