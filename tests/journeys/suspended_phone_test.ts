/** Features: D1. A phone that slept for a minute and a half shows what came, once and in order. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, reply, shown, work } from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

/** Longer than the server's idle timeout of a socket: the line is dead when the page wakes. */
const ASLEEP_MS = 90_000;

Deno.test("phone - a page that slept loses nothing and doubles nothing", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey, { phone: true, width: 390, height: 844 });
    await ask(visitor, "before the sleep");
    await open(agent, "before the sleep");
    await reply(agent, "awake");
    await said(visitor, "awake").waitFor();

    const system = await visitor.page.context().newCDPSession(visitor.page);
    await system.send("Page.setWebLifecycleState", { state: "frozen" });
    await reply(agent, "into the sleep 1");
    await reply(agent, "into the sleep 2");
    await shown(agent, "into the sleep 2").waitFor();
    // The time asleep is the behaviour here.
    await new Promise((resolve) => setTimeout(resolve, ASLEEP_MS));
    await system.send("Page.setWebLifecycleState", { state: "active" });

    await said(visitor, "into the sleep 2").waitFor();
    await say(visitor, "good morning");
    await shown(agent, "good morning").waitFor();
    for (const text of ["before the sleep", "awake", "into the sleep 1", "into the sleep 2"]) {
      assert.equal(await said(visitor, text).count(), 1, text);
    }
    await agent.reload();
    await shown(agent, "good morning").waitFor();
    assert.equal(await shown(agent, "good morning").count(), 1);
  }));
