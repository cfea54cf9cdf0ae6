import assert from "node:assert/strict";
import { type House, openHouse } from "../testing/house.ts";
import { ask, browser } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

type Json = Record<string, unknown>;

/** Every object of the served document. */
function* objectsOf(value: unknown): Generator<Json> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Json;
  for (const one of Object.values(value)) yield* objectsOf(one);
}

const served = async () => (await ask<Json>(house, browser(), "GET", "/api/openapi.json")).body;

Deno.test("interface - every time that a caller chooses is told with its unit", async () => {
  const fields = ["effectiveAt", "revertAt", "untilAt"];
  const { paths } = await served() as { paths: Record<string, Json> };
  const asked = [...objectsOf(paths)].flatMap(({ requestBody }) => [...objectsOf(requestBody)]);
  const told = asked.flatMap(({ properties }) =>
    Object.entries(properties as Record<string, Json> ?? {})
      .filter(([name]) => fields.includes(name))
  );
  assert.deepEqual(new Set(told.map(([name]) => name)), new Set(fields));
  for (const [name, { description }] of told) {
    assert.match(String(description), /in ms since the epoch/, name);
  }
});
