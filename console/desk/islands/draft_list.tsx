import type { ComponentChildren } from "preact";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { valueAt } from "../model/document.ts";
import { draft, edit } from "../stores/configuration_draft.ts";
import { words } from "../stores/preferences.ts";

/** The list at a path of the draft; what is not there yet is empty. */
function listAt<One>(path: string): readonly One[] {
  const found = valueAt(draft.value?.document, path);
  return Array.isArray(found) ? found : [];
}

/** Entries of a list inside a part: each with its fields, a way to drop it, and one to add. */
export function EntryList<One>(
  { path, label, add, fresh, children }: {
    path: string;
    /** What one entry is called; its number is added. */
    label: string;
    /** On the button that adds one. */
    add: string;
    fresh(): One;
    children(path: string, entry: One): ComponentChildren;
  },
) {
  const list = listAt<One>(path);
  return (
    <div class="draft-list">
      {list.map((entry, at) => {
        const name = words.say("config.entry", { label, nth: at + 1 });
        return (
          <div key={at} class="draft-entry" role="group" aria-label={name}>
            <div class="draft-fields grow">{children(`${path}.${at}`, entry)}</div>
            <IconButton
              compact
              icon={X}
              label={words.say("config.entry.remove", { name })}
              onClick={() => edit(`${path}.${at}`, undefined)}
            />
          </div>
        );
      })}
      <Button compact icon={Plus} onClick={() => edit(path, [...list, fresh()])}>{add}</Button>
    </div>
  );
}
