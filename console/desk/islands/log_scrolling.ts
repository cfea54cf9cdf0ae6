import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Signal } from "@preact/signals";

type Box = { current: HTMLDivElement | null };

/** Stays at the end when the reader is there, whatever is added and whatever grows. */
export function useFollowing(box: Box, atEnd: Signal<boolean>, causes: unknown[]): void {
  useLayoutEffect(() => {
    const log = box.current;
    if (log && atEnd.peek()) log.scrollTop = log.scrollHeight;
  }, causes);
  useEffect(() => {
    const log = box.current;
    if (!log) return;
    const size = new ResizeObserver(() => {
      if (atEnd.peek()) log.scrollTop = log.scrollHeight;
    });
    size.observe(log);
    return () => size.disconnect();
  }, [box.current]);
}

/** When earlier lines come in above, what the reader looks at stays where it is. */
export function useKeptOffset(
  box: Box,
  atEnd: Signal<boolean>,
  firstSeq: number | undefined,
): void {
  const before = useRef({ firstSeq, height: 0 });
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    const { firstSeq: earlier, height } = before.current;
    const grew = firstSeq !== undefined && earlier !== undefined && firstSeq < earlier;
    if (grew && !atEnd.peek()) log.scrollTop += log.scrollHeight - height;
    before.current = { firstSeq, height: log.scrollHeight };
  });
}
