/** Features: F1, I5. An agent blocks a visitor; a supervisor finds that and lifts it. */
import { journey } from "../support/journey.ts";
import { open, reply, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, fieldOf, said } from "../support/visitor.ts";

Deno.test("block - it ends the chat, is told to the visitor and the desk, and is lifted", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "You are all fools");
    await open(agent, "You are all fools");
    await agent.getByRole("button", { name: "Block…" }).click();
    const dialog = agent.getByRole("dialog", { name: /^Block/ });
    await dialog.getByText(/What is open ends at once/).waitFor();
    await dialog.getByRole("combobox", { name: "For" }).selectOption({ label: "a week" });
    await dialog.getByRole("button", { name: "Block", exact: true }).click();
    const card = agent.getByRole("complementary", { name: "Visitor details" });
    await card.getByText(/^Blocked until/).waitFor();

    await said(visitor, /The shop ended this chat/).waitFor();
    const told = visitor.panel.getByText(/The shop takes no messages from you/);
    await told.waitFor();
    await fieldOf(visitor).waitFor({ state: "hidden" });
    await comeBack(visitor);
    await visitor.panel.getByText(/takes no messages from you until/).waitFor();
    await fieldOf(visitor).waitFor({ state: "hidden" });

    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Visitors" }).click();
    await supervisor.getByRole("radio", { name: "Past visitors" }).click();
    await supervisor.getByRole("checkbox", { name: "Only blocked ones" }).check();
    await supervisor.getByRole("button", { name: "Find" }).click();
    const found = supervisor.getByRole("list", { name: "Find a visitor" }).getByRole("listitem");
    await found.getByText(/^Blocked until/).waitFor();
    await agent.reload();
    await card.getByText(/^Blocked until/).waitFor();
    await found.getByRole("button", { name: "Lift" }).click();
    await found.getByText(/^Blocked until/).waitFor({ state: "hidden" });

    await agent.reload();
    await card.getByRole("button", { name: "Block…" }).waitFor();
    await comeBack(visitor);
    await ask(visitor, "Sorry. Is it in stock?");
    await open(agent, "Sorry. Is it in stock?");
    await reply(agent, "It is.");
    await said(visitor, "It is.").waitFor();
  }));
