/**
 * What a fault did, said in one line by every test of the table, and kept for `deno task faults`,
 * which names a file for it in `TIDEGATE_FAULTS_TOLD`.
 */
export interface Told {
  /** What was done to it. */
  injected: string;
  seen: string;
  /** Ms until all went on as before. */
  recoveryMs: number;
  /** Sent by those who talked meanwhile. */
  commands?: number;
  /** Promise → cases that were judged; none was broken, or the test had failed. */
  judged: Record<string, number>;
}

export function tell(told: Told): void {
  const { injected, seen, recoveryMs, commands, judged } = told;
  const cases = Object.entries(judged).map((one) => one.join(" ")).join(", ");
  console.log(
    `injected: ${injected}; seen: ${seen}; back after ${recoveryMs} ms; ` +
      `${commands === undefined ? "" : `${commands} commands; `}judged: ${cases}`,
  );
  const path = Deno.env.get("TIDEGATE_FAULTS_TOLD");
  if (path) Deno.writeTextFileSync(path, `${JSON.stringify(told)}\n`, { append: true });
}
