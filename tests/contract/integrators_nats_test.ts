/** What an integrator sees on `tg.v1.<workspace>.…`, through the server's own mappings. */
import assert from "node:assert/strict";
import { headers } from "@nats-io/transport-node";
import type { Command } from "../../engine/contract/wire/commands.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { agentRecord, employ, PARTITION } from "../support/virtual/company.ts";
import { contractCase } from "./contract_case.ts";

interface Answer {
  ok: boolean;
  seq?: number;
  repeated?: boolean;
  result?: { conversation?: string; message?: string };
  error?: {
    code: string;
    reason?: string;
    message: string;
    fields?: { path: string; rule: string }[];
  };
}

async function open() {
  const engine = await startNatsEngine([PARTITION]);
  const { nats, bus } = engine;
  for (const command of await employ(bus, { lin: agentRecord(5, ["presale"]) })) {
    const reply = await bus.command(command);
    if (!reply.ok) throw new Error(`${command.type}: ${reply.error.code}`);
  }
  async function ask(what: string, body: unknown, head?: ReturnType<typeof headers>) {
    const payload = typeof body === "string" ? body : JSON.stringify(body);
    const options = { timeout: 5_000, ...(head && { headers: head }) };
    const message = await nats.request(`tg.v1.demo.${what}`, payload, options);
    return { ...message.json<Answer>(), head: message.headers };
  }
  return { ...engine, ask };
}

const integrator = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof open>>) => Promise<void>,
) =>
  contractCase(
    "integrators",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    open,
    body,
  );

const opening = {
  id: "order-1",
  level: 1,
  visitor: "v-1",
  route: "qishan-web",
  message: { kind: "text", text: "Where is my parcel?" },
};

integrator("opens, follows, writes and closes; a repeat meets its own", async (subject) => {
  const { ask, parts } = subject;
  const opened = await ask("cmd.conversation.open", opening);
  assert.ok(opened.ok, JSON.stringify(opened));
  const { conversation } = opened.result!;
  const again = await ask("cmd.conversation.open", opening);
  assert.deepEqual([again.ok, again.repeated, again.result?.conversation], [
    true,
    true,
    conversation,
  ]);
  const got = await ask("qry.conversation.get", { conversation });
  assert.ok(got.ok);
  const said = { conversation, message: { kind: "text", text: "Hello?" } };
  assert.ok((await ask("cmd.conversation.message", { id: "m-1", level: 1, ...said })).ok);
  const closed = await ask("cmd.conversation.close", { id: "c-1", level: 1, conversation });
  assert.ok(closed.ok, JSON.stringify(closed));
  for await (const { batch } of parts.journal(PARTITION).read(1)) {
    assert.doesNotMatch(JSON.stringify(batch), /parcel|Hello/);
  }
});

integrator(
  "a channel writes with its own times and ids, and reports what became of answers",
  async (subject) => {
    const { ask, parts, bus } = subject;
    const originAt = Date.now() - 60_000;
    const opened = await ask("cmd.conversation.open", { ...opening, originAt, externalId: "wx-1" });
    const { conversation, message: own } = opened.result!;
    const answer: Command<"conversation.message"> = {
      type: "conversation.message",
      id: "answer-1",
      level: LEVEL,
      workspace: "demo",
      by: "agent:lin",
      conversation: conversation!,
      message: "m-answer",
      body: "text",
      sealed: "k.sealed",
      visibility: "all",
    };
    assert.ok((await bus.command(answer)).ok);
    const report = (id: string, message: string | undefined, state: string) =>
      ask("cmd.conversation.delivery", { id, level: LEVEL, conversation, message, state });
    assert.ok((await report("d-1", "m-answer", "delivered")).ok);
    for (const message of [own ?? "m-own", "m-nothing"]) {
      assert.equal((await report(`d-${message}`, message, "failed")).error?.code, "not_found");
    }
    assert.equal((await report("d-2", "m-answer", "read")).error?.code, "invalid");
    const kept: unknown[] = [];
    for await (const { batch } of parts.journal(PARTITION).read(1)) {
      for (const event of batch.events) {
        if (event.type === "conversation.messaged" && event.message !== "m-answer") {
          kept.push(event.originAt, event.externalId);
        }
        if (event.type === "conversation.delivery_reported") kept.push(event.message, event.state);
      }
    }
    assert.deepEqual(kept, [originAt, "wx-1", "m-answer", "delivered"]);
  },
);

