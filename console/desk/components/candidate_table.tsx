import type { ShownAgent, ShownExplanation } from "../../../engine/contract/wire/explanation.ts";
import { Chip, Name } from "../../kit/components/marks.tsx";
import { decimal, duration } from "../../kit/i18n/formats.ts";
import { agentName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import type { Word } from "../words/zh.ts";

/** Work units of one conversation: loads are told in conversations. */
const UNITS_PER_CONVERSATION = 20;

type Column = { key: Word; of(one: ShownAgent): string };

const chats = (units: number): string => decimal(language(), units / UNITS_PER_CONVERSATION);

const load: Column = {
  key: "explain.load",
  of: (one) =>
    words.say("capacity.value", { used: chats(one.usedUnits), capacity: chats(one.capacityUnits) }),
};
const windows: Column = {
  key: "explain.windows",
  of: (one) => words.say("capacity.value", { used: one.windows, capacity: one.windowCap }),
};
const idle: Column = {
  key: "explain.idle",
  of: ({ idleMs }) => idleMs === undefined ? "—" : duration(language(), idleMs),
};
const level: Column = { key: "explain.level", of: (one) => String(one.level) };
const weight: Column = { key: "explain.weight", of: (one) => String(one.weight) };

const turn: Column = { key: "explain.turn", of: (one) => String(one.turn ?? "—") };
const account: Column = { key: "explain.account", of: (one) => String(one.account ?? "—") };

const term = (key: Word, name: keyof NonNullable<ShownAgent["score"]>): Column => ({
  key,
  of: (one) => one.score ? one.score[name].toFixed(3) : "—",
});
const score = [
  term("explain.term.skill", "skill"),
  term("explain.term.free", "free"),
  term("explain.term.idle", "idle"),
  term("explain.term.last", "last"),
  term("explain.term.sum", "sum"),
];

/** What the strategy in force looks at, and nothing else. */
function columnsOf({ strategy }: ShownExplanation): Column[] {
  switch (strategy) {
    case "leastOccupied":
      return [load, windows, idle];
    case "longestIdle":
      return [idle, load, windows];
    case "roundRobin":
      return [turn, load, windows];
    case "weighted":
      return [account, weight, load, windows];
    case "mostSkilled":
      return [level, load, windows];
    case "scored":
      return [...score, load];
  }
}

/** Those it was chosen from, best first, then the others with the first rule that kept them out. */
export function CandidateTable({ explanation }: { explanation: ShownExplanation }) {
  const columns = columnsOf(explanation);
  return (
    <table class="table" aria-label={words.say("explain.candidates")}>
      <thead>
        <tr>
          <th scope="col">{words.say("explain.agent")}</th>
          {columns.map(({ key }) => <th key={key} scope="col" class="figure">{words.say(key)}</th>)}
          <th scope="col">{words.say("explain.result")}</th>
        </tr>
      </thead>
      <tbody>
        {explanation.candidates.map((one) => (
          <tr key={one.agent} class={one.agent === explanation.winner ? "chosen" : ""}>
            <th scope="row">
              <Name of={agentName(one.agent)} />
            </th>
            {columns.map(({ key, of }) => <td key={key} class="figure">{of(one)}</td>)}
            <td>
              <Result one={one} winner={explanation.winner} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Result({ one, winner }: { one: ShownAgent; winner?: string }) {
  if (one.agent === winner) return <Chip tone="accent">{words.say("explain.chosen")}</Chip>;
  if (one.failing) return <Chip>{words.say(`explain.failing.${one.failing}`)}</Chip>;
  return <span class="muted">{words.say("explain.could")}</span>;
}
