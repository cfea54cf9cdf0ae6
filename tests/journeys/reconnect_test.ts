/** Features: B1, D1. Both lose the network, write on, and nothing is lost or doubled after it. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, reply, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said, say } from "../support/visitor.ts";

Deno.test("reconnect - what was written offline arrives once, in order, on both sides", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "before");
    await open(agent, "before");

    await visitor.page.context().setOffline(true);
    await visitor.panel.getByText("You are offline.").waitFor();
    await say(visitor, "written offline");
    await visitor.panel.getByText("Waiting to send").waitFor();
    await reply(agent, "answered meanwhile");
    await shown(agent, "answered meanwhile").waitFor();
    await visitor.page.context().setOffline(false);
    await shown(agent, "written offline").waitFor();
    await said(visitor, "answered meanwhile").waitFor();

    await agent.context().setOffline(true);
    await reply(agent, "from the train");
    await say(visitor, "and now?");
    await agent.context().setOffline(false);
    await said(visitor, "from the train").waitFor();
    await shown(agent, "and now?").waitFor();
    await comeBack(visitor);
    await agent.reload();
    for (
      const text of [
        "before",
        "written offline",
        "answered meanwhile",
        "from the train",
        "and now?",
      ]
    ) {
      for (const words of [said(visitor, text), shown(agent, text)]) {
        await words.first().waitFor();
        assert.equal(await words.count(), 1, text);
      }
    }
  }));
