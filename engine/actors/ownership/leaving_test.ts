import assert from "node:assert/strict";
import { agentRecord, opening, PARTITION } from "../../../tests/support/virtual/company.ts";
import { createVirtualLeases } from "../../../tests/support/virtual/leases.ts";
import { startVirtualMember } from "../../../tests/support/virtual/member.ts";
import { createNetwork } from "../../../tests/support/virtual/network.ts";
import { createStage } from "../../../tests/support/virtual/stage.ts";

Deno.test("leaving - an engine that nobody answers is gone after 20 s", async () => {
  const { simulation, disk, process, journal, employ } = createStage(3);
  await employ({ lin: agentRecord(2, ["presale"]) });
  process.kill();
  const leases = createVirtualLeases(simulation);
  const network = createNetwork(simulation);
  const world = { simulation, disk, leases, network, partitions: [PARTITION], onFeed() {} };
  const { member } = startVirtualMember(world, "e1");
  await simulation.until(() => member.keeper.state(PARTITION) === "owning");
  journal.faults.requestLost = 1;
  void network.command(opening("c1"));
  await simulation.pass(1_000);
  leases.faults.leaderless = true;
  let left = false;
  void member.leave().then(() => left = true);
  await simulation.pass(19_000);
  assert.deepEqual([member.keeper.state(PARTITION), left], ["leaving", false]);
  await simulation.pass(2_000);
  assert.equal(left, true);
});
