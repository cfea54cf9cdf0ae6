import type { Figure } from "../figures.ts";
import { escaped, shortNumber } from "./chart.ts";

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0 0 1.5rem; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top; }
td + td { font-variant-numeric: tabular-nums; }
tr + tr { border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
.met { color: #3f7d20; } .missed { color: #c22f1a; font-weight: 600; }
svg { width: 100%; max-width: 640px; display: block; margin: 0 0 1rem; }
svg text { font-size: 11px; fill: currentColor; } svg .title { font-weight: 600; }
svg .tick { text-anchor: end; } svg .axis { stroke: currentColor; opacity: .4; }
svg .goal { stroke: #c22f1a; stroke-dasharray: 4 3; }
`;

/** A whole page; it loads nothing from anywhere. */
export const frame = (title: string, parts: readonly string[]): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1>
${parts.join("\n")}
</body></html>
`;

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.some((one) => one !== "")
    ? `<tr>${heads.map((one) => `<th>${escaped(one)}</th>`).join("")}</tr>`
    : "";
  const body = rows.map((row) =>
    `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`
  );
  return `<table>${head}${body.join("\n")}</table>`;
}

export function figuresTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal, met, note }) => {
    const verdict = met === undefined ? "" : met ? "met" : "missed";
    const cells = [name, `${shortNumber(value)} ${unit}`, goal ?? "", note ?? ""]
      .map((cell) => `<td>${escaped(cell)}</td>`).join("");
    return `<tr>${cells}<td class="${verdict}">${verdict}</td></tr>`;
  });
  return `<table>${rows.join("\n")}</table>`;
}
