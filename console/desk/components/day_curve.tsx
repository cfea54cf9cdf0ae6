import { useState } from "preact/hooks";
import { DAY_STEP_MS, type DayFigures, type DayStep } from "../../../engine/contract/wire/day.ts";
import { Button } from "../../kit/components/button.tsx";
import { type Curve, curveOf, pointsOf } from "../model/curve.ts";
import { words } from "../stores/preferences.ts";
import { timeAtShop } from "../stores/shop_time.ts";

const BOX = { width: 320, height: 96 };

/** How many came and how many were taken, over the last hours; the same as a table on demand. */
export function DayCurve({ of: figures }: { of: DayFigures }) {
  const [table, setTable] = useState(false);
  const curve = curveOf(figures);
  return (
    <section class="card" aria-label={words.say("wall.curve")}>
      <header>
        <h2>{words.say("wall.curve")}</h2>
        <span class="grow" />
        <Button compact kind="link" aria-pressed={table} onClick={() => setTable(!table)}>
          {words.say(table ? "wall.curve.picture" : "wall.curve.table")}
        </Button>
      </header>
      {table ? <Table curve={curve} /> : <Picture curve={curve} />}
    </section>
  );
}

const line = (curve: Curve, of: (step: DayStep) => number): string =>
  pointsOf(curve, of, BOX).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

function Picture({ curve }: { curve: Curve }) {
  const sum = (of: (step: DayStep) => number) =>
    curve.steps.reduce((all, step) => all + of(step), 0);
  const opened = line(curve, (step) => step.opened);
  const begins = timeAtShop(curve.from);
  return (
    <figure class="day-curve">
      <svg
        viewBox={`0 -4 ${BOX.width} ${BOX.height + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.say("wall.curve.sentence", {
          since: begins,
          opened: sum((step) => step.opened),
          served: sum((step) => step.served),
          most: curve.most,
        })}
      >
        <polygon class="area" points={`0,${BOX.height} ${opened} ${BOX.width},${BOX.height}`} />
        <polyline class="opened" points={opened} />
        <polyline class="served" points={line(curve, (step) => step.served)} />
      </svg>
      <figcaption class="small muted num">
        <span>{begins}</span>
        <span class="key opened">{words.say("wall.curve.opened")}</span>
        <span class="key served">{words.say("wall.curve.served")}</span>
        <span>{words.say("wall.curve.most", { most: curve.most })}</span>
      </figcaption>
    </figure>
  );
}

function Table({ curve }: { curve: Curve }) {
  return (
    <div class="day-table">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.say("wall.curve.from")}</th>
            <th scope="col">{words.say("wall.curve.opened")}</th>
            <th scope="col">{words.say("wall.curve.served")}</th>
          </tr>
        </thead>
        <tbody class="num">
          {curve.steps.map((step, at) => (
            <tr key={at}>
              <th scope="row">{timeAtShop(curve.from + at * DAY_STEP_MS)}</th>
              <td>{step.opened}</td>
              <td>{step.served}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
