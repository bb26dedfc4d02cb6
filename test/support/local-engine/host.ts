/** Runs the local engine in a process of its own, so that a test can kill it. Commands come by IPC. */
import * as z from "zod";
import { startRuntime } from "../../../local/runtime.ts";

const [assemblyDir = "", dataDir = "", initialTime = ""] = process.argv.slice(2);
const runtime = await startRuntime({
  assemblyDir,
  dataDir,
  initialEpochMs: Date.parse(initialTime),
  onError: () => undefined,
});

const Command = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("invoke"), name: z.string(), event: z.unknown() }),
  z.object({ kind: z.literal("idle") }),
  z.object({ kind: z.literal("now") }),
  z.object({ kind: z.literal("move"), toEpochMs: z.number() }),
  z.object({ kind: z.literal("deadLetters") }),
  z.object({ kind: z.literal("stop") }),
]);

async function run(command: z.infer<typeof Command>): Promise<unknown> {
  switch (command.kind) {
    case "invoke":
      return runtime.invoke(command.name, command.event);
    case "idle":
      return runtime.idle();
    case "now":
      return runtime.clock.now();
    case "move":
      runtime.clock.moveTo(command.toEpochMs);
      return undefined;
    case "deadLetters":
      return Object.values(runtime.queues.deadLetters()).flat();
    case "stop":
      return runtime.stop();
  }
}

process.on("message", (message) => {
  const { id, command } = z.object({ id: z.number(), command: Command }).parse(message);
  run(command).then(
    (value) => process.send?.({ id, value: value ?? null }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ id: 0, value: { javaPid: runtime.javaPid } });
