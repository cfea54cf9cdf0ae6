import type { ConfigurationVersions } from "../../../engine/contract/wire/http_configuration.ts";
import type { PlannedChange } from "../../../engine/contract/wire/queries.ts";
import type { Slots } from "../../kit/i18n/translator.ts";
import type { Word } from "../words/zh.ts";
import { idOf } from "./principal.ts";
import { isSameDay, wallText } from "./shop_time.ts";

type ConfigurationVersion = ConfigurationVersions["versions"][number];

/** What the lines of appointments and versions need to speak the reader's language. */
interface Teller {
  say(key: Word, slots?: Slots): string;
  agent(id: string): string;
  moment(at: number): string;
}

const joined = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter(Boolean).join(" · ");

const writer = (by: string, teller: Teller): string => idOf(by) && teller.agent(idOf(by));

/** An appointment: when, until when, the version whose content it brings back, and whose it is. */
export function plannedText(
  { kind, at, revertAt, hash, by }: PlannedChange,
  versions: readonly ConfigurationVersion[],
  teller: Teller,
): string {
  const known = versions.find((one) => one.hash === hash);
  return joined([
    teller.say(`config.planned.${kind}`, { time: teller.moment(at) }),
    revertAt !== undefined &&
    teller.say("config.planned.until", { time: teller.moment(revertAt) }),
    known && teller.say("config.planned.version", { version: known.version }),
    writer(by, teller),
  ]);
}

export const versionText = ({ version, at, by }: ConfigurationVersion, teller: Teller): string =>
  joined([
    teller.say("config.version", { version, time: teller.moment(at) }),
    writer(by, teller),
  ]);

/** Whether a moment of a list needs its day: it is not today's, or the hour stands on two days. */
export const needsDay = (
  at: number,
  list: readonly number[],
  timeZone: string,
  now: number,
): boolean =>
  !isSameDay(timeZone, at, now) ||
  list.some((other) => {
    const hour = (moment: number) => wallText(timeZone, moment).slice(11);
    return hour(other) === hour(at) && !isSameDay(timeZone, other, at);
  });
