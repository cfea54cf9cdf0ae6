/**
 * Sends a value that takes the place of the one before: one at a time, so that an older one never
 * arrives after a newer, and of those that come while one is on its way only the newest.
 */
export function newestOnly<Value>(
  send: (value: Value) => Promise<unknown>,
): (value: Value) => Promise<unknown> {
  let newest: Value;
  let sent: Promise<unknown> = Promise.resolve();
  return (value) => {
    newest = value;
    return sent = sent.then(() => newest === value && send(value));
  };
}
