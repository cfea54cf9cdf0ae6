/** Rows 24, 25: what a visitor sends is text wherever staff read it, in Chromium. */
import { call, type Client, signIn as signInClient } from "../../deploy/demo/client.ts";
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { type Journey, journey } from "../support/journey.ts";
import { conversation, open, section, shown, signIn, work } from "../support/staff.ts";
import { SCRIPTS, SHORT, SPOOF, watched } from "./hostile_words.ts";

/** A visitor whose name, page, device, words and orders all want to run. */
async function hostile({ desk, company }: Journey): Promise<{ self: Client; id: string }> {
  const nobody: Client = { base: desk.base, headers: { "user-agent": SHORT } };
  const request = { route: "qishan-web", language: "en" };
  const session = await call<VisitorSession>(nobody, "POST", "/api/v1/visitor/sessions", request);
  const self = {
    base: desk.base,
    headers: { ...nobody.headers, authorization: `Bearer ${session.token}` },
  };
  const opened = await call<OpenResponse>(self, "POST", "/api/v1/visitor/conversations", {
    ...request,
    message: { kind: "text", text: "first words" },
    facts: {
      page: `https://shop.example/?q=${SHORT}`,
      title: SHORT,
      referrer: `https://search.example/?q=${SHORT}`,
    },
  });
  const lin = await signInClient(desk.base, "shen", company.password);
  await call(lin, "PUT", `/api/v1/visitors/${session.visitor}/card`, {
    name: SHORT,
    note: SCRIPTS[0],
    tags: [SHORT.slice(0, 30)],
    fields: { [SHORT.slice(0, 30)]: SCRIPTS[1] },
  });
  return { self, id: opened.conversation };
}

Deno.test("attack 24, 25 - a visitor's words, names, pages and orders are text to all staff", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const eyes = [await watched(agent)];
    await agent.getByRole("link", { name: "Settings" }).click();
    await agent.getByRole("switch", { name: "New message: popup in the page" }).click();
    await agent.getByRole("link", { name: "Desk" }).first().click();
    const { self, id } = await hostile(journey);
    const path = `/api/v1/visitor/conversations/${id}`;
    for (const text of [...SCRIPTS, SPOOF]) {
      await call(self, "POST", `${path}/messages`, { body: { kind: "text", text } });
    }
    await agent.getByRole("list", { name: "Notifications" }).getByRole("button").first().waitFor();
    await section(agent, "Active").getByRole("listitem").getByRole("link").first().click();
    await conversation(agent).waitFor();
    for (const text of SCRIPTS) await shown(agent, text).first().waitFor();
    await agent.getByRole("complementary", { name: "Visitor details" }).getByText(SHORT).first()
      .waitFor();
    await eyes[0].clean("the agent's desk");

    const supervisor = await signIn(journey, "shen");
    const theirs = await watched(supervisor);
    await supervisor.goto(agent.url());
    await shown(supervisor, SCRIPTS[0]).first().waitFor();
    for (const place of ["Wall", "Visitors", "Pending", "Reports"]) {
      await supervisor.getByRole("link", { name: place }).first().click();
      await supervisor.getByRole("main").waitFor();
      await theirs.clean(place);
    }
    await call(self, "POST", `${path}/close`, {});
    await call(self, "POST", `${path}/rating`, { score: 1, comment: SCRIPTS[0] });
    await section(agent, "Ended today").getByRole("button").click();
    await open(agent, /./, "Ended today");
    await agent.reload();
    await shown(agent, /The visitor rated 1/).waitFor();
    await eyes[0].clean("the rating's comment");
    await supervisor.getByRole("link", { name: "Reports" }).click();
    await supervisor.getByRole("radio", { name: "Ratings" }).click();
    await supervisor.getByRole("main").waitFor();
    await theirs.clean("the reports");
  }));
