import { WebSocket } from "k6/websockets";

/**
 * NATS's text protocol over a WebSocket, as far as an integrator needs it: stock k6 has no other
 * way in. What is sent is ASCII, so that a text's length is its bytes; of what comes, only JSON is
 * looked at, and it is read byte by byte, which leaves names and numbers as they are.
 */
export interface NatsMessage {
  reply?: string;
  /** Of the server's own words, such as 503 when nobody listens, or 404 and 408 for a pull. */
  status?: number;
  text: string;
}

export interface Nats {
  publish(subject: string, text: string, reply?: string): void;
  subscribe(subject: string, receive: (message: NatsMessage) => void): void;
  /** The answer, or undefined when none came in time: then the outcome is unknown. */
  request(subject: string, body: unknown): Promise<NatsMessage | undefined>;
  close(): void;
}

export interface NatsUser {
  url: string;
  user: string;
  password: string;
  /** Refused, or gone without being asked. */
  lost: (why: string) => void;
}

const ANSWER_WITHIN_MS = 5_000;
const BYTES_AT_ONCE = 8_192;

/** JSON in ASCII alone. */
export const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function bytesAsText(data: ArrayBuffer): string {
  const bytes = new Uint8Array(data);
  let text = "";
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    text += String.fromCharCode(...bytes.subarray(at, at + BYTES_AT_ONCE));
  }
  return text;
}

/** Calls back once the server has taken the user. */
export function openNats({ url, user, password, lost }: NatsUser, ready: (nats: Nats) => void) {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  const inbox = `_INBOX.${user}${Math.random().toString(36).slice(2)}`;
  const receivers = new Map<string, (message: NatsMessage) => void>();
  const answers = new Map<string, (message: NatsMessage | undefined) => void>();
  let [rest, requests, over, begun] = ["", 0, false, false];

  const nats: Nats = {
    publish(subject, text, reply) {
      socket.send(`PUB ${subject} ${reply ? `${reply} ` : ""}${text.length}\r\n${text}\r\n`);
    },
    subscribe(subject, receive) {
      const number = String(receivers.size + 1);
      receivers.set(number, receive);
      socket.send(`SUB ${subject} ${number}\r\n`);
    },
    request(subject, body) {
      const number = String(++requests);
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(number, undefined), ANSWER_WITHIN_MS);
        answers.set(number, (message) => {
          clearTimeout(timer);
          resolve(message);
        });
        nats.publish(subject, ascii(body), `${inbox}.${number}`);
      });
    },
    close() {
      over = true;
      socket.close();
    },
  };

  function settle(number: string, message: NatsMessage | undefined): void {
    const answer = answers.get(number);
    answers.delete(number);
    answer?.(message);
  }

  function greet(): void {
    const who = { user, pass: password, name: user, lang: "k6", version: "1", protocol: 1 };
    const manner = { verbose: false, pedantic: false, headers: true, no_responders: true };
    socket.send(`CONNECT ${ascii({ ...who, ...manner })}\r\nPING\r\n`);
  }

  function line(text: string): void {
    if (text.startsWith("INFO")) return begun ? undefined : greet();
    if (text === "PING") return socket.send("PONG\r\n");
    if (text.startsWith("-ERR")) return lost(text);
    if (text !== "PONG" || begun) return;
    begun = true;
    nats.subscribe(`${inbox}.*`, () => {});
    ready(nats);
  }

  /** Takes one line, or one message with its line, off the front; false when more has to come. */
  function next(): boolean {
    const end = rest.indexOf("\r\n");
    if (end < 0) return false;
    const words = rest.slice(0, end).split(" ");
    if (words[0] !== "MSG" && words[0] !== "HMSG") {
      line(rest.slice(0, end));
      rest = rest.slice(end + 2);
      return true;
    }
    const bytes = Number(words.at(-1));
    const whole = end + 2 + bytes + 2;
    if (rest.length < whole) return false;
    const headed = words[0] === "HMSG";
    const head = headed ? Number(words.at(-2)) : 0;
    const body = rest.slice(end + 2, end + 2 + bytes);
    rest = rest.slice(whole);
    const [, subject, number] = words;
    const reply = words.length === (headed ? 6 : 5) ? words[3] : undefined;
    const status = headed ? Number(body.slice(0, head).match(/^NATS\/1\.0 (\d+)/)?.[1]) : NaN;
    const message = { reply, status: status || undefined, text: body.slice(head) };
    if (subject.startsWith(`${inbox}.`)) settle(subject.slice(inbox.length + 1), message);
    else receivers.get(number)?.(message);
    return true;
  }

  socket.addEventListener("message", (event) => {
    if (!("data" in event)) return;
    const { data } = event;
    rest += typeof data === "string" ? data : bytesAsText(data as ArrayBuffer);
    while (next());
  });
  socket.addEventListener("close", () => {
    if (!over) lost("the connection closed");
    over = true;
  });
  socket.addEventListener("error", (event) => {
    if (!over) lost(String((event as { error?: unknown }).error ?? "the connection broke"));
  });
}
