/** Rows 44 and 1: every route with broken parts behind it, and what it says then. */
import assert from "node:assert/strict";
import { REFUSALS } from "../../engine/contract/wire/refusals.ts";
import { type House, openHouse } from "../../gateway/testing/house.ts";
import { ask, type Browser, browser, staff, visitor } from "../../gateway/testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const SECRET = 'relation "desk.accounts" does not exist: select password from desk.accounts';

/** Every part that a route may ask breaks from now on; resolves to what mends them. */
function breakAll(): () => void {
  const { bus, database, reading, files } = house.gateway;
  const mended: (() => void)[] = [];
  for (const part of [bus, reading, files, database] as unknown as Record<string, unknown>[]) {
    for (const name of Object.keys(part)) {
      const real = part[name];
      if (typeof real !== "function" || name.startsWith("on")) continue;
      // what answers at once breaks at once, what is waited for breaks later
      part[name] = () => {
        throw new TypeError(SECRET);
      };
      mended.push(() => part[name] = real);
    }
  }
  return () => mended.forEach((mend) => mend());
}

async function routes(): Promise<[string, string][]> {
  const path = "/api/openapi.json";
  type Described = { paths: Record<string, Record<string, unknown>> };
  const { body } = await ask<Described>(house, browser(), "GET", path);
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): [string, string] => [method.toUpperCase(), path])
  );
}

/** Bodies that pass some schema or other, so that the work behind it is reached. */
const BODIES: unknown[] = [
  {},
  {
    route: "qishan-web",
    language: "en",
  },
  { body: { kind: "text", text: "x" } },
  { presence: "busy" },
  { text: "x" },
  { score: 5 },
];

const CODES = new Set<string>(Object.keys(REFUSALS));
const LEAK = /select|desk\.|relation|TypeError|at file:|node_modules|\.ts:\d|stack/i;

Deno.test("attack 44 - whatever breaks behind any route, it says one sentence and a number", async () => {
  const all = await routes();
  assert.ok(all.length > 80, String(all.length));
  const people: Browser[] = [
    await visitor(house),
    await staff(house, "lin"),
    await staff(house, "admin"),
  ];
  const mend = breakAll();
  let broken = 0;
  try {
    for (const [method, path] of all) {
      const place = path.replaceAll(/\{[^}]+\}/g, "nobody");
      for (const [at, { headers }] of people.entries()) {
        const bodies = method === "GET" || method === "DELETE" ? [undefined] : BODIES;
        for (const body of bodies) {
          const who = { address: `127.7.${broken % 250}.${at + 1}`, headers };
          const answer = await ask<{ text?: string }>(house, who, method, place, body);
          const said = JSON.stringify(answer.body);
          assert.doesNotMatch(said, LEAK, `${method} ${place}: ${said.slice(0, 200)}`);
          if (answer.status < 400) continue;
          assert.ok(CODES.has(answer.body.code!), `${method} ${place}: ${said.slice(0, 200)}`);
          assert.match(answer.headers.get("x-request-id")!, /^r/);
          if (answer.status === 500) broken++;
        }
      }
    }
  } finally {
    mend();
  }
  console.log(`${all.length} routes, ${broken} answers of 500, none says more`);
  assert.ok(broken > 20, String(broken));
  assert.doesNotMatch(JSON.stringify(house.log), /select password/);
});
