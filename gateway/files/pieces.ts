import { LIMITS } from "../limits/limits.ts";

const PIECE_BYTES = 64 * 1024;

/**
 * A file as its reader takes it, so that it is known when the last piece has gone: `release` is
 * called then, when the reader leaves, and when a reader that hardly reads has had time enough.
 */
export function inPieces(bytes: Uint8Array, release: () => void): ReadableStream<Uint8Array> {
  let at = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = () => {
    clearTimeout(timer);
    release();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setTimeout(() => {
        controller.error(new Error("too slow"));
        over();
      }, LIMITS.downloadWithinMs);
    },
    pull(controller) {
      controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
      if (at < bytes.length) return;
      controller.close();
      over();
    },
    cancel: over,
  });
}
