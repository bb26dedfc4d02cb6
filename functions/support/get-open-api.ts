import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getOpenApi as contract } from "./contracts.ts";

export interface OpenApiKit extends Kit {
  /** The document that the build has written beside this function. */
  readonly document: { readonly openapi: string };
}

export const getOpenApi =
  ({ document }: OpenApiKit): UseCaseOf<typeof contract> =>
  () =>
    Promise.resolve({ ...document });
