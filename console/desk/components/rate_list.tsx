import type { RateLive } from "../../../engine/contract/wire/queries.ts";
import { Chip } from "../../kit/components/marks.tsx";
import { percent } from "../../kit/i18n/formats.ts";
import { clockName, shopName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";

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
            <Left of={one} />
          </span>
          <b class="num">{one.share === undefined ? "—" : percent(language(), one.share)}</b>
        </li>
      ))}
    </ul>
  );
}

function Left({ of: { target, share, missesLeft } }: { of: RateLive }) {
  if (target === undefined) return null;
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
