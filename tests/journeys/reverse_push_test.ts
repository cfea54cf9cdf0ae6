/** Features: B8, F1. A past visitor is found by a phone number and written to first. */
import { journey } from "../support/journey.ts";
import { end, open, reply, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said, say } from "../support/visitor.ts";

Deno.test("reverse push - found by what the card holds, written to first, answered on return", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Do you have it in blue?");
    await open(agent, "Do you have it in blue?");
    await agent.getByRole("button", { name: "Edit details" }).click();
    await agent.getByRole("textbox", { name: "Name" }).fill("Anna Blue");
    await agent.getByRole("textbox", { name: "Phone" }).fill("13800138000");
    await agent.getByRole("button", { name: "Save", exact: true }).click();
    await reply(agent, "Not yet, sorry.");
    await end(agent, "Size advice", false);
    await visitor.page.goto("about:blank");

    await agent.getByRole("link", { name: "Visitors" }).click();
    await agent.getByRole("radio", { name: "Past visitors" }).click();
    const search = agent.getByRole("searchbox", { name: /Name, phone/ });
    const anna = agent.getByRole("listitem").filter({ hasText: "Anna Blue" });
    for (let tries = 0; tries < 10 && !await anna.isVisible(); tries++) {
      await search.fill("3800138");
      await search.press("Enter");
      await anna.or(agent.getByText("Nobody found")).first().waitFor();
    }
    await anna.getByRole("button", { name: "Write first" }).click();
    const dialog = agent.getByRole("dialog", { name: "Write to Anna Blue" });
    await dialog.getByRole("textbox", { name: "First words" }).fill("Blue is here now!");
    await dialog.getByRole("button", { name: /^Send/ }).click();
    await shown(agent, "Blue is here now!").waitFor();

    await visitor.page.goto(`${journey.desk.base}/shop/qishan-en/`);
    await comeBack(visitor);
    await said(visitor, "Blue is here now!").waitFor();
    await say(visitor, "Great, I take one");
    await row(agent, "Active", "Great, I take one").waitFor();
    await agent.reload();
    await shown(agent, "Blue is here now!").waitFor();
  }));
