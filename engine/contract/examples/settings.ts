import { type Client, connectTidegate } from "../client/mod.ts";

/** `NATS_URL=tls://127.0.0.1:14222 NATS_USER=shop-erp NATS_PASSWORD=… NATS_CA=ca.pem WORKSPACE=demo` */
export const connectFromEnvironment = (): Promise<Client> =>
  connectTidegate({
    servers: Deno.env.get("NATS_URL") ?? "nats://127.0.0.1:4222",
    name: Deno.env.get("NATS_USER") ?? "",
    password: Deno.env.get("NATS_PASSWORD") ?? "",
    workspace: Deno.env.get("WORKSPACE") ?? "demo",
    authorityFile: Deno.env.get("NATS_CA"),
  });
