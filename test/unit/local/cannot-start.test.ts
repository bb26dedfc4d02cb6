import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { inspectAssembly } from "../../../local/assembly/assembly.ts";
import { startDynamoProcess } from "../../../local/storage/dynamo-process.ts";
import { JavaMissing, PortTaken } from "../../../local/errors.ts";
import { claimPort } from "../../../local/services/free-port.ts";
import { close, listen } from "../../../local/door/http-part.ts";

const folder = mkdtempSync(path.join(tmpdir(), "cannot-start-"));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of commands that holds nothing but these. */
function commandsOnly(...names: string[]): string {
  const commands = path.join(folder, "bin");
  mkdirSync(commands);
  for (const name of names) {
    const location = execFileSync("sh", ["-c", `command -v ${name}`])
      .toString()
      .trim();
    symlinkSync(location, path.join(commands, name));
  }
  return commands;
}

describe("the runtime says why it cannot start", () => {
  it("without Java, and how to get it", async () => {
    vi.stubEnv("PATH", commandsOnly("sh", "cat"));
    const start = startDynamoProcess(await claimPort(0), undefined);
    await expect(start).rejects.toThrow(JavaMissing);
    await expect(start).rejects.toThrow("apt-get install");
  });

  it("when its port is taken, and names it", async () => {
    const server = createServer();
    const port = Number(new URL(await listen(server, 0)).port);
    const claim = claimPort(port);
    await expect(claim).rejects.toThrow(PortTaken);
    await expect(claim).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
    await close(server);
    expect(await claimPort(port)).toBe(port);
  });

  it("without an assembly", () => {
    expect(() => inspectAssembly(folder)).toThrow("not a synthesised cloud assembly");
  });

  it("with a resource that it does not run, and names it", () => {
    const write = (name: string, content: unknown) =>
      writeFileSync(path.join(folder, name), JSON.stringify(content));
    write("manifest.json", {
      artifacts: {
        Service: {
          type: "aws:cloudformation:stack",
          environment: "aws://unknown-account/unknown-region",
          properties: { templateFile: "Service.template.json" },
        },
      },
    });
    write("Service.template.json", {
      Resources: { Refund: { Type: "AWS::StepFunctions::Activity" } },
    });
    expect(() => inspectAssembly(folder)).toThrow(
      "stack Service, resource Refund: AWS::StepFunctions::Activity",
    );
  });
});
