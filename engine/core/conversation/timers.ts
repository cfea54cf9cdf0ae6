/**
 * Timers of one workspace, by number: even ones are conversations'; of sixteen odd ones fifteen
 * are visitors' and one is an agent's. A number costs the wheel a record whether it is armed or
 * not, and there are few agents: a third of all numbers for them was a fifth of what a waiting
 * conversation costs.
 */
const SHARE = 16;
const VISITORS = SHARE - 1;

export type TimerOf = "conversation" | "agent" | "visitor";

export const conversationTimer = (row: number): number => row * 2;
export const visitorTimer = (row: number): number => (row + Math.floor(row / VISITORS)) * 2 + 1;
export const agentTimer = (number: number): number => (number * SHARE + VISITORS) * 2 + 1;

export function ownerOf(timer: number): { of: TimerOf; row: number } {
  const nth = timer >> 1;
  if ((timer & 1) === 0) return { of: "conversation", row: nth };
  const share = Math.floor(nth / SHARE);
  return nth % SHARE === VISITORS
    ? { of: "agent", row: share }
    : { of: "visitor", row: nth - share };
}
