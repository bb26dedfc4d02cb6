import { join } from "node:path";
import { format } from "prettier";
import prices from "../prices.json" with { type: "json" };
import type { Story } from "./stories.ts";
import { billOf, COUNTS, millisecondsOf } from "./usage.ts";

/** `docs/story-cost.md`: what whole stories cost, as counted. */

export const STORY_PAGE = join(import.meta.dirname, "../../docs/story-cost.md");
/** What a person types when the page and the count differ. */
export const WRITE_STORY_PAGE = "node bench/stories/main.ts";

const INTRODUCTION = `# What a story costs

Everything that a complaint or a refund brings about, from the family's first request to the end: its people's
requests, the consumers of its events, the steps of its workflow. Each story is played in memory by the platform's own
functions and synthesised workflows, and counted. Written by \`${WRITE_STORY_PAGE}\`, do not edit;
\`test/functions/all/story-cost.test.ts\` counts again.

- The usual way: nobody is late, nothing is tried twice, functions are warm (roles, units, rules, calendar and data
  keys are at hand). The family is told by email and SMS.
- **Invocations**: of functions, the two readers of the table's stream among them, once for each commit that writes
  entries; where much happens at once a reader takes up to 100 entries, so this is the upper end.
- **Read and write units** of DynamoDB as in \`cost.md\`, entries of indexes among them. **Transitions**: states entered.
- **Events** that some rule matches; others stay in the journal. **Messages**: to work queues. **Signatures**: made in
  KMS, one for each request to a bank or to the gateway of email and SMS.
- Not counted: storage, backups, logs, alarms, data transfer, the minute schedule, what email and SMS themselves cost.
`;

const NAMES: Readonly<Record<(typeof COUNTS)[number], string>> = {
  httpRequests: "HTTP requests",
  invocations: "invocations",
  tableRequests: "requests to the table",
  readUnits: "read units",
  writeUnits: "write units",
  transitions: "transitions",
  events: "events",
  messages: "messages",
  signatures: "signatures",
};

/** The whole page, formatted as the house formats. */
export function storyPage(stories: readonly Story[]): Promise<string> {
  const page = [
    INTRODUCTION,
    "## What it uses",
    "",
    ...usedRows(stories),
    "",
    ...bill(stories),
    "",
  ];
  return format(page.join("\n"), { parser: "markdown" });
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const heading = (first: string, stories: readonly Story[]): readonly string[] => [
  line([first, ...stories.map(({ title }) => title)]),
  line(["---", ...stories.map(() => "--:")]),
];

const usedRows = (stories: readonly Story[]): readonly string[] => [
  ...heading("counted once each", stories),
  ...COUNTS.map((name) => line([NAMES[name], ...stories.map(({ usage }) => String(usage[name]))])),
  line(["milliseconds of functions", ...stories.map(({ usage }) => `${millisecondsOf(usage)}`)]),
];

function bill(stories: readonly Story[]): readonly string[] {
  const { region, currency, asOf, source, assumed } = prices;
  const bills = stories.map(({ usage }) => billOf(usage));
  const services = Object.keys(bills[0] ?? {});
  const total = (services: Readonly<Record<string, number>>): number =>
    Object.values(services).reduce((sum, each) => sum + each, 0);
  return [
    `## ${currency} per million of them`,
    "",
    `Prices of ${region}, ${asOf}, in \`bench/prices.json\`: ${source}. Time of functions, ${assumed.source}: ` +
      `${assumed.millisecondsPerInvocation} ms an invocation, ${assumed.millisecondsPerTableRequest} ms a request to the ` +
      `table, ${assumed.millisecondsPerSignature} ms a signature, at ${assumed.memoryMegabytes} MB.`,
    "",
    ...heading("service", stories),
    ...services.map((service) =>
      line([service, ...bills.map((each) => (each[service] ?? 0).toFixed(2))]),
    ),
    line(["**all**", ...bills.map((each) => `**${total(each).toFixed(2)}**`)]),
  ];
}
