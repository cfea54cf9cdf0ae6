import type { RateLive } from "../../../engine/contract/wire/queries.ts";
import { Chip } from "../../kit/components/marks.tsx";
import { percent } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { endTimeOf, isWithin, timeOf } from "../model/hours.ts";
import { dayText, minuteAt } from "../model/shop_time.ts";
import { clockName, configuration, shopName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { zoneOf } from "../stores/shop_time.ts";

/** The day's rates as the marketplaces count them, with the misses still allowed. */
export function RateList({ rates }: { rates: readonly RateLive[] }) {
  if (rates.length === 0) return <p class="inside muted">{words.say("wall.rates.none")}</p>;
  return (
    <ul class="rate-list">
      {rates.map((one) => (
        <li key={`${one.shop}.${one.clock}.${one.day}`}>
          <span class="stacked grow">
            <b>
              {words.say("wall.rate.of", { shop: shopName(one.shop), clock: clockName(one.clock) })}
            </b>
            <span class="small muted num">
              {words.say("wall.rate.counts", { inTime: one.inTime, missed: one.missed })}
            </span>
            <Uncounted of={one} />
            <Left of={one} />
          </span>
          <b class="num">{one.share === undefined ? "—" : percent(language(), one.share)}</b>
        </li>
      ))}
    </ul>
  );
}

/** Why nothing counts at this hour, by the shop's clock; by itself, for the clock goes on. */
function Uncounted({ of: { shop, clock, day } }: { of: RateLive }) {
  const { counting } = configuration.value?.clocks.find((one) => one.id === clock) ?? {};
  const zone = zoneOf(shop);
  if (!counting || day !== dayText(zone, now.value)) return null;
  const { fromMinute, toMinute } = counting;
  if (isWithin(minuteAt(zone, now.value), fromMinute, toMinute)) return null;
  return (
    <span class="small muted num">
      {words.say("wall.rate.outside", { from: timeOf(fromMinute), to: endTimeOf(toMinute) })}
    </span>
  );
}

function Left({ of: { target, share, missesLeft } }: { of: RateLive }) {
  if (target === undefined) {
    return <span class="small muted">{words.say("wall.rate.noTarget")}</span>;
  }
  const goal = percent(language(), target);
  // before the first round nothing is allowed by the arithmetic, and nothing is wrong either
  if (missesLeft === undefined || share === undefined) {
    return <span class="small muted">{words.say("wall.rate.target", { goal })}</span>;
  }
  if (missesLeft < 0) {
    return <Chip tone="breach">{words.say("wall.rate.lost", { goal, count: -missesLeft })}</Chip>;
  }
  return (
    <Chip tone={missesLeft === 0 ? "warn" : "ok"}>
      {words.say("wall.rate.left", { goal, count: missesLeft })}
    </Chip>
  );
}
