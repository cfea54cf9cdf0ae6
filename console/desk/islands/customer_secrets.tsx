import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { faultText } from "../stores/faults.ts";
import { configuration } from "../stores/names.ts";
import { language, words } from "../stores/preferences.ts";
import { customerSecret } from "../stores/security.ts";
import type { Fault } from "../wire/http.ts";

/** By which each shop's server signs who is signed in there; shown only when it is asked for. */
export function CustomerSecrets() {
  return (
    <section class="card" aria-label={words.say("customers.title")}>
      <header>
        <h2>{words.say("customers.title")}</h2>
        <span class="small muted">{words.say("customers.text")}</span>
      </header>
      <ul class="rate-list">
        {(configuration.value?.shops ?? []).map(({ id, name }) => (
          <Secret key={id} shop={id} name={name[language()]} />
        ))}
      </ul>
    </section>
  );
}

function Secret({ shop, name }: { shop: string; name: string }) {
  const [secret, setSecret] = useState<string>();
  const [renewed, setRenewed] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const ask = async (renew: boolean) => {
    const answer = await customerSecret(shop, renew);
    setFault(answer.ok ? undefined : answer.fault);
    setSecret(answer.ok ? answer.value.secret : undefined);
    setRenewed(answer.ok && renew);
  };
  return (
    <li>
      <span class="stacked grow">
        <b>{name}</b>
        {fault && <InlineError>{faultText(fault)}</InlineError>}
        {secret && (
          <code class="small" aria-label={words.say("customers.secret", { name })}>{secret}</code>
        )}
        {renewed && <span class="small muted" role="status">{words.say("customers.renewed")}</span>}
      </span>
      <Button
        compact
        aria-label={words.say("customers.show.label", { name })}
        onClick={() => void ask(false)}
      >
        {words.say("customers.show")}
      </Button>
      <Button
        compact
        aria-label={words.say("customers.renew.label", { name })}
        onClick={() => void ask(true)}
      >
        {words.say("customers.renew")}
      </Button>
    </li>
  );
}
