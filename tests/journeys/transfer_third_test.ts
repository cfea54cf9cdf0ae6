/** Features: B10, C1. The third transfer of one conversation alerts the supervisor, who looks at it. */
import type { Page } from "playwright-core";
import { journey } from "../support/journey.ts";
import { onlyClock } from "../support/journey_company.ts";
import { alertCount, open, shown, signIn, transfer, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

const QUESTION = "My parcel is stuck";

async function handOn(from: Page, to: Page, name: string): Promise<void> {
  await open(from, QUESTION);
  await transfer(from, name);
  await open(to, QUESTION, "Offered to me");
  await to.getByRole("status").getByRole("button", { name: "Accept" }).click();
}

Deno.test("transfer - the third of one conversation alerts the supervisor", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    await ask(await enter(journey), QUESTION);
    const xu = await work(journey, "xu");
    const supervisor = await signIn(journey, "shen");
    await handOn(lin, xu, "许一鸣");
    await handOn(xu, lin, "林晓岚");
    await shown(lin, "Transferred from 许一鸣 to 林晓岚").waitFor();
    await alertCount(supervisor, 1).waitFor({ state: "hidden" });
    await handOn(lin, xu, "许一鸣");
    await alertCount(supervisor, 1).waitFor();

    await supervisor.reload();
    await supervisor.getByRole("link", { name: "Wall" }).click();
    const alerts = supervisor.getByRole("region", { name: "Alerts" });
    await alerts.getByText("was transferred for the third time").waitFor();
    await alerts.getByRole("button", { name: "Show conversation" }).click();
    await shown(supervisor, QUESTION).waitFor();
  }, (company) => onlyClock(company, { warnMs: 300_000, breachMs: 600_000 })));
