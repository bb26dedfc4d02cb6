import { RetentionDays } from "aws-cdk-lib/aws-logs";
import * as z from "zod";

/** One place where the platform runs. Constructs get these values; none reads the environment. */
export interface Deployment {
  readonly name: string;
  /** `aws` or `aws-cn`; ARNs are always built from the stack's partition token. */
  readonly partition: "aws" | "aws-cn";
  readonly region: string;
  /** OIDC issuer whose tokens are believed, and the audience they must be made for. */
  readonly issuer: string;
  readonly audience: string;
  /** Banks connected here: id → base URL of their interface. */
  readonly banks: Readonly<Record<string, string>>;
  /** Base URL of the gateway that sends email and SMS; it knows the platform's key as banks do. */
  readonly gatewayUrl: string;
  /** Receivers of webhooks on private or plain addresses, `host:port`: for rehearsals only. */
  readonly webhookTestHosts: readonly string[];
  /** AWS accounts of agencies that may subscribe to the topic of alerts. */
  readonly agencyAccounts: readonly string[];
  /** The name under which banks have registered the platform's public key. */
  readonly signingKeyName: string;
  /** What each end's API lets through a second before it answers 429. */
  readonly requestsPerSecond: number;
  /** Whether X-Ray follows the executions of state machines. */
  readonly tracesWorkflows: boolean;
  /** Network Security Law art. 21: logs are kept for six months at least. */
  readonly logRetention: RetentionDays;
  /** Whether data outlives its stack, as it must wherever real families use it. */
  readonly keepData: boolean;
  /** A sandbox bank may pay only where no real money is. */
  readonly production: boolean;
}

const Banks = z.record(z.string(), z.url());

const deployments = {
  local: {
    name: "local",
    webhookTestHosts: ["127.0.0.1:4080"],
    agencyAccounts: [],
    signingKeyName: "xiaowai/local-1",
    requestsPerSecond: 500,
    tracesWorkflows: false,
    partition: "aws",
    region: "eu-west-1",
    issuer: "http://127.0.0.1:4080/_issuer",
    audience: "xiaowai",
    banks: { "sandbox-bank": "http://127.0.0.1:4090" },
    gatewayUrl: "http://127.0.0.1:4080/_gateway",
    logRetention: RetentionDays.ONE_YEAR,
    keepData: false,
    production: false,
  },
  example: {
    name: "example",
    webhookTestHosts: [],
    agencyAccounts: ["111122223333"],
    signingKeyName: "xiaowai/example-1",
    requestsPerSecond: 500,
    tracesWorkflows: false,
    partition: "aws",
    region: "ap-southeast-1",
    issuer: "https://login.example.org/",
    audience: "xiaowai",
    banks: { "sandbox-bank": "https://bank.example.org" },
    gatewayUrl: "https://messages.example.org",
    logRetention: RetentionDays.ONE_YEAR,
    keepData: true,
    production: false,
  },
  "example-cn": {
    name: "example-cn",
    webhookTestHosts: [],
    agencyAccounts: [],
    signingKeyName: "xiaowai/example-cn-1",
    requestsPerSecond: 10000,
    tracesWorkflows: false,
    partition: "aws-cn",
    region: "cn-north-1",
    issuer: "https://login.example.cn/",
    audience: "xiaowai",
    banks: { "custody-bank": "https://bank.example.cn" },
    gatewayUrl: "https://messages.example.cn",
    logRetention: RetentionDays.THIRTEEN_MONTHS,
    keepData: true,
    production: true,
  },
} as const satisfies Record<string, Deployment>;

export const deploymentNames = Object.keys(deployments);

/** The named deployment. @throws when it is unknown, or production would trust a sandbox bank */
export function deploymentNamed(name: string): Deployment {
  const deployment = Object.values<Deployment>(deployments).find((d) => d.name === name);
  if (deployment === undefined)
    throw new Error(`There is no deployment ${name}; there are ${deploymentNames.join(", ")}.`);
  refuseSandboxInProduction(deployment);
  refuseTestHostsInProduction(deployment);
  Banks.parse(deployment.banks);
  return deployment;
}

export function refuseSandboxInProduction(deployment: Deployment): void {
  const sandbox = Object.keys(deployment.banks).find((bank) => bank.includes("sandbox"));
  if (deployment.production && sandbox !== undefined)
    throw new Error(
      `${deployment.name} is a production deployment: ${sandbox} may not hold its money.`,
    );
}

export function refuseTestHostsInProduction({
  name,
  production,
  webhookTestHosts,
}: Deployment): void {
  if (production && webhookTestHosts.length > 0)
    throw new Error(
      `${name} is a production deployment: it may not post to ${webhookTestHosts.join(", ")}.`,
    );
}
