import { useState } from "preact/hooks";
import { STRATEGIES } from "../../../engine/contract/wire/states.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { decimal } from "../../kit/i18n/formats.ts";
import { serverNow } from "../../kit/tick.ts";
import {
  ADJUST_FIELDS,
  type AdjustFault,
  type AdjustForm,
  adjustmentOf,
  UNTIL_CHOICES,
  type UntilChoice,
} from "../model/adjusting.ts";
import { adjust } from "../stores/adjustments.ts";
import { faultText } from "../stores/faults.ts";
import { agentName, clockName, colleagues, configuration, groupName } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { shopZone } from "../stores/shop_time.ts";
import type { Fault } from "../wire/http.ts";

const UNITS_PER_CHAT = 20;
const WHAT = ["agent", "group", "clock"] as const;
const EMPTY: AdjustForm = {
  what: "agent",
  ids: [],
  values: {},
  strategy: "",
  until: "hour",
  own: "",
};

/** Capacity, groups or clocks, many at once, until a time. */
export function AdjustForm() {
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<AdjustFault[]>([]);
  const [refused, setRefused] = useState<Fault>();
  // two clicks may come before the page is drawn again: each builds on what is, not on what is shown
  const change: Part["change"] = (part) =>
    setForm((now) => ({ ...now, ...(typeof part === "function" ? part(now) : part) }));
  const submit = async (event: Event) => {
    event.preventDefault();
    const made = adjustmentOf(form, serverNow(), shopZone.value);
    setRefused(undefined);
    if ("faults" in made) return setFaults(made.faults);
    setFaults([]);
    const fault = await adjust(made.request);
    setRefused(fault);
    if (!fault) setForm({ ...EMPTY, what: form.what });
  };
  const faultOf = (field: AdjustFault) =>
    faults.includes(field) ? words.say(`adjust.fault.${KIND[field] ?? "number"}`) : undefined;
  return (
    <form class="adjust-form" onSubmit={submit} aria-label={words.say("adjust.new")} noValidate>
      <Segmented
        label={words.say("adjust.what")}
        value={form.what}
        choices={WHAT.map((value) => ({ value, label: words.say(`adjust.what.${value}`) }))}
        onChoose={(what) =>
          setForm({ ...EMPTY, what, until: form.until, own: form.own })}
      />
      <Choices form={form} change={change} fault={faultOf("ids")} />
      {form.what === "group" && <StrategyField form={form} change={change} />}
      <div class="adjust-numbers">
        {ADJUST_FIELDS[form.what].map((field) => (
          <Field key={field} label={words.say(`adjust.${field}`)} fault={faultOf(field)}>
            {(ties) => (
              <input
                {...ties}
                class="input"
                inputMode="decimal"
                value={form.values[field] ?? ""}
                onInput={(event) => {
                  const { value } = event.currentTarget;
                  change((now) => ({ values: { ...now.values, [field]: value } }));
                }}
              />
            )}
          </Field>
        ))}
      </div>
      {faults.includes("values") && <InlineError>{faultOf("values")}</InlineError>}
      <UntilField form={form} change={change} fault={faultOf("until")} />
      {refused && <InlineError>{faultText(refused)}</InlineError>}
      <Button kind="primary" type="submit">{words.say("adjust.submit")}</Button>
    </form>
  );
}

const KIND: Partial<Record<AdjustFault, "ids" | "values" | "until">> = {
  ids: "ids",
  values: "values",
  until: "until",
};

interface Part {
  form: AdjustForm;
  change(part: Partial<AdjustForm> | ((now: AdjustForm) => Partial<AdjustForm>)): void;
  fault?: string;
}

interface Choice {
  id: string;
  name: string;
  /** What an agent may carry at present, work units. */
  capacityUnits?: number;
}

function Choices({ form, change, fault }: Part) {
  const all: Choice[] = {
    agent: (): Choice[] =>
      colleagues.value.agents.map((one) => ({
        id: one.agent,
        name: agentName(one.agent),
        capacityUnits: (one.adjusted ?? one.record).capacityUnits,
      })),
    group: () =>
      colleagues.value.groups.map((one) => ({ id: one.group, name: groupName(one.group) })),
    clock: () =>
      (configuration.value?.clocks ?? []).map((one) => ({ id: one.id, name: clockName(one.id) })),
  }[form.what]();
  const chosen = new Set(form.ids);
  const toggle = (id: string) =>
    change(({ ids }) => ({
      ids: all.map((one) => one.id).filter((one) => (one === id) !== ids.includes(one)),
    }));
  const everyone = chosen.size === all.length;
  return (
    <fieldset class="adjust-choices">
      <legend>{words.say("adjust.for")}</legend>
      <Button compact onClick={() => change({ ids: everyone ? [] : all.map((one) => one.id) })}>
        {words.say(everyone ? "adjust.nobody" : "adjust.everyone")}
      </Button>
      {all.map(({ id, name, capacityUnits }) => (
        <label key={id} class="row">
          <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
          <bdi>{name}</bdi>
          {capacityUnits !== undefined && (
            <span class="small muted num">
              {words.say("adjust.chats.is", {
                count: decimal(language(), capacityUnits / UNITS_PER_CHAT),
              })}
            </span>
          )}
        </label>
      ))}
      {fault && <p class="fault" role="alert">{fault}</p>}
    </fieldset>
  );
}

function StrategyField({ form, change }: Part) {
  return (
    <Field label={words.say("adjust.strategy")}>
      {(ties) => (
        <select
          {...ties}
          class="input"
          value={form.strategy}
          onChange={(event) => change({ strategy: event.currentTarget.value })}
        >
          <option value="">{words.say("adjust.unchanged")}</option>
          {STRATEGIES.map((one) => (
            <option key={one} value={one}>{words.say(`explain.strategy.${one}`)}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

function UntilField({ form, change, fault }: Part) {
  return (
    <div class="adjust-numbers">
      <Field label={words.say("adjust.until")} fault={form.until === "own" ? undefined : fault}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={form.until}
            onChange={(event) => change({ until: event.currentTarget.value as UntilChoice })}
          >
            {UNTIL_CHOICES.map((one) => (
              <option key={one} value={one}>{words.say(`adjust.until.${one}`)}</option>
            ))}
          </select>
        )}
      </Field>
      {form.until === "own" && (
        <Field label={words.say("adjust.until.own")} fault={fault}>
          {(ties) => (
            <input
              {...ties}
              class="input"
              type="datetime-local"
              value={form.own}
              onInput={(event) => change({ own: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {form.until === "own" && (
        <span class="small muted">{words.say("config.zone", { zone: shopZone.value })}</span>
      )}
    </div>
  );
}
