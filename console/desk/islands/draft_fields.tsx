import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Words } from "../../../engine/contract/wire/configuration.ts";
import { Field, type FieldTies } from "../../kit/components/field.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { valueAt } from "../model/document.ts";
import { draft, edit, faultAt, findingsUnder } from "../stores/configuration_draft.ts";
import { language, words } from "../stores/preferences.ts";

/** Controls that read and write one field of the draft. */
interface Place {
  path: string;
  label: string;
}

/** The frame of every control: its label, its value as the draft has it, what is wrong below it. */
function Framed(
  { path, label, children }: Place & {
    children(ties: FieldTies, value: unknown): ComponentChildren;
  },
) {
  const value = valueAt(draft.value?.document, path);
  return <Field label={label} fault={faultAt(path)}>{(ties) => children(ties, value)}</Field>;
}

/** While the caret is in it a text stands as typed: "1." is on the way to "1.5". */
function useTyped(take: (text: string) => void) {
  const [typed, setTyped] = useState<string>();
  return (shown: string) => ({
    value: typed ?? shown,
    onInput: (event: { currentTarget: { value: string } }) => {
      setTyped(event.currentTarget.value);
      take(event.currentTarget.value);
    },
    onBlur: () => setTyped(undefined),
  });
}

/**
 * `scale`: how much of the document's unit one typed unit is: 1000 for seconds, 20 for chats.
 * `required`: one of a list of fixed length, which an empty field must not shorten.
 */
export function NumberField(
  { path, label, scale = 1, required }: Place & { scale?: number; required?: boolean },
) {
  const typing = useTyped((text) => {
    if (text.trim() === "") return edit(path, required ? "" : undefined);
    const given = Number(text);
    edit(path, Number.isFinite(given) ? Math.round(given * scale * 1e6) / 1e6 : text);
  });
  const shown = (value: unknown) => String(typeof value === "number" ? value / scale : value ?? "");
  return (
    <Framed path={path} label={label}>
      {(ties, value) => (
        <input {...ties} class="input" inputMode="decimal" {...typing(shown(value))} />
      )}
    </Framed>
  );
}

export function ChoiceField(
  { path, label, choices, absent = "", write = (value) => edit(path, value || undefined) }:
    & Place
    & {
      choices: readonly { value: string; label: string }[];
      /** What holds when the document says nothing. */
      absent?: string;
      /** Where a choice changes more than its own field. */
      write?(value: string): void;
    },
) {
  return (
    <Framed path={path} label={label}>
      {(ties, value) => (
        <select
          {...ties}
          class="input"
          value={String(value ?? absent)}
          onChange={(event) => write(event.currentTarget.value)}
        >
          {choices.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
        </select>
      )}
    </Framed>
  );
}

/**
 * A text that is the same in every language: a name of a zone, a date, a time of day, a colour (the
 * browser's own picker gives and takes `#rrggbb`, as the document has it).
 */
export function TextField(
  { path, label, type = "text", offers, read = plain, write = plain }: Place & {
    type?: "text" | "date" | "time" | "color";
    /** What others have typed here, to choose from; anything else may be typed. */
    offers?: readonly string[];
    read?(value: unknown): string;
    write?(text: string): unknown;
  },
) {
  const offersId = useId();
  return (
    <Framed path={path} label={label}>
      {(ties, value) => (
        <>
          <input
            {...ties}
            class="input"
            type={type as "text"}
            list={offers && offersId}
            value={read(value)}
            onInput={(event) => edit(path, write(event.currentTarget.value))}
          />
          {offers && (
            <datalist id={offersId}>
              {offers.map((one) => <option key={one} value={one} />)}
            </datalist>
          )}
        </>
      )}
    </Framed>
  );
}

const plain = (value: unknown): string => typeof value === "string" ? value : "";

/** Several texts, one on each line; an empty line is on the way to the next one. */
export function LinesField({ path, label }: Place) {
  const typing = useTyped((text) =>
    edit(path, text.split("\n").map((line) => line.trim()).filter((line) => line !== ""))
  );
  const shown = (value: unknown) => Array.isArray(value) ? value.join("\n") : "";
  return (
    <Framed path={path} label={label}>
      {(ties, value) => <textarea {...ties} class="input" rows={3} {...typing(shown(value))} />}
    </Framed>
  );
}

const TONGUES = ["zh", "en"] as const;

/** A text in both languages, one field each. Both empty = absent where that is allowed. */
export function WordsField(
  { path, label, optional, long }: Place & { optional?: boolean; long?: boolean },
) {
  const write = (tongue: "zh" | "en", text: string) => {
    const stood = valueAt(draft.value?.document, path) as Partial<Words> | undefined;
    const both = { zh: plain(stood?.zh), en: plain(stood?.en), [tongue]: text };
    edit(path, optional && both.zh === "" && both.en === "" ? undefined : both);
  };
  return (
    <>
      {TONGUES.map((tongue) => (
        <Framed
          key={tongue}
          path={`${path}.${tongue}`}
          label={words.say(`config.in.${tongue}`, { label })}
        >
          {(ties, value) => {
            const shared = {
              ...ties,
              class: "input",
              lang: tongue,
              value: plain(value),
              onInput: (event: { currentTarget: { value: string } }) =>
                write(tongue, event.currentTarget.value),
            };
            return long ? <textarea {...shared} rows={4} /> : <input {...shared} />;
          }}
        </Framed>
      ))}
    </>
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
const partId = (path: string): string => `draft-${path}`;

/** Puts the focus on a part of the form, and opens it where one goes there to read it. */
export function reveal(path: string, open = true): void {
  const part = document.getElementById(partId(path));
  if (!(part instanceof HTMLDetailsElement)) return;
  if (open) part.open = true;
  part.querySelector("summary")?.focus();
  part.scrollIntoView({ block: "nearest" });
}

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
