/**
 * The client's own history, a line of JSON on k6's console output, which the runner sends to a
 * file: `sent` stands there before the request leaves, the outcome after it came.
 */
export function sent(client: string, id: string, command: string): void {
  console.log(JSON.stringify({ at: Date.now(), kind: "sent", client, id, command }));
}

export interface Outcome {
  seq?: number;
  conversation?: string;
  message?: string;
  code?: string;
}

export function outcome(client: string, id: string, command: string, status: number, got: Outcome) {
  if (status === 0) return;
  const base = { at: Date.now(), client, id, command };
  const { seq, conversation, message } = got;
  const accepted = status < 300 && seq !== undefined;
  console.log(JSON.stringify(
    accepted
      ? { ...base, kind: "acknowledged", seq, conversation, message }
      : { ...base, kind: "refused", code: got.code ?? String(status) },
  ));
}

export function observed(
  observer: string,
  conversation: string,
  seq: number,
  prev: number,
  author?: string,
  number?: number,
): void {
  const at = Date.now();
  console.log(
    JSON.stringify({ at, kind: "observed", observer, conversation, seq, prev, author, number }),
  );
}

export function resynchronised(observer: string, conversation: string, lastSeq: number): void {
  const at = Date.now();
  console.log(JSON.stringify({ at, kind: "resynchronised", observer, conversation, lastSeq }));
}
