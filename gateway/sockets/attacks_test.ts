/** Attacks on the sockets; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { LIMITS } from "../limits/limits.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import {
  ask,
  atWork,
  type Browser,
  knock,
  type Line,
  line,
  opened,
  signIn,
  staff,
  visitor,
} from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

type Refused = Extract<VisitorFrameOut, { type: "refused" }>;
const ticketOf = async (who: Browser, kind: "visitor" | "agent") =>
  (await ask<{ ticket: string }>(house, who, "POST", `/api/v1/${kind}/tickets`)).body.ticket;
const closedBy = async (one: { closed?: { code: number } }) =>
  (await until(() => one.closed, "close"))!.code;

Deno.test("attack 8 - no staff frame reaches a visitor's socket", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna);
  const say = (text: string, visibility: string) =>
    ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/messages`, {
      body: { kind: "text", text },
      visibility,
    });
  await say("only among us", "staff");
  await say("for her", "all");
  await socket.frame((one) =>
    one.type === "entry" && one.entry.kind === "message" &&
    one.entry.body?.kind === "text" && one.entry.body.text === "for her"
  );
  assert.doesNotMatch(JSON.stringify(socket.frames), /among us|"staff"|"key"|sealed/);
  assert.match(JSON.stringify(lin.line.frames), /among us/);
  await ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/close`, {});
  await ask(house, lin.who, "POST", "/api/v1/agent/presence", { presence: "offline" });
  socket.hangUp();
  lin.line.hangUp();
});

Deno.test("attack 8 - who watches or whispers is not there for the visitor: no typing, no reading", async () => {
  const [lin, he] = [await atWork(house, "lin"), await atWork(house, "he")];
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna);
  const shen = await line<AgentFrameOut>(house, await staff(house, "shen"), "agent");
  const consult = `/api/v1/conversations/${conversation}/consult`;
  assert.equal((await ask(house, lin.who, "POST", consult, { agent: "he" })).status, 200);
  const unseen = () => socket.frames.filter(({ type }) => type === "typing" || type === "read");
  for (const hidden of [he.line, shen]) {
    hidden.send({ type: "typing", conversation });
    hidden.send({ type: "read", conversation, seq: 1 });
    hidden.send({ type: "ping" });
    await hidden.frame((one) => one.type === "pong");
    hidden.send({ type: "watch", conversation: "cNobodyEverOpenedThisOne00" });
    await hidden.frame((one) => one.type === "refused");
  }
  assert.deepEqual(unseen(), []);
  lin.line.send({ type: "typing", conversation });
  lin.line.send({ type: "read", conversation, seq: 1 });
  await socket.frame((one) => one.type === "typing");
  await socket.frame((one) => one.type === "read");
  await ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/close`, {});
  await ask(house, lin.who, "POST", "/api/v1/agent/presence", { presence: "offline" });
  await ask(house, he.who, "POST", "/api/v1/agent/presence", { presence: "offline" });
  [lin.line, he.line, shen, socket].forEach((one) => one.hangUp());
});

Deno.test("attack 2 - frames for another visitor's conversation find nothing", async () => {
  const [anna, boris] = [await visitor(house), await visitor(house)];
  const { conversation } = await opened(house, anna);
  const hers = await line<VisitorFrameOut>(house, anna, "visitor");
  const his = await line<VisitorFrameOut>(house, boris, "visitor", { [conversation]: 0 });
  his.send({ type: "message", id: "a1", conversation, body: { kind: "text", text: "hi" } });
  his.send({ type: "typing", conversation, text: "…" });
  his.send({ type: "read", conversation, seq: 3 });
  await until(() => his.frames.filter((one) => one.type === "refused").length === 3);
  for (const one of his.frames.filter((frame): frame is Refused => frame.type === "refused")) {
    assert.equal(one.error.code, "not_found");
  }
  assert.doesNotMatch(JSON.stringify(his.frames), new RegExp(conversation));
  assert.doesNotMatch(JSON.stringify(hers.frames), /"hi"|"typing"|"read"/);
  his.hangUp();
  hers.hangUp();
});

Deno.test("attack 7 - frames that only agents may send close a visitor's socket", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const note = { type: "message", id: "m", conversation, visibility: "staff" };
  const frames = [
    { type: "accept", conversation },
    { type: "transfer", conversation },
    { type: "close_as", conversation },
    { type: "watch", conversation },
    { ...note, body: { kind: "text", text: "x" } },
  ];
  for (const frame of frames) {
    const socket = await line<VisitorFrameOut>(house, anna, "visitor");
    socket.send(frame);
    assert.equal(await closedBy(socket), 4403, frame.type);
  }
});

Deno.test("attack 13 - a socket that says nothing is closed with 4408", async () => {
  const timers = globalThis.setTimeout;
  const rung: (() => void)[] = [];
  const catching = (ring: () => void, ms?: number) => {
    if (ms !== LIMITS.authenticateWithinMs) return timers(ring, ms);
    rung.push(ring);
    return 0;
  };
  const anna = await visitor(house);
  globalThis.setTimeout = catching as unknown as typeof setTimeout;
  const silent = await knock(house, anna, "visitor");
  globalThis.setTimeout = timers;
  rung.forEach((ring) => ring());
  assert.equal(silent.closed?.code, 4408);
});

Deno.test("attack 14 - a ticket works once, for its session and its door, for 30 s", async () => {
  const anna = await visitor(house);
  const first = async (who: Browser, kind: "visitor" | "agent", ticket: string) => {
    const socket = await knock(house, who, kind);
    socket.send({ type: "authenticate", ticket });
    return socket;
  };
  const ticket = await ticketOf(anna, "visitor");
  const good = await first(anna, "visitor", ticket);
  await good.frame((one) => one.type === "ready");
  good.hangUp();
  assert.equal(await closedBy(await first(anna, "visitor", ticket)), 4401);
  const lin = await staff(house, "lin");
  const he = await staff(house, "he");
  assert.equal(await closedBy(await first(he, "agent", await ticketOf(lin, "agent"))), 4401);
  assert.equal(await closedBy(await first(lin, "agent", await ticketOf(anna, "visitor"))), 4401);
  const old = await ticketOf(anna, "visitor");
  house.pass(LIMITS.ticketMs + 1);
  assert.equal(await closedBy(await first(anna, "visitor", old)), 4401);
  for (const word of [{ type: "ping" }, { type: "message" }]) {
    const hasty = await knock(house, anna, "visitor");
    hasty.send(word);
    assert.equal(hasty.closed?.code, 4401);
  }
});

Deno.test("attack 15 - signing out, disabling and ending elsewhere close sockets at once", async () => {
  const he = await signIn(house, "he");
  const socket = await line<AgentFrameOut>(house, he, "agent");
  const signOut = await ask(house, he, "DELETE", "/api/v1/session");
  assert.equal(signOut.status, 204);
  assert.equal(socket.closed?.code, 4401);
  assert.equal((await ask(house, he, "GET", "/api/v1/agent/desk")).status, 401);

  const again = await signIn(house, "he");
  const second = await line<AgentFrameOut>(house, again, "agent");
  await house.gateway.database.query("delete from desk.sessions where account = $1", ["he"]);
  assert.equal(await closedBy(second), 4401);

  const third = await signIn(house, "he");
  const open = await line<AgentFrameOut>(house, third, "agent");
  const admin = await staff(house, "admin");
  await ask(house, admin, "POST", "/api/v1/accounts/he/disable");
  assert.equal(open.closed?.code, 4401);
  await ask(house, admin, "POST", "/api/v1/accounts/he/enable");
});

Deno.test("attack 16 - a group taken away is gone at the next frame", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const admin = await staff(house, "admin");
  const lin = await staff(house, "lin");
  const path = `/api/v1/conversations/${conversation}`;
  assert.equal((await ask(house, lin, "GET", path)).status, 200);
  const company = await house.gateway.companies.get("demo", 0);
  const { record } = company!.agents.get("lin")!;
  const put = (memberships: typeof record.memberships) =>
    ask(house, admin, "PUT", "/api/v1/roster/lin", { ...record, memberships });
  assert.equal((await put([])).status, 200);
  assert.equal((await ask(house, lin, "GET", path)).status, 404);
  assert.equal((await put(record.memberships)).status, 200);
});

Deno.test("attack 19, 20 - frames that no client of ours sends close the socket, coded", async () => {
  const anna = await visitor(house);
  const cases: [string, unknown, number][] = [
    ["binary", new Uint8Array([1, 2]), 4400],
    ["no JSON", "hello", 4400],
    ["an array", "[1]", 4400],
    ["deep", '{"type":"ping","a":' + "[".repeat(200) + "]".repeat(200) + "}", 4400],
    ["huge array", `{"type":"ping","a":[${"1,".repeat(6_000)}1]}`, 4400],
    ["unknown type", '{"type":"__proto__"}', 4400],
    ["constructor", '{"type":"constructor"}', 4400],
    ["wrong case", '{"type":"Message"}', 4400],
    ["prototype key", '{"type":"ping","__proto__":{"a":1}}', 4400],
    ["half a surrogate", '{"type":"typing","text":"\ud800"}', 4400],
    ["too big", `{"type":"ping","a":"${"x".repeat(LIMITS.frameBytesMax)}"}`, 1009],
    ["too big in UTF-8", `{"type":"ping","a":"${"潮".repeat(11_000)}"}`, 1009],
  ];
  for (const [name, data, code] of cases) {
    const socket = await line<VisitorFrameOut>(house, anna, "visitor");
    socket.raw(data);
    assert.equal(await closedBy(socket), code, name);
    assert.doesNotMatch(socket.closed!.reason, /proto|Message|hello/);
  }
  const early = await knock(house, anna, "visitor");
  early.raw(`{"type":"authenticate","ticket":"${"x".repeat(10_000)}"}`);
  assert.equal(early.closed?.code, 1009);
});

Deno.test("attack 19 - a flood of tiny frames is closed with 4429, others stay", async () => {
  const [anna, boris] = [await visitor(house), await visitor(house)];
  const flood = await line<VisitorFrameOut>(house, anna, "visitor");
  const calm = await line<VisitorFrameOut>(house, boris, "visitor");
  for (let n = 0; n < 10_000; n++) flood.send({ type: "ping" });
  assert.equal(flood.closed?.code, 4429);
  calm.send({ type: "ping" });
  await calm.frame((one) => one.type === "pong");
  calm.hangUp();
});

Deno.test("attack 21 - a wrong field in a known frame is told, with its path", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  socket.send({ type: "message", id: "m1", conversation, body: { kind: "text", text: { a: 1 } } });
  const told = await socket.frame<Refused>((one) => one.type === "refused");
  assert.equal(told.id, "m1");
  assert.deepEqual(told.error.fields, [{ path: "body.text", rule: "type" }]);
  assert.equal(socket.closed, undefined);
  socket.hangUp();
});

Deno.test("attack 36 - one person has only so many sockets", async () => {
  const anna = await visitor(house);
  const sockets: Line<VisitorFrameOut>[] = [];
  for (let n = 0; n < LIMITS.socketsPerPersonMax; n++) {
    sockets.push(await line<VisitorFrameOut>(house, anna, "visitor"));
  }
  const extra = await knock(house, anna, "visitor");
  extra.send({ type: "authenticate", ticket: await ticketOf(anna, "visitor") });
  assert.equal(await closedBy(extra), 4429);
  sockets.forEach((one) => one.hangUp());
});

Deno.test("attack 16 - who watched a waiting one stops when it goes to somebody else", async () => {
  const lin = await staff(house, "lin");
  const watcher = await line<AgentFrameOut>(house, lin, "agent");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna, "for the VIP desk", "qishan-vip");
  watcher.send({ type: "watch", conversation });
  await watcher.frame((one) => one.type === "resync" && one.conversation === conversation);
  const shen = await atWork(house, "shen");
  await shen.line.frame((one) =>
    one.type === "conversation" && one.conversation.conversation === conversation
  );
  const path = `/api/v1/visitor/conversations/${conversation}/messages`;
  await ask(house, anna, "POST", path, { body: { kind: "text", text: "just between us" } });
  await until(() => JSON.stringify(shen.line.frames).includes("just between us"));
  assert.doesNotMatch(JSON.stringify(watcher.frames), /just between us/);
  await ask(house, shen.who, "POST", `/api/v1/conversations/${conversation}/close`, {});
  [watcher, shen.line].forEach((one) => one.hangUp());
});
