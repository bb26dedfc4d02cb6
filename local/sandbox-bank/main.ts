import { parseArgs } from "node:util";
import * as z from "zod";
import { PublicJwk } from "../../adapters/signing/keys.ts";
import { startSandboxBank } from "./sandbox-bank.ts";

/**
 * The sandbox bank as a process of its own:
 * `node local/sandbox-bank/main.ts --port N --data DIR --platform-url URL [--started-by ipc]`.
 * Started by `ipc`, it takes clock, key and address from its parent, says when it is ready, and ends with it.
 * `--clock-offset-ms N` is where the virtual clock stands at the start: undone work is booked at once.
 */

const Arguments = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  data: z.string().min(1),
  "platform-url": z.url(),
  "clock-offset-ms": z.coerce.number().default(0),
  "started-by": z.enum(["ipc", "person"]).default("person"),
});

const ParentMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("clock"), offsetMs: z.number() }),
  z.object({ type: z.literal("platform-key"), keyId: z.string(), publicJwk: z.unknown() }),
  z.object({ type: z.literal("platform-url"), url: z.url() }),
]);

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      data: { type: "string", default: ".local/sandbox-bank" },
      "platform-url": { type: "string" },
      "clock-offset-ms": { type: "string" },
      "started-by": { type: "string" },
    },
  });
  const parsed = Arguments.safeParse(values);
  if (parsed.success) return parsed.data;
  console.error("沙箱银行的启动参数有误。/ The sandbox bank's arguments are wrong:");
  console.error(z.prettifyError(parsed.error));
  process.exit(2);
}

const options = readArguments();
/** Added to wall time: how far the platform's virtual clock has been moved. */
let offsetMs = options["clock-offset-ms"];
const bank = await startSandboxBank({
  port: options.port,
  dataDir: options.data,
  platformUrl: options["platform-url"],
  now: () => Date.now() + offsetMs,
});

async function end() {
  await bank.stop();
  process.exit(0);
}
process.once("SIGINT", () => void end());
process.once("SIGTERM", () => void end());

if (options["started-by"] === "ipc") {
  process.on("message", (received) => {
    const message = ParentMessage.parse(received);
    switch (message.type) {
      case "clock":
        offsetMs = message.offsetMs;
        bank.clockMoved();
        break;
      case "platform-key": {
        const jwk = z.record(z.string(), z.unknown()).parse(message.publicJwk);
        bank.trustPlatformKey(PublicJwk.parse({ ...jwk, kid: message.keyId }));
        break;
      }
      case "platform-url":
        bank.setPlatformUrl(message.url);
        break;
    }
  });
  process.once("disconnect", () => void end());
  process.send?.({ type: "ready", url: bank.url, publicJwk: bank.publicJwk });
} else {
  console.log(`沙箱银行 sandbox bank: ${bank.url}`);
}
