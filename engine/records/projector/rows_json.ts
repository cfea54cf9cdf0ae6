/**
 * Rows as JSON that PostgreSQL takes. Text there can hold neither U+0000 nor half a surrogate
 * pair, and people do send both: one such message would stop the records for good. JSON.stringify
 * writes exactly these two as escapes, which become the replacement character.
 */
export function rowsJson(rows: unknown): string {
  const json = JSON.stringify(rows);
  return json.includes("\\u") ? json.replace(UNSTORABLE, "$1\ufffd") : json;
}

/** An odd backslash before `u`: an even number of them is text that only looks like an escape. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;
