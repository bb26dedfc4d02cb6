import type * as z from "zod";
import {
  bundleFolder,
  type InputSchemas,
  type UseCaseContract,
} from "../../functions/kit/contract.ts";
import { httpLambda, type UseCase } from "../../functions/kit/http.ts";
import { type Answer, call, type Call, type Caller, once, type TestKit } from "./door.ts";

/** Calls an operation by its id, through its own wrapper. */
export type Ask = (id: string, as: Caller, call?: Omit<Call, "as">) => Promise<Answer>;

/** The doors of these operations, each found by its contract's id as the bundles are. */
export async function askerOf(contracts: readonly UseCaseContract[], kit: TestKit): Promise<Ask> {
  const handlers = new Map(await Promise.all(contracts.map((one) => handlerOf(one, kit))));
  return (id, as, { headers = once(), ...asked } = {}) => {
    const handler = handlers.get(id);
    if (handler === undefined) throw new Error(`there is no operation ${id}`);
    return call(handler, { as, headers, ...asked });
  };
}

async function handlerOf(contract: UseCaseContract, kit: TestKit) {
  const path = `../../functions/${bundleFolder(contract)}.ts`;
  const module = (await import(path)) as Readonly<
    Record<string, (kit: TestKit) => UseCase<InputSchemas, z.ZodType>>
  >;
  const useCase = module[contract.id];
  if (useCase === undefined) throw new Error(`${path} does not export ${contract.id}`);
  return [contract.id, httpLambda(contract, useCase, kit)] as const;
}
