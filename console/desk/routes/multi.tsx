import { useEffect } from "preact/hooks";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { ConversationList } from "../islands/conversation_list.tsx";
import { ConversationPane } from "../islands/conversation_pane.tsx";
import { useDeskKeys } from "../islands/desk_keys.ts";
import { VisitorBar } from "../islands/visitor_bar.tsx";
import { columns, openPane, panes, setColumns } from "../stores/panes.ts";
import { words } from "../stores/preferences.ts";
import { inSight, multi, selected, wishFocus } from "../stores/selection.ts";

/** Two or three conversations side by side 多屏对话, each of them whole. */
export function Multi({ id }: { id: string | undefined }) {
  const shown = panes.value.slice(0, columns.value);
  useEffect(() => {
    multi.value = true;
    return () => {
      multi.value = false;
      inSight.value = [];
    };
  }, []);
  useEffect(() => {
    if (id !== undefined) openPane(id);
    else selected.value ??= shown[0];
    wishFocus();
  }, [id]);
  useEffect(() => void (inSight.value = shown), [shown.join()]);
  useFocusByNumber(shown);
  useDeskKeys(selected.value);
  const empty = Array.from({ length: columns.value - shown.length }, (_, at) => at);
  return (
    <main class={`multi of-${columns.value}`} id="conversation" tabIndex={-1}>
      <h1 class="visually-hidden">{words.say("rail.multi")}</h1>
      <ConversationList
        head={
          <Segmented
            label={words.say("multi.columns")}
            value={String(columns.value)}
            choices={["2", "3"].map((value) => ({
              value,
              label: words.say("multi.count", { count: value }),
            }))}
            onChoose={(value) => setColumns(value === "2" ? 2 : 3)}
          />
        }
      />
      {shown.map((one, at) => (
        <div
          key={one}
          class={`pane ${selected.value === one ? "front" : ""}`}
          onFocusCapture={() => void (selected.value = one)}
          onPointerDown={() => void (selected.value = one)}
        >
          <ConversationPane id={one} column={at + 1} bar={<VisitorBar id={one} />} />
        </div>
      ))}
      {empty.map((at) => (
        <div key={`empty-${at}`} class="pane">
          <EmptyState title={words.say("multi.empty")}>{words.say("multi.empty.text")}</EmptyState>
        </div>
      ))}
    </main>
  );
}

/** Alt 1, 2, 3 bring a column in front, also while writing in another. */
function useFocusByNumber(shown: readonly string[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const at = /^Digit([1-3])$/.exec(event.code)?.[1];
      const wanted = at && shown[Number(at) - 1];
      if (!event.altKey || event.ctrlKey || event.metaKey || !wanted) return;
      event.preventDefault();
      selected.value = wanted;
      const pane = document.getElementById(`conversation-${at}`);
      (pane?.querySelector("textarea") ?? pane)?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [shown.join()]);
}
