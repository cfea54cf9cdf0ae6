import { type RefusalCode, REFUSALS } from "../../../engine/contract/wire/refusals.ts";
import { blocked } from "../stores/block.ts";
import { discard, resend } from "../stores/delivery.ts";
import { language } from "../stores/host.ts";
import type { Outgoing } from "../stores/outbox.ts";
import { dropUpload, retryUpload, type Upload } from "../stores/uploads.ts";
import { plainLine } from "../safe/pieces.ts";
import { blockText } from "../words/block_text.ts";
import { clockTime, t } from "../words/words.ts";
import { BodyOf } from "./body_of.tsx";
import { Icon } from "./icon.tsx";

/** A message that is not in the thread yet, with what is known about it. */
export function OutgoingMessage({ item }: { item: Outgoing }) {
  const failed = item.state === "refused";
  return (
    <div class={failed ? "message me failed" : "message me"}>
      <span class="vh">{t("you")}</span>
      <BodyOf body={item.body} />
      {item.state === "refused"
        ? (
          <Mend
            text={`${t("notSent")} · ${whyNot(item.code)}`}
            again={item.code === "internal" || blocked.value ? undefined : () => resend(item.id)}
            drop={() => discard(item.id)}
          />
        )
        : (
          <span class="meta num">
            {clockTime(item.at)}
            {" · "}
            <Icon name={item.state === "sent" ? "check" : "clock"} size={13} />
            {t(item.state)}
          </span>
        )}
    </div>
  );
}

const whyNot = (code: RefusalCode): string =>
  blocked.value ? blockText(blocked.value) : REFUSALS[code][language.value];

export function UploadRow({ upload }: { upload: Upload }) {
  const name = plainLine(upload.file.name);
  const { failed } = upload;
  const why = failed &&
    (failed === "unreachable" ? t("errorUnreachable") : REFUSALS[failed][language.value]);
  return (
    <div class={failed ? "message me failed" : "message me"}>
      {upload.preview && <img class="preview" src={upload.preview} alt={name} />}
      {failed
        ? (
          <Mend
            text={`${t("uploadFailed", { name })} · ${why}`}
            again={failed === "too_large" || failed === "unsupported"
              ? undefined
              : () => retryUpload(upload.id)}
            drop={() => dropUpload(upload.id)}
          />
        )
        : <span class="meta" role="status">{t("uploading", { name })}</span>}
    </div>
  );
}

function Mend({ text, again, drop }: { text: string; again?: () => void; drop: () => void }) {
  return (
    <span class="mend">
      <span class="error" role="alert">
        <Icon name="alert" size={13} />
        {text}
      </span>
      {again && (
        <button type="button" class="btn ghost" onClick={again}>
          <Icon name="again" size={15} />
          {t("sendAgain")}
        </button>
      )}
      <button type="button" class="btn ghost" onClick={drop}>{t("discard")}</button>
    </span>
  );
}
