/** Features: B3. Two conversations side by side, each alive; a watched one beside the own. */
import { journey } from "../support/journey.ts";
import { row, signIn, work } from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

Deno.test("multi-screen - both columns are answered, keep their drafts and survive a reload", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const [anna, ben] = [await enter(journey), await enter(journey)];
    await ask(anna, "Is it waterproof?");
    await ask(ben, "Which size?");
    await agent.getByRole("link", { name: "Multi" }).click();
    await row(agent, "Active", "Is it waterproof?").getByRole("link").click();
    await row(agent, "Active", "Which size?").getByRole("link").click();
    const columns = agent.getByRole("region", { name: /^Conversation with/ });
    const column = (text: string) => columns.filter({ hasText: text });
    const field = (text: string) => column(text).getByRole("textbox", { name: /^Reply to/ });

    await field("Which size?").fill("Size L");
    await agent.keyboard.press("Alt+1");
    await agent.keyboard.type("Yes, it is");
    await agent.keyboard.press("Enter");
    await said(anna, "Yes, it is").waitFor();
    await say(ben, "I am 165 cm");
    await column("I am 165 cm").waitFor();
    await agent.reload();
    await field("Which size?").press("Enter");
    await said(ben, "Size L").waitFor();

    await column("Is it waterproof?").getByRole("button", { name: "Take out of this view" })
      .click();
    await column("Is it waterproof?").waitFor({ state: "hidden" });
    const address = agent.url();
    const supervisor = await signIn(journey, "shen");
    await supervisor.goto(address);
    await supervisor.getByRole("log").getByText("I am 165 cm").waitFor();
    await say(ben, "Thank you");
    await supervisor.getByRole("log").getByText("Thank you").waitFor();
  }));
