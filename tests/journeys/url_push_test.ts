/** Features: B5, B1. A pushed page opens after the visitor's yes, or at once where the admin says. */
import type { Page } from "playwright-core";
import { journey } from "../support/journey.ts";
import { conversation, open, shown, signIn, work } from "../support/staff.ts";
import { until } from "../support/until.ts";
import { ask, comeBack, enter, fieldOf, said } from "../support/visitor.ts";

async function push(agent: Page, url: string, title: string): Promise<void> {
  await conversation(agent).getByRole("button", { name: "Send a link or push a page" }).click();
  const dialog = agent.getByRole("dialog", { name: "Send a link or push a page" });
  await dialog.getByRole("textbox", { name: "Address" }).fill(url);
  await dialog.getByRole("textbox", { name: "Title" }).fill(title);
  await dialog.getByRole("checkbox", { name: /Open it in the visitor/ }).check();
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

Deno.test("url push - the page opens after a yes; the shop's own at once when it is settled so", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Do you have tents?");
    await open(agent, "Do you have tents?");
    const tents = `${journey.desk.base}/shop/yunling-en/`;
    await push(agent, tents, "Our tents");
    await said(visitor, "The agent would like to show you this page").waitFor();
    await visitor.panel.getByRole("button", { name: "Open the page" }).click();
    await visitor.page.waitForURL(tents);
    await agent.reload();
    await shown(agent, "Page pushed").waitFor();

    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Admin" }).click();
    const rules = admin.getByRole("region", { name: "Rules of desk and widget" });
    await rules.getByRole("radio", { name: "The shop’s own pages open at once" }).click();
    await rules.getByText("Saved").waitFor();
    await admin.reload();
    await rules.getByRole("radio", { name: /own pages/, checked: true }).waitFor();
    await visitor.page.goto(`${journey.desk.base}/shop/qishan-en/`);
    await comeBack(visitor);
    await said(visitor, "Our tents").waitFor();
    // Only a page whose connection stands opens what is pushed; its typing comes by the same.
    await until("the agent sees the visitor typing", async () => {
      await fieldOf(visitor).press("a");
      return await agent.getByText(/^The visitor is typing/).isVisible();
    });
    await push(agent, `${tents}?tent=2`, "This one");
    await visitor.page.waitForURL(`${tents}?tent=2`);
  }));
