/** Features: B1, D1. Everything in Chinese; the agent changes to English and it stays so. */
import { journey } from "../support/journey.ts";
import { reply, shown, signIn } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("languages - Chinese on both sides, then English at the desk", () =>
  journey(async (journey) => {
    const agent = await signIn(journey, "lin", { language: "zh" });
    await agent.getByRole("radiogroup", { name: "在线状态" }).getByRole("radio", { name: "在线" })
      .click();
    const visitor = await enter(journey, { language: "zh" });
    await ask(visitor, "165 穿什么码？", "尺码与选购");
    await said(visitor, "林晓岚 已接入，为您服务。").waitFor();
    const active = agent.getByRole("region", { name: "进行中" });
    await active.getByRole("link", { name: /165 穿什么码/ }).click();
    await agent.getByText("访客从「栖山户外」进入，主题「尺码与选购」").waitFor();
    await agent.getByRole("textbox", { name: /^回复/ }).fill("建议选 L 码。");
    await agent.getByRole("button", { name: "发送", exact: true }).click();
    await said(visitor, "建议选 L 码。").waitFor();

    await agent.getByRole("button", { name: "我的账号" }).click();
    await agent.getByRole("dialog").getByRole("radio", { name: "English" }).click();
    await agent.getByRole("button", { name: "Close", exact: true }).click();
    await agent.reload();
    await shown(agent, "The visitor came in by “Qishan Outdoor”").waitFor();
    await reply(agent, "还有货。");
    await comeBack(visitor);
    await said(visitor, "还有货。").waitFor();
    await visitor.panel.getByText("正在为您服务").waitFor();
  }));
