import assert from "node:assert/strict";
import type { CompanyPage } from "../../../engine/contract/wire/http.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { company, loadCompany } from "./company.ts";

const row = (conversation: string) => ({ conversation, openedAt: 0 }) as DeskConversation;

/** A gateway that answers with these pages, the last of them for ever. */
async function reading(pages: CompanyPage[], body: (asked: string[]) => Promise<void>) {
  const { fetch } = globalThis;
  const asked: string[] = [];
  Object.assign(globalThis, {
    document: { documentElement: { lang: "en" } },
    fetch: (path: string) => {
      asked.push(path.slice("/api/v1/conversations?".length));
      return Promise.resolve(Response.json(pages[Math.min(asked.length, pages.length) - 1]));
    },
  });
  try {
    await body(asked);
  } finally {
    Object.assign(globalThis, { fetch });
    company.value = { rest: 0 };
  }
}

const shown = () => company.value.rows?.map(({ conversation }) => conversation);

Deno.test("company - all its conversations are read, page after page", () => {
  const pages = [
    { conversations: [row("c1"), row("c2")], next: "lin.c2", rest: 2 },
    { conversations: [row("c2"), row("c3")] },
  ];
  return reading(pages, async (asked) => {
    await Promise.all([loadCompany(), loadCompany()]);
    assert.deepEqual(asked, ["limit=200", "limit=200&after=lin.c2"]);
    assert.deepEqual(shown(), ["c1", "c2", "c3"]);
    assert.equal(company.value.rest, 0);
  });
});

Deno.test("company - what is beyond the last page that is read is counted", () =>
  reading([{ conversations: [row("c1")], next: "lin.c1", rest: 7 }], async (asked) => {
    await loadCompany();
    assert.equal(asked.length, 50);
    assert.deepEqual([shown(), company.value.rest], [["c1"], 7]);
  }));

Deno.test("company - what says the same when it is read again is the same object, and so is the list", () =>
  reading([{ conversations: [row("c1"), row("c2")] }], async () => {
    await loadCompany();
    const before = company.value;
    await loadCompany();
    assert.equal(company.value, before);
  }));
