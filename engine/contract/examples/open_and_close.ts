/** Opens a conversation for a customer of another channel, writes, looks, and closes it. */
import { connectFromEnvironment } from "./settings.ts";

const desk = await connectFromEnvironment();
// The order's number makes it safe to run this twice: the second time opens nothing.
const order = Deno.args[0] ?? "order-1001";
const opened = await desk.command("conversation.open", {
  visitor: `buyer-of-${order}`,
  route: "qishan-web",
  message: { kind: "text", text: `Where is ${order}?` },
}, `ask-about-${order}`);
if (!opened.ok) throw new Error(opened.error.code);
const conversation = opened.result.conversation!;
console.log(JSON.stringify({ conversation, ...opened.result.opened, repeated: opened.repeated }));

const message = { kind: "text", text: "It was due yesterday." } as const;
await desk.command("conversation.message", { conversation, message }, `more-about-${order}`);
const live = await desk.query("conversation.get", { conversation });
if (live.ok) console.log(JSON.stringify({ state: live.answer.state, group: live.answer.group }));
const closed = await desk.command("conversation.close", { conversation }, `done-with-${order}`);
console.log(JSON.stringify({ closed: closed.ok }));
await desk.close();
