/** How often the records are asked who somebody is, and how long an answer holds. */
import assert from "node:assert/strict";
import type { Database } from "../../engine/contract/ports/database.ts";
import { sha256 } from "../ids.ts";
import { createSessions } from "./sessions.ts";

const ROW = { account: "lin", workspace: "demo", agent: "lin", name: "Lin", role: "agent" };

/** A database that answers when it is told to, and a clock that goes when it is told to. */
function desk() {
  const asked: ((rows: object[]) => void)[] = [];
  const of: unknown[] = [];
  let now = 0;
  const database: Database = {
    query: <Row>(text: string, parameters: readonly unknown[] = []) => {
      if (!text.startsWith("select")) return Promise.resolve([]);
      of.push(parameters[0]);
      return new Promise<Row[]>((resolve) => asked.push(resolve as (rows: object[]) => void));
    },
    transaction: () => Promise.resolve([]),
  };
  const sessions = createSessions(database, { wall: () => now, monotonic: () => now });
  return { asked, of, sessions, pass: (ms: number) => void (now += ms) };
}

const row = (cookie: string, name: string) => ({
  ...ROW,
  id: sha256(cookie),
  name,
  seen_at: 0,
  must_enrol: false,
});
const seen = (name = "Lin") => [row("cookie", name)];

Deno.test("sessions - requests that come together are one question", async () => {
  const { asked, sessions } = desk();
  const both = Promise.all([sessions.find("cookie"), sessions.find("cookie")]);
  assert.equal(asked.length, 1);
  asked[0](seen());
  assert.deepEqual((await both).map((one) => one?.account), ["lin", "lin"]);
});

Deno.test("sessions - an answer that ages is asked for anew beside the request", async () => {
  const { asked, sessions, pass } = desk();
  const first = sessions.find("cookie");
  asked[0](seen());
  await first;
  pass(600);
  assert.equal((await sessions.find("cookie"))?.name, "Lin");
  assert.equal(asked.length, 2);
  asked[1](seen("Lin the second"));
  await Promise.resolve().then(() => {}).then(() => {});
  assert.equal((await sessions.find("cookie"))?.name, "Lin the second");
});

Deno.test("sessions - one that is too old waits for the answer, and an ended session is nobody", async () => {
  const { asked, sessions, pass } = desk();
  const first = sessions.find("cookie");
  asked[0](seen());
  await first;
  pass(1_001);
  const late = sessions.find("cookie");
  asked[1]([]);
  assert.equal(await late, undefined);
});

Deno.test("sessions - a read that began before a change is not believed after it", async () => {
  const { asked, sessions } = desk();
  const before = sessions.find("cookie");
  sessions.expire("lin");
  const after = sessions.find("cookie");
  assert.equal(asked.length, 2);
  asked[0](seen("as it was"));
  assert.equal((await before)?.name, "as it was");
  asked[1](seen("as it is"));
  assert.equal((await after)?.name, "as it is");
  assert.equal((await sessions.find("cookie"))?.name, "as it is");
});

Deno.test("sessions - those in use are read along, and one that nobody used is not", async () => {
  const { asked, of, sessions, pass } = desk();
  for (const cookie of ["one", "two", "idle"]) {
    const first = sessions.find(cookie);
    asked.at(-1)!([row(cookie, cookie)]);
    await first;
  }
  pass(300);
  await sessions.find("two");
  pass(300);
  assert.equal((await sessions.find("one"))?.name, "one");
  assert.deepEqual(of.slice(3), [[sha256("one"), sha256("two")]]);
  asked[3]([row("one", "one anew")]);
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal((await sessions.find("one"))?.name, "one anew");
  const ended = sessions.find("two");
  assert.deepEqual(of[4], [sha256("two")]);
  asked[4]([]);
  assert.equal(await ended, undefined);
});
