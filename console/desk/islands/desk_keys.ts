import { useLocation } from "preact-iso";
import { conversationOf, takeNext, walkable } from "../stores/conversations.ts";
import { drawer, openLayer } from "../stores/layers.ts";
import { pathOf, walkedTo, wishFocus } from "../stores/selection.ts";
import { selfId } from "../stores/session.ts";
import { useShortcuts } from "./shortcuts.ts";

/** Single letters of the pages that hold conversations; they act on the one in front. */
export function useDeskKeys(id: string | undefined): void {
  const { route } = useLocation();
  const step = (by: 1 | -1) => {
    const rows = walkable.value;
    const at = rows.indexOf(id ?? "");
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next || next === id) return;
    walkedTo.value = next;
    route(pathOf(next));
  };
  const mine = () => {
    const conversation = id === undefined ? undefined : conversationOf(id);
    return conversation?.agent === selfId() ? conversation : undefined;
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    r: () => wishFocus("reply"),
    i: () => wishFocus("note"),
    t: () => mine()?.state === "assigned" && openLayer("transfer", id),
    n: () => void takeNext(),
    p: () => mine()?.state === "assigned" && openLayer("park", id),
    e: () => mine() && mine()?.state !== "closed" && openLayer("close", id),
    v: () => void (drawer.value = !drawer.value),
    "/": () => wishFocus("reply", "/"),
  });
}
