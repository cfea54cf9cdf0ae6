import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Field } from "../components/field.tsx";
import { Icon } from "../components/icon.tsx";
import { type Contact, type ContactFaults, contactFaults } from "../stores/contact.ts";
import { leaveMessage, putFormAway, wantsToLeave } from "../stores/faces.ts";
import { isOutsideHours } from "../stores/hours.ts";
import type { Thread } from "../stores/thread.ts";
import { faultText, serverFaults } from "../words/fault_text.ts";
import { outcomeText } from "../words/refusal_text.ts";
import { leaveWords } from "../words/leave_words.ts";
import { t } from "../words/words.ts";

const EMPTY: Contact = { name: "", phone: "", mail: "", text: "" };

/** The left message 留言: who to answer, and what it is about. */
export function Leave({ thread }: { thread: Thread }) {
  const { conversation, state } = thread.summary;
  const form = useRef<HTMLFormElement>(null);
  const contact = useSignal<Contact>(EMPTY);
  const faults = useSignal<ContactFaults>({});
  const error = useSignal("");
  const busy = useSignal(false);
  const asked = thread.entries.some((e) => e.kind === "message" && e.from === "visitor");

  const check = (): ContactFaults => contactFaults(contact.value, !asked);
  const submit = async (event: Event) => {
    event.preventDefault();
    faults.value = check();
    const first = Object.keys(EMPTY).find((name) => name in faults.value);
    if (first) return form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    if (busy.value) return;
    busy.value = true;
    const given = Object.entries(contact.value).map(([name, value]) => [name, value.trim()]);
    const outcome = await leaveMessage(
      conversation,
      Object.fromEntries(given.filter(([, value]) => value !== "")),
    );
    busy.value = false;
    faults.value = serverFaults(outcome);
    error.value = outcomeText(outcome);
  };
  const field = (name: keyof Contact) => ({
    name,
    value: contact.value[name],
    error: faultText(faults.value[name]),
    onInput: (value: string) => {
      contact.value = { ...contact.value, [name]: value };
      if (name in faults.value) faults.value = check();
    },
    onLeave: () => {
      const fault = check()[name];
      if (contact.value[name] !== "") faults.value = { ...faults.value, [name]: fault };
    },
  });

  return (
    <form ref={form} class="leave" noValidate onSubmit={submit} aria-label={t("leaveTitle")}>
      <div class="scroll">
        {state === "left" && (
          <p>{leaveWords(isOutsideHours(thread) ? "leaveClosed" : "leaveBusy")}</p>
        )}
        <p class="secondary">{leaveWords("leaveIntro")}</p>
        <Field
          {...field("phone")}
          label={leaveWords("leavePhone")}
          keyboard="tel"
          autocomplete="tel"
        />
        <Field
          {...field("mail")}
          label={leaveWords("leaveMail")}
          keyboard="email"
          autocomplete="email"
        />
        <Field
          {...field("name")}
          label={leaveWords("leaveName")}
          hint={t("optional")}
          autocomplete="name"
        />
        <Field
          {...field("text")}
          label={leaveWords("leaveText")}
          hint={asked ? t("optional") : undefined}
          rows={4}
        />
      </div>
      <footer class="foot actions">
        {error.value !== "" && (
          <p class="error" role="alert">
            <Icon name="alert" size={13} />
            {error.value}
          </p>
        )}
        <button type="submit" class="btn primary big" disabled={busy.value}>
          {leaveWords("leaveSubmit")}
        </button>
        <button
          type="button"
          class="btn ghost wide"
          onClick={() =>
            state === "left" ? putFormAway(conversation) : (wantsToLeave.value = false)}
        >
          {leaveWords(state === "left" ? "leaveSkip" : "leaveBack")}
        </button>
      </footer>
    </form>
  );
}
