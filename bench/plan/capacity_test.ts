import assert from "node:assert/strict";
import { ASSUMED, capacityOf } from "./capacity.ts";

const COSTS = { cpuMs: 2, recordsMs: 0.5 };
const load = (perSecond: number) => ({
  shape: [{ seconds: 60, from: perSecond, to: perSecond }],
  agents: 100,
  commands: ASSUMED.commandsMeasured,
  stayMs: 600_000,
});

Deno.test("capacity - work grows with the rate, and each part has its share of the cost", () => {
  const one = capacityOf(load(100), COSTS);
  assert.equal(one.databaseCores, 100 * 0.5 / 1_000 / ASSUMED.use);
  assert.equal(one.engineCores, 100 * 1.5 * ASSUMED.engineShare / 1_000 / ASSUMED.use);
  const ten = capacityOf(load(1_000), COSTS);
  assert.ok(Math.abs(ten.engineCores / one.engineCores - 10) < 1e-9);
});

Deno.test("capacity - nobody needs more sockets than people come", () => {
  assert.equal(capacityOf(load(10), COSTS).socketsAtOnce, 600 + 100);
  const many = capacityOf({ ...load(500), stayMs: 40_000 }, COSTS);
  assert.equal(many.socketsAtOnce, 20_000 + 100);
  assert.equal(many.gateways, 3);
});

Deno.test("capacity - a minute of 100 and of 5,000 a second, number by number", () => {
  const rounded = (perSecond: number) => {
    const { engineCores, databaseCores, ...rest } = capacityOf(load(perSecond), COSTS);
    return { ...rest, cores: [engineCores.toFixed(3), databaseCores.toFixed(3)] };
  };
  assert.deepEqual(rounded(100), {
    opensPerSecond: 100,
    socketsAtOnce: 6_100,
    engines: 1,
    gateways: 1,
    gatewayMb: 658,
    cores: ["0.100", "0.083"],
  });
  assert.deepEqual(rounded(5_000), {
    opensPerSecond: 5_000,
    socketsAtOnce: 300_100,
    engines: 5,
    gateways: 31,
    gatewayMb: 868,
    cores: ["5.000", "4.167"],
  });
});
