/** Features: I4, I5. An admin makes a key for a program, which reads the roster with it, and revokes it. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";

Deno.test("keys - a program works with its key until it is revoked, and the audit tells both", () =>
  journey(async (journey) => {
    const page = await signIn(journey, "admin");
    await page.goto(`${journey.desk.base}/desk/admin`);
    const keys = page.getByRole("region", { name: "API keys" });
    await keys.getByLabel("Name").fill("ERP");
    await keys.getByLabel("Read the roster").check();
    await keys.getByRole("button", { name: "Make a key" }).click();
    const key = (await keys.getByLabel("New key").textContent())!;
    const roster = async () => {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await fetch(`${journey.desk.base}/api/v1/roster`, { headers });
      await answer.body?.cancel();
      return answer.status;
    };
    assert.equal(await roster(), 200);
    await keys.getByRole("button", { name: "Revoke ERP" }).click();
    await keys.getByText("revoked", { exact: true }).waitFor();
    assert.equal(await roster(), 401);

    const audit = page.getByRole("region", { name: "Audit" });
    await audit.getByLabel("Action begins with").fill("api_key");
    await audit.getByRole("button", { name: "Filter" }).click();
    await audit.getByRole("cell", { name: "api_key.revoke" }).waitFor();
    await audit.getByRole("cell", { name: "api_key.make" }).waitFor();
  }));
