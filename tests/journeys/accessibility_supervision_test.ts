/** Features: A9, A10, C1, C3. axe-core finds nothing on supervisors' and admins' pages. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("accessibility - axe finds nothing on wall, adjustments, configuration", () =>
  journey(async (journey) => {
    await work(journey, "he");
    await ask(await enter(journey), "Broken", "Returns and refunds");
    for (const language of ["zh", "en"] as const) {
      const admin = await signIn(journey, "admin", { language, width: 1280, height: 720 });
      for (const page of ["wall", "adjustments", "configuration", "admin"]) {
        await admin.goto(`${journey.desk.base}/desk/${page}`);
        await admin.getByRole("heading", { level: 1 }).waitFor();
        for (const part of await admin.locator("summary").all()) await part.click();
        assert.deepEqual(await look(admin), [], `${page} ${language}`);
      }
    }
  }));
