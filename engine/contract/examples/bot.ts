/** A bot: answers what it knows, hands everything else to a person. */
import type { BotQuestion, BotReply } from "../ports/bots.ts";
import { connectFromEnvironment } from "./settings.ts";

const KNOWN: [question: RegExp, answer: string][] = [
  [/快递|物流|发货|deliver|ship/i, "48 小时内发货，发货后可在订单页查看物流。"],
  [/退货|退款|refund|return/i, "签收后 7 天内可无理由退货，运费险已赠送。"],
];

const desk = await connectFromEnvironment();
desk.nats.subscribe(`tg.v1.${desk.workspace}.bot.${Deno.args[0] ?? "helper"}`, {
  callback(error, message) {
    if (error) return;
    const { text } = message.json<BotQuestion>();
    const found = KNOWN.find(([question]) => question.test(text));
    const reply: BotReply = found ? { kind: "answer", text: found[1] } : { kind: "handOn" };
    message.respond(JSON.stringify(reply));
  },
});
console.log("the bot answers");
