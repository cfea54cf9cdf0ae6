/** Features: I4. At a peak an admin leaves previews out; the desk says so; messages come. */
import { journey } from "../support/journey.ts";
import { open, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, fieldOf, say } from "../support/visitor.ts";

Deno.test("lightened - previews stop, the desk says so and says when they are back", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Do you have tents?");
    await open(agent, "Do you have tents?");
    const field = fieldOf(visitor);
    await field.pressSequentially("Two peop");
    await agent.getByText("Two peop").first().waitFor();
    await field.fill("");

    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Admin" }).click();
    const rules = admin.getByRole("region", { name: "Rules of desk and widget" });
    const previews = rules.getByRole("switch", { name: "Leave out: previews of typing" });
    await previews.click();
    const banner = agent.getByRole("status").filter({ hasText: "Left out for now" });
    await banner.filter({ hasText: "previews of typing" }).waitFor();
    await admin.reload();
    await previews.and(admin.locator("[aria-checked=true]")).waitFor();
    await field.pressSequentially("Only in secr");
    await say(visitor, "For two people");
    await shown(agent, "For two people").waitFor();
    await agent.getByText("Only in secr").waitFor({ state: "hidden" });
    await agent.reload();
    await banner.waitFor();

    await previews.click();
    await banner.waitFor({ state: "hidden" });
    await field.pressSequentially("Three now");
    await agent.getByText("Three now").first().waitFor();
  }));
