/** What an engine could not decide stands in `TG_DEAD`, and quotes nobody. */
import assert from "node:assert/strict";
import { openJson } from "../../engine/contract/sealing.ts";
import { sendDeadLetter } from "../../engine/nats/dead_letters.ts";
import { readMessage } from "../../engine/nats/stream_reads.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { opening, PARTITION } from "../support/virtual/company.ts";
import { contractCase } from "./contract_case.ts";

contractCase(
  "dead letters",
  { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
  "cause and reason in clear, the command under a key of its own",
  () => startNatsEngine([PARTITION]),
  async ({ nats, parts }) => {
    const command = opening("secret-visitor");
    const letter = { partition: PARTITION, workspace: "demo", at: 7, reason: "it threw", command };
    assert.ok(await sendDeadLetter(parts.publisher, parts.keys, { ...letter, cause: "decide" }));
    const message = (await readMessage(nats, "TG_DEAD", { seq: 1 }))!;
    assert.equal(message.subject, "tg.dead.demo.decide");
    const text = new TextDecoder().decode(message.data);
    assert.doesNotMatch(text, /secret-visitor/);
    const { key, sealed, reason } = JSON.parse(text);
    assert.equal(reason, "it threw");
    assert.deepEqual(openJson((await parts.keys.read(key))!, sealed), command);
  },
);
