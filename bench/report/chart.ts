/** Lines over time as one SVG, drawn without a library, so that a report is one file. */
export interface Line {
  name: string;
  /** One value a slot; NaN leaves a gap. */
  values: readonly number[];
}

export interface Chart {
  title: string;
  unit: string;
  /** Seconds from the first slot to the last. */
  seconds: number;
  lines: readonly Line[];
  /** A goal to be drawn across. */
  bound?: number;
}

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 56;
const BOTTOM = 24;
const TOP = 26;
/** Colours that differ in lightness as well, for whoever does not see hues. */
const COLOURS = ["#0b5c8c", "#c2571a", "#3f7d20", "#7a3e9d", "#b8860b", "#444c56"];
const LINES_MAX = COLOURS.length;

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 10_000) return Math.round(value).toLocaleString("en");
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return value.toPrecision(3);
}

export function chart({ title, unit, seconds, lines, bound }: Chart): string {
  const shown = lines.slice(0, LINES_MAX);
  const all = shown.flatMap(({ values }) => values.filter(Number.isFinite));
  const most = Math.max(1e-9, ...[bound ?? 0], all.reduce((max, one) => Math.max(max, one), 0));
  const y = (value: number) => HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
  const paths = shown.map(({ values }, index) => pathOf(values, y, COLOURS[index]));
  const legend = shown.map(({ name }, index) =>
    `<tspan fill="${COLOURS[index]}" dx="10">${escaped(name)}</tspan>`
  );
  const goal = bound === undefined
    ? ""
    : `<line x1="${LEFT}" x2="${WIDTH}" y1="${y(bound)}" y2="${y(bound)}" class="goal"/>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">
<text x="${LEFT}" y="14" class="title">${escaped(title)}, ${escaped(unit)}${legend.join("")}</text>
<line x1="${LEFT}" x2="${WIDTH}" y1="${y(0)}" y2="${y(0)}" class="axis"/>${goal}
<text x="${LEFT - 6}" y="${y(most) + 4}" class="tick">${shortNumber(most)}</text>
<text x="${LEFT - 6}" y="${y(0)}" class="tick">0</text>
<text x="${WIDTH}" y="${HEIGHT - 6}" class="tick">${shortNumber(seconds)} s</text>
${paths.join("\n")}</svg>`;
}

function pathOf(values: readonly number[], y: (value: number) => number, colour: string): string {
  const step = (WIDTH - LEFT) / Math.max(1, values.length - 1);
  let path = "";
  let drawing = false;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      drawing = false;
      return;
    }
    path += `${drawing ? "L" : "M"}${(LEFT + index * step).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = true;
  });
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}
