import assert from "node:assert/strict";
import type { ChannelRule } from "../../contract/wire/configuration.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { decode, encode, query } from "../mod.ts";
import {
  advance,
  createDesk,
  enrol,
  give,
  look,
  open,
  publish,
  WORKSPACE,
} from "../testing/desk.ts";

const withTable = (channels?: ChannelRule[]) => ({
  channels,
  groups: [groupNamed("sales"), groupNamed("service")],
  routes: [
    routeNamed("front", "sales"),
    routeNamed("line", "sales", { channel: "phone", costUnits: 1, class: 0 }),
  ],
});
/** A call beside at most `chats` chats; during a call no new chats and no second call. */
const table = (chats: number): ChannelRule[] => [
  {
    channel: "phone",
    beside: [{ channel: "web", atMost: chats }, { channel: "phone", atMost: 0 }],
  },
  { channel: "web", beside: [{ channel: "phone", atMost: 0 }] },
];
const ann = { capacityUnits: 160, channels: ["web" as const, "phone" as const] };
const call = (desk: ReturnType<typeof createDesk>, id: string) =>
  open(desk, id, { route: "line", channel: "phone" });

Deno.test("channels - five chats, then a call: it comes, and during the call no new chat does", () => {
  const desk = createDesk(withTable(table(5)), { ann });
  for (const id of ["1", "2", "3", "4", "5"]) open(desk, id);
  call(desk, "call");
  assert.equal(look(desk, "call").agent, "ann");
  open(desk, "6");
  assert.deepEqual([look(desk, "6").state, look(desk, "6").why?.code], ["waiting", "full"]);
  call(desk, "second");
  assert.equal(look(desk, "second").state, "waiting");
  give(desk, "agent:ann", "conversation.close", { conversation: "call" });
  assert.equal(look(desk, "second").agent, "ann", "class 0 first");
  give(desk, "agent:ann", "conversation.close", { conversation: "second" });
  assert.equal(look(desk, "6").agent, "ann");
});

Deno.test("channels - beside too many chats a call waits until enough of them have ended", () => {
  const desk = createDesk(withTable(table(3)), { ann });
  for (const id of ["1", "2", "3", "4", "5"]) open(desk, id);
  call(desk, "call");
  assert.equal(look(desk, "call").state, "waiting");
  give(desk, "agent:ann", "conversation.close", { conversation: "1" });
  assert.equal(look(desk, "call").state, "waiting");
  give(desk, "agent:ann", "conversation.close", { conversation: "2" });
  assert.equal(look(desk, "call").agent, "ann");
});

Deno.test("channels - an agent in a call who serves no chats is nobody to a chat", () => {
  const groups = [
    groupNamed("sales", { overflow: [{ when: "noAgents", to: "service" }] }),
    groupNamed("service"),
  ];
  const desk = createDesk({ ...withTable(table(5)), groups }, {
    phone: { ...ann, channels: ["phone"] },
    other: { memberships: [{ group: "service", weight: 1 }] },
  });
  call(desk, "call");
  open(desk, "chat");
  assert.deepEqual([look(desk, "call").agent, look(desk, "chat").agent], ["phone", "other"]);
});

Deno.test("channels - who waits for an agent in a call is not told that nobody is there", () => {
  const desk = createDesk(withTable(table(5)), { ann });
  call(desk, "call");
  open(desk, "chat");
  const live = query(
    desk.state,
    WORKSPACE,
    "conversation.position",
    { conversation: "chat" },
    desk.now,
  );
  assert.ok(!("code" in live));
  assert.deepEqual([live.position, live.unattended], [1, undefined]);
});

Deno.test("channels - without a table every channel comes beside every other", () => {
  const desk = createDesk(withTable(), { ann });
  for (const id of ["1", "2"]) open(desk, id);
  call(desk, "call");
  open(desk, "3");
  assert.deepEqual(["call", "3"].map((id) => look(desk, id).agent), ["ann", "ann"]);
});

Deno.test("channels - during a call no own visitor who returns comes to a busy agent either", () => {
  const desk = createDesk(withTable(table(5)), { ann });
  open(desk, "before", { visitor: "v" });
  give(desk, "agent:ann", "conversation.close", { conversation: "before" });
  call(desk, "call");
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  open(desk, "again", { visitor: "v" });
  assert.equal(look(desk, "again").state, "waiting");
  give(desk, "agent:ann", "conversation.close", { conversation: "call" });
  open(desk, "after", { visitor: "v" });
  assert.equal(look(desk, "after").agent, "ann");
});

Deno.test("channels - a table that is published counts at once", () => {
  const desk = createDesk(withTable(), { ann });
  call(desk, "call");
  const [document] = [...desk.documents.values()].slice(-1);
  publish(desk, { ...document, channels: table(5) });
  open(desk, "c");
  assert.equal(look(desk, "c").state, "waiting");
});

Deno.test("channels - a call that is still written up keeps chats away, and lets them come afterwards", () => {
  for (const restored of [false, true]) {
    const written = { groups: [groupNamed("sales", { wrapUpMs: 30_000 }), groupNamed("service")] };
    const desk = createDesk({ ...withTable(table(1)), ...written }, { ann });
    open(desk, "chat");
    call(desk, "call");
    for (const conversation of ["call", "chat"]) {
      give(desk, "agent:ann", "conversation.close", { conversation });
    }
    if (restored) desk.state = decode(encode(desk.state), (hash) => desk.documents.get(hash));
    open(desk, "c");
    assert.equal(look(desk, "c").state, "waiting", `restored: ${restored}`);
    advance(desk, 30_000);
    assert.equal(look(desk, "c").agent, "ann", `restored: ${restored}`);
  }
});

Deno.test("channels - an agent who does not serve a channel never gets it", () => {
  const desk = createDesk(withTable(), { ann: { channels: ["web"] } });
  call(desk, "call");
  assert.equal(look(desk, "call").why?.code, "noAgents");
  enrol(desk, "bob", { channels: ["phone"] });
  assert.equal(look(desk, "call").agent, "bob");
});

Deno.test("capacity - what comes by another channel costs what the table says, else what the route does", () => {
  const channels: ChannelRule[] = [{ channel: "api", costUnits: 10 }];
  const desk = createDesk(withTable(channels), {
    ann: { capacityUnits: 30, channels: ["web", "api"] },
  });
  open(desk, "chat");
  open(desk, "c", { channel: "api" });
  assert.equal(look(desk, "c").agent, "ann", "20 + 10 of 30");
});
