/** Features: D3, D1. Who looks around is listed; an invitation that is accepted is a conversation. */
import { journey } from "../support/journey.ts";
import { reply, row, shown, signIn, work } from "../support/staff.ts";
import { comeBack, said, say, visitorOf } from "../support/visitor.ts";

Deno.test("invite - listed while browsing, invited by hand, accepted on the shop's page", () =>
  journey(async (journey) => {
    const page = await journey.person({ language: "en" });
    await page.goto(`${journey.desk.base}/shop/qishan-en/`);
    const agent = await work(journey, "lin");
    await agent.getByRole("link", { name: "Visitors" }).click();
    const listed = agent.getByRole("list", { name: "Browsing now" }).getByRole("listitem");
    await listed.getByRole("link", { name: /Ridge/ }).waitFor();
    await listed.getByText(/on this page/).waitFor();
    await listed.getByRole("button", { name: "Invite" }).click();
    const dialog = agent.getByRole("dialog", { name: /^Invite Visitor/ });
    await dialog.getByRole("textbox", { name: /Words/ }).fill("Shall I help with the size?");
    await dialog.getByRole("button", { name: "Send the invitation" }).click();
    await listed.getByText(/^Invited by/).waitFor();

    const card = page.getByRole("dialog", { name: /invites you to chat$/ });
    await card.getByText("Shall I help with the size?").waitFor();
    await card.getByRole("button", { name: "Chat now" }).click();
    const visitor = visitorOf(page);
    await said(visitor, "Shall I help with the size?").waitFor();
    await say(visitor, "Yes please, I am 180 tall");
    await listed.getByText(/^Talks with/).waitFor();
    await agent.getByText("Today: 1 invited, 1 accepted").waitFor();

    await agent.getByRole("link", { name: /^Desk/ }).click();
    await row(agent, "Active", "Yes please, I am 180 tall").getByRole("link").click();
    await shown(agent, "Shall I help with the size?").waitFor();
    await reply(agent, "Take an L.");
    await comeBack(visitor);
    await said(visitor, "Take an L.").waitFor();
    const supervisor = await signIn(journey, "shen");
    await supervisor.goto(agent.url());
    await shown(supervisor, "Shall I help with the size?").waitFor();
  }));

Deno.test("invite - put away, it is gone from the page and the agent sees it", () =>
  journey(async (journey) => {
    const page = await journey.person({ language: "zh" });
    await page.goto(`${journey.desk.base}/shop/qishan/`);
    const agent = await work(journey, "lin");
    await agent.getByRole("link", { name: "Visitors" }).click();
    const listed = agent.getByRole("list", { name: "Browsing now" }).getByRole("listitem");
    await listed.getByRole("button", { name: "Invite" }).click();
    await agent.getByRole("button", { name: "Send the invitation" }).click();
    const card = page.getByRole("dialog", { name: /邀请您对话$/ });
    await card.getByText("您好，需要我帮您介绍一下吗？").waitFor();
    await card.getByRole("button", { name: "暂不需要" }).click();
    await card.waitFor({ state: "hidden" });
    await listed.getByText("Said not now").waitFor();
    await agent.reload();
    await agent.getByText("Today: 1 invited, 0 accepted").waitFor();
    await page.goto("about:blank");
    await agent.getByText("Nobody is browsing just now").waitFor();
  }));
