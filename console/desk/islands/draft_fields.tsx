import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../../kit/components/field.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { valueAt } from "../model/document.ts";
import { draft, edit, faultAt, findingsUnder } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";

/** Controls that read and write one field of the draft; what is wrong stands below them. */
interface Place {
  path: string;
  label: string;
}

/**
 * `scale`: how much of the document's unit one typed unit is: 1000 for seconds, 20 for chats.
 * `required`: one of a list of fixed length, which an empty field must not shorten.
 */
export function NumberField(
  { path, label, scale = 1, required }: Place & { scale?: number; required?: boolean },
) {
  /** As it stands while the caret is in it: "1." is on the way to "1.5". */
  const [typed, setTyped] = useState<string>();
  const value = valueAt(draft.value?.document, path);
  const shown = typeof value === "number" ? String(value / scale) : String(value ?? "");
  const take = (text: string) => {
    setTyped(text);
    if (text.trim() === "") return edit(path, required ? "" : undefined);
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
          onChange={(event) => edit(path, event.currentTarget.value || undefined)}
        >
          {choices.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A text that is the same in every language: a name of a zone, a date, a time of day. */
export function TextField(
  { path, label, type = "text", read = plain, write = plain }: Place & {
    type?: "text" | "date" | "time";
    read?(value: unknown): string;
    write?(text: string): unknown;
  },
) {
  const value = valueAt(draft.value?.document, path);
  return (
    <Field label={label} fault={faultAt(path)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          type={type as "text"}
          value={read(value)}
          onInput={(event) => edit(path, write(event.currentTarget.value))}
        />
      )}
    </Field>
  );
}

const plain = (value: unknown): string => typeof value === "string" ? value : "";

/** Several texts, one on each line. */
export function LinesField({ path, label }: Place) {
  /** As it stands while the caret is in it: an empty line is on the way to the next one. */
  const [typed, setTyped] = useState<string>();
  const value = valueAt(draft.value?.document, path);
  const lines = Array.isArray(value) ? value.join("\n") : "";
  const take = (text: string) => {
    setTyped(text);
    edit(path, text.split("\n").map((line) => line.trim()).filter((line) => line !== ""));
  };
  return (
    <Field label={label} fault={faultAt(path)}>
      {(ties) => (
        <textarea
          {...ties}
          class="input"
          rows={3}
          value={typed ?? lines}
          onInput={(event) => take(event.currentTarget.value)}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </Field>
  );
}

const TONGUES = ["zh", "en"] as const;

/** A text in both languages, one field each. Both empty = absent where that is allowed. */
export function WordsField(
  { path, label, optional, long }: Place & { optional?: boolean; long?: boolean },
) {
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
          {(ties) => {
            const shared = {
              ...ties,
              class: "input",
              lang: tongue,
              value: read(tongue),
              onInput: (event: { currentTarget: { value: string } }) =>
                write(tongue, event.currentTarget.value),
            };
            return long ? <textarea {...shared} rows={4} /> : <input {...shared} />;
          }}
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

/** Which opening hours hold here. */
export function ScheduleField({ path }: { path: string }) {
  const schedules = draft.value?.document.schedules ?? [];
  return (
    <ChoiceField
      path={path}
      label={words.say("config.hours.which")}
      choices={[
        { value: "", label: words.say("config.hours.always") },
        ...schedules.map(({ id, name }) => ({ value: id, label: name[language()] })),
      ]}
    />
  );
}

/** Where a part of the document stands on the page. */
export const partId = (path: string): string => `draft-${path}`;

/** A group, route, look or clock that opens to its fields; closed it says how much is wrong inside. */
export function Part(
  { title, path, children }: { title: string; path: string; children: () => ComponentChildren },
) {
  const [open, setOpen] = useState(false);
  const fault = faultAt(path);
  const wrong = findingsUnder(path);
  return (
    <details
      class="draft-part"
      id={partId(path)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
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
