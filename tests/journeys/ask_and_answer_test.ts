/** Features: A1, A2, B1, B11, B12, D1. A visitor asks, the agent answers, it ends with a topic. */
import { journey } from "../support/journey.ts";
import { conversation, end, open, reply, section, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, rate, said, say } from "../support/visitor.ts";

Deno.test("journey - a visitor asks, the right agent answers, and it ends rated", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Which size for 165 cm?", "Sizes and choosing");

    await open(agent, "Which size for 165 cm?");
    await shown(agent, /topic “Sizes and choosing”/).waitFor();
    await reply(agent, "Size L leaves room for a fleece.");
    await said(visitor, "Size L leaves room for a fleece.").waitFor();
    await visitor.panel.getByRole("heading", { name: "林晓岚" }).waitFor();
    await say(visitor, "Thank you!");
    await shown(agent, "Thank you!").waitFor();

    await comeBack(visitor);
    await said(visitor, "Thank you!").waitFor();
    await end(agent, "Size advice");
    await rate(visitor, 5, ["Solved"]);

    await section(agent, "Ended today").getByRole("button").click();
    await section(agent, "Ended today").getByRole("link").click();
    await agent.reload();
    await shown(agent, /Ended by 林晓岚, topic “.*Size advice”/).waitFor();
    await shown(agent, /The visitor rated 5/).waitFor();
    await conversation(agent).getByText("This conversation has ended.").waitFor();
  }));
