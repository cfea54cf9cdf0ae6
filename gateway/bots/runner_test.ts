import assert from "node:assert/strict";
import type { Bots } from "../../engine/contract/ports/bots.ts";
import type { EntriesPage } from "../../engine/contract/wire/http.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, type Browser, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => {
  house = await openHouse();
  const configuration = structuredClone(DEMO_CONFIGURATION);
  configuration.bots!.push({
    id: "program",
    name: { zh: "程序", en: "Program" },
    kind: "service",
    answerMs: 1_500,
    idleCloseMs: 60_000,
  });
  const [route] = configuration.routes;
  configuration.routes.push({ ...route, id: "by-program", bot: "program", botPercent: 100 });
  const admin = await staff(house, "admin");
  const published = await ask(house, admin, "POST", "/api/v1/configuration", configuration);
  assert.equal(published.status, 200, JSON.stringify(published.body));
});
Deno.test.afterAll(() => house.close());

const base = (conversation: string) => `/api/v1/visitor/conversations/${conversation}`;

/** What bots and people said, in order. */
async function said(who: Browser, conversation: string): Promise<string[]> {
  const page = await ask<EntriesPage>(house, who, "GET", `${base(conversation)}/entries`);
  return page.body.entries.flatMap((entry) =>
    entry.kind === "message" && entry.body?.kind === "text"
      ? [`${entry.bot ? entry.name : entry.from}: ${entry.body.text}`]
      : []
  );
}

const stateOf = async (conversation: string) => {
  const live = await house.gateway.bus.query("demo", "conversation.get", { conversation });
  return live.ok ? live.answer.state : "gone";
};

Deno.test("bot - a question over HTTP is answered in the visitor's language, marked as the bot's", async () => {
  const who = await visitor(house, "qishan-bot");
  const { conversation, opened: where } = await opened(
    house,
    who,
    "When will it ship?",
    "qishan-bot",
  );
  assert.deepEqual(where, { state: "bot", bot: "qishan-faq" });
  await until(async () => (await said(who, conversation)).length === 2, "the bot's answer");
  assert.match(
    (await said(who, conversation))[1],
    /^Qishan helper: In stock ships within 48 hours/,
  );
});

Deno.test("bot - one word brings the visitor into the line, and the bot says no more", async () => {
  const who = await visitor(house, "qishan-bot");
  const { conversation } = await opened(house, who, "转人工", "qishan-bot");
  assert.notEqual(await stateOf(conversation), "bot");
  await opened(house, who, "hello", "qishan-bot");
});

async function withProgram(bots: Bots): Promise<string> {
  house.gateway.bots = bots;
  const who = await visitor(house, "by-program");
  const { conversation } = await opened(house, who, "is it open?", "by-program");
  await until(async () => await stateOf(conversation) !== "bot", "a person");
  return (await said(who, conversation)).join(" | ");
}

Deno.test("bot - a program that is wrong, broken, silent or not there: a person", async () => {
  assert.equal(
    await withProgram({ ask: () => Promise.resolve({ kind: "answer", html: "<b>" }) }),
    "visitor: is it open?",
  );
  assert.equal(
    await withProgram({ ask: () => Promise.reject(new Error("no responders")) }),
    "visitor: is it open?",
  );
  assert.equal(await withProgram({ ask: () => new Promise(() => {}) }), "visitor: is it open?");
});

Deno.test("bot - a program that answers is heard, and handing on is its right", async () => {
  house.gateway.bots = {
    ask: () => Promise.resolve({ kind: "answer", text: "From nine to six." }),
  };
  const who = await visitor(house, "by-program");
  const { conversation } = await opened(house, who, "is it open?", "by-program");
  await until(async () => (await said(who, conversation)).length === 2, "its answer");
  assert.equal((await said(who, conversation))[1], "Program: From nine to six.");
  assert.equal(
    await withProgram({ ask: () => Promise.resolve({ kind: "handOn" }) }),
    "visitor: is it open?",
  );
});
