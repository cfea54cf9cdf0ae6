import assert from "node:assert/strict";
import type { PublicRoute } from "../../engine/contract/wire/http.ts";
import type {
  ConfigurationAdmin,
  ConfigurationCheck,
} from "../../engine/contract/wire/http_configuration.ts";
import { openHouse } from "../testing/house.ts";
import { ask, browser, staff } from "../testing/people.ts";

const AUTUMN = {
  id: "autumn",
  name: { zh: "秋季", en: "Autumn" },
  accent: "#a03c00",
  title: { zh: "秋季特卖", en: "Autumn sale" },
  welcome: { zh: "今天半价", en: "Half price today" },
  side: "left",
  theme: "dark",
  ratingTitle: { zh: "帮到您了吗？", en: "Did we help?" },
  ratingComment: false,
};

Deno.test("looks - an entrance wears the library's look, panel and button alike", async () => {
  const house = await openHouse();
  try {
    const admin = await staff(house, "admin");
    const { body: { document } } = await ask<ConfigurationAdmin>(
      house,
      admin,
      "GET",
      "/api/v1/config",
    );
    const sheet = (name: string) =>
      ask<{ text: string }>(house, browser(), "GET", `/widget/looks/${name}`);
    assert.equal((await sheet("qishan-web.css")).body.text, "", "our own colour, at the right");
    const routes = document.routes.map((route) => ({ ...route, look: "autumn" }));
    const wrong = { ...document, looks: [{ ...AUTUMN, accent: "brown" }], routes };
    const path = "/api/v1/config/draft/check";
    const checked = await ask<ConfigurationCheck>(house, admin, "POST", path, { document: wrong });
    assert.deepEqual(checked.body.faults.map((one) => `${one.path} ${one.rule}`), [
      "looks.0.accent pattern",
    ]);
    const own = { accent: "brown", title: AUTUMN.title };
    const [first, ...rest] = document.routes;
    const ownWrong = { ...document, routes: [{ ...first, look: own }, ...rest] };
    const told = await ask<ConfigurationCheck>(house, admin, "POST", path, { document: ownWrong });
    assert.deepEqual(told.body.faults.map((one) => one.path), ["routes.0.look.accent"]);

    const sound = { ...document, looks: [AUTUMN], routes };
    const done = await ask(house, admin, "POST", "/api/v1/configuration", sound);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const route = "/api/v1/visitor/routes/qishan-web";
    const { body: seen } = await ask<PublicRoute>(house, browser(), "GET", route);
    assert.deepEqual(
      [seen.title.en, seen.welcome.en, seen.accent, seen.side],
      ["Autumn sale", "Half price today", "#a03c00", "left"],
    );
    assert.deepEqual(
      [seen.theme, seen.ratingTitle, seen.ratingComment],
      ["dark", AUTUMN.ratingTitle, false],
    );
    const worn = await sheet("qishan-web.css");
    assert.match(worn.body.text, /^:host\{--a:#a03c00!important;--c:#ffffff!important\}/);
    assert.match(
      worn.body.text,
      /:host\(:not\(\[data-theme\]\)\)\{--a:#[0-9a-f]{6}!important.*--s:#11171d/,
    );
    assert.doesNotMatch(worn.body.text, /prefers-color-scheme/);
    assert.match(worn.body.text, /--l:max\(20px/);
    assert.equal(worn.headers.get("cross-origin-resource-policy"), "cross-origin");
    assert.equal((await sheet("nowhere.css")).status, 404);
  } finally {
    await house.close();
  }
});
