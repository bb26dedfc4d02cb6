/**
 * The engine in a process of its own on a data folder, so that a test can kill it. Its functions answer at once,
 * but for the first call of `slow` that is to hang; each call is written to a file, which outlives the process.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { createClock } from "../../../local/services/clock.ts";
import { openStore } from "../../../local/storage/store.ts";
import { machineRoom } from "./machine-room.ts";
import { restartDefinition } from "./restart-definition.ts";

const [dataDir = "", start = ""] = process.argv.slice(2);
const store = openStore(join(dataDir, "local.sqlite"));
const clock = createClock(store, Date.parse(start));
const note = (name: string, answer: (event: unknown) => unknown) => (event: unknown) => {
  appendFileSync(join(dataDir, "calls"), `${JSON.stringify({ name, event })}\n`);
  return answer(event);
};
/** Whether this is the first call of a function that is to hang then. */
function isFirst(event: unknown): boolean {
  const line = JSON.stringify({ name: "slow", event });
  const before = readFileSync(join(dataDir, "calls"), "utf8").split("\n");
  const isToHang = z.object({ hangs: z.boolean() }).parse(event).hangs;
  return isToHang && before.filter((each) => each === line).length === 1;
}

const room = machineRoom({
  store,
  clock,
  definition: restartDefinition,
  functions: {
    first: note("first", () => ({ done: true })),
    ask: note("ask", () => null),
    slow: note("slow", (event) => (isFirst(event) ? new Promise(() => undefined) : "slow")),
    last: note("last", (event) => event),
  },
});
room.workflows.resume();

const Command = z.object({
  id: z.number(),
  operation: z.string(),
  request: z.record(z.string(), z.unknown()),
});

process.on("message", (message) => {
  const { id, operation, request } = Command.parse(message);
  const answer = async (): Promise<unknown> => {
    if (operation === "advance") clock.moveTo(clock.now() + z.number().parse(request["ms"]));
    else if (operation === "settled") await room.settled();
    else return room.ask(operation, request);
    return {};
  };
  answer().then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ id: 0, value: {} });
