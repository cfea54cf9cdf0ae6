import type { Desk } from "./desk.ts";

/**
 * How often rows are looked at until `stop`: reads of the columns that say who waits where, and which
 * visitors are about to be gone. Nothing may come or go that makes the tables grow meanwhile.
 */
export function lookedAt({ state }: Desk): { rows: () => number; stop: () => void } {
  const [workspace] = state.workspaces.values();
  let rows = 0;
  const counted = <A extends object>(column: A): A =>
    new Proxy(column, {
      get(target, name) {
        if (typeof name === "string" && Number.isInteger(Number(name))) rows++;
        const value = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    });
  const conversations = workspace.conversations.column;
  const visitors = workspace.visitors.table.column;
  const { home, state: states } = conversations;
  const { goneDue } = visitors;
  Object.assign(conversations, { home: counted(home), state: counted(states) });
  Object.assign(visitors, { goneDue: counted(goneDue) });
  return {
    rows: () => rows,
    stop() {
      Object.assign(conversations, { home, state: states });
      Object.assign(visitors, { goneDue });
    },
  };
}
