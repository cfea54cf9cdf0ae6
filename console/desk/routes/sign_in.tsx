import { useState } from "preact/hooks";
import { Button, IconButton } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { Eye, EyeOff } from "../../kit/components/icons.tsx";
import { Logo } from "../../kit/components/marks.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { Tide } from "../components/tide.tsx";
import { LanguageChoice } from "../islands/language_choice.tsx";
import { faultText } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { signIn } from "../stores/session.ts";
import type { Fault } from "../wire/http.ts";

/** The way in. */
export function SignIn({ ended }: { ended: boolean }) {
  return (
    <div class="sign-in">
      <header class="art">
        <Tide />
        <div class="brand">
          <Logo size={40} />
          <b>潮闸</b>
          <span>Tidegate</span>
        </div>
        <div class="slogan">
          <p class="large">{words.say("signIn.slogan")}</p>
          <p>{words.say("signIn.about")}</p>
        </div>
      </header>
      <main class="pane">
        <LanguageChoice />
        <h1>{words.say("signIn.title")}</h1>
        <SignInForm ended={ended} />
        <p class="small muted hint">{words.say("signIn.note")}</p>
        <footer class="foot">{words.say("signIn.openSource")}</footer>
      </main>
    </div>
  );
}

/** The password was right; the second factor is missing, or wrong. */
const lacksCode = (fault: Fault | undefined, rule?: "required"): boolean => {
  const field = fault?.code === "unauthenticated" ? fault.fields?.[0] : undefined;
  return field?.path === "code" && (rule === undefined || field.rule === rule);
};

function SignInForm({ ended }: { ended: boolean }) {
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const [asked, setAsked] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    const code = form.get("code");
    const [account, password] = [String(form.get("account")).trim(), String(form.get("password"))];
    const said = await signIn(account, password, code === null ? undefined : String(code).trim());
    setFault(said);
    setAsked(asked || lacksCode(said));
    setBusy(false);
  };
  return (
    <form onSubmit={submit}>
      {ended && !fault && <p class="notice warn" role="status">{words.say("signIn.ended")}</p>}
      {fault && !lacksCode(fault, "required") && (
        <InlineError>
          {lacksCode(fault)
            ? words.say("factor.code.wrong")
            : fault.code === "unauthenticated"
            ? words.say("signIn.wrong")
            : faultText(fault)}
        </InlineError>
      )}
      <Field label={words.say("signIn.account")}>
        {(ties) => (
          <input
            {...ties}
            class="input"
            name="account"
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            required
            autoFocus
          />
        )}
      </Field>
      <Field label={words.say("signIn.password")}>
        {(ties) => (
          <div class="with-button">
            <input
              {...ties}
              class="input"
              name="password"
              {...(shown ? { type: "text" } as const : { type: "password" } as const)}
              autoComplete="current-password"
              required
            />
            <IconButton
              label={words.say(shown ? "signIn.hide" : "signIn.show")}
              icon={shown ? EyeOff : Eye}
              onClick={() => setShown(!shown)}
            />
          </div>
        )}
      </Field>
      {asked && (
        <Field label={words.say("factor.code.or")}>
          {(ties) => (
            <input
              {...ties}
              class="input num"
              name="code"
              autoComplete="one-time-code"
              maxLength={40}
              required
              autoFocus
            />
          )}
        </Field>
      )}
      <Button kind="primary" type="submit" disabled={busy}>
        {words.say(busy ? "signIn.busy" : "signIn.submit")}
      </Button>
    </form>
  );
}
