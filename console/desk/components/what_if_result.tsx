import {
  type Interval,
  JUDGED_FIGURES,
  type JudgedFigure,
  type WhatIf,
} from "../../../engine/contract/wire/simulation.ts";
import { decimal, percent } from "../../kit/i18n/formats.ts";
import { language, words } from "../stores/preferences.ts";

const one: Record<JudgedFigure, (value: number) => string> = {
  sl: (value) => percent(language(), value),
  asaMs: (value) => words.say("whatIf.seconds", { value: decimal(language(), value / 1000) }),
  abandoned: (value) => percent(language(), value),
};

const interval = (figure: JudgedFigure, { mean, low, high }: Interval): string =>
  words.say("whatIf.interval", {
    mean: one[figure](mean),
    low: one[figure](low),
    high: one[figure](high),
  });

const MINUTE_MS = 60_000;

function soFar(knownMs: number, open: number): string {
  const minutes = Math.floor(knownMs / MINUTE_MS);
  return words.say("whatIf.soFar", {
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    open,
  });
}

/** Live against draft with their 95 % intervals; or why the day cannot be compared. */
export function WhatIfResult({ result }: { result: WhatIf }) {
  const { comparison } = result;
  return (
    <>
      <p class="small muted num">
        {words.say("whatIf.basis", { day: result.day, visits: result.visits, days: result.days })}
      </p>
      {result.knownMs !== undefined && (
        <p class="small muted num">{soFar(result.knownMs, result.open)}</p>
      )}
      {!comparison && <p>{words.say("whatIf.misses")}</p>}
      <table class="table" aria-label={words.say("whatIf.title")}>
        <thead>
          <tr>
            <th scope="col">{words.say("whatIf.figure")}</th>
            {comparison
              ? (
                <>
                  <th scope="col">{words.say("whatIf.live")}</th>
                  <th scope="col">{words.say("whatIf.draft")}</th>
                  <th scope="col">{words.say("whatIf.difference")}</th>
                </>
              )
              : (
                <>
                  <th scope="col">{words.say("whatIf.recorded")}</th>
                  <th scope="col">{words.say("whatIf.model")}</th>
                </>
              )}
          </tr>
        </thead>
        <tbody>
          {JUDGED_FIGURES.map((figure) => (
            <tr key={figure}>
              <th scope="row">{words.say(`whatIf.${figure}`)}</th>
              {comparison
                ? (
                  <>
                    <td class="num">{interval(figure, comparison.live.all[figure])}</td>
                    <td class="num">{interval(figure, comparison.draft.all[figure])}</td>
                    <td class="num">{interval(figure, comparison.difference[figure])}</td>
                  </>
                )
                : (
                  <>
                    <td class="num">{one[figure](result.recorded[figure])}</td>
                    <td class="num">{interval(figure, result.model[figure])}</td>
                  </>
                )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
