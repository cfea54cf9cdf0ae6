/**
 * Features: I3. PostgreSQL, Redis (which comes back empty), a gateway and a nats-server are killed while people
 * and an integrator talk: nothing acknowledged is lost, and every promise holds afterwards.
 */
import assert from "node:assert/strict";
import { askDesk } from "../../deploy/control.ts";
import { verifyCluster } from "../../deploy/verify_cluster.ts";
import { type Client, connectTidegate } from "../../engine/contract/client/mod.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import type { IntegratorCommand } from "../../engine/contract/schemas/integrators.ts";
import { tell } from "../faults/told.ts";
import { type ClusterProcess, startCluster } from "../support/cluster.ts";

const SMALL = ["--servers", "1", "--engines", "2", "--gateways", "2"];
const VICTIMS = ["Redis", "PostgreSQL", "gateway-1", "nats-1"];
const AGAIN_MS = 200;
const HEALED_WITHIN_MS = 60_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = performance.now() + HEALED_WITHIN_MS;
  while (!await holds()) {
    if (performance.now() > end) throw new Error(`${what} did not come`);
    await pause(AGAIN_MS);
  }
}

/** An integrator's conversations, with the history of what it was told. */
function integrate(client: Client, history: HistoryRecord[], stopped: () => boolean) {
  const by = "integration:shop-erp";
  let acknowledged = 0;
  const one = async (type: IntegratorCommand, body: object) => {
    const of = { client: by, id: crypto.randomUUID(), command: type };
    history.push({ at: Date.now(), kind: "sent", ...of });
    const reply = await client.command(type, body as never, of.id);
    assert.ok(reply.ok, JSON.stringify(reply));
    const { conversation, message } = reply.result;
    const kind = "acknowledged" as const;
    history.push({ at: Date.now(), kind, seq: reply.seq, conversation, message, ...of });
    acknowledged++;
    return conversation!;
  };
  const done = (async () => {
    for (let n = 0; !stopped(); n++) {
      const conversation = await one("conversation.open", {
        visitor: `v-${n}`,
        route: "qishan-web",
      });
      for (let line = 0; line < 4 && !stopped(); line++) {
        const message = { kind: "text", text: `line ${line}` };
        await one("conversation.message", { conversation, message });
        await pause(20);
      }
      await one("conversation.close", { conversation });
    }
  })();
  return { done, acknowledged: () => acknowledged };
}

/** A visitor at the gateways' common door, who sends each line until it is taken. */
function visit(base: string, stopped: () => boolean) {
  const taken: string[] = [];
  const post = async (path: string, body: unknown, token?: string) => {
    const key = crypto.randomUUID();
    for (;;) {
      const answer = await fetch(`${base}/api/v1/visitor${path}`, {
        method: "POST",
        headers: {
          ...{ "content-type": "application/json", "idempotency-key": key },
          ...(token && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }).then(async (it) => ({ status: it.status, body: await it.json() })).catch(() => undefined);
      if (answer !== undefined && answer.status < 300) return answer.body;
      assert.ok(
        answer === undefined || [429, 502, 503].includes(answer.status),
        JSON.stringify(answer),
      );
      await pause(AGAIN_MS);
    }
  };
  const done = (async () => {
    const { token } = await post("/sessions", { route: "qishan-web", language: "en" });
    const opening = { route: "qishan-web", language: "en", message: { kind: "text", text: "Hi" } };
    const { conversation } = await post("/conversations", opening, token);
    for (let line = 0; !stopped(); line++) {
      const body = { kind: "text", text: `line ${line} of the visitor` };
      await post(`/conversations/${conversation}/messages`, { body }, token);
      taken.push(body.text);
      await pause(300);
    }
    await post(`/conversations/${conversation}/close`, {}, token); // whoever waits keeps the desk busy
    return { token, conversation };
  })();
  return { done, taken };
}

/** Promise → cases, from the lines of the verification. */
const casesOf = (said: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    said.flatMap((line) => {
      const [, promise, cases] = line.match(/^(P\d+): (\d+) judged/) ?? [];
      return promise ? [[promise, Number(cases)]] : [];
    }),
  );

type Running = { name: string; pid: number }[];

async function killed({ folder }: ClusterProcess, name: string): Promise<void> {
  const pidOf = async () =>
    (await askDesk(folder, "processes") as Running).find((one) => one.name === name)?.pid;
  const before = await pidOf();
  assert.ok(before !== undefined, `${name} runs`);
  Deno.kill(before, "SIGKILL");
  await until(async () => ![undefined, before].includes(await pidOf()), `${name} again`);
}

Deno.test("cluster - PostgreSQL, Redis, a gateway and a nats-server are killed under load", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-killed-" });
  const cluster = await startCluster(`${folder}/data`, SMALL);
  let over = false;
  try {
    const secrets = JSON.parse(await Deno.readTextFile(`${cluster.folder}/secrets.json`));
    const client = await connectTidegate({
      servers: `tls://127.0.0.1:${cluster.partsPort}`,
      name: "shop-erp",
      password: secrets.integrators[0].password,
      workspace: "demo",
      authorityFile: `${cluster.folder}/tls/ca.pem`,
    });
    const history: HistoryRecord[] = [];
    const program = integrate(client, history, () => over);
    const person = visit(cluster.base, () => over);
    for (const { done } of [program, person]) done.catch(() => over = true); // told where it is awaited
    await until(() => over || program.acknowledged() > 5 && person.taken.length > 1, "talk");
    const backMs: number[] = [];
    for (const victim of VICTIMS) {
      const begun = performance.now();
      await killed(cluster, victim);
      const [commands, lines] = [program.acknowledged(), person.taken.length];
      const both = () =>
        over || program.acknowledged() > commands + 5 && person.taken.length > lines + 1;
      await until(both, `talk after ${victim} was killed`);
      backMs.push(Math.round(performance.now() - begun));
    }
    over = true;
    await program.done;
    const { token, conversation } = await person.done;
    const headers = { authorization: `Bearer ${token}` };
    const path = `${cluster.base}/api/v1/visitor/conversations/${conversation}/entries`;
    const seen = await (await fetch(path, { headers })).text();
    for (const line of person.taken.slice(-10)) assert.ok(seen.includes(line), `${line}: ${seen}`);
    await client.close();
    const said: string[] = [];
    const broken = await verifyCluster(cluster.folder, "demo", history, (one) => said.push(one));
    assert.equal(broken, 0, said.join("\n"));
    tell({
      injected: `kill -9 of ${VICTIMS.join(", ")}`,
      seen: `each is back, and talk goes on after ${backMs.join(", ")} ms; ` +
        `${person.taken.length} lines of a visitor, none lost`,
      recoveryMs: Math.max(...backMs),
      commands: history.length / 2,
      judged: casesOf(said),
    });
  } finally {
    over = true;
    await cluster.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
