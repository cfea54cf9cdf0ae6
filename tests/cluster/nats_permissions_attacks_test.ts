/** Attacks 40, 41, 49–51 against a real nats-server with the users that `cluster` gives it. */
import assert from "node:assert/strict";
import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { DOMAIN } from "../../deploy/nats/configuration.ts";
import { inboxPrefix, PROCESSES, type ProcessKind } from "../../deploy/nats/permissions.ts";
import { connectNats, provisionStreams } from "../../engine/nats/mod.ts";
import { clusterNats } from "../support/cluster_nats.ts";

const server = await clusterNats();
const { nats: passwords, integrators } = server.secrets;

/** What the server reports to a connection, such as a permissions violation. */
const said = new WeakMap<NatsConnection, string[]>();

async function as(user: string, password: string, prefix: string): Promise<NatsConnection> {
  const lines: string[] = [];
  const nats = await connectNats({
    url: server.url(user, password),
    name: `${user}-test`,
    inboxPrefix: prefix,
    tls: server.tls,
    report: (line) => lines.push(line),
  });
  said.set(nats, lines);
  return nats;
}

const process = (kind: ProcessKind) => as(kind, passwords.processes[kind], inboxPrefix(kind));
const integrator = (name: string) =>
  as(name, integrators.find((one) => one.name === name)!.password, "_INBOX");

const operator = await as("operator", passwords.operator, "_INBOX");
await provisionStreams(operator, { replicas: 1, journalBytesMax: 64 * 1024 * 1024 });
const manager = await jetstreamManager(operator);
const stored = async (stream: string) => (await manager.streams.info(stream)).state.messages;
await operator.request("tg.v1.demo.evt.conversation.c1.opened", "of demo");
await operator.request("tg.v1.acme.evt.conversation.c2.opened", "of acme");
for (const { name, workspace } of integrators) {
  const filter_subject = `tg.v1.${workspace}.evt.>`;
  const ack_policy = AckPolicy.Explicit;
  await manager.consumers.add("TG_EVENTS", { durable_name: name, filter_subject, ack_policy });
}

async function denied(nats: NatsConnection, what: string, act: () => unknown): Promise<void> {
  const before = said.get(nats)!.length;
  await act();
  await nats.flush();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const heard = said.get(nats)!.slice(before).join("\n");
  assert.match(heard, /permissions violation/i, `${what}: ${heard}`);
}

Deno.test("attack 40 - a gateway's user can neither append, purge, look behind nor listen to all", async () => {
  const gateway = await process("gateway");
  const before = await stored("TG_JOURNAL");
  for (const subject of ["tg.j.22", "tg.i.22.demo.in.x", "tg.gw.g.feed", "tg.e.hello"]) {
    await denied(gateway, subject, () => gateway.publish(subject, "x"));
  }
  for (const name of ["TG_JOURNAL", "TG_EVENTS", "KV_TG_LEASES"]) {
    for (const verb of ["PURGE", "DELETE", "UPDATE"]) {
      const subject = `$JS.API.STREAM.${verb}.${name}`;
      await denied(gateway, subject, () => gateway.publish(subject, "{}"));
    }
  }
  for (const subject of [">", "$SYS.>", "tg.j.*", "tg.gw.*.cmd.*", "_INBOX_engine.>", "tg.v1.>"]) {
    await denied(gateway, subject, () => gateway.subscribe(subject));
  }
  await denied(
    gateway,
    "the journal read",
    () => gateway.publish("$JS.API.STREAM.MSG.GET.TG_JOURNAL", `{"seq":1}`),
  );
  assert.equal(await stored("TG_JOURNAL"), before);
  await gateway.close();
});

Deno.test("attack 40 - only the engine appends, only the archiver purges the journal", async () => {
  for (const kind of PROCESSES) {
    const nats = await process(kind);
    if (kind !== "engine") {
      await denied(nats, `${kind} appends`, () => nats.publish("tg.j.9", "x"));
    }
    if (kind !== "archiver") {
      await denied(
        nats,
        `${kind} purges`,
        () => nats.publish("$JS.API.STREAM.PURGE.TG_JOURNAL", "{}"),
      );
    }
    await nats.close();
  }
  assert.equal(await stored("TG_JOURNAL"), 0);
});

