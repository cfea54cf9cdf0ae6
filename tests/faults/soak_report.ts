/** What a soak has to show: everything was killed, work went on each time, and no promise broke. */
export interface Killed {
  kind: string;
  name: string;
  /** Ms until work went on; absent when it had not before the next one was due. */
  backMs?: number;
}

export interface SoakReport {
  seed: number;
  seconds: number;
  acknowledged: number;
  /** Requests whose answer never came, sent again under their id. */
  inFlight: number;
  killed: Killed[];
  judged: Record<string, { judged: number; broken: number }>;
}

/** Promises whose cases a soak must have met, and what it means when one of them broke. */
const WANTED: Record<string, string> = {
  P1: "conversations were lost",
  P2: "conversations had two agents",
  P3: "agents were over their capacity",
  P5: "alerts were late, missing or doubled",
  P6: "acknowledged commands were lost or doubled",
  P7: "the records are not the journal",
};
/** All five kinds twice: one that does not run just then is passed over once. */
const KILLS_OF_ALL_KINDS = 10;

/** Sentences for whatever is wrong; none when the soak was passed. */
export function soakOffences(report: SoakReport, kinds: readonly string[]): string[] {
  const { killed, judged, acknowledged } = report;
  const found: string[] = [];
  if (acknowledged === 0) found.push("nothing was acknowledged");
  for (const { name, backMs } of killed) {
    if (backMs === undefined) found.push(`work did not go on after ${name} was killed`);
  }
  for (const kind of killed.length >= KILLS_OF_ALL_KINDS ? kinds : []) {
    if (!killed.some((one) => one.kind === kind)) found.push(`no ${kind} was killed`);
  }
  for (const [promise, words] of Object.entries(WANTED)) {
    if (!judged[promise]?.judged) found.push(`${promise} was never judged`);
    else if (judged[promise].broken > 0) found.push(`${words}: ${judged[promise].broken}`);
  }
  for (const [promise, { broken }] of Object.entries(judged)) {
    if (broken > 0 && !WANTED[promise]) found.push(`${promise} was broken ${broken} times`);
  }
  return found;
}
