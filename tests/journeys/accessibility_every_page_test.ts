/** Features: B3, B4, B8, B9, B11, A9, A10, C1, C3. axe-core finds nothing on any page of the desk. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { everyDeskPage } from "../support/every_page.ts";
import { journey } from "../support/journey.ts";
import { livelyDesk } from "../support/lively_desk.ts";

for (const language of ["zh", "en"] as const) {
  Deno.test(`accessibility - axe finds nothing on any page of the desk, in both themes, in ${language}`, () =>
    journey(async (journey) => {
      const { front } = await livelyDesk(journey);
      const found: string[] = [];
      await everyDeskPage(journey, front, { language }, async (name, page) => {
        for (const line of await look(page)) found.push(`${name} ${line}`);
      });
      assert.deepEqual(found, []);
    }));
}
