/** Features: I3. The desk on the real parts, in browsers, while its processes are killed under it. */
import { askDesk } from "../../deploy/control.ts";
import { DEMO_PASSWORD } from "../../deploy/demo/people.ts";
import { journey } from "../support/journey.ts";
import { open, reply, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said, say } from "../support/visitor.ts";
import { type ClusterProcess, startCluster } from "../support/cluster.ts";

/** Ends one process of this kind, as a crash would. */
async function killed(cluster: ClusterProcess, kind: string): Promise<void> {
  const running = await askDesk(cluster.folder, "processes") as { name: string; pid: number }[];
  const victim = running.find((one) => one.name.startsWith(kind));
  if (victim === undefined) throw new Error(`no ${kind} runs`);
  Deno.kill(victim.pid, "SIGKILL");
}

Deno.test("cluster - a visitor and an agent talk through two gateways, and gateways may die", () => {
  let cluster: ClusterProcess;
  const start = async (folder: string) => cluster = await startCluster(folder);
  return journey(
    async (journey) => {
      const agent = await work(journey, "lin");
      const visitor = await enter(journey);
      await ask(visitor, "Which size for 165 cm?", "Sizes and choosing");
      await open(agent, "Which size for 165 cm?");
      await reply(agent, "Size L leaves room.");
      await said(visitor, "Size L leaves room.").waitFor();
      await killed(cluster, "gateway");
      await say(visitor, "Thank you!");
      await shown(agent, "Thank you!").waitFor();
      await killed(cluster, "engine");
      await reply(agent, "You are welcome.");
      await said(visitor, "You are welcome.").waitFor();
      await comeBack(visitor);
      await said(visitor, "Size L leaves room.").waitFor();
      await agent.reload();
      await shown(agent, "Thank you!").waitFor();
    },
    (company) => void (company.password = DEMO_PASSWORD),
    start,
  );
});
