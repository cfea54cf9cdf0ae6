/** HTTP and WebSocket frames byte by byte, as no browser would send them. */

export interface Answered {
  status: number;
  text: string;
}

const READ_WITHIN_MS = 20_000;

/** A connection on which anything can be written; what came back so far is kept as text. */
export class RawConnection {
  received = new Uint8Array();
  ended: Promise<void>;

  private constructor(readonly connection: Deno.Conn) {
    this.ended = this.#read();
  }

  static async open(address: string): Promise<RawConnection> {
    const { hostname, port } = new URL(address);
    return new RawConnection(await Deno.connect({ hostname, port: Number(port) }));
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    for (;;) {
      const count = await this.connection.read(buffer).catch(() => null);
      if (count === null) return;
      const joined = new Uint8Array(this.received.length + count);
      joined.set(this.received);
      joined.set(buffer.subarray(0, count), this.received.length);
      this.received = joined;
    }
  }

  /** False when the other side has hung up. */
  async write(bytes: Uint8Array | string): Promise<boolean> {
    const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
    try {
      for (let at = 0; at < all.length;) at += await this.connection.write(all.subarray(at));
      return true;
    } catch {
      return false;
    }
  }

  text = (): string => new TextDecoder("latin1").decode(this.received);
  status = (): number => Number(/^HTTP\/1\.1 (\d+)/.exec(this.text())?.[1] ?? 0);

  /** The code of the close frame behind the head of the answer; 0 while there is none. */
  closeCode(): number {
    const head = this.text().indexOf("\r\n\r\n") + 4;
    for (let at = head; head > 3 && at + 1 < this.received.length;) {
      const length = this.received[at + 1] & 0x7f;
      const size = length < 126 ? 2 : 4;
      const bytes = length < 126 ? length : this.received[at + 2] << 8 | this.received[at + 3];
      if ((this.received[at] & 0x0f) === 8) {
        return this.received[at + size] << 8 | this.received[at + size + 1];
      }
      at += size + bytes;
    }
    return 0;
  }

  async until(found: () => boolean, what: string): Promise<void> {
    const deadline = performance.now() + READ_WITHIN_MS;
    while (!found()) {
      if (performance.now() > deadline) throw new Error(`never: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): void {
    try {
      this.connection.close();
    } catch {
      // the other side was first
    }
  }
}

/** Head and body as given; resolves with the status that came. */
export async function answerTo(address: string, request: string): Promise<number> {
  const raw = await RawConnection.open(address);
  await raw.write(request);
  await Promise.race([raw.ended, raw.until(() => raw.status() > 0, "an answer")]);
  raw.close();
  return raw.status();
}

export const handshake = (path: string, headers: string[]): string =>
  [
    `GET ${path} HTTP/1.1`,
    ...headers,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "",
    "",
  ].join("\r\n");

export type Opcode = "text" | "binary";

/** One masked frame with a mask of zeros, so that the payload stands as it is. */
export function frame(payload: Uint8Array, opcode: Opcode = "text"): Uint8Array {
  const { length } = payload;
  const head = length < 126
    ? [0x80 | length]
    : length < 65_536
    ? [0x80 | 126, length >> 8, length & 0xff]
    : [0x80 | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => length >> shift & 0xff)];
  const bytes = new Uint8Array(1 + head.length + 4 + length);
  bytes.set([opcode === "text" ? 0x81 : 0x82, ...head]);
  bytes.set(payload, 1 + head.length + 4);
  return bytes;
}
