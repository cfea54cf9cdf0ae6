/** Features: D2, F1, F2, D1. Pages viewed, orders told by the shop, the card with own fields. */
import { journey } from "../support/journey.ts";
import { open, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("visitor facts - pages, orders and own fields stand beside the conversation", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Where is my jacket?");
    const told = visitor.page.waitForResponse(/visitor\/orders$/);
    await visitor.page.evaluate(() => {
      // as the shop's own script would
      // deno-lint-ignore no-explicit-any
      (globalThis as any).Tidegate.orders([
        { order: "4417", title: "Shell jacket", status: "On its way", price: "¥899.00" },
      ]);
    });
    await told;
    await comeBack(visitor);
    await said(visitor, "Where is my jacket?").waitFor();
    await open(agent, "Where is my jacket?");
    const side = agent.getByRole("complementary", { name: "Visitor details" });
    await side.getByRole("button", { name: "Edit details" }).click();
    const focused = agent.locator(":focus");
    await side.getByRole("textbox", { name: "Name", exact: true }).and(focused).waitFor();
    await side.getByRole("textbox", { name: "Name" }).fill("Anna");
    await side.getByRole("button", { name: "Add a field" }).click();
    await side.getByRole("textbox", { name: "Field" }).fill("Height");
    await side.getByRole("textbox", { name: "Value" }).fill("165 cm");
    await side.getByRole("button", { name: "Save", exact: true }).click();
    await side.getByText("165 cm").waitFor();
    await side.getByRole("button", { name: "Edit details" }).and(focused).waitFor();

    const supervisor = await signIn(journey, "shen");
    await supervisor.goto(agent.url());
    const theirs = supervisor.getByRole("complementary", { name: "Visitor details" });
    await theirs.getByText("165 cm").waitFor();
    await theirs.getByText("Shell jacket", { exact: true }).waitFor();
    await theirs.getByText("On its way").waitFor();
    const pages = theirs.getByRole("heading", { name: /^Pages viewed/ });
    for (let tries = 0; tries < 10 && !await pages.isVisible(); tries++) {
      await supervisor.reload();
      await theirs.getByText("Shell jacket", { exact: true }).waitFor();
    }
    await theirs.getByRole("listitem").getByRole("link", { name: /Ridge/ }).first().waitFor();
  }));
