/** Features: I5. A person finds a session that was left open elsewhere, and ends it from here. */
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";

Deno.test("account - a session left open elsewhere is ended from here", () =>
  journey(async (journey) => {
    const there = await signIn(journey, "lin");
    const here = await signIn(journey, "lin");
    await here.goto(`${journey.desk.base}/desk/settings/account`);
    const sessions = here.getByRole("region", { name: "Where you are signed in" });
    await sessions.getByText("This device").waitFor();
    await sessions.getByRole("button", { name: /^Sign out Chrome/ }).click();
    await there.getByText("You were signed out").or(there.getByRole("textbox", { name: "Account" }))
      .first().waitFor();
    await sessions.getByRole("button", { name: /^Sign out/ }).waitFor({ state: "hidden" });
  }));
