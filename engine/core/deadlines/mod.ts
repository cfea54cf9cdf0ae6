/** Deadlines by number: a timer wheel without a clock of its own. */
export { arm, armed, cancel, createWheel, dueAtOf, nextDueAt, pop, type Wheel } from "./wheel.ts";
