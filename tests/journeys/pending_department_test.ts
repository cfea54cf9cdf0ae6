/** Features: B7. Work that waits for a department is found among everybody's, by the shop's clock. */
import { journey } from "../support/journey.ts";
import { conversation, open, row, signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("pending - set aside for a department, filtered by it, due by the shop's clock", () =>
  journey(async (journey) => {
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Admin" }).click();
    const rules = admin.getByRole("region", { name: "Rules of desk and widget" });
    await rules.getByRole("button", { name: "Add department" }).click();
    await rules.getByText("Give it a name.").first().waitFor();
    await rules.getByRole("textbox", { name: "Name in Chinese" }).fill("财务部");
    await rules.getByRole("textbox", { name: "Name in English" }).fill("Finance");
    const saved = admin.waitForResponse((one) =>
      one.url().endsWith("/company-settings") && one.request().method() === "PUT"
    );
    await rules.getByRole("button", { name: "Add department" }).click();
    await saved;

    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Where is my refund?");
    await open(agent, "Where is my refund?");
    await conversation(agent).getByRole("button", { name: "Pending" }).click();
    const dialog = agent.getByRole("dialog", { name: "Set to pending" });
    await dialog.getByRole("combobox", { name: "Reason" }).selectOption("department");
    await dialog.getByRole("combobox", { name: "Which department" }).selectOption("Finance");
    await dialog.getByRole("combobox", { name: /^When/ }).selectOption("tomorrow");
    await dialog.getByRole("button", { name: "Set to pending" }).click();
    await row(agent, "Pending", "Waiting for Finance").getByText(/10:00$/).waitFor();

    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Pending" }).click();
    const theirs = supervisor.getByRole("link", { name: /Waiting for Finance.*林晓岚.*10:00/ });
    await theirs.waitFor();
    await supervisor.getByRole("combobox", { name: "Filter by department" })
      .selectOption("Finance");
    await theirs.waitFor();
    await supervisor.getByRole("checkbox", { name: "Overdue only" }).check();
    await theirs.waitFor({ state: "hidden" });
    await supervisor.reload();
    await theirs.waitFor();
  }));
