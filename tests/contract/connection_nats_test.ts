/** A process of a cluster reaches its servers by name, with rights for that name alone. */
import assert from "node:assert/strict";
import { natsProgram, startNatsServer } from "../support/nats_server.ts";

const CONNECTS = `
  import { connectNats } from "./engine/nats/connection.ts";
  const nats = await connectNats({ url: Deno.args[0], name: "named" });
  console.log(nats.getServer());
  await nats.close();
  Deno.exit(0);`;

Deno.test({
  name: "connection - a server's name is enough, its address need not be allowed",
  ignore: natsProgram === undefined,
  fn: async () => {
    const server = await startNatsServer();
    try {
      const url = new URL(server.url);
      url.hostname = "localhost";
      const rights = ["--allow-env", "--allow-read", "--allow-sys", `--allow-net=${url.host}`];
      const out = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "--ext=ts", ...rights, "-", url.href],
        cwd: new URL("../../", import.meta.url),
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      const writer = out.stdin.getWriter();
      await writer.write(new TextEncoder().encode(CONNECTS));
      await writer.close();
      const { code, stderr } = await out.output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
    } finally {
      await server.stop();
    }
  },
});
