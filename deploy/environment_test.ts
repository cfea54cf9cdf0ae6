import assert from "node:assert/strict";
import {
  address,
  partitions,
  pem,
  port,
  refusePlainText,
  secret,
  SettingWrong,
} from "./environment.ts";

const NATS = (value?: string) =>
  address({ NATS_URL: value }, "NATS_URL", ["nats:", "tls:"], "nats://127.0.0.1:4222");

Deno.test("settings - a wrong one is named with a valid example and never repeated", () => {
  for (const value of [undefined, "", "hello", "http://secret:word@there", "nats://a,ftp://b"]) {
    const error = (() => {
      try {
        return NATS(value);
      } catch (cause) {
        return cause;
      }
    })();
    assert.ok(error instanceof SettingWrong, String(value));
    assert.match(error.message, /^NATS_URL .*NATS_URL=nats:\/\/127\.0\.0\.1:4222$/);
    assert.doesNotMatch(error.message, /secret/);
  }
  assert.equal(NATS("nats://a:1,tls://b:2"), "nats://a:1,tls://b:2");
  assert.throws(() => port({ P: "70000" }, "P", 8787), /^SettingWrong: P .*P=8787$/);
  assert.throws(() => secret({ S: "short" }, "S"), SettingWrong);
  assert.throws(() => pem({ CA: "/nowhere/ca.pem" }, "CA"), /CA=\/etc\/tidegate\/ca.pem/);
});

Deno.test("settings - partitions are a range or a list, each once", () => {
  assert.deepEqual(partitions({}, "P", "0-3"), [0, 1, 2, 3]);
  assert.deepEqual(partitions({ P: "22, 4,4" }, "P", "0-31"), [4, 22]);
  for (const P of ["5-2", "64", "x", "1-", ""]) {
    assert.throws(() => partitions({ P }, "P", "0-31"), SettingWrong, P);
  }
});

Deno.test("attack 47 - plain text to another machine refuses to start without the flag", () => {
  const from = (url: string, flag?: string) => ({ URL: url, TIDEGATE_PLAIN_TEXT: flag });
  for (
    const url of [
      "nats://u:p@10.0.0.7:4222",
      "tls://10.0.0.7:4222,nats://10.0.0.8:4222",
      "redis://cache.example:6379",
      "postgres://db.example/desk",
      "postgres://db.example/desk?sslmode=prefer",
      "http://desk.example",
    ]
  ) {
    assert.throws(() => refusePlainText(from(url), ["URL"]), /TIDEGATE_PLAIN_TEXT=allowed/, url);
    refusePlainText(from(url, "allowed"), ["URL"]);
  }
  for (
    const url of [
      "nats://127.0.0.1:4222",
      "redis://localhost:6379",
      "rediss://cache.example:6379",
      "tls://10.0.0.7:4222",
      "postgres://db.example/desk?sslmode=verify-full",
      "https://desk.example",
    ]
  ) refusePlainText(from(url), ["URL"]);
});
