/**
 * The client for integrators in TypeScript. Everything it does can be done with any NATS client in
 * any language; what it adds is doing it right when things fail.
 *
 *     const desk = await connectTidegate({ servers, name, password, workspace: "demo" });
 *     const reply = await desk.command("conversation.open", { visitor: "v1", route: "web" });
 */
export { type Client, type ClientSettings, connectTidegate } from "./client.ts";
export { follow, type Following, type PublicEvent } from "./follow.ts";
export { inOrder } from "./in_order.ts";
