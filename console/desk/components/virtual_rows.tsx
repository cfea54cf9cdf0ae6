import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

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
 * A list of rows of one height inside a scrolling container. A step of the wheel makes the rows that
 * come into view, and leaves the others alone.
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
  const [range, setRange] = useState({ from: 0, to: 0 });
  const virtual = rows.length > VIRTUAL_FROM;
  useEffect(() => {
    const box = container.current;
    if (!virtual || !box || !list) return;
    let height = box.clientHeight;
    const look = () => {
      const view = { top: box.scrollTop, height, offset: list.offsetTop };
      const next = visibleRange(rows.length, rowHeight, view);
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
  }, [virtual, list, rows.length, rowHeight]);
  const { from, to } = virtual ? range : { from: 0, to: rows.length };
  return (
    <ul
      ref={setList}
      aria-label={label}
      style={{
        paddingTop: `${from * rowHeight}px`,
        paddingBottom: `${(rows.length - to) * rowHeight}px`,
      }}
    >
      {rows.slice(from, to).map((row) => <One key={nameOf(row)} row={row} render={render} />)}
    </ul>
  );
}

/** A row by itself: what it reads makes it anew, not the list. */
const One = <Row,>({ row, render }: { row: Row; render(row: Row): ComponentChildren }) =>
  render(row);
