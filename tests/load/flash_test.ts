/** Features: I1. A tenth of the flash through k6: no socket lost, every alert in time, every promise kept. */
import assert from "node:assert/strict";
import { CAMPAIGNS } from "../../bench/campaigns.ts";
import { runCampaign } from "../../bench/run_campaign.ts";

Deno.test("load - a shortened flash keeps the promises", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-flash-" });
  try {
    const options = { seed: 1111, report: `${folder}/report.html` };
    assert.equal(await runCampaign(CAMPAIGNS["flash-short"], options), true);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
