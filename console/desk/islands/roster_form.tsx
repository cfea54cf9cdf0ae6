import { useState } from "preact/hooks";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { ConflictNotice, InlineError } from "../../kit/components/notices.tsx";
import {
  faultsAt,
  faultsOf,
  formOf,
  recordOf,
  type RosterFault,
  type RosterForm as Form,
} from "../model/roster_record.ts";
import { recordNow, saveAgent } from "../stores/accounts.ts";
import { faultText } from "../stores/faults.ts";
import { configuration } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";
import { RosterGroups, RosterShops, RosterSkills } from "./roster_parts.tsx";

/** An agent's terms: name, capacity, groups with weights, shops, shifts, skills. */
export function RosterForm({ of: one, onClose }: { of: AgentSummary; onClose(): void }) {
  const [began, setBegan] = useState<AgentRecord>(one.record);
  const [form, setForm] = useState<Form>(() => formOf(one.record));
  const [tried, setTried] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [theirs, setTheirs] = useState<AgentRecord>();
  const [differs, setDiffers] = useState<readonly string[]>([]);
  const wrong = tried ? [...faultsOf(form), ...faultsAt(fault?.fields ?? [])] : [];
  const say = (of: RosterFault) => wrong.includes(of) ? words.say(`roster.fault.${of}`) : undefined;
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });

  const save = async (before: AgentRecord) => {
    setTheirs(undefined);
    const refused = await saveAgent(one.agent, recordOf(form, before), before);
    const conflict = refused?.code === "conflict";
    setFault(conflict ? undefined : refused);
    if (conflict) setTheirs(recordNow(one.agent));
    setDiffers(conflict ? refused.fields?.map(({ path }) => path) ?? [] : []);
    if (!refused) onClose();
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (faultsOf(form).length === 0) await save(began);
  };
  const text = (label: string, of: "name" | "chats" | "windows") => (
    <Field label={label} fault={say(of)}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          maxLength={60}
          inputMode={of === "name" ? "text" : "decimal"}
          value={form[of]}
          onInput={(event) => change({ [of]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog
      title={words.say("roster.edit.of", { name: one.record.name })}
      closeLabel={words.say("close")}
      onClose={onClose}
    >
      <form class="stack" onSubmit={submit}>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {theirs && (
          <Conflict
            fields={differs}
            onTheirs={() => {
              setBegan(theirs);
              setForm(formOf(theirs));
              setTheirs(undefined);
            }}
            onMine={() => void save(theirs)}
          />
        )}
        {text(words.say("roster.name"), "name")}
        {text(words.say("roster.chats"), "chats")}
        {text(words.say("roster.windows"), "windows")}
        <RosterGroups
          weights={form.weights}
          fault={say("weight")}
          onChange={(weights) => change({ weights })}
        />
        <RosterShops shops={form.shops} onChange={(shops) => change({ shops })} />
        <Shifts value={form.schedule} onChange={(schedule) => change({ schedule })} />
        <RosterSkills
          skills={form.skills}
          fault={say("skill")}
          onChange={(skills) => change({ skills })}
        />
        <div class="actions">
          <Button onClick={onClose}>{words.say("cancel")}</Button>
          <Button kind="primary" type="submit">{words.say("save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Conflict(
  { fields, onTheirs, onMine }: {
    fields: readonly string[];
    onTheirs(): void;
    onMine(): void;
  },
) {
  return (
    <ConflictNotice
      title={words.say("roster.conflict")}
      actions={
        <>
          <Button compact onClick={onTheirs}>{words.say("roster.conflict.theirs")}</Button>
          <Button compact onClick={onMine}>{words.say("roster.conflict.mine")}</Button>
        </>
      }
    >
      <p>{words.say("roster.conflict.text")}</p>
      <ul>{fields.map((path) => <li key={path}>{fieldName(path)}</li>)}</ul>
    </ConflictNotice>
  );
}

const fieldName = (path: string): string => {
  const key = `roster.field.${path}`;
  return words.has(key) ? words.say(key) : path;
};

function Shifts({ value, onChange }: { value: string; onChange(value: string): void }) {
  const schedules = configuration.value?.schedules ?? [];
  if (schedules.length === 0 && value === "") return null;
  return (
    <Field label={words.say("roster.schedule")}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{words.say("roster.schedule.none")}</option>
          {schedules.map((one) => (
            <option key={one.id} value={one.id}>{one.name[language()]}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
