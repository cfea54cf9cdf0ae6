import assert from "node:assert/strict";
import { Parser } from "@asyncapi/parser";
import { INTEGRATOR_COMMANDS, INTEGRATOR_QUERIES } from "../schemas/integrators.ts";
import { asyncApiDocument } from "./document.ts";

Deno.test("asyncapi - the document is valid AsyncAPI 3, without one error", async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
  const errors = diagnostics.filter((one) => one.severity === 0);
  assert.deepEqual(errors.map((one) => `${one.path.join(".")}: ${one.message}`), []);
  assert.equal(document?.version(), "3.0.0");
  const operations = document!.operations().all().map((one) => one.id());
  for (const name of [...Object.keys(INTEGRATOR_COMMANDS), ...Object.keys(INTEGRATOR_QUERIES)]) {
    assert.ok(operations.includes(name), name);
  }
});

Deno.test("asyncapi - a command's message asks for its id, its level and its own fields", () => {
  const { components } = asyncApiDocument() as {
    components: { messages: Record<string, { payload: Record<string, unknown> }> };
  };
  const { payload } = components.messages["conversation.open"];
  assert.deepEqual(payload.required, ["id", "level", "visitor", "route"]);
  assert.equal(payload.additionalProperties, false);
  assert.ok("externalId" in (payload.properties as object));
});
