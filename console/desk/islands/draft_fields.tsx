import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../../kit/components/field.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { valueAt } from "../model/document.ts";
import { draft, edit, faultAt, findingsUnder } from "../stores/configuration_draft.ts";
import { words } from "../stores/preferences.ts";

/** Controls that read and write one field of the draft; what is wrong stands below them. */
interface Place {
  path: string;
  label: string;
}

/** `scale`: how much of the document's unit one typed unit is: 1000 for seconds, 20 for chats. */
export function NumberField({ path, label, scale = 1 }: Place & { scale?: number }) {
  /** As it stands while the caret is in it: "1." is on the way to "1.5". */
  const [typed, setTyped] = useState<string>();
  const value = valueAt(draft.value?.document, path);
  const shown = typeof value === "number" ? String(value / scale) : String(value ?? "");
  const take = (text: string) => {
    setTyped(text);
    if (text.trim() === "") return edit(path, undefined);
    const given = Number(text);
    edit(path, Number.isFinite(given) ? Math.round(given * scale * 1e6) / 1e6 : text);
  };
  return (
    <Field label={label} fault={faultAt(path)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          inputMode="decimal"
          value={typed ?? shown}
          onInput={(event) => take(event.currentTarget.value)}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </Field>
  );
}

export function ChoiceField(
  { path, label, choices, absent = "" }: Place & {
    choices: readonly { value: string; label: string }[];
    /** What holds when the document says nothing. */
    absent?: string;
  },
) {
  const value = String(valueAt(draft.value?.document, path) ?? absent);
  return (
    <Field label={label} fault={faultAt(path)}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={value}
          onChange={(event) => edit(path, event.currentTarget.value)}
        >
          {choices.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
        </select>
      )}
    </Field>
  );
}

const TONGUES = ["zh", "en"] as const;

/** A text in both languages, one field each. Both empty = absent where that is allowed. */
export function WordsField({ path, label, optional }: Place & { optional?: boolean }) {
  const read = (tongue: string) => {
    const value = valueAt(draft.value?.document, `${path}.${tongue}`);
    return typeof value === "string" ? value : "";
  };
  const write = (tongue: "zh" | "en", text: string) => {
    const both = { zh: read("zh"), en: read("en"), [tongue]: text };
    edit(path, optional && both.zh === "" && both.en === "" ? undefined : both);
  };
  return (
    <>
      {TONGUES.map((tongue) => (
        <Field
          key={tongue}
          label={words.say(`config.in.${tongue}`, { label })}
          fault={faultAt(`${path}.${tongue}`)}
        >
          {(ties) => (
            <input
              {...ties}
              class="input"
              lang={tongue}
              value={read(tongue)}
              onInput={(event) => write(tongue, event.currentTarget.value)}
            />
          )}
        </Field>
      ))}
    </>
  );
}

/** The browser's own colour picker: it gives and takes `#rrggbb`, as the document has it. */
export function ColourField({ path, label }: Place) {
  const value = valueAt(draft.value?.document, path);
  return (
    <Field label={label} fault={faultAt(path)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          type="color"
          value={typeof value === "string" ? value : ""}
          onInput={(event) => edit(path, event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A group, route, look or clock that opens to its fields; closed it says how much is wrong inside. */
export function Part(
  { title, path, children }: { title: string; path: string; children: () => ComponentChildren },
) {
  const [open, setOpen] = useState(false);
  const fault = faultAt(path);
  const wrong = findingsUnder(path);
  return (
    <details class="draft-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {title}{" "}
        {wrong > 0 && <Chip tone="warn">{words.say("config.wrong", { count: wrong })}</Chip>}
      </summary>
      {fault && <p class="fault" role="note">{fault}</p>}
      {open && (
        <div class="draft-fields" role="group" aria-label={words.say("config.part", { title })}>
          {children()}
        </div>
      )}
    </details>
  );
}
