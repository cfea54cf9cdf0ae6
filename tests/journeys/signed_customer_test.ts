/** Features: D1, F1. The shop's page says who is signed in, signed by its secret; a lie is not shown. */
import { createHmac } from "node:crypto";
import { look } from "../support/axe.ts";
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, type Visitor } from "../support/visitor.ts";

interface Fact {
  customer: string;
  at: number;
  name: string;
}

/** What the shop's server and its page do. */
const identify = ({ page }: Visitor, secret: string, fact: Fact) => {
  const lines = [fact.customer, fact.at, fact.name, "", ""].join("\n");
  const signature = createHmac("sha256", secret).update(lines).digest("hex");
  const settled = page.waitForResponse(/visitor\/customer$/);
  return page.evaluate((told) => {
    const { Tidegate } = globalThis as unknown as { Tidegate: { identify(told: unknown): void } };
    Tidegate.identify(told);
  }, { ...fact, signature }).then(() => settled);
};

Deno.test("signed customer - the agent sees what the shop signed, and nothing that it did not", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Admin" }).click();
    const secrets = admin.getByRole("region", { name: "Signed customers" });
    await secrets.getByRole("button", { name: /^Show the secret of Qishan/ }).click();
    const secret = (await secrets.getByLabel(/^Secret of Qishan/).textContent())!;
    assert.deepEqual(await look(admin), []);

    const visitor = await enter(journey);
    await ask(visitor, "Where is my parcel?");
    const at = Date.now();
    await identify(visitor, "not the secret", { customer: "A-1", at, name: "Mallory" });
    await identify(visitor, secret, { customer: "A-4417", at, name: "Anna Li" });
    await open(agent, "Where is my parcel?");
    await agent.reload();
    const card = agent.getByRole("complementary", { name: "Visitor details" });
    await card.getByText("Signed by the shop").waitFor();
    await card.getByText("A-4417").waitFor();
    await card.getByText("Anna Li").waitFor();
    assert.deepEqual(await look(agent), []);

    await secrets.getByRole("button", { name: /^Renew the secret of Qishan/ }).click();
    await secrets.getByText("Renewed; the old one is void at once.").waitFor();
    await comeBack(visitor);
    await identify(visitor, secret, { customer: "A-9", at, name: "Too late" });
    await agent.reload();
    await card.getByText("A-4417").waitFor();
    assert.equal(await card.getByText("Too late").count(), 0);
  }));
