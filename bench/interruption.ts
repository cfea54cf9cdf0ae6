/**
 * Ctrl-C ends a run, it does not break it off: the load stops, the desk settles, the promises are
 * judged, and the report says that it is partial. A second one ends everything at once.
 */
export function interruptible() {
  let interrupted = false;
  let child: Deno.ChildProcess | undefined;
  const onSignal = (): void => {
    if (interrupted) Deno.exit(130);
    interrupted = true;
    console.error("The run is ended early; the promises are still judged.");
    child?.kill("SIGINT");
  };
  Deno.addSignalListener("SIGINT", onSignal);
  return {
    forward: (process: Deno.ChildProcess) => {
      child = process;
      if (interrupted) process.kill("SIGINT");
    },
    happened: () => interrupted,
    done: () => {
      child = undefined;
    },
  };
}
