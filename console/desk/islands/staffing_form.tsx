import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { STAFFING_FIELD, type StaffingForm as Typed } from "../model/staffing_ask.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { computeStaffing, staffingFault, staffingForm } from "../stores/staffing.ts";

const LOAD = ["visitorsPerHour", "handle", "atOnce", "patience"] as const;
const AIM = ["within", "sl"] as const;

/** The expected load and what is promised to visitors. */
export function StaffingForm() {
  const fault = staffingFault.value;
  const wrong = new Set(fault?.fields?.map(({ path }) => STAFFING_FIELD[path]));
  const field = (name: keyof Typed) => (
    <Field
      key={name}
      label={words.say(`staffing.${name}`)}
      fault={fault && wrong.has(name) ? faultText(fault) : undefined}
    >
      {(ties) => (
        <input
          {...ties}
          class="input"
          inputMode="decimal"
          value={staffingForm.value[name]}
          onInput={({ currentTarget }) =>
            staffingForm.value = { ...staffingForm.value, [name]: currentTarget.value }}
        />
      )}
    </Field>
  );
  return (
    <section class="card" aria-label={words.say("staffing.load")}>
      <header>
        <h2>{words.say("staffing.load")}</h2>
      </header>
      <div class="inside">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void computeStaffing();
          }}
        >
          {LOAD.map(field)}
          <h3>{words.say("staffing.aim")}</h3>
          {AIM.map(field)}
          {fault && wrong.size === 0 && <InlineError>{faultText(fault)}</InlineError>}
          <div>
            <Button kind="primary" type="submit">{words.say("staffing.compute")}</Button>
          </div>
        </form>
      </div>
    </section>
  );
}
