import { useId, useState } from "preact/hooks";
import type { Configuration, Words } from "../../../engine/contract/wire/configuration.ts";
import { Button } from "../../kit/components/button.tsx";
import { Copy, Icon, TriangleAlert, X } from "../../kit/components/icons.tsx";
import { type Use, type UsedList, usesOf } from "../model/draft_uses.ts";
import { copyOf } from "../model/fresh_parts.ts";
import { draft, edit } from "../stores/configuration_draft.ts";
import { colleagues } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { reveal } from "./draft_fields.tsx";

interface Entry {
  id: string;
  name: Words;
}

/** Puts an entry into a list of the draft at a place, opens it and puts the focus there. */
export function addPart(list: keyof Configuration, entry: Entry, at?: number): void {
  const entries = (draft.value?.document[list] ?? []) as readonly Entry[];
  const place = at ?? entries.length;
  edit(list, entries.toSpliced(place, 0, entry));
  requestAnimationFrame(() => reveal(`${list}.${place}`));
}

/**
 * What can be done with a part as a whole: another like it, or away with it. What is still named
 * elsewhere stays, with the places that name it.
 */
export function PartEnd(
  { list, at, entry, prefix }: { list: UsedList; at: number; entry: Entry; prefix?: string },
) {
  const [refused, setRefused] = useState(false);
  const faultId = useId();
  const name = entry.name[language()];
  const uses = draft.value
    ? usesOf(
      draft.value.document,
      colleagues.value.agents.map(({ record }) => record),
      list,
      entry.id,
    )
    : [];
  const kept = refused && uses.length > 0;
  const remove = () => {
    setRefused(true);
    if (uses.length > 0) return;
    edit(`${list}.${at}`, undefined);
    requestAnimationFrame(() => reveal(`${list}.${Math.max(0, at - 1)}`, false));
  };
  return (
    <div class="draft-wide draft-end">
      {prefix !== undefined && (
        <Button
          compact
          icon={Copy}
          onClick={() => addPart(list, copyOf(entry, prefix), at + 1)}
        >
          {words.say("config.duplicate", { name })}
        </Button>
      )}
      <Button
        compact
        icon={X}
        aria-describedby={kept ? faultId : undefined}
        onClick={remove}
      >
        {words.say("config.remove", { name })}
      </Button>
      {kept && (
        <div class="fault" role="alert" id={faultId}>
          <p>
            <Icon of={TriangleAlert} size={13} />
            {words.say("config.used", { name })}
          </p>
          <ul>
            {uses.map((use, nth) => <li key={nth}>{useWords(use)}</li>)}
          </ul>
        </div>
      )}
    </div>
  );
}

/** One place in words; a place of the document leads there. */
function useWords(use: Use) {
  if (use.kind === "only") return words.say("config.use.only");
  if (use.kind === "members") return words.say("config.use.members", { count: use.count });
  const name = use.name[language()];
  const said = use.kind === "topic"
    ? words.say("config.use.topic", { name, topic: use.topic[language()] })
    : "step" in use
    ? words.say(`config.use.${use.kind}`, { name, step: use.step })
    : words.say(`config.use.${use.kind}`, { name });
  return <Button kind="link" onClick={() => reveal(use.path)}>{said}</Button>;
}