Deno.test("attack 41 - an integrator reaches its own company and no other", async () => {
  const [shop, engine] = [await integrator("shop-erp"), await process("engine")];
  const heard: { subject: string; account: string }[] = [];
  engine.subscribe("tg.p.>", {
    callback: (_, message) => {
      const told = message.headers?.get("Nats-Request-Info") ?? "{}";
      heard.push({ subject: message.subject, account: JSON.parse(told).acc });
      message.respond("answer");
    },
  });
  await engine.flush();
  const answer = await shop.request("tg.v1.demo.cmd.conversation.close", "{}");
  assert.equal(answer.string(), "answer");
  assert.deepEqual(heard, [
    { subject: "tg.p.22.demo.cmd.conversation.close", account: "shop-erp" },
  ]);
  for (const subject of ["tg.v1.acme.cmd.conversation.close", "tg.p.15.acme.cmd.x", "tg.j.22"]) {
    await assert.rejects(shop.request(subject, "{}", { timeout: 500 }), /responders|timeout/i);
  }
  const all: string[] = [];
  shop.subscribe(">", { callback: (_, message) => void all.push(message.subject) });
  shop.subscribe("tg.v1.acme.>", { callback: (_, message) => void all.push(message.subject) });
  await shop.flush();
  await operator.request("tg.v1.acme.evt.conversation.c2.closed", "{}");
  operator.publish("tg.v1.acme.feed.group.g", "{}");
  operator.publish("tg.v1.demo.feed.group.g", "{}");
  await operator.flush();
  await shop.flush();
  assert.deepEqual(all.filter((subject) => !subject.startsWith("_INBOX")), [
    "tg.v1.demo.feed.group.g",
  ]);
  assert.equal(heard.length, 1);
  await Promise.all([shop.close(), engine.close()]);
});

Deno.test("attack 41 - the subject of an answer is no way into the journal", async () => {
  const [acme, engine] = [await integrator("acme-crm"), await process("engine")];
  engine.subscribe("tg.p.>", { callback: (_, message) => void message.respond("answer") });
  await engine.flush();
  const before = await stored("TG_JOURNAL");
  acme.publish("tg.v1.acme.cmd.conversation.close", "{}", { reply: "tg.j.22" });
  acme.publish(`$JS.${DOMAIN}.API.CONSUMER.MSG.NEXT.TG_EVENTS.acme-crm`, `{"batch":1}`, {
    reply: "tg.j.22",
  });
  await acme.flush();
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await stored("TG_JOURNAL"), before);
  await Promise.all([acme.close(), engine.close()]);
});

Deno.test("attack 50, 51 - an integrator has its one consumer, and no other way to read", async () => {
  const shop = await integrator("shop-erp");
  const ask = (subject: string, body = "{}") => shop.request(subject, body, { timeout: 500 });
  const api = `$JS.${DOMAIN}.API`;
  const consumer = await jetstream(shop, { domain: DOMAIN }).consumers.get("TG_EVENTS", "shop-erp");
  const got = await consumer.next({ expires: 2_000 });
  assert.equal(got?.string(), "of demo");
  assert.equal(await got?.ackAck(), true);
  for (
    const subject of [
      `${api}.CONSUMER.MSG.NEXT.TG_EVENTS.acme-crm`,
      `${api}.CONSUMER.INFO.TG_EVENTS.acme-crm`,
      `${api}.CONSUMER.CREATE.TG_EVENTS.shop-erp`,
      `${api}.CONSUMER.CREATE.TG_EVENTS.shop-erp.tg.v1.acme.evt.>`,
      `${api}.CONSUMER.CREATE.TG_EVENTS.mine.tg.v1.demo.evt.>`,
      `${api}.CONSUMER.DURABLE.CREATE.TG_EVENTS.mine`,
      `${api}.CONSUMER.DELETE.TG_EVENTS.acme-crm`,
      `${api}.STREAM.MSG.GET.TG_EVENTS`,
      `${api}.DIRECT.GET.TG_EVENTS`,
      `${api}.DIRECT.GET.TG_EVENTS.tg.v1.acme.evt.>`,
      `${api}.STREAM.INFO.TG_EVENTS`,
      `${api}.STREAM.PURGE.TG_EVENTS`,
    ]
  ) await assert.rejects(ask(subject, `{"seq":1}`), /responders|timeout/i, subject);
  for (const verb of ["STREAM.MSG.GET", "DIRECT.GET", "STREAM.INFO", "STREAM.PURGE"]) {
    const told = await ask(`$JS.API.${verb}.TG_EVENTS`, `{"seq":1}`).catch((cause) =>
      cause.message
    );
    assert.match(typeof told === "string" ? told : told.string(), /not enabled|responders/, verb);
  }
  await shop.close();
});

Deno.test("attack 49 - wrong passwords and plain text are not let in", async () => {
  await assert.rejects(as("gateway", "guessed", "_INBOX"), /authorization/i);
  await assert.rejects(as("acme-crm", integrators[0].password, "_INBOX"), /authorization/i);
  const plain = server.url("engine", passwords.processes.engine).replaceAll("tls://", "nats://");
  await assert.rejects(
    connectNats({ url: plain, name: "plain", timeoutMs: 2_000 }),
    /certificate|secure|tls|unknown/i,
  );
  await operator.close();
  await server.end();
});
