import { useEffect, useRef, useState } from "preact/hooks";
import type { VisitorCard } from "../../../engine/contract/wire/messages.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { ConflictNotice, InlineError } from "../../kit/components/notices.tsx";
import { loadDetails, saveCard } from "../stores/details.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { type OwnField, OwnFields } from "./own_fields.tsx";
import type { Fault } from "../wire/http.ts";

const FIELDS = ["name", "phone", "mail", "qq", "note"] as const;
/** Longest value of a field, characters; the gateway has the last word. */
const FIELD_MAX = { name: 64, phone: 32, mail: 128, qq: 32, note: 1000 } as const;
const TAGS_MAX = 20;

/** The visitor's card, edited in place. What was typed survives every fault. */
export function CardForm(
  { conversation, card, onDone }: {
    conversation: DeskConversation;
    card: VisitorCard;
    onDone(): void;
  },
) {
  const [form, setForm] = useState<VisitorCard>(card);
  const [fields, setFields] = useState<OwnField[]>(Object.entries(card.fields ?? {}));
  const [tags, setTags] = useState((card.tags ?? []).join("，"));
  const [fault, setFault] = useState<Fault>();
  const [opened] = useState(card);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => place.current?.querySelector("input")?.focus(), []);
  const conflict = fault?.code === "conflict" || JSON.stringify(opened) !== JSON.stringify(card);
  const submit = async (event?: Event) => {
    event?.preventDefault();
    const said = await saveCard(
      conversation.visitor,
      trimmed(form, tags, fields),
      conversation.conversation,
    );
    setFault(said);
    if (!said) onDone();
  };
  const theirs = () => {
    void loadDetails(conversation.conversation);
    onDone();
  };
  return (
    <form class="card-form" ref={place} onSubmit={submit}>
      {conflict && (
        <ConflictNotice
          title={words.say("visitor.conflict")}
          actions={
            <>
              <Button compact onClick={theirs}>{words.say("visitor.conflict.theirs")}</Button>
              <Button compact onClick={() => void submit()}>
                {words.say("visitor.conflict.mine")}
              </Button>
            </>
          }
        >
          <p>{words.say("visitor.conflict.text")}</p>
        </ConflictNotice>
      )}
      {fault && fault.code !== "conflict" && <InlineError>{faultText(fault)}</InlineError>}
      {FIELDS.map((field) => (
        <Field
          key={field}
          label={words.say(`visitor.${field}`)}
          fault={faultOf(fault, field)}
        >
          {(ties) => (
            <input
              {...ties}
              class="input"
              autoComplete="off"
              maxLength={FIELD_MAX[field]}
              value={form[field] ?? ""}
              onInput={(event) => setForm({ ...form, [field]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <Field
        label={`${words.say("visitor.tags")} (${words.say("visitor.tags.hint")})`}
      >
        {(ties) => (
          <input
            {...ties}
            class="input"
            value={tags}
            onInput={(event) => setTags(event.currentTarget.value)}
          />
        )}
      </Field>
      <OwnFields fields={fields} onChange={setFields} />
      <div class="actions">
        <Button onClick={onDone}>{words.say("cancel")}</Button>
        <Button kind="primary" type="submit">{words.say("save")}</Button>
      </div>
    </form>
  );
}

const faultOf = (fault: Fault | undefined, field: string): string | undefined =>
  fault?.fields?.some((one) => one.path.endsWith(field)) ? faultText(fault) : undefined;

/** Empty fields leave the card. */
function trimmed(form: VisitorCard, tags: string, fields: OwnField[]): VisitorCard {
  const card: VisitorCard = { ...form, tags: undefined, fields: undefined };
  const own = fields.map(([name, value]) => [name.trim(), value.trim()])
    .filter(([name, value]) => name !== "" && value !== "");
  if (own.length > 0) card.fields = Object.fromEntries(own);
  for (const field of FIELDS) card[field] = form[field]?.trim() || undefined;
  const list = tags.split(/[,，、]/).map((tag) => tag.trim()).filter(Boolean).slice(0, TAGS_MAX);
  if (list.length > 0) card.tags = [...new Set(list)];
  return card;
}
