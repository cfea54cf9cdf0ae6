/**
 * The runtime drops a socket at the first frame that comes in after it was asked to close, even
 * before it has written the close itself: whoever goes on sending would never read why. So what
 * still comes is thrown away first, and the close is asked for once the other side has fallen quiet
 * and has taken what was sent. Who never does is dropped in the end, with or without the code.
 * A gateway that stops does not wait: the runtime would tell 1001 to whoever has no code by then.
 */

/** The part of a WebSocket that this needs. */
export interface Closing {
  close(code: number, reason: string): void;
  readonly bufferedAmount: number;
}

export interface LastWord {
  /** A frame came in: true when it may be looked at, false when it is to be thrown away. */
  heard(size: number): boolean;
  close(code: number, reason: string): void;
  gone(): void;
}

/** A close later than this after a frame was caused by something else and goes out at once. */
const CAUSED_WITHIN_MS = 10;
/** Longer than two frames of one burst are apart on a poor line, shorter than anybody notices. */
const QUIET_MS = 100;
/** A flood is read for so long; a client of ours sends nothing twice within it. */
const LINGER_MS_MAX = 2_000;
/** Two seconds of ten thousand frames each, the flood that must be told (row 19 of the attacks). */
const DISCARDED_MAX = 20_000;

export function lastWordOf(socket: Closing, frameBytesMax: number): LastWord {
  let heardAt = -Infinity;
  let discarded = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let say: (() => void) | undefined;
  return {
    heard(size) {
      heardAt = performance.now();
      if (!say) return true;
      if (++discarded > DISCARDED_MAX || size > frameBytesMax) say();
      return false;
    },
    close(code, reason) {
      if (say) return;
      const asked = performance.now();
      say = () => {
        clearTimeout(timer);
        socket.close(code, reason);
      };
      const wait = () => {
        const now = performance.now();
        const quiet = now - heardAt >= QUIET_MS && socket.bufferedAmount === 0;
        if (quiet || now - asked >= LINGER_MS_MAX) say?.();
        else timer = setTimeout(wait, QUIET_MS);
      };
      if (asked - heardAt > CAUSED_WITHIN_MS) say();
      else timer = setTimeout(wait, QUIET_MS);
    },
    gone: () => clearTimeout(timer),
  };
}
