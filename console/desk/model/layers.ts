/**
 * Automatic layout of a picture that flows from left to right: things stand in columns, so that
 * what leads somewhere stands before it, and within a column so that few lines cross. A circle is
 * allowed: the line that closes it runs back. The same input gives the same picture.
 *
 * Sugiyama's way, in its plain form: columns by the longest path, a place held in every column that
 * a long line passes, then a few sweeps that order each column by the mean place of its neighbours.
 */
export interface Arrow {
  from: string;
  to: string;
}

export interface Layers {
  /** Ids by column, top to bottom; undefined = a place held for a line that passes. */
  columns: (string | undefined)[][];
  /** For every arrow the rows it passes, one per column from its begin to its end. */
  ways: { column: number; row: number }[][];
}

/** `firstOf` names what has to stand in the first column, `lastOf` what stands in the last one. */
export function layersOf(
  ids: readonly string[],
  arrows: readonly Arrow[],
  pinned: { first: ReadonlySet<string>; last: ReadonlySet<string> },
): Layers {
  const column = columnsOf(ids, withoutCircles(arrows), pinned);
  const { columns, ways } = held(ids, arrows, column);
  for (let sweep = 0; sweep < SWEEPS; sweep++) order(columns, sweep % 2 === 0);
  return {
    columns: columns.map((places) => places.map(({ id }) => id)),
    ways: ways.map((way) => way.map((place) => ({ column: place.column, row: place.row }))),
  };
}

/** After four the order of pictures of our size stands still. */
const SWEEPS = 6;

interface Place {
  id?: string;
  column: number;
  row: number;
  /** In the columns beside it. */
  beside: Place[];
}

/** The arrows without those that would close a circle with the ones listed before them. */
function withoutCircles(arrows: readonly Arrow[]): Arrow[] {
  const after = new Map<string, string[]>();
  return arrows.filter(({ from, to }) => {
    if (leads(after, to, from)) return false;
    after.set(from, [...after.get(from) ?? [], to]);
    return true;
  });
}

function leads(after: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    if (id === to) return true;
    for (const next of after.get(id) ?? []) seen.add(next);
  }
  return false;
}

function columnsOf(
  ids: readonly string[],
  forward: readonly Arrow[],
  { first, last }: { first: ReadonlySet<string>; last: ReadonlySet<string> },
): Map<string, number> {
  const column = new Map(ids.map((id) => [id, first.has(id) ? 0 : 1]));
  // a path has at most as many steps as there are things
  for (let step = 0; step < ids.length; step++) {
    for (const { from, to } of forward) {
      const least = column.get(from)! + 1;
      if (column.get(to)! < least) column.set(to, least);
    }
  }
  const inner = ids.filter((id) => !last.has(id)).map((id) => column.get(id)!);
  for (const id of last) column.set(id, Math.max(0, ...inner) + 1);
  return column;
}

/** Every thing in its column, and for each long arrow one place in every column between. */
function held(ids: readonly string[], arrows: readonly Arrow[], column: Map<string, number>) {
  const columns: Place[][] = [];
  const put = (at: number, id?: string): Place => {
    while (columns.length <= at) columns.push([]);
    const place = { id, column: at, row: columns[at].length, beside: [] };
    columns[at].push(place);
    return place;
  };
  const places = new Map(ids.map((id) => [id, put(column.get(id)!, id)]));
  const ways = arrows.map(({ from, to }) => {
    const [begin, end] = [places.get(from)!, places.get(to)!];
    const way = [begin];
    const step = Math.sign(end.column - begin.column);
    for (let at = begin.column + step; step !== 0 && at !== end.column; at += step) {
      way.push(put(at));
    }
    way.push(end);
    for (let at = 1; at < way.length; at++) {
      way[at - 1].beside.push(way[at]);
      way[at].beside.push(way[at - 1]);
    }
    return way;
  });
  return { columns, ways };
}

/** One sweep: each column by the mean row of its neighbours in the column before it. */
function order(columns: Place[][], rightwards: boolean): void {
  const sequence = rightwards ? columns : [...columns].reverse();
  for (const places of sequence) {
    const mean = new Map(places.map((place) => {
      const rows = place.beside
        .filter(({ column }) => rightwards ? column < place.column : column > place.column)
        .map(({ row }) => row);
      const sum = rows.reduce((all, row) => all + row, 0);
      return [place, rows.length === 0 ? place.row : sum / rows.length] as const;
    }));
    places.sort((a, b) => mean.get(a)! - mean.get(b)! || a.row - b.row);
    places.forEach((place, row) => place.row = row);
  }
}
