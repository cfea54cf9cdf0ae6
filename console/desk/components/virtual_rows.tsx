import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { placesOf } from "../model/row_places.ts";

/** From so many rows on only those near the window are in the page. */
const VIRTUAL_FROM = 100;
/** Rows kept above and below the window, so that scrolling shows no gap. */
const SPARE_ROWS = 8;

/** Which rows are near a window of `height` scrolled to `top` in a list that begins at `offset`. */
export function visibleRange(
  count: number,
  rowHeight: number,
  view: { top: number; height: number; offset: number },
): { from: number; to: number } {
  const first = Math.floor((view.top - view.offset) / rowHeight) - SPARE_ROWS;
  const last = Math.ceil((view.top - view.offset + view.height) / rowHeight) + SPARE_ROWS;
  const from = Math.min(count, Math.max(0, first));
  return { from, to: Math.max(from, Math.min(count, last)) };
}

/**
 * A list of rows of one height inside a scrolling container. A step of the wheel fills the elements
 * of the rows that leave with those that come into view, and leaves the others alone. So a row may
 * remember nothing by itself: what it shows comes from stores.
 */
export function VirtualRows<Row>(
  { rows, rowHeight, container, label, nameOf, render }: {
    rows: readonly Row[];
    rowHeight: number;
    container: { readonly current: HTMLElement | null };
    label?: string;
    /** What tells a row from the others, however the list changes. */
    nameOf(row: Row): string;
    render(row: Row): ComponentChildren;
  },
) {
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const virtual = rows.length > VIRTUAL_FROM;
  const near = useRange(virtual ? list : null, container, rows.length, rowHeight);
  const { from, to } = virtual ? near : { from: 0, to: rows.length };
  const shown = rows.slice(from, to);
  const names = shown.map(nameOf);
  const places = usePlaces(list, names);
  return (
    <ul
      ref={setList}
      aria-label={label}
      style={{
        paddingTop: `${from * rowHeight}px`,
        paddingBottom: `${(rows.length - to) * rowHeight}px`,
      }}
    >
      {shown.map((row, at) => (
        <One key={virtual ? places.get(names[at]) : names[at]} row={row} render={render} />
      ))}
    </ul>
  );
}

/** The rows near the window of `container` as it scrolls and changes its size. */
function useRange(
  list: HTMLUListElement | null,
  container: { readonly current: HTMLElement | null },
  count: number,
  rowHeight: number,
) {
  const [range, setRange] = useState({ from: 0, to: 0 });
  useEffect(() => {
    const box = container.current;
    if (!box || !list) return;
    let height = box.clientHeight;
    const look = () => {
      const view = { top: box.scrollTop, height, offset: list.offsetTop };
      const next = visibleRange(count, rowHeight, view);
      setRange((before) => before.from === next.from && before.to === next.to ? before : next);
    };
    look();
    box.addEventListener("scroll", look, { passive: true });
    const size = new ResizeObserver(() => {
      height = box.clientHeight;
      look();
    });
    size.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      size.disconnect();
    };
  }, [list, count, rowHeight]);
  return range;
}

/** The elements of the named rows; the one with the focus in it is given to no other row. */
function usePlaces(list: HTMLElement | null, names: readonly string[]) {
  const places = useRef<ReadonlyMap<string, number>>(new Map());
  const focused = rowWithFocus(list, [...places.current.keys()]);
  return places.current = placesOf(names, places.current, focused);
}

function rowWithFocus(list: HTMLElement | null, names: readonly string[]): string | undefined {
  const { activeElement } = document;
  if (!list?.contains(activeElement)) return undefined;
  return names[[...list.children].findIndex((one) => one.contains(activeElement))];
}

/** A row by itself: what it reads makes it anew, not the list. */
const One = <Row,>({ row, render }: { row: Row; render(row: Row): ComponentChildren }) =>
  render(row);
