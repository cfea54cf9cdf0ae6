/**
 * Texts that want to be something else, and a page that notices when one of them succeeds. Each
 * would set `document.title`, open a dialog or ask the trap's address if anything ran or loaded it.
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Nobody serves it; that it is asked for at all is the offence. */
const TRAP = "http://trap.invalid";

export const SCRIPTS: string[] = [
  `<script>alert(1);document.title="owned"</script>`,
  `<img src=x onerror=alert(1)>`,
  `<img src=${TRAP}/i.png>`,
  `<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>`,
  `<style>@import "${TRAP}/s.css";*{display:none}</style>`,
  `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `[click](javascript:alert(1)) ![x](${TRAP}/m.png)`,
  `"><details open ontoggle=alert(1)>`,
  `{{constructor.constructor('alert(1)')()}} \${alert(1)}`,
];

/** For fields of one line and few letters. */
export const SHORT = `<img src=${TRAP}/n onerror=alert(1)>`;

/** Turns the reading direction round, and looks like a name of ours. */
export const SPOOF = "shen\u202egnp.exe\u200b\u2066 admin";

export interface Watched {
  /** Fails when anything ran, opened or was asked for. */
  clean(where: string): Promise<void>;
}

/** Everything that must not happen on a page, from now on and in every frame of it. */
export async function watched(page: Page): Promise<Watched> {
  const offences: string[] = [];
  page.on("dialog", (dialog) => {
    offences.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().startsWith(TRAP)) offences.push(`asked for ${request.url()}`);
  });
  page.on("popup", (popup) => offences.push(`opened ${popup.url()}`));
  await page.context().route(`${TRAP}/**`, (route) => route.abort());
  return {
    async clean(where) {
      for (const frame of page.frames()) {
        const found = await frame.evaluate(() => ({
          title: document.title,
          planted: document.querySelectorAll(
            "[onerror],[onload],[ontoggle],iframe[srcdoc],body style,a[href^='javascript:' i]," +
              "a[href^='data:' i],body script:not([src])",
          ).length,
        })).catch(() => undefined);
        if (found === undefined) continue;
        if (found.title.includes("owned")) offences.push("a title was changed");
        if (found.planted > 0) offences.push(`${found.planted} planted elements`);
      }
      assert.deepEqual(offences, [], where);
    },
  };
}
