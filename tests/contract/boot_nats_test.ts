/** What an engine refuses to start with, and what each refusal names. */
import assert from "node:assert/strict";
import { jetstreamManager } from "@nats-io/jetstream";
import { checkBackwards, noteMark } from "../../engine/nats/boot/backwards.ts";
import { checkBoot, checkVersion } from "../../engine/nats/boot/check.ts";
import { judgeClock } from "../../engine/nats/boot/clock.ts";
import { BootRefused } from "../../engine/nats/boot/refused.ts";
import { connectNats, provisionStreams } from "../../engine/nats/mod.ts";
import { createPublisher } from "../../engine/nats/publisher.ts";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";
import { contractCase } from "./contract_case.ts";

const settings = { replicas: 1, journalBytesMax: 64 * 1024 * 1024 };
const refuses = (check: () => Promise<unknown>, what: RegExp) =>
  assert.rejects(check, (error) => error instanceof BootRefused && what.test(error.message));

async function open(mappings: boolean) {
  const server = await startNatsServer({ mappings });
  const nats = await connectNats({ url: server.url, name: "boot" });
  await provisionStreams(nats, settings);
  return {
    nats,
    manager: await jetstreamManager(nats),
    async close() {
      await nats.close();
      await server.stop();
    },
  };
}

const boot = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof open>>) => Promise<void>,
  mappings = true,
) =>
  contractCase(
    "boot",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    () => open(mappings),
    body,
  );

boot("everything in its place starts", async ({ nats }) => {
  const said: string[] = [];
  await checkBoot(nats, (sentence) => said.push(sentence));
  assert.deepEqual(said, []);
});

boot("without the mappings it names the missing line", async ({ nats }) => {
  await refuses(() => checkBoot(nats, () => {}), /add "tg\.v1\.\*\.cmd\.>": "tg\.p\.\{\{/);
}, false);

boot("a stream that is set otherwise, or is not there, is named", async ({ nats, manager }) => {
  const { config } = await manager.streams.info("TG_JOURNAL");
  await manager.streams.update("TG_JOURNAL", { ...config, duplicate_window: 60e9 });
  const edit = /nats stream edit TG_JOURNAL --dupe-window=600s/;
  await refuses(() => checkBoot(nats, () => {}), edit);
  await manager.streams.delete("TG_JOURNAL");
  await refuses(() => checkBoot(nats, () => {}), /TG_JOURNAL is not there/);
});

boot("a journal that went backwards is not written", async ({ nats, manager }) => {
  const publisher = createPublisher(nats);
  const append = (id: string) =>
    publisher.publish("tg.j.22", new Uint8Array([1]), { "Nats-Msg-Id": id });
  await append("a");
  await append("b");
  await noteMark(nats, publisher);
  await checkBackwards(nats);
  await append("c");
  await checkBackwards(nats);
  await manager.streams.delete("TG_JOURNAL");
  await provisionStreams(nats, settings);
  await refuses(() => checkBackwards(nats), /not the one that it was.*nats kv del TG_CLUSTER/s);
  publisher.close();
});

Deno.test("boot - a server that is too old is refused by its version", () => {
  for (const version of ["2.14.5", "2.15.2", "3.0.0-beta.1"]) checkVersion(version);
  for (const version of ["2.14.4", "2.9.9", "1.20.0"]) {
    assert.throws(() => checkVersion(version), BootRefused);
  }
});

Deno.test("boot - a clock is told above two seconds and refused above a minute", () => {
  const said: string[] = [];
  const report = (sentence: string) => said.push(sentence);
  judgeClock(1_900, 10, report);
  assert.deepEqual(said, []);
  judgeClock(-30_000, 10, report);
  assert.equal(said.length, 1);
  assert.throws(() => judgeClock(61_000, 10, report), BootRefused);
});
