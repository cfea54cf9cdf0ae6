/** Features: I2. Everything an integrator does, from outside: the client, the examples, the stock nats tool. */
import assert from "node:assert/strict";
import { need } from "../../deploy/parts.ts";
import { connectTidegate, follow, type PublicEvent } from "../../engine/contract/client/mod.ts";
import { startCluster } from "../support/cluster.ts";
import { until } from "../support/until.ts";

const ROOT = new URL("../../", import.meta.url);
const folder = await Deno.makeTempDir({ prefix: "tidegate-integrators-" });
const data = `${folder}/data`;
const cluster = await startCluster(data, ["--servers", "1", "--engines", "1", "--gateways", "1"]);
const secrets = JSON.parse(await Deno.readTextFile(`${data}/secrets.json`));
const { password } = secrets.integrators[0];
const server = `tls://127.0.0.1:${cluster.partsPort}`;
const env = {
  NATS_URL: server,
  NATS_USER: "shop-erp",
  NATS_PASSWORD: password,
  NATS_CA: `${data}/tls/ca.pem`,
  WORKSPACE: "demo",
};
const client = () =>
  connectTidegate({
    servers: server,
    name: "shop-erp",
    password,
    workspace: "demo",
    authorityFile: env.NATS_CA,
  });

const words = new TextDecoder();

async function run(program: string, args: string[]): Promise<string> {
  const out = await new Deno.Command(program, { args, cwd: ROOT, env }).output();
  assert.ok(out.success, words.decode(out.stderr).slice(-1_000));
  return words.decode(out.stdout);
}

const example = (name: string, ...args: string[]) =>
  run(Deno.execPath(), ["run", "-A", "-q", `engine/contract/examples/${name}`, ...args]);

/** A bot of its own process, until the test is over. */
function bot(program: string, args: string[]) {
  const child = new Deno.Command(program, { args, cwd: ROOT, env, stdout: "piped", stderr: "null" })
    .spawn();
  return {
    stdout: child.stdout,
    async end() {
      child.kill("SIGTERM");
      await child.status;
      await child.stdout.cancel().catch(() => {});
    },
  };
}

Deno.test("integrators - the example opens, writes, looks and closes, and a repeat opens nothing", async () => {
  const first = (await example("open_and_close.ts", "order-7")).trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  assert.ok(["waiting", "assigned", "left"].includes(first[0].state), JSON.stringify(first));
  assert.equal(first[1].group, "presale");
  assert.deepEqual(first[2], { closed: true });
  const again = JSON.parse((await example("open_and_close.ts", "order-7")).split("\n")[0]);
  assert.equal(again.repeated, true);
  assert.equal(again.conversation, first[0].conversation);
});

Deno.test("integrators - the client sees wrong fields by name and another's company not at all", async () => {
  const desk = await client();
  const wrong = await desk.command("conversation.open", { visitor: "v", route: "a b" });
  assert.ok(!wrong.ok && wrong.error.code === "invalid");
  assert.deepEqual(wrong.error.fields, [{ path: "route", rule: "pattern" }]);
  const missing = await desk.command("conversation.close", { conversation: "nothing" });
  assert.ok(!missing.ok && missing.error.code === "not_found");
  await desk.close();
});

Deno.test("integrators - following hands over every event once, in order, after a restart as well", async () => {
  const desk = await client();
  const seen: PublicEvent[] = [];
  const store = (event: PublicEvent) => Promise.resolve(void seen.push(event));
  const first = follow(desk, 0, store);
  await until(
    "the first conversation was followed",
    () => seen.some((event) => event.type === "conversation.closed"),
  );
  await first.stop();
  const opened = await desk.command("conversation.open", { visitor: "v2", route: "qishan-web" });
  assert.ok(opened.ok);
  const second = follow(desk, seen.at(-1)!.seq, store);
  const { conversation } = opened.result;
  await until(
    "the second conversation was followed",
    () => seen.some((event) => event.conversation === conversation),
  );
  await second.stop();
  assert.deepEqual(seen.map((event) => event.seq), seen.map((_, at) => at + 1));
  assert.doesNotMatch(JSON.stringify(seen), /yesterday|sealed/);
  await desk.close();
});

Deno.test("integrators - the stock nats tool opens, asks, closes, and lists the service", async () => {
  const nats = await need("nats");
  const server_ = ["--server", server, "--user", "shop-erp", "--password", password];
  const args = [...server_, "--tlsca", env.NATS_CA];
  const ask = async (subject: string, body: unknown) =>
    JSON.parse(await run(nats, [...args, "request", "--raw", subject, JSON.stringify(body)]));
  const opened = await ask("tg.v1.demo.cmd.conversation.open", {
    id: "by-hand-1",
    level: 2,
    visitor: "v3",
    route: "qishan-web",
    message: { kind: "text", text: "By hand" },
  });
  assert.equal(opened.ok, true, JSON.stringify(opened));
  const { conversation } = opened.result;
  const live = await ask("tg.v1.demo.qry.conversation.get", { conversation });
  assert.equal(live.answer.conversation, conversation);
  const closed = await ask("tg.v1.demo.cmd.conversation.close", {
    id: "by-hand-2",
    level: 2,
    conversation,
  });
  assert.equal(closed.ok, true);
  assert.match(await run(nats, [...args, "micro", "ls"]), /tidegate/);
  const next = ["consumer", "next", "TG_EVENTS", "shop-erp", "--raw", "--no-ack"];
  assert.match(
    await run(nats, [...args, "--js-domain", "tidegate", ...next]),
    /"workspace":"demo"/,
  );
});

for (
  const [language, program, file] of [
    ["TypeScript", Deno.execPath(), "bot.ts"],
    ["Python", "python3", "bot.py"],
  ]
) {
  Deno.test(`integrators - a bot in ${language} answers what the gateway asks`, async () => {
    const script = `engine/contract/examples/${file}`;
    const name = file.replace(".", "-");
    const args = language === "Python" ? [script, name] : ["run", "-A", "-q", script, name];
    const running = bot(program, args);
    const reader = running.stdout.getReader();
    const { value } = await reader.read();
    assert.match(words.decode(value), /the bot answers/);
    reader.releaseLock();
    const { connectNats } = await import("../../engine/nats/mod.ts");
    const gateway = await connectNats({
      url: server.replace("//", `//gateway:${secrets.nats.processes.gateway}@`),
      name: "asks",
      inboxPrefix: "_INBOX_gateway",
      tls: { caFile: env.NATS_CA },
    });
    const ask = async (text: string) => {
      const question = JSON.stringify({ conversation: "c", language: "zh", text });
      return (await gateway.request(`tg.v1.demo.bot.${name}`, question, { timeout: 5_000 })).json();
    };
    assert.match(JSON.stringify(await ask("我要退货")), /"answer".*无理由退货/);
    assert.deepEqual(await ask("随便聊聊"), { kind: "handOn" });
    await gateway.close();
    await running.end();
  });
}

Deno.test("integrators - stopping the cluster ends everything that it started", async () => {
  await cluster.stop();
  const { stdout } = await new Deno.Command("pgrep", { args: ["-f", data] }).output();
  assert.equal(words.decode(stdout).trim(), "");
  await Deno.remove(folder, { recursive: true });
});
