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

/** A list of rows of one height inside a scrolling container. */
export function VirtualRows<Row>(
  { rows, rowHeight, container, label, render }: {
    rows: readonly Row[];
    rowHeight: number;
    container: { readonly current: HTMLElement | null };
    label?: string;
    render(row: Row): ComponentChildren;
  },
) {
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const [view, setView] = useState({ top: 0, height: 0, offset: 0 });
  const virtual = rows.length > VIRTUAL_FROM;
  useEffect(() => {
    const box = container.current;
    if (!virtual || !box || !list) return;
    const look = () =>
      setView({ top: box.scrollTop, height: box.clientHeight, offset: list.offsetTop });
    look();
    box.addEventListener("scroll", look, { passive: true });
    const size = new ResizeObserver(look);
    size.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      size.disconnect();
    };
  }, [virtual, list, rows.length]);
  const { from, to } = virtual
    ? visibleRange(rows.length, rowHeight, view)
    : { from: 0, to: rows.length };
  return (
    <ul
      ref={setList}
      aria-label={label}
      style={{
        paddingTop: `${from * rowHeight}px`,
        paddingBottom: `${(rows.length - to) * rowHeight}px`,
      }}
    >
      {rows.slice(from, to).map(render)}
    </ul>
  );
}
