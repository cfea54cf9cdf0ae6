import type {
  Configuration,
  Group,
  OverflowRule,
} from "../../../engine/contract/wire/configuration.ts";
import { layersOf } from "./layers.ts";

/** Entrances, groups and what is at the end of patience, as a picture: places in pixels. */
export interface FlowNode {
  id: string;
  kind: "entry" | "group" | "end";
  /** Of an entrance or a group its place in the document, of an end its kind. */
  of: string;
  x: number;
  y: number;
}
export interface FlowEdge {
  kind: "entry" | "overflow" | "end";
  from: string;
  to: string;
  /** Of an overflow: every rule that leads this way. */
  rules: OverflowRule[];
  /** The curve, as the `d` of an SVG path. */
  path: string;
  /** Where its words stand: on a long line in the room kept for it, else above or below it. */
  label: { x: number; y: number; stands: "on" | "above" | "below" };
}
export interface Flow {
  nodes: FlowNode[];
  edges: FlowEdge[];
  width: number;
  height: number;
}

/** Smaller than this its words cannot be read: then the picture is scrolled. */
const SCALE_MIN = 0.8;

/** How much smaller a picture is drawn to stand in so much room, both in pixels. */
export const scaleFor = (width: number, room: number): number =>
  room > 0 && room < width ? Math.max(SCALE_MIN, room / width) : 1;

export const NODE = { width: 136, height: 36 };
const GAP = { x: 104, y: 26 };
/** Height that a passing line takes. */
const PASSING = 18;
const MARGIN = 16;
/** Lines to the right leave above the middle of a thing, lines back below it. */
const LANE = 7;

const heightOf = (id: string | undefined): number =>
  id === undefined ? PASSING : NODE.height + GAP.y;

type Link = Pick<FlowEdge, "kind" | "from" | "to" | "rules">;

/** The whole picture of a document; it only depends on the document. */
export function flowOf({ routes, groups }: Pick<Configuration, "routes" | "groups">): Flow {
  const known = new Set(groups.map(({ id }) => `group:${id}`));
  const links = linksOf(routes, groups).filter(({ from, to }) =>
    from !== to && (!to.startsWith("group:") || known.has(to))
  );
  const entries = routes.map(({ id }) => `entry:${id}`);
  const ends = [...new Set(links.filter(({ kind }) => kind === "end").map(({ to }) => to))];
  const { columns, ways } = layersOf([...entries, ...known, ...ends], links, {
    first: new Set(entries),
    last: new Set(ends),
  });
  const heights = columns.map((places) => places.reduce((sum, id) => sum + heightOf(id), 0));
  const height = Math.max(heightOf("one"), ...heights);
  const tops = columns.map((places, column) => {
    let y = MARGIN + (height - heights[column]) / 2;
    return places.map((id) => (y += heightOf(id)) - heightOf(id));
  });
  const spot = (column: number, row: number) => ({
    x: MARGIN + column * (NODE.width + GAP.x),
    y: tops[column][row],
  });
  const nodes = columns.flatMap((places, column) =>
    places.flatMap((id, row) => id === undefined ? [] : [{ ...namedBy(id), ...spot(column, row) }])
  );
  const edges = links.map((link, at) => {
    const last = ways[at].length - 1;
    const points = ways[at].map(({ column, row }, nth) => {
      const { x, y } = spot(column, row);
      // a line that only passes takes the middle of the little room that is kept for it
      return { x, y: nth === 0 || nth === last ? y : y - (NODE.height - PASSING) / 2 };
    });
    return { ...link, ...curve(points) };
  });
  return {
    nodes,
    edges,
    width: 2 * MARGIN + columns.length * (NODE.width + GAP.x) - GAP.x,
    height: 2 * MARGIN + height - GAP.y,
  };
}

function linksOf(routes: Configuration["routes"], groups: readonly Group[]): Link[] {
  const entries = routes.flatMap(({ id, group, topics }) =>
    [...new Set([group, ...topics.map((topic) => topic.group)])]
      .map((to): Link => ({ kind: "entry", from: `entry:${id}`, to: `group:${to}`, rules: [] }))
  );
  const rules = groups.flatMap(({ id, overflow }) =>
    [...Map.groupBy(overflow, ({ to }) => to)].map(([to, rules]): Link => ({
      kind: "overflow",
      from: `group:${id}`,
      to: `group:${to}`,
      rules,
    }))
  );
  const ends = groups.map(({ id, terminal }): Link => ({
    kind: "end",
    from: `group:${id}`,
    to: `end:${terminal.kind}`,
    rules: [],
  }));
  return [...entries, ...rules, ...ends];
}

function namedBy(id: string): Pick<FlowNode, "id" | "kind" | "of"> {
  const cut = id.indexOf(":");
  return { id, kind: id.slice(0, cut) as FlowNode["kind"], of: id.slice(cut + 1) };
}

interface Spot {
  x: number;
  y: number;
}

/** From the right side of the first to the left side of the last; what runs back goes round. */
function curve(points: readonly Spot[]): Pick<FlowEdge, "path" | "label"> {
  const forward = points.at(-1)!.x > points[0].x;
  const half = NODE.height / 2 + (forward ? -LANE : LANE);
  const at = points.map(({ x, y }, nth) => {
    const begins = nth === 0;
    const right = begins === forward;
    return { x: right ? x + NODE.width : x, y: y + half };
  });
  // a place that is only passed is passed in its middle
  for (let nth = 1; nth < at.length - 1; nth++) at[nth].x = points[nth].x + NODE.width / 2;
  const bend = (forward ? 1 : -1) * GAP.x / 2;
  const pieces = at.slice(1).map((to, nth) => {
    const from = at[nth];
    return `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
  });
  const [one, other] = [at[0], at[1]];
  const label = at.length > 2 ? { ...other, stands: "on" as const } : {
    x: (one.x + other.x) / 2,
    y: (one.y + other.y) / 2,
    stands: forward ? "above" as const : "below" as const,
  };
  return { path: `M${at[0].x} ${at[0].y}${pieces.join("")}`, label };
}
