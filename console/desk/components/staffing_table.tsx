import type { StaffingAnswer } from "../../../engine/contract/wire/staffing.ts";
import { Chip } from "../../kit/components/marks.tsx";
import { duration, percent } from "../../kit/i18n/formats.ts";
import { language, words } from "../stores/preferences.ts";

const COLUMNS = ["sl", "abandoned", "wait", "occupancy"] as const;

/** The fewest who reach the aim, among some fewer and some more. */
export function StaffingTable({ answer, sl }: { answer: StaffingAnswer; sl: number }) {
  const { agents, rows } = answer;
  return (
    <>
      <p>
        <b>{words.say("staffing.needed", { count: agents })}</b>
      </p>
      <table class="table" aria-label={words.say("staffing.result")}>
        <thead>
          <tr>
            <th scope="col">{words.say("staffing.agents")}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">{words.say(`staffing.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.agents}>
              <th scope="row" class="num">{row.agents}</th>
              <td class="num">
                {percent(language(), row.sl)}
                {row.sl >= sl && <Chip tone="ok">{words.say("staffing.fits")}</Chip>}
              </td>
              <td class="num">{percent(language(), row.abandoned)}</td>
              <td class="num">{duration(language(), row.waitMs)}</td>
              <td class="num">{percent(language(), row.occupancy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
