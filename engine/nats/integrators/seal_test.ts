import assert from "node:assert/strict";
import type { QueryName } from "../../contract/wire/queries.ts";
import { query } from "../../core/mod.ts";
import { botNamed, routeNamed } from "../../core/testing/configuration.ts";
import { createDesk, type Desk, look, run, WORKSPACE } from "../../core/testing/desk.ts";
import { openKeys } from "../../local/keys/keys.ts";
import type { EngineDoor } from "../../ports/door.ts";
import { createTestClock } from "../../../tests/contract/test_clock.ts";
import { isRefusal, parseCommand } from "./parse.ts";
import { sealCommand } from "./seal.ts";

/** The engine's own door before a desk: what an integrator writes, parsed, sealed and decided. */
async function withDoor(desk: Desk, body: (say: Say) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-seal-" });
  await Deno.mkdir(`${folder}/keys`);
  const keys = await openKeys(folder, createTestClock());
  const door = {
    query: (workspace: string, name: QueryName, ask: never, answer: (reply: unknown) => void) => {
      const found = query(desk.state, workspace, name, ask, desk.now);
      answer("code" in found ? { ok: false, error: found } : { ok: true, answer: found });
    },
  } as unknown as EngineDoor;
  let id = 0;
  const say: Say = async (name, fields) => {
    const written = { id: `i${id++}`, level: 1, ...fields };
    const data = new TextEncoder().encode(JSON.stringify(written));
    const parsed = parseCommand(`tg.p.0.${WORKSPACE}.cmd.${name}`, data);
    assert.ok(!isRefusal(parsed), JSON.stringify(parsed));
    const command = await sealCommand({ door, keys }, "erp", parsed);
    assert.ok(!isRefusal(command), JSON.stringify(command));
    const { events, error } = run(desk, command);
    assert.equal(error, undefined);
    const [first] = events;
    return "conversation" in first ? first.conversation : "";
  };
  try {
    await body(say);
  } finally {
    await keys.close();
    await Deno.remove(folder, { recursive: true });
  }
}

type Say = (name: string, fields: object) => Promise<string>;

const withBot = () =>
  createDesk({
    bots: [botNamed("faq")],
    routes: [routeNamed("front", "sales", { bot: "faq", botPercent: 100 })],
  }, { ann: { capacityUnits: 100, channels: ["web", "api"] } });

const text = (words: string) => ({ message: { kind: "text", text: words } });

Deno.test("bot - at the integrators' door as well one word brings a person", async () => {
  const desk = withBot();
  await withDoor(desk, async (say) => {
    const visitor = { visitor: "v1", route: "front" };
    const asked = await say("conversation.open", { ...visitor, ...text("When will it ship?") });
    assert.equal(look(desk, asked).state, "bot");
    await say("conversation.message", { conversation: asked, ...text("转人工") });
    assert.equal(look(desk, asked).agent, "ann");
    const other = { visitor: "v2", route: "front" };
    const opened = await say("conversation.open", { ...other, ...text("agent") });
    assert.equal(look(desk, opened).agent, "ann");
  });
});

Deno.test("integrators - report how a message fared, and block whom nobody has heard of yet", async () => {
  const desk = createDesk({}, { ann: { channels: ["web", "api"] } });
  await withDoor(desk, async (say) => {
    const opened = await say("conversation.open", { visitor: "v1", route: "front" });
    await say("conversation.delivery", {
      ...{ conversation: opened, message: "m1", state: "failed" },
    });
    await say("visitor.block", { visitor: "v1", blocked: true });
    assert.equal(look(desk, opened).closedReason, "blocked");
    const untilAt = desk.now + 60_000;
    assert.equal(await say("visitor.block", { visitor: "unheard", blocked: true, untilAt }), "");
  });
});
