import assert from "node:assert/strict";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { company } from "./company.ts";
import { choose, chooseLeaver, handOver } from "./handover.ts";

const row = (conversation: string, agent: string) =>
  ({ conversation, agent, state: "assigned", openedAt: 0 }) as DeskConversation;

Deno.test("hand-over - pressed twice it runs once, and leaves alone what somebody took meanwhile", async () => {
  const { fetch } = globalThis;
  const sent: string[] = [];
  Object.assign(globalThis, {
    document: { documentElement: { lang: "en" } },
    fetch: (path: string, { method = "GET" }: RequestInit = {}) => {
      if (method === "POST") {
        sent.push(String(path).split("/").at(-2)!);
        company.value = { rest: 0, rows: [row("c1", "xu"), row("c2", "xu"), row("c3", "lin")] };
      }
      const fault = { error: { code: "unavailable" } };
      return Promise.resolve(
        method === "POST" ? new Response(null, { status: 204 }) : Response.json(fault, {
          status: 503,
        }),
      );
    },
  });
  try {
    company.value = { rest: 0, rows: [row("c1", "lin"), row("c2", "lin"), row("c3", "lin")] };
    chooseLeaver("lin");
    for (const id of ["c1", "c2", "c3"]) choose(id, { kind: "line" });
    await Promise.all([handOver(), handOver()]);
    assert.deepEqual(sent, ["c1", "c3"]);
  } finally {
    Object.assign(globalThis, { fetch });
    company.value = { rest: 0 };
    chooseLeaver(undefined);
  }
});
