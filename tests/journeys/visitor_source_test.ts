/** Features: D2. Where a visitor came from, and by which words, stands beside the conversation. */
import { journey } from "../support/journey.ts";
import { open, signIn, work } from "../support/staff.ts";
import { ask, visitorOf } from "../support/visitor.ts";

const SEARCHED = "https://www.baidu.com/s?wd=shell+jacket";

Deno.test("visitor facts - the search engine, its words and the page are told to the agent", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const page = await journey.person({ language: "en" });
    await page.goto(`${journey.desk.base}/shop/qishan-en/`, { referer: SEARCHED });
    await page.getByRole("button", { name: "Chat with us" }).click();
    await ask(visitorOf(page), "Is it waterproof?");
    await open(agent, "Is it waterproof?");
    const supervisor = await signIn(journey, "shen");
    await supervisor.goto(agent.url());
    for (const reader of [agent, supervisor]) {
      await reader.reload();
      const side = reader.getByRole("complementary", { name: "Visitor details" });
      await side.getByText("baidu", { exact: true }).waitFor();
      await side.getByText("shell jacket", { exact: true }).waitFor();
    }
  }));
