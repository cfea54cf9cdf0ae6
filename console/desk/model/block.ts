/** How long a visitor is blocked, as the dialog offers it. */
export const BLOCK_CHOICES = ["day", "week", "month", "open"] as const;
export type BlockChoice = (typeof BLOCK_CHOICES)[number];

const DAY_MS = 86_400_000;
const DAYS: Record<Exclude<BlockChoice, "open">, number> = { day: 1, week: 7, month: 30 };

/** Epoch ms of the end; undefined = until somebody lifts it. */
export const untilAtOf = (choice: BlockChoice, now: number): number | undefined =>
  choice === "open" ? undefined : now + DAYS[choice] * DAY_MS;

/** Supervisors lift every block, agents those that they set themselves. */
export const mayLift = (
  { by }: { by?: string },
  { supervises, agent }: { supervises: boolean; agent: string },
): boolean => supervises || by === `agent:${agent}`;

/** A block ends by itself; nobody writes that down. */
export const stillBlocked = <B extends { untilAt?: number }>(
  blocked: B | undefined,
  now: number,
): B | undefined => blocked && (blocked.untilAt ?? Infinity) > now ? blocked : undefined;
