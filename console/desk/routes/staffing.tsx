import { StaffingForm } from "../islands/staffing_form.tsx";
import { StaffingTable } from "../components/staffing_table.tsx";
import { words } from "../stores/preferences.ts";
import { staffingResult } from "../stores/staffing.ts";

/** How many people a campaign needs, before it begins. */
export function StaffingPage() {
  const found = staffingResult.value;
  return (
    <main class="page narrow" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("staffing.title")}</h1>
      </div>
      <div class="page-body">
        <p class="muted">{words.say("staffing.about")}</p>
        <div class="staffing-columns">
          <StaffingForm />
          <section class="card" aria-label={words.say("staffing.result")}>
            <header>
              <h2>{words.say("staffing.result")}</h2>
            </header>
            <div class="inside" role="status">
              {found
                ? <StaffingTable {...found} />
                : <p class="muted">{words.say("staffing.none")}</p>}
            </div>
          </section>
        </div>
      </div>
    </main>
  );
}
