import { LocalPrice } from "../../domain/risk/local-price.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

/** What an institution was told of the prices around it; written on a night on which that has changed. */
export const localPriceKind: AggregateKind<LocalPrice> = {
  type: "local-price",
  key: keys.localPrice,
  schema: LocalPrice,
  idOf: (state) => state.institutionId,
  scope: ({ countyUnitId, institutionId }) => ({ unitId: countyUnitId, institutionId }),
};
