export interface Wheel {
  readonly brand: "wheel";
}
export declare function createWheel(now: number): Wheel;
/** Arms, or re-arms, the timer `id` (a small non-negative integer) for `dueAt`, epoch ms. */
export declare function arm(wheel: Wheel, id: number, dueAt: number): void;
export declare function cancel(wheel: Wheel, id: number): void;
/** Infinity when nothing is armed. */
export declare function nextDueAt(wheel: Wheel): number;
/** The next id with dueAt <= now in (dueAt, id) order, disarmed; -1 when none. */
export declare function pop(wheel: Wheel, now: number): number;
export declare function dueAtOf(wheel: Wheel, id: number): number;
export declare function armed(wheel: Wheel): number;
