import { LocalPriceTold } from "../../../events/risk.ts";
import { defineFactSource, each, Stateless } from "./fact-source.ts";

/** What a lesson costs around the institution, from the night on in which that was reckoned. */
export const localPriceFacts = defineFactSource({
  aggregateType: "local-price",
  state: Stateless,
  initial: {},
  events: [
    each(LocalPriceTold, ({ medianFen }, { day }) => [
      { day, fact: "medianUnitPriceFen", amount: medianFen },
    ]),
  ],
});
