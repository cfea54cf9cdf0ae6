/** A truly stale writer on three servers that replicate: fenced, never mistaken for a busy one. */
import assert from "node:assert/strict";
import { startServers } from "../../engine/nats/bench/servers.ts";
import { connectNats, openNats, provisionStreams } from "../../engine/nats/mod.ts";
import { createClock } from "../../engine/local/clock.ts";
import { natsProgram, reconnected } from "../support/nats_server.ts";
import { encodeBatch, makeBatch } from "./batches.ts";
import { contractCase } from "./contract_case.ts";

const ELECTION_TRIES_MAX = 200;

async function open() {
  const servers = await startServers(natsProgram!, 3, true);
  const [mine, other] = [
    await connectNats({ url: servers.url, name: "mine" }),
    await connectNats({ url: servers.url, name: "other" }),
  ];
  for (let tries = 1;; tries++) {
    const settings = { replicas: 3, journalBytesMax: 64 * 1024 * 1024 };
    const made = await provisionStreams(mine, settings).then(() => true, () => false);
    if (made) break;
    if (tries > ELECTION_TRIES_MAX) throw new Error("three servers found no leader");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const all = [openNats(mine, createClock()), openNats(other, createClock())];
  return {
    journals: all.map((parts) => parts.journal(22)),
    async close() {
      for (const parts of all) parts.close();
      await reconnected(mine);
      await mine.close();
      await other.close();
      await servers.stop();
    },
  };
}

contractCase(
  "fence",
  { name: "nats, three servers", needs: natsProgram === undefined ? "nats-server" : undefined },
  "the later fence wins, the earlier writer is stale at its next append",
  open,
  async ({ journals: [mine, other] }) => {
    const append = async (journal: typeof mine, id: string, expected: number, epoch: number) => {
      const batch = makeBatch(1, { epoch });
      for (;;) {
        const answer = await journal.append(batch, encodeBatch(batch), id, expected);
        if (answer.state !== "retry") return answer; // the same message again, as the engine does
      }
    };
    const first = await append(mine, "fence-1", 0, 1);
    assert.ok(first.state === "stored");
    const second = await append(mine, "b-2", first.sequence, 1);
    assert.ok(second.state === "stored");
    const fence = await append(other, "fence-2", second.sequence, 2);
    assert.ok(fence.state === "stored");
    assert.equal((await append(mine, "b-3", second.sequence, 1)).state, "stale");
    const tail = await mine.tail();
    assert.deepEqual([tail.epoch, tail.id], [2, "fence-2"]);
  },
);
