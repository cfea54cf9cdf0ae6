/** How often the records are asked who somebody is, and how long an answer holds. */
import assert from "node:assert/strict";
import type { Database } from "../../engine/contract/ports/database.ts";
import { createSessions } from "./sessions.ts";

const ROW = { account: "lin", workspace: "demo", agent: "lin", name: "Lin", role: "agent" };

/** A database that answers when it is told to, and a clock that goes when it is told to. */
function desk() {
  const asked: ((rows: object[]) => void)[] = [];
  let now = 0;
  const database: Database = {
    query: <Row>(text: string) =>
      text.startsWith("select")
        ? new Promise<Row[]>((resolve) => asked.push(resolve as (rows: object[]) => void))
        : Promise.resolve([]),
    transaction: () => Promise.resolve([]),
  };
  const sessions = createSessions(database, { wall: () => now, monotonic: () => now });
  return { asked, sessions, pass: (ms: number) => void (now += ms) };
}

const seen = (name = "Lin") => [{ ...ROW, name, seen_at: 0, must_enrol: false }];

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
