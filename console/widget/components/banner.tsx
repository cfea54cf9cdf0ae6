import { online } from "../stores/attention.ts";
import { failures } from "../stores/delivery.ts";
import { away, degraded, line, link } from "../stores/line.ts";
import { t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

/** Says what is wrong with the line, and only when it lasts longer than a first quiet attempt. */
export function Banner() {
  const { value } = line;
  if (value.state === "superseded") {
    return (
      <div class="banner" role="status">
        <Icon name="info" size={15} />
        <span class="grow">{t("superseded")}</span>
        <button type="button" class="btn ghost" onClick={() => link.connect()}>
          {t("takeBack")}
        </button>
      </div>
    );
  }
  const words = !online.value
    ? t("offline")
    : away.value || failures.value > 1
    ? t("reconnecting")
    : degraded.value
    ? t("slow")
    : "";
  return (
    <div class={words === "" ? "" : "banner"} role="status">
      {words !== "" && <Icon name="alert" size={15} />}
      <span class="grow">{words}</span>
    </div>
  );
}
