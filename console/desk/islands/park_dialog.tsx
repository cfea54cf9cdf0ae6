import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { serverNow } from "../../kit/tick.ts";
import { DUE_CHOICES, dueAtOf, type DueChoice } from "../model/due.ts";
import { PARK_REASONS, type ParkReason, reasonOf } from "../model/naming.ts";
import { companyRules } from "../stores/company_rules.ts";
import { conversationOf } from "../stores/conversations.ts";
import { attempt } from "../stores/faults.ts";
import { closeLayer } from "../stores/layers.ts";
import { language, words } from "../stores/preferences.ts";
import { wishFocus } from "../stores/selection.ts";
import { zoneOf, zoneToName } from "../stores/shop_time.ts";
import { api } from "../wire/api.ts";

/** Puts a conversation aside: why, and when to come back to it. */
export function ParkDialog({ conversation }: { conversation: string }) {
  const [reason, setReason] = useState<ParkReason>("call");
  const [choice, setChoice] = useState<DueChoice>("hour");
  const [own, setOwn] = useState("");
  const [note, setNote] = useState("");
  const [past, setPast] = useState(false);
  const [department, setDepartment] = useState("");
  const departments = companyRules.value.departments ?? [];
  const zone = zoneOf(conversationOf(conversation)?.shop ?? "");
  const submit = async (event: Event) => {
    event.preventDefault();
    const dueAt = dueAtOf(choice, serverNow(), own, zone);
    const wrong = (choice === "own" && dueAt === undefined) ||
      (dueAt !== undefined && dueAt <= serverNow());
    setPast(wrong);
    if (wrong) return;
    const body = {
      reason: reasonOf(reason, department),
      ...(dueAt !== undefined && { dueAt }),
      ...(note.trim() !== "" && { note: note.trim() }),
    };
    if (!await attempt(api.park(conversation, body))) return;
    closeLayer();
    wishFocus();
  };
  return (
    <Dialog title={words.say("park.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      <form class="stack" onSubmit={submit}>
        <Field label={words.say("park.reason")}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value as ParkReason)}
            >
              {PARK_REASONS.map((one) => (
                <option key={one} value={one}>{words.say(`park.reason.${one}`)}</option>
              ))}
            </select>
          )}
        </Field>
        {reason === "department" && departments.length > 0 && (
          <Field label={words.say("park.department")}>
            {(ties) => (
              <select
                {...ties}
                class="input"
                value={department}
                onChange={(event) => setDepartment(event.currentTarget.value)}
              >
                <option value="">{words.say("park.department.any")}</option>
                {departments.map((one) => (
                  <option key={one.id} value={one.id}>{one.name[language()]}</option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field
          label={words.say("park.due")}
          fault={past && choice !== "own" ? words.say("park.past") : undefined}
        >
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={choice}
              onChange={(event) => setChoice(event.currentTarget.value as DueChoice)}
            >
              {DUE_CHOICES.map((one) => (
                <option key={one} value={one}>{words.say(`park.due.${one}`)}</option>
              ))}
            </select>
          )}
        </Field>
        {choice !== "none" && zoneToName(zone) && (
          <p class="small muted">{words.say("config.zone", { zone })}</p>
        )}
        {choice === "own" && (
          <Field
            label={words.say("park.due.own")}
            fault={past ? words.say("park.past") : undefined}
          >
            {(ties) => (
              <input
                {...ties}
                class="input"
                type="datetime-local"
                value={own}
                onInput={(event) => setOwn(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Field label={words.say("park.note")}>
          {(ties) => (
            <textarea
              {...ties}
              class="input"
              maxLength={1000}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="actions">
          <Button onClick={closeLayer}>{words.say("cancel")}</Button>
          <Button kind="primary" type="submit">{words.say("park.submit")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
