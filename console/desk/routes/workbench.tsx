import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { ConversationList } from "../islands/conversation_list.tsx";
import { ConversationPane } from "../islands/conversation_pane.tsx";
import { useShortcuts } from "../islands/shortcuts.ts";
import { VisitorPane } from "../islands/visitor_pane.tsx";
import { conversationOf, walkable } from "../stores/conversations.ts";
import { drawer, openLayer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";
import { inSight, pathOf, selected, walkedTo, wishFocus } from "../stores/selection.ts";
import { selfId } from "../stores/session.ts";
import { attempt } from "../stores/faults.ts";
import { api } from "../wire/api.ts";

/** The agents' workbench: the list, the conversation in front, its visitor. */
export function Workbench({ id }: { id: string | undefined }) {
  const { route } = useLocation();
  useEffect(() => () => void (inSight.value = []), []);
  useEffect(() => {
    selected.value = id;
    inSight.value = id === undefined ? [] : [id];
    drawer.value = false;
    if (id === undefined) return;
    if (walkedTo.value !== id) return wishFocus();
    (document.activeElement as HTMLElement | null)?.blur();
    document.querySelector<HTMLElement>(`a.conversation-row[href="${pathOf(id)}"]`)?.focus();
  }, [id]);
  const step = (by: 1 | -1) => {
    const rows = walkable.value;
    const at = rows.indexOf(id ?? "");
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next || next === id) return;
    walkedTo.value = next;
    route(pathOf(next));
  };
  const takeNext = async () => {
    const taken = await api.take();
    if (taken.ok) route(pathOf(taken.value.conversation));
    else await attempt(Promise.resolve(taken));
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
    "?": () => openLayer("keys"),
  });
  return (
    <main class={`desk ${id === undefined ? "" : "in-conversation"}`}>
      <h1 class="visually-hidden">{words.say("rail.workbench")}</h1>
      <ConversationList />
      <ConversationPane id={id} />
      {id !== undefined ? <VisitorPane id={id} /> : <aside class="side" />}
    </main>
  );
}
