import assert from "node:assert/strict";
import type { AgentFrameOut } from "../../../engine/contract/wire/socket.ts";
import { receive } from "./frames.ts";
import { lightened } from "./link.ts";

Deno.test("frames - a new connection forgets what was left out: it is told anew", () => {
  receive({ type: "lightened", parts: ["typing"] });
  assert.deepEqual(lightened.value, ["typing"]);
  const self = { agent: "lin" } as Extract<AgentFrameOut, { type: "ready" }>["self"];
  receive({ type: "ready", at: 1_800_000_000_000, self } as AgentFrameOut);
  assert.deepEqual(lightened.value, []);
});
