import assert from "node:assert/strict";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { now } from "../../kit/tick.ts";
import { configuration } from "./names.ts";
import { briefOf, dayOf, momentOf, timeOf, zoneToName } from "./shop_time.ts";

const NAME = { zh: "店", en: "Shop" };
/** 23:57 in UTC: a day later in Shanghai, the evening before in New York. */
const LATE = Date.UTC(2026, 10, 10, 23, 57);

Deno.test("shop time - list, log and pending tell a moment by the one clock of its shop", () => {
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  configuration.value = {
    shops: [
      { id: "qishan", name: NAME, timeZone: "Asia/Shanghai" },
      { id: "harbor", name: NAME, timeZone: "America/New_York" },
    ],
  } as Configuration;
  now.value = LATE + 60_000;
  assert.equal(timeOf("qishan", LATE), "07:57:00");
  assert.equal(briefOf("qishan", LATE), "07:57");
  assert.equal(momentOf("qishan", LATE), "07:57");
  assert.equal(dayOf("qishan", LATE), "Nov 11");
  assert.equal(timeOf("harbor", LATE), "18:57:00");
  assert.equal(dayOf("harbor", LATE), "Nov 10");
  assert.equal(timeOf(undefined, LATE), timeOf("qishan", LATE));
});

Deno.test("shop time - of another day a narrow place tells the day alone", () => {
  now.value = LATE + 86_400_000;
  assert.equal(briefOf("qishan", LATE), "Nov 11");
  assert.equal(momentOf("qishan", LATE), "Nov 11 07:57");
});

Deno.test("shop time - a zone is named where the reader's own clock shows another time", () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  assert.equal(zoneToName(own), undefined);
  assert.equal(zoneToName("Pacific/Chatham"), "Pacific/Chatham");
});
