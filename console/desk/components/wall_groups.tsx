import { percent, timer } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { saturation, type WallGroup } from "../model/wall.ts";
import { groupName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";

/** The groups in the order of the configuration, whatever happens to their numbers. */
export function WallGroups(
  { groups, chosen, onChoose }: {
    groups: readonly WallGroup[];
    chosen?: string;
    onChoose(group: string | undefined): void;
  },
) {
  return (
    <table class="table wall-groups" aria-label={words.say("wall.groups")}>
      <thead>
        <tr>
          <th scope="col">{words.say("wall.group")}</th>
          <th scope="col">{words.say("wall.saturation")}</th>
          <th scope="col" class="figure">{words.say("wall.waiting")}</th>
          <th scope="col" class="figure">{words.say("wall.longest")}</th>
          <th scope="col" class="figure">{words.say("wall.serving")}</th>
          <th scope="col" class="figure">{words.say("wall.online")}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((one) => (
          <tr key={one.group} class={one.group === chosen ? "chosen" : ""}>
            <th scope="row">
              <button
                type="button"
                class="btn link"
                aria-pressed={one.group === chosen}
                onClick={() => onChoose(one.group === chosen ? undefined : one.group)}
              >
                {groupName(one.group)}
              </button>
            </th>
            <td>
              <Saturation of={one} label={groupName(one.group)} />
            </td>
            <td class={`figure ${one.waiting > 0 ? "strong" : "muted"}`}>{one.waiting}</td>
            <td class="figure">
              {one.oldestAt === undefined ? "—" : timer(now.value - one.oldestAt)}
            </td>
            <td class="figure">{one.serving}</td>
            <td class="figure">
              {words.say("capacity.value", { used: one.online, capacity: one.members })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How full: a bar with its figure, so that the colour never stands alone. */
export function Saturation(
  { of, label }: { of: Pick<WallGroup, "usedUnits" | "capacityUnits">; label: string },
) {
  const { share, tone } = saturation(of);
  const text = percent(language(), share);
  return (
    <span
      class={`saturation ${tone}`}
      role="meter"
      aria-label={words.say("wall.saturation.of", { name: label })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.round(share * 100))}
      aria-valuetext={text}
    >
      <i aria-hidden="true">
        <b style={{ width: `${Math.min(100, share * 100)}%` }} />
      </i>
      <span class="num">{text}</span>
    </span>
  );
}
