/** Features: I1, I2. Integrators through k6 at the NATS door: every event followed, every promise kept. */
import assert from "node:assert/strict";
import { INTEGRATORS } from "../../bench/door/profiles.ts";
import { runIntegrator } from "../../bench/door/run_integrator.ts";

Deno.test("load - integrators open, follow and close at the NATS door by stock k6", async () => {
  assert.equal(await runIntegrator(INTEGRATORS["integrator-short"], undefined), true);
});
