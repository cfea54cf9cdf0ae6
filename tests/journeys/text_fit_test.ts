/** Features: B1, C1, C3. No words are cut off or push a page wider, whatever the window and language. */
import assert from "node:assert/strict";
import { everyDeskPage, everyWidgetFace } from "../support/every_page.ts";
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { livelyDesk } from "../support/lively_desk.ts";
import { end, open, reply, setPresence, signIn } from "../support/staff.ts";
import { unfit } from "../support/text_fit.ts";

for (const language of ["zh", "en"] as const) {
  Deno.test(`text fit - every page of the desk, large, small, on a phone and at 200 %, in ${language}`, () =>
    journey(async (journey) => {
      const { front } = await livelyDesk(journey);
      const found: string[] = [];
      await everyDeskPage(journey, front, { language }, async (name, page) => {
        for (const line of await unfit(page)) found.push(`${name} ${line}`);
      });
      assert.deepEqual(found, []);
    }));
}

for (const language of ["zh", "en"] as const) {
  Deno.test(`text fit - every face of the widget, in every window, in ${language}`, () =>
    journey(async (journey) => {
      const agent = await signIn(journey, "lin");
      const answer = {
        reply: async (asked: string, words: string) => {
          await setPresence(agent, "Online");
          await open(agent, asked);
          await reply(agent, words);
        },
        end: () => end(agent, "Other"),
      };
      const found: string[] = [];
      await everyWidgetFace(journey, { language }, answer, async (name, page) => {
        for (const line of await unfit(page)) found.push(`${name} ${line}`);
      });
      assert.deepEqual(found, []);
    }, withoutOverflow));
}
