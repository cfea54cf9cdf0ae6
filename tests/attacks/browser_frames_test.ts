/** Rows 33, 24 (links): pages in frames of others, words from foreign windows, links that run. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, reply, shown, work } from "../support/staff.ts";
import { ask, enter, said, visitorOf } from "../support/visitor.ts";
import { watched } from "./hostile_words.ts";

/** A page of somebody else's, on a port of its own. */
function foreignPage(html: () => string) {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(html(), { headers: { "content-type": "text/html" } }),
  );
  return { address: `http://localhost:${server.addr.port}/`, stop: () => server.shutdown() };
}

/** What a window that holds references to others can do to all of them. */
function forge() {
  const all = globalThis.parent.frames;
  for (let at = 0; at < all.length; at++) {
    for (const type of ["open", "close", "orders", "navigate", "identify", "message", "page"]) {
      for (
        const data of [
          { type, source: "tidegate" },
          {
            tidegate: type,
            url: "https://evil.example",
            text: "forged",
            orders: [{ title: "forged" }],
          },
          JSON.stringify({ type, text: "forged" }),
        ]
      ) all[at].postMessage(data, "*");
    }
  }
}

Deno.test("attack 33 - the desk shows in nobody's frame, and widgets hear only their own page", () =>
  journey(async (journey) => {
    const { base } = journey.desk;
    const attacker = foreignPage(() => "<p>attacker</p>");
    const thief = foreignPage(() =>
      `<iframe title="desk" src="${base}/desk/"></iframe><iframe title="home" src="${base}/"></iframe>`
    );
    const shop = foreignPage(() =>
      `<iframe src="${attacker.address}"></iframe>
       <script src="${base}/widget.js" data-route="qishan-web" data-language="en"></script>`
    );
    try {
      const page = await journey.person({ language: "en" });
      await page.goto(thief.address);
      for (const title of ["desk", "home"]) {
        const frame = page.getByTitle(title).contentFrame();
        const words = await frame.locator("body").innerText().catch(() => "");
        assert.doesNotMatch(words, /Sign in|Account/, title);
      }
      await page.goto(shop.address);
      await page.getByRole("button", { name: "Chat with us" }).click();
      const visitor = visitorOf(page);
      const eye = await watched(page);
      await ask(visitor, "Is anybody there?");
      await said(visitor, "Is anybody there?").waitFor();
      const hostile = page.frames().find((one) => one.url() === attacker.address);
      assert.ok(hostile, "the attacker's frame is there");
      await hostile.evaluate(forge);
      await ask(visitor, "Still here");
      await said(visitor, "Still here").waitFor();
      assert.equal(await said(visitor, "forged").count(), 0);
      assert.equal(page.url(), shop.address);
      await eye.clean("a shop with a foreign frame in it");
      const agent = await work(journey, "lin");
      await open(agent, "Still here");
      const side = agent.getByRole("complementary", { name: "Visitor details" });
      await side.waitFor();
      assert.equal(await side.getByText("forged").count(), 0);
    } finally {
      await Promise.all([thief, attacker, shop].map((one) => one.stop()));
    }
  }));

Deno.test("attack 24 - javascript: and data: links are words, and a page opens only with consent", () =>
  journey(async (journey) => {
    const visitor = await enter(journey);
    await ask(visitor, "javascript:alert(1) data:text/html,<script>alert(1)</script>");
    const agent = await work(journey, "lin");
    const [eye, theirs] = [await watched(agent), await watched(visitor.page)];
    await open(agent, /javascript:alert/);
    await reply(agent, "see https://shop.example@evil.example/ and http://ok.example/");
    await said(visitor, /ok.example/).first().waitFor();
    await shown(agent, /javascript:alert/).first().waitFor();
    for (const page of [agent, visitor.page]) {
      for (const frame of page.frames()) {
        const links = await frame.evaluate(() =>
          [...document.querySelectorAll("a[href]")].map((link) => ({
            href: (link as HTMLAnchorElement).href,
            rel: (link as HTMLAnchorElement).rel,
            target: (link as HTMLAnchorElement).target,
          }))
        );
        for (const { href, rel, target } of links) {
          assert.match(href, /^(https?:|blob:|mailto:|tel:)/, href);
          if (target === "_blank") assert.match(rel, /noopener|noreferrer/, href);
        }
      }
    }
    await eye.clean("the desk");
    await theirs.clean("the widget");
  }));
