import { readFile } from "node:fs/promises";
import type { OnLoadArgs, OnLoadResult, Plugin, PluginBuild } from "esbuild";

/**
 * What packages bring along and no function of the platform uses. Left in, every cold start would read it. Where
 * a package changes its form, a rewrite here finds nothing to do: bundles grow, and the test of their size tells.
 */
export const leanPackages: Plugin = {
  name: "lean-packages",
  setup(build) {
    refuseWhenUsed(build);
    for (const { filter, contents } of REWRITTEN) {
      build.onLoad({ filter }, async (file) => loaded(file, contents(await read(file))));
    }
  },
};

const read = ({ path }: OnLoadArgs): Promise<string> => readFile(path, "utf8");

const loaded = ({ path }: OnLoadArgs, contents: string): OnLoadResult => ({
  contents,
  loader: path.endsWith(".json") ? "json" : "js",
});

/** Hashing without OpenSSL, which Node never does. */
const NEVER_REACHED = /^\.\/(Sha256Js|Sha1Js)$/;

/** Loaded by the protocol only when an operation has an event stream, which none of ours has. */
const EVENT_STREAMS = /^@smithy\/core\/event-streams$/;

/** Whichever name is imported is a function that says what is wrong once it is called. */
function refuseWhenUsed(build: PluginBuild): void {
  build.onResolve({ filter: NEVER_REACHED }, ({ path }) => ({ path, namespace: "unused" }));
  build.onResolve({ filter: EVENT_STREAMS }, ({ path, kind }) =>
    kind === "dynamic-import" ? { path, namespace: "unused" } : undefined,
  );
  build.onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({
    contents: `module.exports = new Proxy({}, { get: () => () => {
      throw new Error(${JSON.stringify(`${path} is not bundled: see local/build/lean-packages.ts`)});
    } });`,
  }));
}

const OTHER_ERRORS =
  /^n0_registry\.registerError\((?!ConditionalCheckFailed|TransactionCanceled|ReplicatedWriteConflict).*\);$/gm;

interface Rewritten {
  readonly filter: RegExp;
  readonly contents: (source: string) => string;
}

const REWRITTEN: readonly Rewritten[] = [
  // A function has its credentials in its environment; all other places need half an SDK to look at.
  {
    filter: /credential-provider-node[/\\]dist-es[/\\]index\.js$/,
    contents: () =>
      `export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";`,
  },
  // A client tells its version in a header, and bundles all of its package.json for it.
  {
    filter: /client-[a-z0-9-]+[/\\]package\.json$/,
    contents: (source) => {
      const { version } = JSON.parse(source) as { version: string };
      return JSON.stringify({ version });
    },
  },
  // `{ [_name]: 1 }` could run code, so that unused schemas stay; `{ "name": 1 }` lets them go.
  { filter: /client-s3[/\\]dist-es[/\\]schemas[/\\]schemas_0\.js$/, contents: plainKeys },
  // Of what KMS, SQS, SNS and EventBridge refuse, people are told that a service failed: by its name, as any unknown error.
  {
    filter: /client-(kms|sqs|sns|eventbridge)[/\\]dist-es[/\\]schemas[/\\]schemas_0\.js$/,
    contents: (source) => source.replaceAll(/^n0_registry\.registerError\(.*\);$/gm, ""),
  },
  // Dozens of classes of errors differ in their name only, and none can be left out: one maker serves them all.
  { filter: /client-[a-z0-9-]+[/\\]dist-es[/\\]models[/\\]errors\.js$/, contents: madeErrors },
  // S3's client gets a reader of event streams ready for an operation that is never called.
  {
    filter: /submodules[/\\]event-streams[/\\]index\.js$/,
    contents: () =>
      `export const resolveEventStreamSerdeConfig = (config) => config;
       export const eventStreamSerdeProvider = undefined;`,
  },
  // JSON Schema is made when the platform is built: see `local/build/bundle.ts`.
  {
    filter: /zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-processors)\.js$/,
    contents: refusals,
  },
  // Of what DynamoDB refuses, a class of its own is needed by what the table asks for by class (with its reasons or its
  // item), and by what the client tries again because the class says so; any other is told by its name.
  {
    filter: /client-dynamodb[/\\]dist-es[/\\]schemas[/\\]schemas_0\.js$/,
    contents: (source) => plainKeys(source.replaceAll(OTHER_ERRORS, "")),
  },
  // DynamoDB's client makes a cache for endpoints that are only ever discovered when asked for.
  {
    filter: /endpoint-cache[/\\]dist-es[/\\]EndpointCache\.js$/,
    contents: () => "export class EndpointCache {}",
  },
];

/** Replaces computed keys by the texts that they stand for. */
function plainKeys(source: string): string {
  const texts = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replaceAll(/\[(_\w+)\]:/g, (key, name: string) => {
    const text = texts.get(name);
    return text === undefined ? key : `${text}:`;
  });
}

const PLAIN_ERROR =
  /export class (\w+) extends __BaseException \{\s+static shapeId = "([^"]+)";\s+name = "\1";\s+\$fault = "(client|server)";\s+constructor\(opts\) \{\s+super\(\{\s+name: "\1",\s+\$fault: "\3",\s+\.\.\.opts,\s+\}\);\s+Object\.setPrototypeOf\(this, \1\.prototype\);\s+\}\s+\}/g;

const ERROR_MAKER = `
const plainError = (name, shapeId, $fault) => {
  class Plain extends __BaseException {
    static shapeId = shapeId;
    name = name;
    $fault = $fault;
    constructor(opts) {
      super({ name, $fault, ...opts });
      Object.setPrototypeOf(this, Plain.prototype);
    }
  }
  return Plain;
};
`;

/** Errors with members of their own stay as they are. */
function madeErrors(source: string): string {
  return (
    ERROR_MAKER + source.replaceAll(PLAIN_ERROR, 'export const $1 = plainError("$1", "$2", "$3");')
  );
}

/** Keeps the names that a module exports; each refuses to be used, and so does what the makers make. */
function refusals(source: string): string {
  const names = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(
    ([, name = ""]) => name,
  );
  return [
    `const refuse = () => { throw new Error("JSON Schema is not bundled: see local/build/lean-packages.ts"); };`,
    ...names.map(
      (name) => `export const ${name} = ${name.startsWith("create") ? "() => refuse" : "refuse"};`,
    ),
  ].join("\n");
}
