/** Features: B9. Popups per kind of event, chosen on one machine, in force on the next. */
import { journey } from "../support/journey.ts";
import { conversation, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, say } from "../support/visitor.ts";

Deno.test("notices - a popup leads to the conversation, and the choice goes with the account", () =>
  journey(async (journey) => {
    const first = await signIn(journey, "lin");
    await first.getByRole("link", { name: "Settings" }).click();
    await first.getByRole("switch", { name: "New message: popup in the page" }).click();
    await first.getByRole("combobox", { name: "Sound of: New message" }).selectOption("Spoken");
    await first.getByRole("link", { name: "Language, look and keys" }).click();
    await first.getByText(/^Saved/).waitFor();
    await first.close();

    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Is it waterproof?");
    const popups = agent.getByRole("list", { name: "Notifications" });
    await popups.getByRole("button", { name: /New conversation.*Is it waterproof/ }).click();
    await conversation(agent).waitFor();
    await popups.waitFor({ state: "hidden" });

    await agent.getByRole("link", { name: "Settings" }).click();
    await agent.getByRole("switch", { name: "New message: popup in the page", checked: true })
      .waitFor();
    await say(visitor, "And windproof?");
    await popups.getByRole("button", { name: /And windproof/ }).click();
    await shown(agent, "And windproof?").waitFor();

    await agent.getByRole("link", { name: "Settings" }).click();
    const breach = (name: string) =>
      agent.getByRole("switch", { name: `Limit has passed: ${name}` });
    await agent.getByRole("combobox", { name: "Sound of: Limit has passed" }).selectOption(
      "Silent",
    );
    await breach("popup of the system").click();
    await breach("popup of the system").and(agent.locator("[aria-checked=false]")).waitFor();
    await agent.getByText("Limit has passed").waitFor();
    const last = agent.getByRole("switch", {
      name: "Limit has passed: popup in the page",
      checked: true,
      disabled: true,
    });
    await last.waitFor();
    await agent.getByRole("link", { name: "Language, look and keys" }).click();
    await agent.getByText(/^Saved/).waitFor();
    await agent.getByRole("link", { name: "Notifications" }).click();
    await agent.reload();
    await last.waitFor();
  }));
