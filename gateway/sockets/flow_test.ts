/** What sockets promise: order, resume, several tabs, readers that stop, signals, places. */
import assert from "node:assert/strict";
import type { EntriesPage } from "../../engine/contract/wire/http.ts";
import {
  type AgentFrameOut,
  type Entry,
  RESUME_MAX,
  type VisitorFrameOut,
} from "../../engine/contract/wire/socket.ts";
import { LIMITS } from "../limits/limits.ts";
import { type House, openHouse, until, WORKSPACE } from "../testing/house.ts";
import { replay, sendEntry } from "./replay.ts";
import { ask, atWork, line, opened, staff, type TestVisitor, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const words = (entry: Entry): string | undefined =>
  entry.kind === "message" && entry.body?.kind === "text" ? entry.body.text : undefined;

/** Texts in the order in which a client would show them, replays applied. */
function shown(frames: (VisitorFrameOut | AgentFrameOut)[], conversation: string): string[] {
  const bySeq = new Map<number, string>();
  for (const frame of frames) {
    if (!("conversation" in frame) || frame.conversation !== conversation) continue;
    const entries = frame.type === "entry"
      ? [frame.entry]
      : frame.type === "resync"
      ? frame.entries
      : [];
    for (const entry of entries) {
      const said = words(entry);
      if (said !== undefined) bySeq.set(entry.seq, said);
    }
  }
  return [...bySeq].sort(([a], [b]) => a - b).map(([, said]) => said);
}

const say = (conversation: string, id: string, text: string) => ({
  type: "message",
  id,
  conversation,
  body: { kind: "text", text },
});

async function close(who: { headers: Record<string, string>; address: string }, id: string) {
  const answer = await ask(house, who, "POST", `/api/v1/conversations/${id}/close`, {
    topic: "other",
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

Deno.test("order - one author's frames keep their order and each is acknowledged once", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna, "0");
  for (let n = 1; n <= 8; n++) socket.send(say(conversation, `m${n}`, String(n)));
  socket.send(say(conversation, "m8", "8"));
  await until(() => socket.frames.filter((one) => one.type === "acknowledged").length === 9);
  const wanted = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
  await until(() => shown(lin.line.frames, conversation).length === 9);
  assert.deepEqual(shown(lin.line.frames, conversation), wanted);
  await until(() => shown(socket.frames, conversation).length === 9);
  assert.deepEqual(shown(socket.frames, conversation), wanted);
  for (const frames of [socket.frames, lin.line.frames]) {
    const seqs = frames.flatMap((one: VisitorFrameOut | AgentFrameOut) =>
      one.type === "entry" && one.conversation === conversation ? [one.entry.seq] : []
    );
    assert.deepEqual(seqs, [...new Set(seqs)].sort((a, b) => a - b));
  }
  await close(lin.who, conversation);
  socket.hangUp();
  lin.line.hangUp();
});

Deno.test("resume - who was away gets what was missed, and nothing twice", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const first = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna, "one");
  await until(() => shown(first.frames, conversation).length === 1);
  const seqs = first.frames.flatMap((one) =>
    one.type === "entry" ? [one.entry.seq] : one.type === "resync" ? [one.lastSeq] : []
  );
  first.hangUp();
  const write = (text: string) =>
    ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/messages`, {
      body: { kind: "text", text },
    });
  await write("two");
  await write("three");
  const second = await line<VisitorFrameOut>(house, anna, "visitor", {
    [conversation]: Math.max(...seqs),
  });
  await until(() => shown(second.frames, conversation).length === 2);
  await write("four");
  await until(() => shown(second.frames, conversation).length === 3);
  assert.deepEqual(shown(second.frames, conversation), ["two", "three", "four"]);
  await close(lin.who, conversation);
  second.hangUp();
  lin.line.hangUp();
});

Deno.test("message - of an own conversation nobody is asked first; of another's all is", async () => {
  const [anna, ben] = [await visitor(house), await visitor(house)];
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna, "one");
  await until(() => shown(socket.frames, conversation).length === 1);
  const theirs = (await opened(house, ben, "mine")).conversation;
  const { bus } = house.gateway;
  const asked: string[] = [];
  const { query } = bus;
  bus.query = (workspace, name, about) => {
    if (name === "conversation.get") asked.push((about as { conversation: string }).conversation);
    return query(workspace, name, about);
  };
  socket.send(say(conversation, "m1", "two"));
  socket.send(say(theirs, "m2", "not mine"));
  await until(() => socket.frames.some((one) => one.type === "refused" && one.id === "m2"));
  bus.query = query;
  assert.ok(socket.frames.some((one) => one.type === "acknowledged" && one.id === "m1"));
  assert.deepEqual([asked.includes(conversation), asked.includes(theirs)], [false, true]);
  socket.hangUp();
});

Deno.test("replay - an entry that comes meanwhile and is in it starts no other", async () => {
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna, "one");
  await until(() => shown(socket.frames, conversation).length === 1);
  const [session] = house.gateway.hub.ofVisitor(WORKSPACE, anna.visitor);
  const replaysOf = async (seq: number) => {
    const resyncs = () => socket.frames.flatMap((one) => one.type === "resync" ? [one] : []);
    const before = resyncs().length;
    const going = replay(house.gateway, session, conversation, 0);
    const entry = { kind: "line", seq } as Entry;
    sendEntry(house.gateway, session, conversation, 0, entry);
    await going;
    return resyncs().slice(before);
  };
  const [known] = await replaysOf(1);
  assert.equal((await replaysOf(known.lastSeq)).length, 1);
  assert.ok((await replaysOf(known.lastSeq + 1)).length > 1, "it is looked for");
  socket.hangUp();
});

Deno.test("resume - the first frame has room for as many places as it may name", async () => {
  const lin = await staff(house, "lin");
  const held = Array.from({ length: RESUME_MAX }, (_, at) => [`c${"x".repeat(20)}${at}`, 1e9 + at]);
  const tab = await line<AgentFrameOut>(house, lin, "agent", Object.fromEntries(held));
  assert.equal(tab.closed, undefined);
  tab.hangUp();
});

Deno.test("several tabs - both of an agent's are alive and see the same", async () => {
  const lin = await atWork(house, "lin");
  const other = await line<AgentFrameOut>(house, lin.who, "agent");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna, "hello both");
  for (const tab of [lin.line, other]) {
    await until(() => shown(tab.frames, conversation).length === 1);
  }
  other.send({ ...say(conversation, "t1", "from the other tab"), visibility: "all" });
  await until(() => shown(lin.line.frames, conversation).length === 2);
  lin.line.hangUp();
  other.send({ ...say(conversation, "t2", "still here"), visibility: "all" });
  await other.frame((one) => one.type === "acknowledged" && one.id === "t2");
  await close(lin.who, conversation);
  await other.frame((one) =>
    one.type === "conversation" && one.gone === true &&
    one.conversation.conversation === conversation
  );
  other.hangUp();
});

Deno.test("slow reader - above the cap nothing is sent, later everything is brought up to date", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna, "first");
  await until(() => shown(socket.frames, conversation).length === 1);
  socket.buffered = LIMITS.bufferedBytesMax + 1;
  const before = socket.frames.length;
  for (const text of ["a", "b", "c"]) {
    await ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/messages`, {
      body: { kind: "text", text },
    });
  }
  await until(() => house.gateway.hub.counts().detached === 1);
  assert.equal(socket.frames.length, before);
  socket.buffered = 0;
  await until(() => shown(socket.frames, conversation).length === 4);
  assert.deepEqual(shown(socket.frames, conversation), ["first", "a", "b", "c"]);
  await close(lin.who, conversation);
  socket.hangUp();
  lin.line.hangUp();
});

