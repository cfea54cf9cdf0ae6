/** Other customers, as scenery: they ask through the public interface and are never looked at. */
import type { VisitorSession } from "../../engine/contract/wire/http.ts";
import { call } from "../../deploy/demo/client.ts";
import type { Journey } from "./journey.ts";

export async function crowd({ desk: { base } }: Journey, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const stranger = { base, headers: {} };
    const opening = { route: "qishan-web", language: "en" };
    const { token } = await call<VisitorSession>(
      stranger,
      "POST",
      "/api/v1/visitor/sessions",
      opening,
    );
    const self = { base, headers: { authorization: `Bearer ${token}` } };
    const message = { kind: "text", text: `customer ${at + 1}` };
    await call(self, "POST", "/api/v1/visitor/conversations", { ...opening, message });
  }
}
