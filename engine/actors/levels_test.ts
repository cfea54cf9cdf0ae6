import assert from "node:assert/strict";
import type { Command } from "../contract/wire/commands.ts";
import { LEVEL } from "../contract/wire/level.ts";
import { isAhead } from "./levels.ts";

const command = (type: string, more: object = {}) =>
  ({ type, by: "integration:crm", ...more }) as unknown as Command;

Deno.test("levels - what came with level 3 is not known while the cluster writes level 2", () => {
  const asked = command("conversation.open", { skills: { french: 3 } });
  assert.equal(isAhead(command("visitor.block"), 2)?.code, "unknown_type");
  assert.equal(isAhead(command("conversation.delivery"), 2)?.code, "unknown_type");
  assert.deepEqual(isAhead(asked, 2)?.fields, [{ path: "skills", rule: "unknown" }]);
  assert.equal(isAhead(command("conversation.open"), 2), undefined);
  for (const one of [asked, command("visitor.block"), command("conversation.delivery")]) {
    assert.equal(isAhead(one, LEVEL), undefined);
  }
});
