/** Usual moments for coming back to pending work, in the reader's time zone. */
export const DUE_CHOICES = ["none", "hour", "evening", "tomorrow", "own"] as const;
export type DueChoice = (typeof DUE_CHOICES)[number];

const EVENING_HOUR = 21;
const MORNING_HOUR = 10;

/** Epoch ms for a choice; undefined for none, and for an own time that is not given. */
export function dueAtOf(choice: DueChoice, now: number, own: string): number | undefined {
  const date = new Date(now);
  switch (choice) {
    case "none":
      return undefined;
    case "hour":
      return now + 3_600_000;
    case "evening":
      return date.setHours(EVENING_HOUR, 0, 0, 0);
    case "tomorrow":
      date.setDate(date.getDate() + 1);
      return date.setHours(MORNING_HOUR, 0, 0, 0);
    case "own": {
      const at = Date.parse(own);
      return Number.isNaN(at) ? undefined : at;
    }
  }
}
