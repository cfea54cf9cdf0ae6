import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { valueAt } from "../model/document.ts";
import { draft, edit, faultAt } from "../stores/configuration_draft.ts";
import { words } from "../stores/preferences.ts";

/** The list at a path of the draft; what is not there yet is empty. */
function listAt<One>(path: string): readonly One[] {
  const found = valueAt(draft.value?.document, path);
  return Array.isArray(found) ? found : [];
}

/** What the check says of a whole list or entry, where no field of it is to blame. */
function Wrong({ path }: { path: string }) {
  const fault = faultAt(path);
  return fault ? <p class="fault draft-wide" role="note">{fault}</p> : null;
}

/**
 * Entries of a list inside a part: each with its fields, a way to drop it, and one to add. Whoever
 * adds one goes on in it; the focus of a dropped one goes to the button that adds.
 */
export function EntryList<One>(
  { path, label, add, fresh, optional, children }: {
    path: string;
    /** What one entry is called; its number is added. */
    label: string;
    /** On the button that adds one. */
    add: string;
    fresh(): One;
    /** Without entries the list is left out. */
    optional?: boolean;
    children(path: string, entry: One): ComponentChildren;
  },
) {
  const list = listAt<One>(path);
  const box = useRef<HTMLDivElement>(null);
  const focus = (place: string) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(place)?.focus());
  const append = () => {
    edit(path, [...list, fresh()]);
    focus(`:scope > .draft-entry:nth-of-type(${list.length + 1}) :is(input, select, textarea)`);
  };
  const drop = (at: number) => {
    const last = optional && list.length === 1;
    edit(last ? path : `${path}.${at}`, undefined);
    focus(":scope > .btn");
  };
  return (
    <div class="draft-list" ref={box}>
      {list.map((entry, at) => {
        const name = words.say("config.entry", { label, nth: at + 1 });
        return (
          <div key={at} class="draft-entry" role="group" aria-label={name}>
            <div class="draft-fields grow">
              {children(`${path}.${at}`, entry)}
              <Wrong path={`${path}.${at}`} />
            </div>
            <IconButton
              compact
              icon={X}
              label={words.say("config.entry.remove", { name })}
              onClick={() => drop(at)}
            />
          </div>
        );
      })}
      <Wrong path={path} />
      <Button compact icon={Plus} onClick={append}>{add}</Button>
    </div>
  );
}
