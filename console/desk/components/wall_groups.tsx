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
          <GroupRow key={one.group} one={one} chosen={one.group === chosen} onChoose={onChoose} />
        ))}
      </tbody>
    </table>
  );
}

function GroupRow(
  { one, chosen, onChoose }: {
    one: WallGroup;
    chosen: boolean;
    onChoose(group: string | undefined): void;
  },
) {
  const name = groupName(one.group);
  return (
    <tr class={chosen ? "chosen" : ""}>
      <th scope="row">
        <button
          type="button"
          class="btn link"
          aria-pressed={chosen}
          onClick={() => onChoose(chosen ? undefined : one.group)}
        >
          {name}
        </button>
      </th>
      <td>
        <Saturation of={one} label={name} />
      </td>
      <td class={`figure ${one.waiting > 0 ? "strong" : "muted"}`}>
        <Waiting of={one} />
      </td>
      <td class="figure">
        <Since at={one.oldestAt} />
      </td>
      <td class="figure">{one.serving}</td>
      <td class="figure">
        {words.say("capacity.value", { used: one.online, capacity: one.members })}
      </td>
    </tr>
  );
}

/** How many wait; those who left the page are told, for the longest wait beside leaves them out. */
export const Waiting = ({ of: { waiting, gone } }: { of: Pick<WallGroup, "waiting" | "gone"> }) => (
  <>
    {waiting}
    {gone > 0 && (
      <span class="small muted">{` ${words.say("wall.waiting.gone", { count: gone })}`}</span>
    )}
  </>
);

/** A running time by itself, so that a second changes this text and not its row. */
export const Since = ({ at }: { at: number | undefined }) => (
  <>{at === undefined ? "—" : timer(now.value - at)}</>
);

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
