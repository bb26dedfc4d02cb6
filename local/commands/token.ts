// `npm run token -- PERSONA`: prints a bearer token, and nothing else, for a demo persona.
import * as z from "zod";
import { commandOptions, runCommand } from "./command-line.ts";
import { CannotStart } from "../errors.ts";
import { findPlatform } from "./local-client.ts";

const USAGE = "usage: npm run --silent token -- PERSONA [--data DIR]";
const Personas = z.array(z.object({ name: z.string(), description: z.string() }));
const Token = z.object({ token: z.string() });

await runCommand(async () => {
  const { dataDir, words } = commandOptions(process.argv.slice(2), USAGE);
  const platform = await findPlatform(dataDir);
  const [persona] = words;
  if (persona === undefined || words.length > 1) {
    const personas = Personas.parse(await platform.call("GET", "personas"));
    const lines = personas.map(({ name, description }) => `  ${name}  ${description}`);
    throw new CannotStart([USAGE, "PERSONA is one of:", ...lines].join("\n"));
  }
  const { token } = Token.parse(await platform.call("POST", "token", { persona }));
  console.log(token);
  return 0;
});