integrator(
  "a blocked visitor opens nothing until it is lifted, and skills are real ones",
  async ({ ask }) => {
    const block = (id: string, blocked: boolean) =>
      ask("cmd.visitor.block", { id, level: LEVEL, visitor: opening.visitor, blocked });
    assert.ok((await block("b-1", true)).ok);
    const refused = await ask("cmd.conversation.open", opening);
    assert.deepEqual([refused.error?.code, refused.error?.reason], [
      "forbidden",
      "visitor_blocked",
    ]);
    assert.ok((await block("b-2", false)).ok);
    const unskilled = await ask("cmd.conversation.open", { ...opening, skills: { juggling: 3 } });
    assert.match(unskilled.error?.fields?.[0].path ?? "", /^skills/);
    assert.ok((await ask("cmd.conversation.open", opening)).ok);
  },
);

integrator("a ticket is routed, assigned and closed as a chat is", async ({ ask }) => {
  const ticket = { level: 1, kind: "ticket", visitor: "v-9", route: "qishan-web" };
  const opened = await ask("cmd.item.open", { ...ticket, id: "t-1", costUnits: 10 });
  assert.ok(opened.ok, JSON.stringify(opened));
  const item = opened.result!.conversation;
  const again = await ask("cmd.item.open", { ...ticket, id: "t-1", costUnits: 10 });
  assert.deepEqual([again.repeated, again.result?.conversation], [true, item]);
  const strange = await ask("cmd.item.open", { ...ticket, id: "t-2", kind: "conversation" });
  assert.deepEqual(strange.error?.fields?.map(({ path }) => path), ["kind"]);
  const assigned = await ask("cmd.item.assign", { id: "a-1", level: 1, item, agent: "lin" });
  const owned = [{ path: "agent", rule: "state" }];
  assert.deepEqual(assigned.error?.fields, owned, "lin was free and has it already");
  assert.ok((await ask("cmd.item.close", { id: "c-1", level: 1, item })).ok);
  const closed = await ask("cmd.item.close", { id: "c-2", level: 1, item });
  assert.equal(closed.error?.code, "closed");
});

integrator("what is wrong is refused by its field, in words and headers", async ({ ask }) => {
  const wrong: [string, unknown, string, string?][] = [
    ["cmd.conversation.open", "{no", "invalid", ""],
    ["cmd.conversation.open", { ...opening, visitor: "a.b" }, "invalid", "visitor"],
    ["cmd.conversation.open", { ...opening, colour: 1 }, "invalid", "colour"],
    ["cmd.conversation.open", { ...opening, id: undefined }, "invalid", "id"],
    ["cmd.conversation.fly", opening, "unknown_type"],
    ["cmd.config.publish", { id: "p", level: 1, hash: "x" }, "unknown_type"],
    ["cmd.conversation.open", `"${"x".repeat(70_000)}"`, "too_large"],
    ["qry.conversation.get", { conversation: "nobody" }, "not_found"],
  ];
  for (const [what, body, code, path] of wrong) {
    const answer = await ask(what, body);
    assert.equal(answer.error?.code, code, what);
    if (path !== undefined) assert.equal(answer.error?.fields?.[0].path, path);
    assert.ok(Number(answer.head?.get("Nats-Service-Error-Code")) >= 400);
    assert.ok(answer.head?.get("Nats-Service-Error"));
  }
});

integrator("who speaks is the server's word; own and newer fields are let by", async (subject) => {
  const { ask, parts } = subject;
  const head = headers();
  head.set("Nats-Request-Info", JSON.stringify({ acc: "erp" }));
  assert.ok((await ask("cmd.conversation.open", { ...opening, x_mine: 1 }, head)).ok);
  const newer = { ...opening, id: "order-2", visitor: "v-2", level: 900, colour: "red" };
  assert.ok((await ask("cmd.conversation.open", newer)).ok);
  const by: string[] = [];
  for await (const { batch } of parts.journal(PARTITION).read(1)) {
    for (const event of batch.events) if (event.type === "conversation.opened") by.push(event.by);
  }
  assert.deepEqual(by, ["integration:erp", "integration:operator"]);
});

integrator("the stock tool's protocol is answered", async ({ nats }) => {
  const ping = (await nats.request("$SRV.PING")).json<{ name: string; type: string }>();
  assert.deepEqual([ping.name, ping.type], ["tidegate", "io.nats.micro.v1.ping_response"]);
  const info = (await nats.request("$SRV.INFO.tidegate")).json<{ endpoints: unknown[] }>();
  assert.equal(info.endpoints.length, 2);
  assert.ok((await nats.request("$SRV.STATS.tidegate.engine-1")).data.length > 0);
});
