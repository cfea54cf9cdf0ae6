import { Button, IconButton } from "../../kit/components/button.tsx";
import { Plus, X } from "../../kit/components/icons.tsx";
import { words } from "../stores/preferences.ts";

/** Own fields of a card while they are edited: names and values in their order. */
export type OwnField = [name: string, value: string];

/** As many as the gateway keeps. */
const FIELDS_MAX = 30;

/** Fields that this company keeps of its customers, with names of its own. */
export function OwnFields(
  { fields, onChange }: { fields: OwnField[]; onChange(fields: OwnField[]): void },
) {
  const change = (at: number, part: 0 | 1, text: string) =>
    onChange(
      fields.map((field, index) =>
        index === at ? (part === 0 ? [text, field[1]] : [field[0], text]) : field
      ),
    );
  return (
    <fieldset class="own-fields">
      <legend class="small">{words.say("card.fields")}</legend>
      {fields.map(([name, value], at) => (
        <div key={at} class="row">
          <input
            class="input"
            maxLength={50}
            aria-label={words.say("card.field.name")}
            placeholder={words.say("card.field.name")}
            value={name}
            onInput={(event) => change(at, 0, event.currentTarget.value)}
          />
          <input
            class="input"
            maxLength={500}
            aria-label={words.say("card.field.value")}
            placeholder={words.say("card.field.value")}
            value={value}
            onInput={(event) => change(at, 1, event.currentTarget.value)}
          />
          <IconButton
            compact
            label={words.say("card.field.remove", { name })}
            icon={X}
            onClick={() => onChange(fields.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {fields.length < FIELDS_MAX && (
        <Button
          compact
          icon={Plus}
          onClick={() => onChange([...fields, ["", ""]])}
        >
          {words.say("card.field.add")}
        </Button>
      )}
    </fieldset>
  );
}
