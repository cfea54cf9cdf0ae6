/**
 * Sends a value that takes the place of the one before: one at a time, so that an older one never
 * arrives after a newer, and of those that come while one is on its way only the newest.
 */
export function newestOnly<Value>(
  send: (value: Value) => Promise<unknown>,
): (value: Value) => Promise<void> {
  let waiting: { value: Value } | undefined;
  let sending = false;
  return async (value) => {
    waiting = { value };
    if (sending) return;
    sending = true;
    while (waiting) {
      const next = waiting.value;
      waiting = undefined;
      await send(next);
    }
    sending = false;
  };
}
