import { lookOf } from "../../engine/contract/configuration/looks.ts";
import type { Tone } from "../../engine/contract/wire/http.ts";
import type { Gateway } from "../context.ts";
import type { App } from "../environment.ts";
import { problem } from "../problems.ts";
import { tonesOf } from "./tone.ts";

/**
 * The look of an entrance's button, as the one thing that a shop's page loads before anybody clicks:
 * a style sheet, because a page may take one from another origin without being able to read it.
 */
const FRESH_S = 60;
const FILE = /^([^/]+)\.css$/;

const declared = ({ accent, contrast }: Tone): string =>
  `--a:${accent}!important;--c:${contrast}!important`;

export function lookSheetRoutes(app: App, gateway: Gateway): void {
  app.get("/widget/looks/:file", async (c) => {
    const id = FILE.exec(c.req.param("file"))?.[1];
    const company = id === undefined ? undefined : await gateway.companies.ofRoute(id);
    const route = company?.configuration?.routes.find((one) => one.id === id);
    if (!company?.configuration || !route) return problem(c, { code: "not_found" });
    return c.body(sheetOf(lookOf(company.configuration, route)), 200, {
      "content-type": "text/css; charset=utf-8",
      "cache-control": `public, max-age=${FRESH_S}`,
    });
  });
}

/** What the button and the empty frame stand on, by theme; as in the loader's own sheet. */
const GROUND = { light: "--s:#fff!important", dark: "--s:#11171d!important" };

function sheetOf({ accent, side, theme }: ReturnType<typeof lookOf>): string {
  const tones = tonesOf(accent);
  const [light, dark] = [tones && declared(tones.light), tones && declared(tones.dark)];
  const worn = theme === "dark" ? dark : light;
  return [
    light && `:host{${light}}`,
    dark && `:host([data-theme=dark]){${dark}}`,
    // without a wish of the page the look's theme holds, and without that the system's
    theme
      ? `:host(:not([data-theme])){${[worn, GROUND[theme]].filter(Boolean).join(";")}}`
      : dark && `@media (prefers-color-scheme:dark){:host(:not([data-theme=light])){${dark}}}`,
    side === "left" && ":host{--l:max(20px,env(safe-area-inset-left));--r:auto}",
  ].filter(Boolean).join("\n");
}
