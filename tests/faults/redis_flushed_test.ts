/**
 * Redis loses all that it holds, again and again, while people talk. What lay there was help and
 * never truth: nobody is signed out or moved, no socket falls, budgets stay spent, and who browses
 * is listed again with the next word of their page. A ticket that was lost is asked for once more.
 */
import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { call, type Client, connectWith, Refused } from "../../deploy/demo/client.ts";
import type { BrowsingList } from "../../engine/contract/wire/browsing.ts";
import { until } from "../support/until.ts";
import { type DeskPerson, enter, type Guest, speak, workOn } from "./desk_people.ts";
import { deskFault, type DeskStage } from "./desk_stage.ts";
import { full } from "./stage.ts";

const FLUSHES = full ? 30 : 5;
const VISITORS = 20;
/** One comes back every ten seconds; all of them would be six. */
const OPENS_AGAIN_MAX = 3;

/** What a shop's page says of somebody who looks at it. */
async function look({ client }: Guest): Promise<void> {
  const facts = { page: "https://shop.example/tents", title: "Tents" };
  const said = { route: "qishan-web", language: "en", browsing: "b-anna", facts };
  await call(client, "POST", "/api/v1/visitor/browsing", said);
}

async function listed({ client }: DeskPerson): Promise<boolean> {
  const { visitors } = await call<BrowsingList>(client, "GET", "/api/v1/browsing");
  return visitors.some(({ browsing }) => browsing === "b-anna");
}

/** Opens until it may not any more; how often it might. */
async function opensLeft({ client }: Guest): Promise<number> {
  for (let opened = 0;; opened++) {
    const opening = { route: "qishan-web", language: "en" };
    const refused = await call(client, "POST", "/api/v1/visitor/conversations", opening)
      .then(() => undefined, (cause) => cause);
    if (refused === undefined) continue;
    assert.ok(refused instanceof Refused, String(refused));
    if (refused.message.includes(" 429 ")) return opened;
  }
}

/** How a socket ends that comes with this ticket. */
const endOf = (client: Client, ticket: string) =>
  new Promise<number>((resolve) => {
    const ended = (event: Event) => event instanceof CloseEvent && resolve(event.code);
    connectWith(client, "agent", ticket, () => {}, ended);
  });

/** Sockets that fell, and conversations that were moved or whose visitor was called gone. */
async function harmOf(stage: DeskStage, everybody: { who: DeskPerson; before: number }[]) {
  const fallen = everybody.flatMap(({ who: { name, falls }, before }) =>
    falls.slice(before).map((code) => `${name} ${code}`)
  );
  const events = (await stage.entries()).flatMap(({ batch }) => batch.events);
  const moved = events.filter((event) =>
    event.type === "conversation.reclaimed" || event.type === "agent.unconfirmed" ||
    event.type === "visitor.presence_changed" && event.presence === "gone"
  );
  return [...fallen, ...moved.map(({ type }) => type)];
}

deskFault("Redis is flushed again and again while people talk", {}, async (stage) => {
  const lin = await workOn(stage, "lin");
  const guests: Guest[] = [];
  for (let n = 0; n < VISITORS; n++) guests.push(await enter(stage, `guest-${n}`));
  const everybody = [lin, ...guests].map((who) => ({ who, before: who.falls.length }));
  const [anna] = guests;
  await stage.talk();
  await look(anna);
  await until("anna is listed", () => listed(lin));
  await opensLeft(anna);
  const redis = new Redis(stage.redisUrl);
  let worst = 0;
  for (let flush = 0; flush < FLUSHES; flush++) {
    const { ticket } = await call<{ ticket: string }>(lin.client, "POST", "/api/v1/agent/tickets");
    await redis.flushall();
    const begun = performance.now();
    assert.equal(await endOf(lin.client, ticket), 4401, "its ticket is lost");
    await call(lin.client, "GET", "/api/v1/session");
    const again = await opensLeft(anna);
    assert.ok(again <= OPENS_AGAIN_MAX, `${again} opens of one who had none left`);
    assert.equal(await listed(lin), false, "nobody is listed any more");
    await look(anna);
    await until("anna is listed again", () => listed(lin));
    for (const who of guests) {
      const seq = await speak(stage, who);
      await until(`${who.name} hears`, () => who.seen.get(who.conversation)! >= seq);
    }
    worst = Math.max(worst, Math.round(performance.now() - begun));
  }
  redis.disconnect();
  const harm = await harmOf(stage, everybody);
  assert.deepEqual(harm, []);
  await stage.end(
    `FLUSHALL ${FLUSHES} times`,
    `${everybody.length} sockets stay, nobody signed out or moved; a lost ticket asked for again, ` +
      `budgets stay spent, who browses is listed again`,
    worst,
  );
});
