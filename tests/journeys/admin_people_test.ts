/** Features: A2, I5. An admin changes an agent's groups, gives a role, and disables an account. */
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { row, signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("admin people - a group by a tick, a role and a lock by a word, each in force at once", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "I want my money back", "Returns and refunds");
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Admin" }).click();
    await admin.getByRole("button", { name: "Edit 林晓岚" }).click();
    const form = admin.getByRole("dialog", { name: "Edit 林晓岚" });
    await form.getByRole("checkbox", { name: "After-sale" }).check();
    await form.getByRole("textbox", { name: "Weight in After-sale" }).fill("0");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("Weights are whole numbers from 1 to 100.").waitFor();
    await form.getByRole("textbox", { name: "Weight in After-sale" }).fill("5");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "hidden" });
    await row(lin, "Active", "I want my money back").waitFor();
    await admin.reload();
    await admin.getByRole("row", { name: /林晓岚.*After-sale/ }).first().waitFor();

    const zhou = await signIn(journey, "zhou");
    const people = admin.getByRole("region", { name: "Accounts" });
    await people.getByRole("combobox", { name: "Role of zhou" }).selectOption("supervisor");
    await admin.getByRole("button", { name: "Change role" }).click();
    await zhou.getByRole("button", { name: "Sign in" }).waitFor();
    const again = await signIn(journey, "zhou");
    await again.getByRole("link", { name: "Wall" }).waitFor();

    await people.getByRole("button", { name: "Disable zhou" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
    await again.getByRole("button", { name: "Sign in" }).waitFor();
    await again.getByRole("textbox", { name: "Account" }).fill("zhou");
    await again.getByRole("textbox", { name: "Password" }).fill(journey.company.password);
    await again.getByRole("button", { name: "Sign in" }).click();
    await again.getByText("The account or the password is not right.").waitFor();
    await admin.reload();
    await people.getByRole("row", { name: /^zhou.*Disabled/ }).waitFor();
    await people.getByRole("button", { name: "Enable zhou" }).click();
    await people.getByRole("button", { name: "Disable zhou" }).waitFor();

    await people.getByRole("button", { name: "Add account" }).click();
    const fresh = admin.getByRole("dialog", { name: "Add account" });
    await fresh.getByRole("textbox", { name: "Account to sign in with" }).fill("may");
    await fresh.getByRole("textbox", { name: "Name", exact: true }).fill("May Wong");
    await fresh.getByLabel("First password").fill("a first word 1");
    await fresh.getByRole("button", { name: "Add account" }).click();
    await fresh.waitFor({ state: "hidden" });
    await admin.getByRole("button", { name: "Edit May Wong" }).waitFor();
    const may = await journey.person({ language: "en" });
    await may.goto(`${journey.desk.base}/desk/`);
    await may.getByRole("textbox", { name: "Account" }).fill("may");
    await may.getByRole("textbox", { name: "Password" }).fill("a first word 1");
    await may.getByRole("button", { name: "Sign in" }).click();
    await may.getByRole("radiogroup", { name: "Presence" }).waitFor();
  }, withoutOverflow));
