import { useEffect } from "preact/hooks";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { AdjustmentList } from "../components/adjustment_list.tsx";
import { AdjustForm } from "../islands/adjust_form.tsx";
import { adjustments, loadAdjustments, takeBack } from "../stores/adjustments.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";

/** What ends or was taken back by a colleague leaves the list within so long. */
const REFRESH_MS = 10_000;

/** The day's temporary changes in one list, and a new one; they end alone and outlive a publish. */
export function Adjustments() {
  useEffect(() => {
    void loadAdjustments();
    const timer = setInterval(() => !document.hidden && void loadAdjustments(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const { rows, fault } = adjustments.value;
  return (
    <main class="page narrow" id="conversation" tabIndex={-1}>
      <div class="page-head">
        <h1>{words.say("adjust.title")}</h1>
        <span class="small muted">{words.say("adjust.about")}</span>
        <span class="grow" />
        <a class="btn compact" href="/desk/wall">{words.say("adjust.toWall")}</a>
      </div>
      <div class="page-body">
        <section class="card" aria-label={words.say("adjust.list")}>
          <header>
            <h2>{words.say("adjust.list")}</h2>
            {rows && <span class="small muted num">{rows.length}</span>}
          </header>
          <div class="inside">
            {fault && <InlineError>{faultText(fault)}</InlineError>}
            {!rows && !fault && <SkeletonRows count={2} />}
            {rows && <AdjustmentList rows={rows} onTakeBack={(seq) => void takeBack(seq)} />}
          </div>
        </section>
        <section class="card">
          <header>
            <h2>{words.say("adjust.new")}</h2>
          </header>
          <div class="inside">
            <AdjustForm />
          </div>
        </section>
      </div>
    </main>
  );
}
