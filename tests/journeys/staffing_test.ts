/** Features: A9. An admin asks how many agents a campaign takes, and is told what is out of range. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";

Deno.test("staffing - load and aim, the fewest agents among some fewer and some more", () =>
  journey(async (journey) => {
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Routing" }).click();
    await admin.getByRole("link", { name: "Staffing" }).click();
    await admin.getByRole("heading", { name: "Staffing" }).waitFor();
    const field = (name: RegExp) => admin.getByRole("textbox", { name });
    await field(/Visitors per hour/).fill("252");
    await field(/Handle time/).fill("2");
    await field(/at a time/).fill("1");
    await field(/patience/).fill("60");
    await field(/within/).fill("20");
    await admin.getByRole("button", { name: "Compute" }).click();
    await admin.getByText("At least 10 agents online at a time.").waitFor();
    const table = admin.getByRole("table", { name: "Result" });
    await table.getByRole("row", { name: /^10 8\d(\.\d)?%.*enough/ }).waitFor();
    assert.equal(await table.getByRole("row", { name: /enough/ }).count(), 3);
    assert.deepEqual(await look(admin), []);
    await field(/Share answered/).fill("100");
    await admin.getByRole("button", { name: "Compute" }).click();
    await admin.locator(".field", { hasText: "Share answered" }).locator(".fault").waitFor();
  }));
