/** Features: C1. A supervisor goes on to who stands behind the first fifty of a line. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { crowd } from "../support/crowd.ts";
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { signIn } from "../support/staff.ts";

/** A page and three of the line; as many as the wall is told, and three. */
const WAITING = 53;

Deno.test("wall - a line longer than the wall is told is listed to its end, page by page", () =>
  journey(async (journey) => {
    await crowd(journey, WAITING);
    const page = await signIn(journey, "shen");
    await page.getByRole("link", { name: "Wall" }).click();
    await page.getByText("3 more wait in long lines: choose a group").waitFor();
    await page.getByRole("table", { name: "Skill groups" })
      .getByRole("button", { name: "Pre-sale" }).click();
    await page.getByText("3 more wait behind these").waitFor();
    await page.getByRole("button", { name: "List the whole line" }).click();
    const list = page.getByRole("region", { name: "Live conversations" });
    await list.getByText("customer 1", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "Next page" }).click();
    await list.getByRole("link", { name: `customer ${WAITING}` }).click();
    assert.ok(await page.getByRole("button", { name: "Next page" }).isDisabled());
    await page.getByRole("log", { name: "Messages" }).getByText(`customer ${WAITING}`).waitFor();
    assert.deepEqual(await look(page), []);
    await page.getByRole("button", { name: "Back to live" }).click();
    await page.getByRole("button", { name: "List the whole line" }).waitFor();
  }, withoutOverflow));
