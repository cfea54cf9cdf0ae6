import assert from "node:assert/strict";
import type {
  EntriesPage,
  MessageResponse,
  OpenResponse,
} from "../../engine/contract/wire/http.ts";
import type { Entry } from "../../engine/contract/wire/socket.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, type Browser, opened, visitor } from "../testing/people.ts";
import { program } from "../testing/programs.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const CONVERSATIONS = "/api/v1/conversations";
type Message = Extract<Entry, { kind: "message" }>;

const channel = () => program(house, "conversations:read", "conversations:write");
const say = (text: string) => ({ kind: "text", text });

const openAs = (who: Browser, more: object = {}) =>
  ask<OpenResponse>(house, who, "POST", CONVERSATIONS, {
    visitor: `buyer-${crypto.randomUUID()}`,
    route: "qishan-web",
    message: say("Where is my parcel?"),
    ...more,
  });

async function messagesOf(who: Browser, conversation: string): Promise<Message[]> {
  const page = await ask<EntriesPage>(
    house,
    who,
    "GET",
    `${CONVERSATIONS}/${conversation}/entries`,
  );
  assert.equal(page.status, 200, JSON.stringify(page.body));
  return page.body.entries.filter((entry) => entry.kind === "message" && !entry.auto) as Message[];
}

const reportAs = (who: Browser, conversation: string, message: string, state: string) =>
  ask(house, who, "POST", `${CONVERSATIONS}/${conversation}/delivery`, { message, state });

async function replyAs(who: Browser, conversation: string, text: string): Promise<string> {
  const path = `${CONVERSATIONS}/${conversation}/messages`;
  const written = await ask<MessageResponse>(house, who, "POST", path, { body: say(text) });
  assert.equal(written.status, 201, JSON.stringify(written.body));
  return written.body.message;
}

Deno.test("channel - a program writes the visitor's words, with their own time and id", async () => {
  const erp = await channel();
  const { who: lin } = await atWork(house, "lin");
  const originAt = house.gateway.clock.wall() - 60_000;
  const first = await openAs(erp, { originAt, externalId: "wx-1" });
  assert.equal(first.status, 201, JSON.stringify(first.body));
  const { conversation } = first.body;
  const more = { body: say("Hello?"), originAt: originAt + 1, externalId: "wx-2" };
  const path = `${CONVERSATIONS}/${conversation}/messages`;
  assert.equal((await ask(house, erp, "POST", path, more)).status, 201);
  await replyAs(lin, conversation, "On its way.");
  const shown = (await messagesOf(erp, conversation)).map((one) => [
    one.from,
    one.body?.kind === "text" && one.body.text,
    one.originAt,
    one.externalId,
  ]);
  assert.deepEqual(shown, [
    ["visitor", "Where is my parcel?", originAt, "wx-1"],
    ["visitor", "Hello?", originAt + 1, "wx-2"],
    ["agent", "On its way.", undefined, undefined],
  ]);
  const forged = await ask(house, lin, "POST", path, more);
  assert.deepEqual([forged.status, forged.body.fields?.[0].path], [422, "originAt"]);
});

Deno.test("channel - a repeat under one key meets its own conversation", async () => {
  const erp = await channel();
  const body = { visitor: "buyer-again", route: "qishan-web", message: say("Again?") };
  const once = () =>
    ask<OpenResponse>(house, erp, "POST", CONVERSATIONS, body, { "idempotency-key": "order-1" });
  const [one, two] = [await once(), await once()];
  assert.deepEqual([one.status, two.status], [201, 201]);
  assert.equal(one.body.conversation, two.body.conversation);
});

Deno.test("delivery - what the channel reports is live at the desk, in the list and the records", async () => {
  const erp = await channel();
  const { who: lin, line } = await atWork(house, "lin");
  const { body: { conversation } } = await openAs(erp);
  await line.frame((one) =>
    one.type === "conversation" && one.conversation.conversation === conversation
  );
  const reply = await replyAs(lin, conversation, "On its way.");
  assert.equal((await reportAs(erp, conversation, reply, "failed")).status, 200);
  const told = await line.frame((one) =>
    one.type === "entry" && one.entry.kind === "line" &&
    one.entry.event.type === "conversation.delivery_reported"
  );
  assert.ok(told);
  const stateOf = async () =>
    (await messagesOf(erp, conversation)).find((one) => one.message === reply)?.delivery;
  assert.equal(await stateOf(), "failed");
  assert.equal((await reportAs(erp, conversation, reply, "delivered")).status, 200);
  assert.equal((await reportAs(erp, conversation, reply, "blocked")).status, 409);
  assert.equal(await stateOf(), "delivered");
  const recorded = async () =>
    (await house.gateway.reading.timeline("demo", conversation, Number.MAX_SAFE_INTEGER, 200))
      .find((one) => one.message === reply)?.delivery;
  await until(async () => await recorded() === "delivered", "in the records");
});

Deno.test("delivery - only of a message to the visitor, and only by a program", async () => {
  const erp = await channel();
  const { who: lin } = await atWork(house, "lin");
  const { body: { conversation, message: own } } = await openAs(erp);
  const reply = await replyAs(lin, conversation, "On its way.");
  const other = await opened(house, await visitor(house));
  const statuses = [];
  for (
    const [who, of, message] of [
      [erp, conversation, own!],
      [erp, conversation, "m-nothing"],
      [erp, other.conversation, reply],
      [erp, "c-nothing", reply],
      [lin, conversation, reply],
    ] as const
  ) statuses.push((await reportAs(who, of, message, "delivered")).status);
  assert.deepEqual(statuses, [404, 404, 404, 404, 403]);
  assert.equal((await reportAs(erp, conversation, reply, "read")).status, 422);
});

Deno.test("skills - a program asks for them, and only for those that there are", async () => {
  const erp = await channel();
  const unknown = await openAs(erp, { skills: { juggling: 3 } });
  assert.deepEqual([unknown.status, unknown.body.code], [422, "invalid"]);
  const high = await openAs(erp, { skills: { juggling: 6 } });
  assert.equal(high.status, 422);
});
