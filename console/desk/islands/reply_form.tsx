import { useRef, useState } from "preact/hooks";
import { filled, type QuickReply, REPLY_VARIABLES } from "../../../engine/contract/wire/desk.ts";
import { MESSAGE_TEXT_MAX } from "../../../engine/contract/wire/messages.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { Paperclip, X } from "../../kit/components/icons.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { announce } from "../stores/announcements.ts";
import { faultText } from "../stores/faults.ts";
import { configuration } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import {
  removeQuickReply,
  type ReplyDraft,
  saveQuickReply,
  valuesFor,
} from "../stores/quick_replies.ts";
import { roleIs } from "../stores/session.ts";
import type { Fault } from "../wire/http.ts";

const SHORTCUT = /^[A-Za-z0-9-]*$/;

/** One quick reply: its words with variables, where it stands, and the file that goes along. */
export function ReplyForm(
  { reply, draft, folders, onDone }: {
    /** Absent for a new one. */
    reply?: QuickReply;
    draft: ReplyDraft;
    folders: string[];
    onDone(): void;
  },
) {
  const [form, setForm] = useState<ReplyDraft>(draft);
  const [fault, setFault] = useState<Fault>();
  const [tried, setTried] = useState(false);
  const change = (part: Partial<ReplyDraft>) => setForm({ ...form, ...part });
  const wrongShortcut = !SHORTCUT.test(form.shortcut ?? "");
  const missing = form.text.trim() === "";
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (wrongShortcut || missing) return;
    const said = await saveQuickReply(reply?.id, { ...form, text: form.text.trim() });
    setFault(said);
    if (said) return;
    announce("replies.saved", () => words.say("replies.saved"));
    onDone();
  };
  return (
    <form class="reply-form" onSubmit={submit}>
      <h2>{words.say(reply ? "replies.edit" : "replies.add")}</h2>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      {roleIs("supervisor", "admin") && (
        <Segmented
          label={words.say("replies.scope")}
          value={form.scope}
          choices={(["company", "personal"] as const).map((value) => ({
            value,
            label: words.say(`replies.scope.${value}`),
          }))}
          onChoose={(scope) => change({ scope })}
        />
      )}
      <TextField form={form} missing={tried && missing} onChange={(text) => change({ text })} />
      <div class="columns">
        <Field
          label={words.say("replies.shortcut")}
          fault={wrongShortcut ? words.say("replies.shortcut.wrong") : undefined}
        >
          {(ties) => (
            <input
              {...ties}
              class="input"
              maxLength={32}
              autoComplete="off"
              value={form.shortcut ?? ""}
              onInput={(event) => change({ shortcut: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
        <Field label={words.say("replies.folder")}>
          {(ties) => (
            <>
              <input
                {...ties}
                class="input"
                maxLength={50}
                list="reply-folders"
                value={form.folder ?? ""}
                onInput={(event) => change({ folder: event.currentTarget.value })}
              />
              <datalist id="reply-folders">
                {folders.map((folder) => <option key={folder} value={folder} />)}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <FileChoice form={form} known={reply?.file?.name} onChange={change} />
      <div class="actions">
        {reply && <Remove id={reply.id} onFault={setFault} onDone={onDone} />}
        <span class="grow" />
        <Button onClick={onDone}>{words.say("cancel")}</Button>
        <Button kind="primary" type="submit">{words.say("save")}</Button>
      </div>
    </form>
  );
}

function TextField(
  { form, missing, onChange }: { form: ReplyDraft; missing: boolean; onChange(text: string): void },
) {
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (piece: string) => {
    const at = area.current?.selectionStart ?? form.text.length;
    onChange(form.text.slice(0, at) + piece + form.text.slice(at));
    area.current?.focus();
    requestAnimationFrame(() =>
      area.current?.setSelectionRange(at + piece.length, at + piece.length)
    );
  };
  const shop = configuration.value?.shops[0]?.id ?? "";
  const values = valuesFor({ card: {}, shop });
  return (
    <>
      <Field
        label={words.say("replies.text")}
        fault={missing ? words.say("replies.text.missing") : undefined}
      >
        {(ties) => (
          <textarea
            {...ties}
            ref={area}
            class="input"
            rows={4}
            maxLength={MESSAGE_TEXT_MAX}
            value={form.text}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="variables" role="group" aria-label={words.say("replies.variable")}>
        {REPLY_VARIABLES.map((name) => (
          <Button
            key={name}
            compact
            onClick={() => insert(`{${name}}`)}
          >
            + {words.say(`replies.variable.${name}`)}
          </Button>
        ))}
      </div>
      {/\{\w+\}/.test(form.text) && (
        <p class="small muted">
          {words.say("replies.preview")}: <span dir="auto">{filled(form.text, values)}</span>
        </p>
      )}
    </>
  );
}

function FileChoice(
  { form, known, onChange }: {
    form: ReplyDraft;
    known: string | undefined;
    onChange(part: Partial<ReplyDraft>): void;
  },
) {
  const picker = useRef<HTMLInputElement>(null);
  const name = form.added?.name ?? (form.removed ? undefined : known);
  return (
    <div class="row">
      <Button compact icon={Paperclip} onClick={() => picker.current?.click()}>
        {words.say("replies.file.choose")}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={words.say("replies.file")}
        onChange={(event) => onChange({ added: event.currentTarget.files?.[0], removed: false })}
      />
      {name
        ? (
          <>
            <span class="cut grow">{name}</span>
            <Button
              compact
              icon={X}
              onClick={() => onChange({ added: undefined, removed: true })}
            >
              {words.say("replies.file.remove")}
            </Button>
          </>
        )
        : <span class="small muted">{words.say("replies.file.hint")}</span>}
    </div>
  );
}

/** Asks once more on the same button. */
function Remove(
  { id, onFault, onDone }: { id: string; onFault(fault: Fault): void; onDone(): void },
) {
  const [sure, setSure] = useState(false);
  const remove = async () => {
    if (!sure) return setSure(true);
    const fault = await removeQuickReply(id);
    if (fault) onFault(fault);
    else onDone();
  };
  return (
    <Button kind="danger" onClick={() => void remove()}>
      {words.say(sure ? "replies.remove.sure" : "replies.remove")}
    </Button>
  );
}
