/** Features: B6. An agent's nickname and auto-answer reach the visitor, and the limit runs on. */
import { journey } from "../support/journey.ts";
import { onlyClock } from "../support/journey_company.ts";
import { alertCount, open, shown, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("auto-answer - it greets under the public nickname and stops no clock", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    await agent.getByRole("link", { name: "Settings" }).click();
    await agent.getByRole("link", { name: "Profile and auto-answer" }).click();
    const profile = agent.getByRole("region", { name: "Profile" });
    await profile.getByRole("textbox", { name: "Public nickname" }).fill("Lan");
    await profile.getByRole("button", { name: "Save" }).click();
    await profile.getByText("Saved").waitFor();
    const auto = agent.getByRole("region", { name: "Auto-answer" });
    await auto.getByRole("switch", { name: "Auto-answer" }).click();
    await auto.getByRole("textbox", { name: "Answer" }).fill("Hello {visitor}, this is {agent}.");
    await auto.getByRole("button", { name: "Save" }).click();
    await auto.getByText("Saved").waitFor();

    const visitor = await enter(journey);
    await ask(visitor, "Anybody there?");
    await said(visitor, "Hello there, this is Lan.").waitFor();
    await visitor.panel.getByRole("heading", { name: "Lan" }).waitFor();
    await alertCount(agent, 1).waitFor();
    await comeBack(visitor);
    await said(visitor, "Hello there, this is Lan.").waitFor();

    const elsewhere = await signIn(journey, "lin");
    await alertCount(elsewhere, 1).waitFor();
    await open(elsewhere, "Anybody there?");
    await shown(elsewhere, "Hello there, this is Lan.").waitFor();
    await elsewhere.reload();
    await alertCount(elsewhere, 1).waitFor();
  }, (company) => onlyClock(company, { warnMs: 1_000, breachMs: 600_000 })));

Deno.test("nickname - the admin chooses it for an agent, and visitors read it", () =>
  journey(async (journey) => {
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Admin" }).click();
    await admin.getByRole("button", { name: "Public profile: 林晓岚" }).click();
    const dialog = admin.getByRole("dialog", { name: "How visitors see 林晓岚" });
    await dialog.getByRole("textbox", { name: "Public nickname" }).fill("Lan");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Saved").waitFor();
    await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Anybody there?");
    await visitor.panel.getByRole("heading", { name: "Lan" }).waitFor();
    await comeBack(visitor);
    await visitor.panel.getByRole("heading", { name: "Lan" }).waitFor();
  }));
