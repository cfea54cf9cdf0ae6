/** One case of a contract: opens the adapter, runs the body, closes it whatever happened. */
export function contractCase<Subject extends { close(): Promise<void> }>(
  port: string,
  adapter: { name: string; needs?: string },
  behaviour: string,
  open: () => Promise<Subject>,
  body: (subject: Subject) => Promise<void>,
): void {
  const lacking = adapter.needs === undefined ? "" : ` (${adapter.needs} could not be had)`;
  Deno.test({
    name: `${port} contract (${adapter.name}) - ${behaviour}${lacking}`,
    ignore: adapter.needs !== undefined,
    async fn() {
      const subject = await open();
      try {
        await body(subject);
      } finally {
        await subject.close();
      }
    },
  });
}
