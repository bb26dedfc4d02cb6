/** Which room may import from which: what `docs/adr/0001-map-and-import-directions.md` says, as data. */

/** The rooms of the house. `domain/shared` is a room of its own; capabilities share the room `domain`. */
export type Room =
  "shared" | "events" | "domain" | "adapters" | "functions" | "local" | "infra" | "test" | "bench";

const mayImport: Record<Room, readonly Room[]> = {
  shared: ["shared"],
  events: ["events", "shared"],
  domain: ["domain", "events", "shared"],
  adapters: ["adapters", "domain", "events", "shared"],
  functions: ["functions", "adapters", "domain", "events", "shared"],
  local: ["local", "functions", "adapters", "domain", "events", "shared"],
  infra: ["infra", "functions", "adapters", "events"],
  // The simulator, and the world in which calls are counted, are those of the tests.
  bench: ["bench", "test", "infra", "local", "functions", "adapters", "domain", "events", "shared"],
  test: ["test", "infra", "local", "bench", "functions", "adapters", "domain", "events", "shared"],
};

/** The few files that infrastructure may look at in other rooms: contracts, events, names of keys. */
const seenByInfra = [
  /^functions\/contracts\.ts$/,
  /^functions\/[a-z-]+\/contracts\.ts$/,
  /^functions\/kit\/(contract|environment)\.ts$/,
  /^events\//,
  /^adapters\/table\/(key-names|table)\.ts$/,
  /^adapters\/personal\/record-classes\.ts$/,
  /^adapters\/entry-type\.ts$/,
];

/** The commands read which deployments there are; nothing else outside of infrastructure does. */
const DEPLOYMENT_NAMES = "infra/config.ts";

/** Packages that a room has no business with. */
const forbiddenPackages: Partial<Record<Room, RegExp>> = {
  shared: /^(node:|@aws-|aws-|@middy)/,
  events: /^(node:|@aws-|aws-|@middy)/,
  domain: /^(node:|@aws-|aws-|@middy)/,
  adapters: /^(aws-cdk-lib|@middy|constructs)/,
  functions: /^(aws-cdk-lib|constructs)/,
  infra: /^(@aws-sdk|@middy)/,
};

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly file: string;
  readonly imports: string;
  readonly rule: string;
}

export function roomOf(path: string): Room | undefined {
  if (path.startsWith("domain/shared/")) return "shared";
  const first = path.split("/")[0] ?? "";
  return first in mayImport ? (first as Room) : undefined;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;

export const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");

function resolve(from: string, specifier: string): string {
  const steps = from.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

/** Every import that goes the wrong way. */
export const violationsIn = (files: readonly SourceFile[]): readonly Violation[] =>
  files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === undefined) return [];
    return importsOf(file.text).flatMap((specifier) => {
      const rule = specifier.startsWith(".")
        ? ruleAgainstFile(room, file.path, resolve(file.path, specifier))
        : ruleAgainstPackage(room, specifier);
      return rule === undefined ? [] : [{ file: file.path, imports: specifier, rule }];
    });
  });

function ruleAgainstFile(room: Room, from: string, target: string): string | undefined {
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) return undefined;
  if (room === "local" && target === DEPLOYMENT_NAMES) return undefined;
  if (!mayImport[room].includes(targetRoom)) return `${room} may not import ${targetRoom}`;
  if (room === "infra" && targetRoom !== "infra" && !seenByInfra.some((p) => p.test(target)))
    return "infra sees contracts, events and key names only";
  if (from.endsWith("/contracts.ts") && target.endsWith(".lambda.ts"))
    return "contracts hold no runtime code";
  return undefined;
}

const ruleAgainstPackage = (room: Room, specifier: string): string | undefined =>
  forbiddenPackages[room]?.test(specifier) === true
    ? `${room} may not import the package ${specifier}`
    : undefined;
