import * as z from "zod";
import type { BankProcess } from "../bank-process.ts";
import { LOCAL_ISSUER } from "../door/issuer-url.ts";
import { readProperties } from "../assembly/properties.ts";
import type { RuntimeParts } from "../runtime-types.ts";
import { officerPosts } from "./officers.ts";

/**
 * What operators do once in every deployment: reference data, the bank's key, the first officers. Each
 * task finds out by itself what is in already.
 */
export async function seedPlatform(
  runtime: Pick<RuntimeParts, "assembly" | "invoke">,
  bank: Pick<BankProcess, "publicJwk">,
): Promise<void> {
  const run = (task: string, input: unknown): Promise<unknown> =>
    runtime.invoke(functionOf(runtime.assembly, task), input);
  await run("seedReference", {});
  await run("registerBankKey", { bankId: "sandbox-bank", jwk: bank.publicJwk });
  for (const { persona, ...post } of officerPosts)
    await run("registerOfficer", { issuer: LOCAL_ISSUER, subject: persona, ...post });
}

const Described = z.looseObject({ Description: z.string() });

/** The function of a task or use case: its description ends with the id of its contract. */
function functionOf(assembly: RuntimeParts["assembly"], contractId: string): string {
  const found = assembly
    .ofType("AWS::Lambda::Function")
    .find((resource) =>
      readProperties(resource, Described).Description.endsWith(`(${contractId})`),
    );
  if (found === undefined) throw new Error(`The assembly has no function for ${contractId}.`);
  return found.arn;
}
