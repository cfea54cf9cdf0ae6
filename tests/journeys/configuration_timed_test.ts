/** Features: A9. A configuration for the campaign's night: on at a time, back at another. */
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";

Deno.test("configuration - has an appointment with its return, and it can be withdrawn", () =>
  journey(async (journey) => {
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Routing" }).click();
    await admin.locator("summary", { hasText: "Pre-sale" }).first().click();
    await admin.getByRole("group", { name: "Settings of Pre-sale" })
      .getByRole("combobox", { name: "Strategy" }).selectOption({ label: "longest idle" });
    await admin.getByRole("button", { name: "Save and check" }).click();
    await admin.getByText(/groups\.presale\.strategy/).waitFor();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await admin.getByLabel("From (empty = now)").fill(`${tomorrow}T23:50`);
    await admin.getByLabel("Until (empty = for good)").fill(`${tomorrow}T02:00`);
    await admin.getByRole("button", { name: "Publish at that time" }).click();
    await admin.getByText("The start has to come, and the end after it.").waitFor();
    const after = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await admin.getByLabel("Until (empty = for good)").fill(`${after}T02:00`);
    await admin.getByRole("button", { name: "Publish at that time" }).click();
    const planned = admin.getByRole("listitem").filter({ hasText: /Publishes .*23:50:00/ });
    await planned.waitFor();
    await admin.reload();
    await admin.getByText("Version 1 in force").waitFor();
    await planned.getByRole("button", { name: "Withdraw" }).click();
    await planned.waitFor({ state: "hidden" });
  }));
