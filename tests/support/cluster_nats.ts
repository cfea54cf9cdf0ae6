import { certificatesIn } from "../../deploy/nats/certificates.ts";
import { startNats } from "../../deploy/nats/server.ts";
import { newSecrets, type Secrets } from "../../deploy/secrets.ts";
import { freePort } from "./postgres.ts";

/** A nats-server as `deno task cluster` sets it up, with two integrators of two companies. */
export async function clusterNats() {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-nats-" });
  const secrets: Secrets = newSecrets([
    { name: "shop-erp", workspace: "demo" },
    { name: "acme-crm", workspace: "acme" },
  ]);
  const certificates = await certificatesIn(`${folder}/tls`, ["localhost", "127.0.0.1"]);
  const nats = await startNats({
    servers: 1,
    port: freePort(),
    folder,
    credentials: secrets.nats,
    integrators: secrets.integrators,
    certificates,
  });
  return {
    ...nats,
    secrets,
    folder,
    tls: { caFile: certificates.authority },
    async end() {
      await nats.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
