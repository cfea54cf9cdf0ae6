import { lookOf } from "../engine/contract/configuration/looks.ts";
import assert from "node:assert/strict";
import type { ConfigurationView, ConversationDetail } from "../engine/contract/wire/http.ts";
import type { AgentFrameOut, VisitorFrameOut } from "../engine/contract/wire/socket.ts";
import { type House, openHouse } from "./testing/house.ts";
import { ask, atWork, line, opened, staff, visitor } from "./testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

type VisitorEntry = Extract<VisitorFrameOut, { type: "entry" }>;

Deno.test("conversation - a visitor asks, the agent answers, both see it at once", async () => {
  const lin = await atWork(house, "lin");
  const who = await visitor(house);
  const widget = await line<VisitorFrameOut>(house, who, "visitor");
  const { conversation, opened: place } = await opened(house, who, "is it in stock?");
  assert.equal(place.state, "assigned");
  const row = await lin.line.frame((one) =>
    one.type === "conversation" && one.conversation.conversation === conversation &&
    one.conversation.preview !== undefined
  );
  assert.equal(
    (row as Extract<AgentFrameOut, { type: "conversation" }>).conversation.preview?.text,
    "is it in stock?",
  );
  const said = await ask<{ seq: number }>(
    house,
    lin.who,
    "POST",
    `/api/v1/conversations/${conversation}/messages`,
    { body: { kind: "text", text: "yes, in blue" } },
  );
  assert.equal(said.status, 201);
  const shown = await widget.frame<VisitorEntry>((one) =>
    one.type === "entry" && one.entry.kind === "message" && one.entry.from === "agent"
  );
  assert.deepEqual(
    shown.entry.kind === "message" && [shown.entry.body, shown.entry.name],
    [{ kind: "text", text: "yes, in blue" }, "林晓岚"],
  );
  lin.line.hangUp();
  widget.hangUp();
});

type Row = Extract<AgentFrameOut, { type: "conversation" }>;
const rowOf = (conversation: string, matches: (row: Row) => boolean) => (one: AgentFrameOut) =>
  one.type === "conversation" && one.conversation.conversation === conversation && matches(one);

Deno.test("transfer - the note is read by the receiver, who declines, then accepts", async () => {
  const [lin, he] = [await atWork(house, "lin"), await atWork(house, "he")];
  const { conversation } = await opened(house, await visitor(house), "please help");
  const act = (who: typeof lin.who, verb: string, body?: unknown) =>
    ask(house, who, "POST", `/api/v1/conversations/${conversation}/${verb}`, body);
  const stray = await act(lin.who, "transfer", { to: { agent: "nobody" } });
  assert.deepEqual(stray.body.fields, [{ path: "to.agent", rule: "reference" }]);
  const offer = { to: { agent: "he" }, note: "she wants a refund" };
  assert.equal((await act(lin.who, "transfer", offer)).status, 200);
  const seen = await he.line.frame<Row>(rowOf(conversation, (row) => !!row.conversation.offer));
  assert.equal(seen.conversation.offer?.note, "she wants a refund");
  assert.equal((await act(he.who, "returnTransfer")).status, 200);
  await he.line.frame(rowOf(conversation, (row) => row.gone === true));
  assert.equal((await act(he.who, "acceptTransfer")).status, 404);
  assert.equal((await act(lin.who, "transfer", offer)).status, 200);
  assert.equal((await act(he.who, "acceptTransfer")).status, 200);
  await he.line.frame(rowOf(conversation, (row) => row.conversation.agent === "he" && !row.gone));
  await lin.line.frame(rowOf(conversation, (row) => row.gone === true));
  assert.equal((await act(lin.who, "close", {})).status, 404);
  assert.equal((await act(he.who, "close", { topic: "other" })).status, 200);
  [lin.line, he.line].forEach((one) => one.hangUp());
});

Deno.test("park - the reason is shown in clear, and the visitor's word brings it back", async () => {
  const lin = await atWork(house, "lin");
  const who = await visitor(house);
  const { conversation } = await opened(house, who);
  const base = `/api/v1/conversations/${conversation}`;
  const parked = await ask(house, lin.who, "POST", `${base}/park`, {
    reason: "stock",
    note: "asks on Friday",
  });
  assert.equal(parked.status, 200, JSON.stringify(parked.body));
  const row = await lin.line.frame<Row>(
    rowOf(conversation, (one) => one.conversation.state === "parked"),
  );
  assert.deepEqual(
    [row.conversation.parked?.reason, row.conversation.parked?.note, row.gone],
    ["stock", "asks on Friday", undefined],
  );
  lin.line.frames.length = 0;
  const path = `/api/v1/visitor/conversations/${conversation}/messages`;
  await ask(house, who, "POST", path, { body: { kind: "text", text: "any news?" } });
  await lin.line.frame(rowOf(conversation, (one) => one.conversation.state === "assigned"));
  assert.equal((await ask(house, lin.who, "POST", `${base}/close`, {})).status, 200);
  lin.line.hangUp();
});

