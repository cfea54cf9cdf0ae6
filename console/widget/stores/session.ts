import { signal } from "@preact/signals";
import type { PublicRoute } from "../../../engine/contract/wire/http.ts";
import { takeBlock } from "./block.ts";
import { door, useToken } from "./door.ts";
import { forgetAll, know } from "./conversations.ts";
import { language, visit } from "./host.ts";
import { keep, kept } from "./storage.ts";

/**
 * The visitor's session. The token is kept per route, so a visitor who returns tomorrow finds the
 * conversation again; two shops on one gateway never see each other's visitor.
 */
export type Session =
  | { state: "none" }
  | { state: "opening" }
  | { state: "open"; route: PublicRoute; visitor: string }
  | { state: "failed"; code: string };

export const session = signal<Session>({ state: "none" });

export async function openSession(): Promise<boolean> {
  const where = visit.value;
  if (where === undefined) return false;
  if (session.value.state !== "open") session.value = { state: "opening" };
  const name = `token.${where.route}`;
  useToken(kept(name));
  const { route: at, facts, browsing } = where;
  const body = { route: at, language: language.value, facts, browsing };
  let answer = await door.session(body);
  if (!answer.ok && (answer.code === "unauthenticated" || answer.code === "forbidden")) {
    keep(name, undefined);
    useToken(undefined);
    forgetAll();
    answer = await door.session(body);
  }
  if (!answer.ok) {
    if (session.value.state !== "open") session.value = { state: "failed", code: answer.code };
    return false;
  }
  const { token, route, visitor, conversations, blocked } = answer.value;
  const before = session.value;
  if (before.state === "open" && before.visitor !== visitor) forgetAll();
  keep(name, token);
  useToken(token);
  know(conversations);
  takeBlock(blocked);
  session.value = { state: "open", route, visitor };
  return true;
}
