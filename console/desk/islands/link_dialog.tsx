import { useState } from "preact/hooks";
import type { MessageBody } from "../../../engine/contract/wire/messages.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Field } from "../../kit/components/field.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { safeAddress } from "../../kit/text.ts";
import { closeLayer } from "../stores/layers.ts";
import { post } from "../stores/outbox.ts";
import { words } from "../stores/preferences.ts";

type Kind = "link" | "card";
interface Form {
  kind: Kind;
  url: string;
  title: string;
  price: string;
  order: string;
  push: boolean;
}
const EMPTY: Form = { kind: "link", url: "", title: "", price: "", order: "", push: false };

/** What is sent; undefined while something is missing. */
function bodyOf({ kind, url, title, price, order, push }: Form): MessageBody | undefined {
  const address = safeAddress(url.trim());
  const name = title.trim();
  if (kind === "link") {
    if (!address) return undefined;
    return { kind, url: address, ...(name && { title: name }), ...(push && { push }) };
  }
  if (name === "" || (url.trim() !== "" && !address)) return undefined;
  return {
    kind,
    title: name,
    ...(address && { url: address }),
    ...(price.trim() && { price: price.trim() }),
    ...(order.trim() && { order: order.trim() }),
  };
}

/** A link, a page that opens at the visitor's, or a card with price and order. */
export function LinkDialog({ conversation }: { conversation: string }) {
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const wrongUrl = (form.kind === "link" || form.url.trim() !== "") &&
    !safeAddress(form.url.trim());
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    const body = bodyOf(form);
    if (body && post(conversation, body, "all")) closeLayer();
  };
  const input = (name: "url" | "title" | "price" | "order", fault?: string) => (
    <Field label={words.say(name === "title" ? "link.name" : `link.${name}`)} fault={fault}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          autoComplete="off"
          inputMode={name === "url" ? "url" : undefined}
          maxLength={name === "url" ? 2_048 : name === "title" ? 200 : 50}
          value={form[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={words.say("link.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      <form class="stack" onSubmit={submit}>
        <Segmented
          label={words.say("link.kind")}
          value={form.kind}
          choices={(["link", "card"] as const).map((value) => ({
            value,
            label: words.say(`link.kind.${value}`),
          }))}
          onChoose={(kind: Kind) =>
            change({ kind })}
        />
        {input("url", tried && wrongUrl ? words.say("link.url.wrong") : undefined)}
        {input(
          "title",
          tried && form.kind === "card" && form.title.trim() === ""
            ? words.say("link.name.missing")
            : undefined,
        )}
        {form.kind === "card" && input("price")}
        {form.kind === "card" && input("order")}
        {form.kind === "link" && (
          <label class="check">
            <input
              type="checkbox"
              checked={form.push}
              onChange={(event) => change({ push: event.currentTarget.checked })}
            />
            <span>
              {words.say("link.push")}
              <br />
              <span class="small muted">{words.say("link.push.text")}</span>
            </span>
          </label>
        )}
        <div class="actions">
          <Button onClick={closeLayer}>{words.say("cancel")}</Button>
          <Button kind="primary" type="submit">{words.say("link.send")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
