import { useEffect, useState } from "preact/hooks";
import type { BrowsingVisitor } from "../../../engine/contract/wire/browsing.ts";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { BrowsingRow } from "../components/browsing_row.tsx";
import { browsing, runBrowsing } from "../stores/browsing.ts";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { InviteDialog } from "./invite_dialog.tsx";

/** Who is on the shops' pages now, live, and 邀请: inviting them by hand. */
export function BrowsingNow() {
  const [invited, setInvited] = useState<BrowsingVisitor>();
  useEffect(runBrowsing, []);
  const { list, fault } = browsing.value;
  return (
    <>
      {fault && <InlineError>{faultText(fault)}</InlineError>}
      <div class="page-body">
        {!list && !fault && <SkeletonRows count={6} />}
        {list?.visitors.length === 0 && (
          <EmptyState title={words.say("browsing.none")}>
            {words.say("browsing.none.text")}
          </EmptyState>
        )}
        {list && list.visitors.length > 0 && (
          <>
            <Titles />
            <ul class="browsing" aria-label={words.say("browsing.now")}>
              {list.visitors.map((one) => (
                <BrowsingRow
                  key={one.browsing}
                  one={one}
                  onInvite={() => setInvited(one)}
                />
              ))}
            </ul>
          </>
        )}
        {list?.more && (
          <p class="muted small inside">
            {words.say("browsing.more", { count: list.visitors.length })}
          </p>
        )}
      </div>
      {invited && <InviteDialog to={invited} onClose={() => setInvited(undefined)} />}
    </>
  );
}

function Titles() {
  const columns = ["visitor", "page", "from", "stay"] as const;
  return (
    <div class="grid-row titles" aria-hidden="true">
      {columns.map((column) => <span key={column}>{words.say(`browsing.${column}`)}</span>)}
    </div>
  );
}
