import { useEffect, useState } from "preact/hooks";
import type { OwnSession } from "../../../engine/contract/wire/http_account.ts";
import { Button } from "../../kit/components/button.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { faultText } from "../stores/faults.ts";
import { endOthers, endSession, loadOwnSessions, ownSessions } from "../stores/own_sessions.ts";
import { words } from "../stores/preferences.ts";
import { shopMoment } from "../stores/shop_time.ts";
import type { Fault } from "../wire/http.ts";

/** Where one is signed in, and the way to end it. */
export function OwnSessions() {
  useEffect(() => void loadOwnSessions(), []);
  const [refused, setRefused] = useState<Fault>();
  const { known, fault = refused } = ownSessions.value;
  const others = known?.some(({ own }) => !own) ?? false;
  return (
    <section class="card" aria-label={words.say("account.sessions")}>
      <header>
        <h2>{words.say("account.sessions")}</h2>
        <span class="small muted grow">{words.say("account.sessions.text")}</span>
        {others && (
          <Button compact onClick={async () => setRefused(await endOthers())}>
            {words.say("account.sessions.others")}
          </Button>
        )}
      </header>
      <div class="inside">
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {known
          ? (
            <SessionTable
              sessions={known}
              onEnd={async (session) => setRefused(await endSession(session))}
            />
          )
          : !fault && <SkeletonRows count={3} />}
      </div>
    </section>
  );
}

function SessionTable(
  { sessions, onEnd }: { sessions: OwnSession[]; onEnd(session: string): void },
) {
  return (
    <table class="table">
      <thead>
        <tr>
          {(["device", "address", "began", "seen"] as const).map((column) => (
            <th key={column} scope="col">{words.say(`account.sessions.${column}`)}</th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ session, device, address, createdAt, seenAt, own }) => {
          const name = device || words.say("account.sessions.unknown");
          return (
            <tr key={session}>
              <td>{name}</td>
              <td class="num">{address}</td>
              <td class="num">{shopMoment(createdAt)}</td>
              <td class="num">{shopMoment(seenAt)}</td>
              <td>
                {own ? <Chip>{words.say("account.sessions.own")}</Chip> : (
                  <Button
                    compact
                    aria-label={words.say("account.sessions.end.label", { device: name })}
                    onClick={() => onEnd(session)}
                  >
                    {words.say("account.sessions.end")}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
