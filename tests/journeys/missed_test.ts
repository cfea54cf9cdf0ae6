/** Features: B1, B9. What came while the desk had no connection is told when it is back. */
import type { Page, WebSocketRoute } from "playwright-core";
import { journey } from "../support/journey.ts";
import { open, presenceIs, shown, work } from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

/** Offline does not end a socket that is open: it goes through here, and what this returns ends it. */
async function cuttable(page: Page): Promise<() => Promise<void>> {
  const sockets: WebSocketRoute[] = [];
  await page.routeWebSocket(/./, (socket) => {
    socket.connectToServer();
    sockets.push(socket);
  });
  await page.reload();
  await presenceIs(page, "Online");
  return () => sockets.at(-1)!.close({ code: 1001 });
}

Deno.test("missed - a word that came while the connection was gone pops up when it is back", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const cut = await cuttable(agent);
    const visitor = await enter(journey);
    await ask(visitor, "Do you ship abroad?");
    await open(agent, "Do you ship abroad?");
    await agent.getByRole("link", { name: "Settings" }).click();
    await agent.getByRole("switch", { name: "New message: popup in the page" }).click();

    await agent.context().setOffline(true);
    await cut();
    await agent.getByRole("button", { name: "Reconnect now" }).waitFor();
    await say(visitor, "To Canada?");
    await said(visitor, "To Canada?").waitFor();
    await agent.context().setOffline(false);
    await agent.getByRole("list", { name: "Notifications" })
      .getByRole("button", { name: /To Canada/ }).click();
    await shown(agent, "To Canada?").waitFor();
  }));
