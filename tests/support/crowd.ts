/**
 * Other customers, as scenery: they ask through the public interface and are never looked at. Each
 * comes with the way to end the conversation.
 */
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { call } from "../../deploy/demo/client.ts";
import type { Journey } from "./journey.ts";

export async function crowd(
  { desk: { base } }: Journey,
  count: number,
): Promise<(() => Promise<unknown>)[]> {
  const leave: (() => Promise<unknown>)[] = [];
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
    const path = "/api/v1/visitor/conversations";
    const { conversation } = await call<OpenResponse>(self, "POST", path, { ...opening, message });
    leave.push(() => call(self, "POST", `${path}/${conversation}/close`, {}));
  }
  return leave;
}
