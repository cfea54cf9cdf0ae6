/**
 * A gateway is killed with everybody on it, and another one opens the same door: all come back
 * within a minute and nobody who does is moved; the conversations of an agent who does not are back
 * in line when the grace is over, some a second.
 */
import assert from "node:assert/strict";
import { type Company, DEMO } from "../../deploy/company.ts";
import type { Person } from "../../deploy/demo/people.ts";
import { until } from "../support/until.ts";
import { type DeskPerson, enter, type Guest, workOn } from "./desk_people.ts";
import { deskFault } from "./desk_stage.ts";
import { full } from "./stage.ts";

const [AGENTS, VISITORS] = full ? [1_000, 10_000] : [8, 200];
const GRACE_MS = full ? 45_000 : 15_000;
/** A gateway lapses after 6 s of silence; 4 s are what the machine may take on top. */
const [LAPSE_MS, SLACK_MS] = [6_000, 4_000];
const BACK_WITHIN_MS = 60_000;
const RETURNED_PER_SECOND_MAX = 50;
const AT_ONCE = 16;

const staff = DEMO.people.filter(({ agent }) => agent !== undefined);

function agents(): Person[] {
  const [{ record }] = staff;
  const more = Array.from({ length: Math.max(0, AGENTS - staff.length) }, (_, n): Person => {
    const account = `agent-${n}`;
    return { account, role: "agent", name: account, agent: account, record };
  });
  return [...staff, ...more].slice(0, AGENTS);
}

const { configuration } = DEMO;
const COMPANY: Company = {
  ...DEMO,
  people: agents(),
  configuration: { ...configuration, times: { ...configuration.times, graceMs: GRACE_MS } },
};

/** All of them, so many at once. */
async function each<Of, To>(all: Of[], work: (one: Of) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    done.push(...await Promise.all(all.slice(at, at + AT_ONCE).map(work)));
  }
  return done;
}

deskFault("a gateway is killed with everybody on it", { company: COMPANY }, async (stage) => {
  const accounts = COMPANY.people.map(({ account }) => account);
  const working = await each(accounts, (account) => workOn(stage, account));
  const names = Array.from({ length: VISITORS }, (_, n) => `guest-${n}`);
  const guests: Guest[] = await each(names, (name) => enter(stage, name));
  const [gone, ...others] = working;
  gone.left = true;
  const ask = { agent: gone.name, conversations: true };
  const before = await stage.bus.query(COMPANY.workspace, "agent.live", ask);
  assert.ok(before.ok);
  const held = before.answer.conversations?.length ?? 0;
  assert.ok(held > 0, `${gone.name} has nothing to lose`);
  const returning: DeskPerson[] = [...others, ...guests];
  const killedAt = Date.now();
  const begun = performance.now();
  await stage.gateway().kill("SIGKILL");
  await until("everybody has noticed", () => returning.every(({ falls }) => falls.length > 0));
  await stage.startGateway();
  await until("everybody is back", () => returning.every(({ line }) => line !== undefined));
  const backMs = Math.round(performance.now() - begun);
  assert.ok(backMs <= BACK_WITHIN_MS, `all back after ${backMs} ms`);
  const returned = async () => {
    const events = (await stage.entries()).flatMap(({ batch }) => batch.events);
    return events.flatMap((event) => event.type === "conversation.reclaimed" ? [event] : []);
  };
  const all = await until("all that the absent one had is back in line", async () => {
    const found = await returned();
    return found.length === held && found;
  });
  const firstMs = all[0].at - killedAt;
  assert.ok(firstMs <= LAPSE_MS + GRACE_MS + SLACK_MS, `the first one after ${firstMs} ms`);
  assert.deepEqual([...new Set(all.map(({ agent }) => agent))], [gone.name]);
  const busiest = Math.max(
    ...all.map(({ at }) => all.filter((one) => one.at >= at && one.at < at + 1_000).length),
  );
  assert.ok(busiest <= RETURNED_PER_SECOND_MAX + 1, `${busiest} in one second`);
  await stage.end(
    `kill -9 of a gateway with ${working.length} agents and ${guests.length} visitors`,
    `all but one back after ${backMs} ms, the absent one's ${all.length} in line from ${firstMs} ms`,
    backMs,
  );
});
