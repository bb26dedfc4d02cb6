import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Deployment,
  deploymentNamed,
  deploymentNames,
  refuseSandboxInProduction,
} from "../../infra/config.ts";
import { projectRoot } from "../../local/build/project.ts";
import { type Synthesised, synthesised } from "../support/synthesised.ts";

/** CloudFormation takes no more than 500 resources a stack; a split takes time that one wants to have. */
const COMFORTABLE_RESOURCES = 350;

describe.each(deploymentNames)("the deployment %s", (name) => {
  let deployment: Synthesised;
  beforeAll(async () => {
    deployment = await synthesised(name);
  });

  it("has a stack for data, one for each end, one more for authorities, two for tasks and one for workflows", () => {
    const ends = ["bank", "family", "institution", "management", "public"];
    expect(deployment.stacks.map((stack) => stack.name).toSorted()).toEqual(
      [...ends, "consumers", "data", "oversight", "tasks", "workflows"]
        .map((part) => `xiaowai-${name}-${part}`)
        .toSorted(),
    );
  });

  it("leaves room in each stack", () => {
    const sizes = deployment.stacks.map(({ template }) => Object.keys(template.Resources).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(COMFORTABLE_RESOURCES);
  });

  it("names no partition but by its token, and knows nothing of a local engine", () => {
    const templates = JSON.stringify(deployment.stacks);
    expect(templates).not.toMatch(/arn:aws(-cn|-us-gov)?:/);
    expect(templates).not.toContain("_local");
  });

  it("keeps logs for six months at least (Network Security Law art. 21)", () => {
    const groups = deployment.ofType("AWS::Logs::LogGroup");
    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups)
      expect(Number(group.Properties["RetentionInDays"])).toBeGreaterThanOrEqual(183);
  });

  it("limits what each of its APIs lets through, and logs who asked", () => {
    const stages = deployment.ofType("AWS::ApiGatewayV2::Stage");
    expect(stages).toHaveLength(5);
    for (const stage of stages) {
      const rate = deploymentNamed(name).requestsPerSecond;
      expect(stage.Properties["DefaultRouteSettings"]).toEqual({
        ThrottlingBurstLimit: rate,
        ThrottlingRateLimit: rate,
      });
      expect(stage.Properties["AccessLogSettings"]).toBeDefined();
    }
  });

  it("is synthesised by the app, under the security rules, without a finding", async () => {
    const outdir = mkdtempSync(join(tmpdir(), "deployment-"));
    try {
      const app = spawn(process.execPath, ["infra/app.ts"], {
        cwd: projectRoot,
        env: { ...process.env, DEPLOYMENT: name, CDK_OUTDIR: outdir },
      });
      const ended = new Promise<number | null>((resolve) => app.once("close", resolve));
      const [code, printed, errors] = await Promise.all([
        ended,
        text(app.stdout),
        text(app.stderr),
      ]);
      expect(code, printed + errors).toBe(0);
      expect(readdirSync(outdir)).toContain(`xiaowai-${name}-data.template.json`);
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });
});

describe("a deployment in China", () => {
  it("holds no name of a region, a domain or a bank of other deployments", async () => {
    const templates = JSON.stringify((await synthesised("example-cn")).stacks);
    const foreign = deploymentNames
      .filter((name) => name !== "example-cn")
      .map(deploymentNamed)
      .flatMap(({ region, issuer, banks }) => [region, issuer, ...Object.values(banks)]);
    for (const literal of [...foreign, "sandbox"]) expect(templates).not.toContain(literal);
    expect(templates).toContain("cn-north-1");
  });
});

describe("a production deployment", () => {
  const production: Deployment = { ...deploymentNamed("example-cn"), production: true };

  it("refuses a sandbox bank, which would hold real money", () => {
    const banks = { "sandbox-bank": "https://bank.example.org" };
    expect(() => refuseSandboxInProduction({ ...production, banks })).toThrow(/sandbox-bank/);
  });

  it("takes a bank that is none", () => {
    expect(() => refuseSandboxInProduction(production)).not.toThrow();
  });
});

describe("a deployment that nobody has configured", () => {
  it("is refused by name, with those that there are", () => {
    expect(() => deploymentNamed("nowhere")).toThrow(
      `There is no deployment nowhere; there are ${deploymentNames.join(", ")}.`,
    );
  });
});