Deno.test("card - what one agent writes is on the desk at once, and in the detail", async () => {
  const lin = await atWork(house, "lin");
  const who = await visitor(house);
  const { conversation } = await opened(house, who);
  const card = { name: "王女士", tags: ["老客户"] };
  const path = `/api/v1/visitors/${who.visitor}/card`;
  assert.equal((await ask(house, lin.who, "PUT", path, { ...card, rank: 1 })).status, 422);
  const put = await ask(house, lin.who, "PUT", path, card);
  assert.equal(put.status, 200, JSON.stringify(put.body));
  const row = await lin.line.frame<Row>(
    rowOf(conversation, (one) => one.conversation.card.name !== undefined),
  );
  assert.deepEqual([row.conversation.card, row.conversation.visitorName], [card, "王女士"]);
  const detail = await ask<ConversationDetail>(
    house,
    lin.who,
    "GET",
    `/api/v1/conversations/${conversation}`,
  );
  assert.deepEqual([detail.body.card, detail.body.facts?.address], [card, who.address]);
  await ask(house, lin.who, "POST", `/api/v1/conversations/${conversation}/close`, {});
  lin.line.hangUp();
});

Deno.test("left message - contact and words are kept, nobody promised a time", async () => {
  const who = await visitor(house);
  const { conversation } = await opened(house, who, "anybody there?", "qishan-vip");
  const path = `/api/v1/visitor/conversations/${conversation}`;
  const left = await ask(house, who, "POST", `${path}/leave`, {
    phone: "13800000000",
    text: "call me tomorrow",
  });
  assert.equal(left.status, 200, JSON.stringify(left.body));
  const again = await ask(house, who, "POST", `${path}/leave`, { mail: "a@b.cn" });
  assert.equal(again.status, 200);
  const shen = await staff(house, "shen");
  const detail = await ask<ConversationDetail>(
    house,
    shen,
    "GET",
    `/api/v1/conversations/${conversation}`,
  );
  assert.equal(detail.body.live?.state, "left");
  assert.deepEqual(detail.body.card, { phone: "13800000000", mail: "a@b.cn" });
  assert.equal((await ask(house, who, "POST", `${path}/close`)).status, 200);
});

Deno.test("configuration - refused as a whole with the field's path, published by hash", async () => {
  const admin = await staff(house, "admin");
  const path = "/api/v1/configuration";
  const { body: before } = await ask<ConfigurationView>(house, admin, "GET", path);
  const document = structuredClone(before.document);
  const wrong = { ...document, routes: [{ ...document.routes[0], class: 12 }] };
  const shape = await ask(house, admin, "POST", path, wrong);
  assert.deepEqual(shape.body.fields, [{ path: "routes.0.class", rule: "range", limit: 9 }]);
  document.routes[0].group = "nowhere";
  const reference = await ask(house, admin, "POST", path, document);
  assert.equal(reference.status, 422);
  assert.match(reference.body.fields![0].path, /^routes/);
  document.routes[0].group = before.document.routes[0].group;
  Object.assign(document.routes[0].look, { accent: "#123456" });
  const published = await ask<{ version: number }>(house, admin, "POST", path, document);
  assert.equal(published.status, 200, JSON.stringify(published.body));
  const { body: after } = await ask<ConfigurationView>(house, admin, "GET", path);
  assert.equal(after.version, before.version + 1);
  assert.equal(lookOf(after.document, after.document.routes[0]).accent, "#123456");
});

Deno.test("erasing - what is going on ends at once, and the widget is told", async () => {
  const admin = await staff(house, "admin");
  const who = await visitor(house);
  const { conversation } = await opened(house, who, "forget me", "qishan-vip");
  const socket = await line<VisitorFrameOut>(house, who, "visitor");
  const erase = await ask(house, admin, "POST", `/api/v1/visitors/${who.visitor}/erase`);
  assert.equal(erase.status, 200, JSON.stringify(erase.body));
  await socket.frame((one) =>
    one.type === "state" && one.conversation.conversation === conversation &&
    one.conversation.state === "closed"
  );
  socket.hangUp();
});
