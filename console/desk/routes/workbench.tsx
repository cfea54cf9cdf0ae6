import { useEffect, useRef } from "preact/hooks";
import { ConversationList } from "../islands/conversation_list.tsx";
import { ConversationPane } from "../islands/conversation_pane.tsx";
import { useDeskKeys } from "../islands/desk_keys.ts";
import { catchFocus } from "../islands/lost_focus.ts";
import { VisitorPane } from "../islands/visitor_pane.tsx";
import { drawer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";
import { inSight, pathOf, selected, walkedTo, wishFocus } from "../stores/selection.ts";

/** The agents' workbench: the list, the conversation in front, its visitor. */
export function Workbench({ id }: { id: string | undefined }) {
  const before = useRef<string | undefined>(undefined);
  useEffect(() => () => void (inSight.value = []), []);
  useEffect(() => {
    selected.value = id;
    inSight.value = id === undefined ? [] : [id];
    drawer.value = false;
    const left = before.current;
    before.current = id;
    if (id === undefined && left !== undefined) {
      // the conversation in front has gone, and the button that was pressed with it
      catchFocus(document.getElementById("conversation"));
    }
    if (id === undefined) return;
    if (walkedTo.value !== id) return wishFocus();
    (document.activeElement as HTMLElement | null)?.blur();
    document.querySelector<HTMLElement>(`a.conversation-row[href="${pathOf(id)}"]`)?.focus();
  }, [id]);
  useDeskKeys(id);
  return (
    <main class={`desk ${id === undefined ? "" : "in-conversation"}`}>
      <h1 class="visually-hidden">{words.say("rail.workbench")}</h1>
      <ConversationList />
      <ConversationPane id={id} />
      {id !== undefined ? <VisitorPane id={id} /> : <aside class="side" />}
    </main>
  );
}
