/** Two hundred agents in fifty groups, and one agent with room for everything. */
import { type Company, configurationOf, group, many, words } from "../companies/smoke.ts";

export const AGENTS = 200;
export const GROUPS = 50;

/** The agent whose desk is looked at has a group of its own. */
export const DESK = "desk-1";
export const SUPERVISOR = "wall";
const FRONT = "front";
export const FRONT_ROUTE = `${FRONT}-web`;

/** More than any part opens at once. */
const CHATS_MAX = 400;
const CHATS = 4;

const others = Array.from({ length: GROUPS - 1 }, (_, index) => `group-${index + 1}`);

/** The routes that do not lead to the desk looked at. */
export const ELSEWHERE = others.map((name) => `${name}-web`);

/** As many in each group as there are, the first groups one more. */
const crew = (): Company["people"] =>
  others.flatMap((name, index) => {
    const count = Math.floor((AGENTS - 1 + index) / others.length);
    return many(count, `${name}-agent`, name, CHATS);
  });

export const CREW = crew().map(({ account }) => account);

export const consoleCompany = (): Company => ({
  workspace: "bench",
  name: words("Bench"),
  password: "bench-password",
  configuration: configurationOf(
    [FRONT, ...others].map((name) => group(name, [])),
    [FRONT, ...others],
  ),
  people: [
    ...many(1, "desk", FRONT, CHATS_MAX),
    ...crew(),
    { account: SUPERVISOR, role: "supervisor", name: "wall" },
    { account: "admin", role: "admin", name: "admin" },
  ],
});
