/** Features: B2. The three orders of the list: by start, by the visitor's word, by any word. */
import { journey } from "../support/journey.ts";
import { open, orderBy, reply, rowsAre, work } from "../support/staff.ts";
import { ask, enter, say } from "../support/visitor.ts";

Deno.test("list - three orders, and the chosen one stays", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const [first, second, third] = [
      await enter(journey),
      await enter(journey),
      await enter(journey),
    ];
    await orderBy(agent, "Start");
    await ask(first, "alpha");
    await rowsAre(agent, ["alpha"]);
    await ask(second, "beta");
    await rowsAre(agent, ["alpha", "beta"]);
    await ask(third, "gamma");
    await rowsAre(agent, ["alpha", "beta", "gamma"]);

    await say(first, "alpha again");
    await orderBy(agent, "Visitor’s last");
    await rowsAre(agent, ["alpha again", "gamma", "beta"]);
    await open(agent, "beta");
    await reply(agent, "answer to beta");
    await orderBy(agent, "Last message");
    await rowsAre(agent, ["You: answer to beta", "alpha again", "gamma"]);
    await agent.reload();
    await rowsAre(agent, ["You: answer to beta", "alpha again", "gamma"]);
    await orderBy(agent, "Start");
    await rowsAre(agent, ["alpha again", "You: answer to beta", "gamma"]);
  }));
