import { html } from "hono/html";
import { asyncApiDocument } from "../../engine/contract/asyncapi/document.ts";
import type { Gateway } from "../context.ts";
import type { App } from "../environment.ts";
import { INFO, interfaceOf } from "./interface.ts";

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}
interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, unknown>;
  required?: string[];
}

/** The interface, readable: made from the same document that programs read; no script at all. */
export function docsRoutes(app: App, gateway: Gateway): void {
  // made once: building it takes 15 ms, and anybody may ask
  let made: ReturnType<typeof interfaceOf> | undefined;
  const documentOf = () => made ??= interfaceOf(app, gateway.settings.secure);
  let page: ReturnType<typeof pageOf> | undefined;
  let text: string | undefined;
  app.get("/api/openapi.json", (c) => {
    text ??= JSON.stringify(documentOf());
    return c.body(text, 200, { "content-type": "application/json" });
  });
  let contract: string | undefined;
  app.get("/api/asyncapi.json", (c) => {
    contract ??= JSON.stringify(asyncApiDocument());
    return c.body(contract, 200, { "content-type": "application/json" });
  });
  app.get("/api/docs.css", (c) => c.body(STYLE, 200, { "content-type": "text/css" }));
  app.get("/api/docs", async (c) => c.html(await (page ??= pageOf(documentOf().paths ?? {}))));
}

function pageOf(paths: object) {
  const groups = new Map<string, [method: string, path: string, operation: Operation][]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? "Other";
      groups.set(tag, [...groups.get(tag) ?? [], [method.toUpperCase(), path, operation]]);
    }
  }
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Tidegate · HTTP interface</title>
    <link rel="stylesheet" href="/api/docs.css">
  </head>
  <body>
    <main>
      <h1>Tidegate · HTTP interface</h1>
      <p>${INFO.info.description} <a href="/api/openapi.json">OpenAPI 3.1</a>
        <a href="/api/asyncapi.json">AsyncAPI 3</a> (NATS and sockets)</p>
      ${[...groups].map(([tag, all]) => html`<h2>${tag}</h2>${all.map(section)}`)}
    </main>
  </body>
</html>`;
}

function section([method, path, operation]: [string, string, Operation]) {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const answer = Object.entries(operation.responses ?? {}).find(([status]) => status < "3");
  const shape = answer?.[1].content?.["application/json"]?.schema;
  return html`<section>
    <h3><b>${method}</b> <code>${path}</code></h3>
    <p>${operation.summary ?? ""}</p>
    ${
    parameters.length > 0
      ? html`<p>Parameters: ${
        parameters.map((one) =>
          html`
            <code>${one.name}${one.required ? "" : "?"}</code> (${one.in})
          `
        )
      }</p>`
      : ""
  }
    ${body ? html`<p>Body: <code>${shapeOf(body)}</code></p>` : ""}
    <p>Answer ${answer?.[0] ?? ""}: <code>${shape ? shapeOf(shape) : "nothing"}</code></p>
  </section>`;
}

function shapeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split("/").pop() ?? "";
  const fields = Object.keys(schema.properties ?? {});
  if (fields.length === 0) return String(schema.type ?? "object");
  const required = new Set(schema.required);
  return `{ ${fields.map((name) => required.has(name) ? name : `${name}?`).join(", ")} }`;
}

const STYLE = `
body { font: 15px/1.6 system-ui, "Noto Sans SC", sans-serif; margin: 0; color: #16252c; }
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1rem; }
section { border-top: 1px solid #d5dfe3; padding: .5rem 0; }
h3 { font-size: 1rem; margin: .5rem 0; font-weight: 400; }
code { font: 13px/1.5 ui-monospace, monospace; background: #eef3f5; padding: .1rem .3rem; }
p { margin: .25rem 0; }
@media (prefers-color-scheme: dark) {
  body { background: #0f1a1f; color: #dbe7ec; } code { background: #1b2a31; }
  section { border-color: #2a3b43; } a { color: #7cc7e8; }
}
`;
