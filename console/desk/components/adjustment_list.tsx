import type { AdjustmentLive } from "../../../engine/contract/wire/adjustments.ts";
import { Button } from "../../kit/components/button.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { decimal, duration, names } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { idOf } from "../model/principal.ts";
import { agentName, clockName, groupName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { shopMoment } from "../stores/shop_time.ts";

const UNITS_PER_CHAT = 20;
/** More names than these are counted. */
const NAMES_MAX = 4;

const NAME_OF = { agent: agentName, group: groupName, clock: clockName };

/** What is changed for a time, each with who did it, until when, and the way back. */
export function AdjustmentList(
  { rows, onTakeBack }: { rows: readonly AdjustmentLive[]; onTakeBack(seq: number): void },
) {
  if (rows.length === 0) return <p class="muted">{words.say("adjust.none")}</p>;
  return (
    <ul class="rate-list" aria-label={words.say("adjust.list")}>
      {rows.map((one) => (
        <li key={one.seq}>
          <span class="stacked grow">
            <b>{namesOf(one)}</b>
            <span class="tags">{changes(one).map((text) => <Chip key={text}>{text}</Chip>)}</span>
            <span class="small muted num">
              {words.say("adjust.until.by", {
                time: shopMoment(one.untilAt),
                left: duration(language(), Math.max(0, one.untilAt - now.value)),
                who: agentName(idOf(one.by)),
              })}
            </span>
          </span>
          <Button compact onClick={() => onTakeBack(one.seq)}>{words.say("adjust.restore")}</Button>
        </li>
      ))}
    </ul>
  );
}

function namesOf({ what, ids }: AdjustmentLive): string {
  const list = names(language(), ids.slice(0, NAMES_MAX).map(NAME_OF[what]));
  return ids.length <= NAMES_MAX
    ? list
    : words.say("adjust.names.more", { names: list, count: ids.length - NAMES_MAX });
}

function changes(one: AdjustmentLive): string[] {
  const seconds = (ms: number) => duration(language(), ms);
  const told: string[] = [];
  const tell = <T,>(value: T | undefined, say: (value: T) => string) => {
    if (value !== undefined) told.push(say(value));
  };
  switch (one.what) {
    case "agent":
      tell(
        one.capacityUnits,
        (units) =>
          words.say("adjust.chats.is", { count: decimal(language(), units / UNITS_PER_CHAT) }),
      );
      tell(one.windowCap, (count) => words.say("adjust.windows.is", { count }));
      break;
    case "group":
      tell(one.set.strategy, (strategy) => words.say(`explain.strategy.${strategy}`));
      tell(one.set.breaksMax, (count) => words.say("adjust.breaks.is", { count }));
      tell(one.set.wrapUpMs, (ms) => words.say("adjust.wrapUp.is", { time: seconds(ms) }));
      tell(one.set.overflow, () => words.say("adjust.overflow.is"));
      break;
    case "clock":
      tell(one.set.warnMs, (ms) => words.say("adjust.warn.is", { time: seconds(ms) }));
      tell(one.set.breachMs, (ms) => words.say("adjust.breach.is", { time: seconds(ms) }));
      tell(one.set.reclaimMs, (ms) => words.say("adjust.reclaim.is", { time: seconds(ms) }));
      break;
  }
  return told;
}