Deno.test("signals - typing shows its words to the agent, reading is kept for who comes back", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation, seq } = await opened(house, anna);
  await until(() => shown(lin.line.frames, conversation).length === 1);
  socket.send({ type: "typing", conversation, text: "I was won" });
  const typed = await lin.line.frame<Extract<AgentFrameOut, { type: "typing" }>>((one) =>
    one.type === "typing"
  );
  assert.deepEqual(typed, { type: "typing", conversation, text: "I was won" });
  lin.line.send({ type: "read", conversation, seq });
  lin.line.send({ type: "typing", conversation });
  const read = await socket.frame((one) => one.type === "read");
  assert.deepEqual(read, { type: "read", conversation, seq });
  await socket.frame((one) => one.type === "typing");
  socket.hangUp();
  const rows = () => house.gateway.database.query("select seq from desk.read_marks");
  await until(async () => (await rows()).length > 0);
  const back = await line<VisitorFrameOut>(house, anna, "visitor");
  assert.deepEqual(await back.frame((one) => one.type === "read"), read);
  await close(lin.who, conversation);
  back.hangUp();
  lin.line.hangUp();
});

async function untilWaiting(count: number): Promise<[TestVisitor, string][]> {
  const all: [TestVisitor, string][] = [];
  for (let n = 0; n < 12; n++) {
    const who = await visitor(house);
    const { conversation, opened: place } = await opened(house, who, `q${n}`);
    all.push([who, conversation]);
    if (place.state === "waiting") count--;
    if (count === 0) return all;
  }
  throw new Error("nobody ever waits");
}

