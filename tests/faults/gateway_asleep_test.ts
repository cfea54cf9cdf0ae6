/**
 * A gateway's event loop stands still for 40 s. The runtime would close every socket whose answer
 * to a ping lay unread for half a minute, and everybody would come back at once; ours wait longer.
 */
import assert from "node:assert/strict";
import { until } from "../support/until.ts";
import { enter, type Guest, speak, workOn } from "./desk_people.ts";
import { deskFault } from "./desk_stage.ts";

const ASLEEP_MS = 40_000;
const VISITORS = 30;

deskFault("a gateway that stands still for 40 s keeps every socket", {}, async (stage) => {
  const lin = await workOn(stage, "lin");
  const guests: Guest[] = [];
  for (let n = 0; n < VISITORS; n++) guests.push(await enter(stage, `guest-${n}`));
  // who had to knock twice on a busy machine has lost a socket before anything was done to it
  const everybody = [lin, ...guests].map((who) => ({ who, before: who.falls.length }));
  stage.gateway().signal("SIGSTOP");
  const [first] = guests;
  const begun = performance.now();
  const seq = await speak(stage, first);
  await new Promise((resolve) => setTimeout(resolve, ASLEEP_MS));
  stage.gateway().signal("SIGCONT");
  const woken = performance.now();
  await until("what was said meanwhile is shown", () => first.seen.get(first.conversation)! >= seq);
  const recoveryMs = Math.round(performance.now() - woken);
  for (const who of guests) {
    const last = await speak(stage, who);
    await until(`${who.name} hears`, () => who.seen.get(who.conversation)! >= last);
  }
  const lost = everybody.flatMap(({ who: { name, falls }, before }) =>
    falls.slice(before).map((code) => `${name} ${code}`)
  );
  assert.deepEqual(lost, [], "sockets that were lost");
  const events = (await stage.entries()).flatMap(({ batch }) => batch.events);
  const moved = events.filter(({ type }) => type === "conversation.reclaimed").length;
  assert.equal(moved, 0, "conversations taken from an agent who was there");
  await stage.end(
    `SIGSTOP of a gateway for ${Math.round((woken - begun) / 1_000)} s`,
    `${VISITORS + 1} sockets, ${lost.length} lost, ${moved} conversations moved`,
    recoveryMs,
  );
});
