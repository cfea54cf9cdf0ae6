import { useEffect, useState } from "preact/hooks";
import type { ApiKey } from "../../../engine/contract/wire/http_api_keys.ts";
import { Button } from "../../kit/components/button.tsx";
import { Chip } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { SkeletonRows } from "../../kit/components/skeleton.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { apiKeys, loadKeys, revokeKey } from "../stores/security.ts";
import { dayOf } from "../stores/shop_time.ts";
import type { Fault } from "../wire/http.ts";
import { ApiKeyForm, scopeWord } from "./api_key_form.tsx";

/** Keys of programs: made here, shown once, revoked here. */
export function ApiKeys() {
  useEffect(() => void loadKeys(), []);
  const [refused, setRefused] = useState<Fault>();
  const { known, fault = refused } = apiKeys.value;
  return (
    <section class="card" aria-label={words.say("apiKeys.title")}>
      <header>
        <h2>{words.say("apiKeys.title")}</h2>
        <span class="small muted">{words.say("keys.text")}</span>
      </header>
      <div class="inside">
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {!known && !fault && <SkeletonRows count={2} />}
        {known?.length === 0 && <p class="muted">{words.say("keys.none")}</p>}
        {known && known.length > 0 && (
          <KeyTable
            keys={known}
            onRevoke={async (id) => setRefused(await revokeKey(id))}
          />
        )}
        <ApiKeyForm />
      </div>
    </section>
  );
}

function KeyTable({ keys, onRevoke }: { keys: ApiKey[]; onRevoke(id: string): void }) {
  return (
    <table class="table">
      <thead>
        <tr>
          {(["name", "scopes", "expires", "used"] as const).map((column) => (
            <th key={column} scope="col">{words.say(`keys.${column}`)}</th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {keys.map((one) => <KeyRow key={one.id} one={one} onRevoke={() => onRevoke(one.id)} />)}
      </tbody>
    </table>
  );
}

function KeyRow({ one, onRevoke }: { one: ApiKey; onRevoke(): void }) {
  const { name, scopes, expiresAt, usedAt, revokedAt } = one;
  return (
    <tr>
      <td dir="auto">{name}</td>
      <td>
        <span class="tags">
          {scopes.map((scope) => <Chip key={scope}>{words.say(scopeWord(scope))}</Chip>)}
        </span>
      </td>
      <td class="num">{dayOf(undefined, expiresAt)}</td>
      <td class="num">
        {usedAt === undefined ? words.say("keys.never") : dayOf(undefined, usedAt)}
      </td>
      <td>
        {revokedAt !== undefined
          ? <Chip>{words.say("keys.revoked")}</Chip>
          : expiresAt < Date.now()
          ? <Chip>{words.say("keys.over")}</Chip>
          : (
            <Button
              compact
              aria-label={words.say("keys.revoke.label", { name })}
              onClick={onRevoke}
            >
              {words.say("keys.revoke")}
            </Button>
          )}
      </td>
    </tr>
  );
}
