/** Features: A10. An admin drafts, publishes and rolls back from the keys alone. */
import { journey } from "../support/journey.ts";
import { goByPalette, pressByKeys, tabTo } from "../support/keyboard.ts";
import { signIn } from "../support/staff.ts";

Deno.test("keyboard - an admin changes, publishes and rolls back without the pointer", () =>
  journey(async (journey) => {
    const page = await signIn(journey, "admin");
    await goByPalette(page, "Routing");
    await pressByKeys(page, page.locator("summary", { hasText: "Pre-sale" }).first());
    const strategy = page.getByRole("group", { name: "Settings of Pre-sale" })
      .getByRole("combobox", { name: "Strategy" });
    await tabTo(page, strategy);
    await page.keyboard.type("longest");
    await pressByKeys(page, page.getByRole("button", { name: "Save and check" }));
    await page.getByText(/groups\.presale\.strategy/).waitFor();
    await pressByKeys(page, page.getByRole("button", { name: "Publish now" }));
    await page.getByText("Version 2 in force").waitFor();

    const colleague = await signIn(journey, "admin");
    await goByPalette(colleague, "Routing");
    await colleague.getByText("Version 2 in force").waitFor();
    await page.reload();
    await pressByKeys(page, page.getByRole("button", { name: "Roll back to version 1" }));
    await page.getByText("Version 3 in force").waitFor();
  }));