Deno.test("queue - the waiting hear their place, desks see the line, room serves the first", async () => {
  const lin = await atWork(house, "lin");
  const all = await untilWaiting(2);
  const [[first, firstId], [second, secondId]] = all.slice(-2);
  const socket = await line<VisitorFrameOut>(house, second, "visitor");
  const place = await socket.frame<Extract<VisitorFrameOut, { type: "position" }>>((one) =>
    one.type === "position"
  );
  assert.equal(place.position.position, 2);
  await lin.line.frame((one) =>
    one.type === "waiting" && one.heads.some((head) => head.conversation === secondId)
  );
  const widget = await line<VisitorFrameOut>(house, first, "visitor");
  await close(lin.who, all[0][1]);
  await widget.frame((one) =>
    one.type === "state" && one.conversation.conversation === firstId &&
    one.conversation.agent?.name === "林晓岚"
  );
  await lin.line.frame((one) =>
    one.type === "conversation" && one.conversation.conversation === firstId && !one.gone
  );
  for (const [, id] of all.slice(1, -1)) await close(lin.who, id);
  await close(lin.who, secondId);
  [socket, widget, lin.line].forEach((one) => one.hangUp());
});

Deno.test("history - pages reach below the tail into the records, in order and without gaps", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna, "0");
  const path = `/api/v1/conversations/${conversation}`;
  for (let n = 1; n < 45; n++) {
    await ask(house, lin.who, "POST", `${path}/messages`, {
      body: { kind: "text", text: String(n) },
    });
  }
  const texts: string[] = [];
  let before = "";
  for (let page = 0; page < 10; page++) {
    const query = `limit=20${before}`;
    const { body } = await ask<EntriesPage>(
      house,
      anna,
      "GET",
      `/api/v1/visitor/conversations/${conversation}/entries?${query}`,
    );
    texts.unshift(...body.entries.map(words).filter((one) => one !== undefined));
    if (!body.more) break;
    before = `&before=${body.entries[0].seq}`;
  }
  assert.deepEqual(texts, Array.from({ length: 45 }, (_, n) => String(n)));
  await close(lin.who, conversation);
  lin.line.hangUp();
});

Deno.test("ending - topic, rating invitation, rating; the day's figures follow", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const socket = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna);
  const base = `/api/v1/conversations/${conversation}`;
  const end = await ask(house, lin.who, "POST", `${base}/close`, {
    topic: "presale-size",
    inviteRating: true,
  });
  assert.equal(end.status, 200);
  await socket.frame((one) => one.type === "state" && one.conversation.ratingInvited === true);
  const rating = `/api/v1/visitor/conversations/${conversation}/rating`;
  const stray = await ask(house, anna, "POST", rating, { score: 5, reasons: ["nonsense"] });
  assert.deepEqual(stray.body.fields, [{ path: "reasons.0", rule: "reference" }]);
  const rated = await ask(house, anna, "POST", rating, { score: 5, reasons: ["clear"] });
  assert.equal(rated.status, 200, JSON.stringify(rated.body));
  await socket.frame((one) => one.type === "state" && one.conversation.rated === 5);
  socket.hangUp();
  lin.line.hangUp();
});
