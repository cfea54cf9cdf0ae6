import { SecondFactorCard } from "../islands/second_factor_card.tsx";
import { words } from "../stores/preferences.ts";
import { restoreSession } from "../stores/session.ts";

/** All there is for an admin of whom the company asks a second factor that is not there yet. */
export function Enrol() {
  return (
    <main class="page narrow">
      <div class="page-head">
        <h1>{words.say("factor.must")}</h1>
      </div>
      <div class="page-body">
        <SecondFactorCard onDone={() => void restoreSession()} />
      </div>
    </main>
  );
}
