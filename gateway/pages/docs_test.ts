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

/** Of every pattern that the interface names, something that it must let through. */
const SAMPLES: Record<string, string> = {
  [String.raw`^[A-Za-z0-9_-]{1,64}$`]: "lin",
  [String.raw`^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\p{Cs}]*$`]: "您好，lin 😀\n",
  [String.raw`^[0-9A-Fa-f -]{6,40}$`]: "123 456",
  [String.raw`^[A-Za-z0-9_.@-]+$`]: "lin@shop.cn",
  [String.raw`^[a-z_.]+$`]: "account.add",
  [String.raw`^\d{1,16}_[0-9a-f-]{36}$`]: "1796140200000_0193b2a4-1111-7222-8333-444455556666",
  [String.raw`^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s\p{Cc}\p{Cf}]+$`]: "HTTPS://shop.cn/茶",
  [String.raw`^[A-Za-z0-9_~-]{1,64}\.[A-Za-z0-9_-]{1,64}$`]: "zhou.c_1",
  [String.raw`^\d{1,16}\.[A-Za-z0-9_-]{1,64}$`]: "1796140200000.c_1",
  [String.raw`^#[0-9A-Fa-f]{6}$`]: "#0a6E8f",
  [String.raw`^\d{4}-\d{2}-\d{2}$`]: "2026-11-11",
  [String.raw`^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$`]:
    "data:image/png;base64,iVBORw==",
  [String.raw`^[A-Za-z0-9-]*$`]: "hello-1",
  [String.raw`^[0-9a-f]{64}$`]: "0".repeat(64),
  [String.raw`^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$`]: "lin@shop.cn",
};

Deno.test("interface - every pattern is one for a reader of Unicode, and lets through what is meant", async () => {
  const patterns = new Set(
    [...objectsOf(await served())].flatMap(({ pattern }) =>
      typeof pattern === "string" ? [pattern] : []
    ),
  );
  assert.deepEqual([...patterns].filter((one) => !(one in SAMPLES)), []);
  for (const [pattern, sample] of Object.entries(SAMPLES)) {
    assert.ok(patterns.has(pattern), `no schema has ${pattern} any more`);
    assert.ok(new RegExp(pattern, "u").test(sample), pattern);
  }
});

interface Operation {
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string }[];
}

Deno.test("interface - every operation says who may ask, and which repeat it knows", async () => {
  const { paths, components } = await served() as {
    paths: Record<string, Record<string, Operation>>;
    components: { securitySchemes: Record<string, Json> };
  };
  const schemes = components.securitySchemes;
  assert.deepEqual(Object.keys(schemes), ["session", "apiKey", "visitorToken"]);
  assert.equal(schemes.session.name, "tidegate");
  const known = (path: string, method: string) =>
    paths[path][method].parameters?.some((one) =>
      one.name === "Idempotency-Key" && one.in === "header"
    ) ?? false;
  const publish = paths["/api/v1/config/publish"].post;
  assert.deepEqual(publish.security, [{ session: [] }, { apiKey: ["config:write"] }]);
  assert.deepEqual(paths["/api/v1/audit"].get.security, [{ session: [] }]);
  assert.deepEqual(paths["/api/v1/visitor/conversations"].get.security, [{ visitorToken: [] }]);
  assert.equal(known("/api/v1/config/publish", "post"), true);
  assert.equal(known("/api/v1/visitor/conversations", "post"), true);
  assert.equal(known("/api/v1/session", "post"), false);
  assert.equal(known("/api/v1/visitor/conversations", "get"), false);
});
