import assert from "node:assert/strict";
import { agentRecord, command as given, PARTITION } from "../../tests/support/virtual/company.ts";
import { createVirtualLeases } from "../../tests/support/virtual/leases.ts";
import { startVirtualMember } from "../../tests/support/virtual/member.ts";
import { createNetwork } from "../../tests/support/virtual/network.ts";
import { createStage } from "../../tests/support/virtual/stage.ts";
import type { Command, Reply } from "../contract/wire/commands.ts";
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

Deno.test("levels - an engine writes nothing of level 3 before its cluster is raised", async () => {
  const { simulation, disk, process, employ, batches } = createStage(3);
  await employ({ lin: agentRecord(2, ["presale"]) });
  process.kill();
  const leases = createVirtualLeases(simulation);
  const network = createNetwork(simulation);
  let level = 2;
  const of = { simulation, disk, leases, network, partitions: [PARTITION], onFeed() {} };
  const { member } = startVirtualMember({ ...of, level: () => level }, "e1");
  await simulation.until(() => member.keeper.state(PARTITION) === "owning");
  const block = async (id: string): Promise<Reply> => {
    const one = given("visitor.block", id, "supervisor:shen", { visitor: "v1", blocked: true });
    let reply: Reply | undefined;
    void network.command(one).then((answer) => reply = answer);
    await simulation.until(() => reply !== undefined);
    return reply!;
  };
  assert.deepEqual(await block("early"), { ok: false, error: { code: "unknown_type" } });
  level = 3;
  assert.equal((await block("late")).ok, true);
  const last = batches().at(-1)!;
  assert.deepEqual([last.level, last.events.map(({ type }) => type)], [3, ["visitor.blocked"]]);
});
