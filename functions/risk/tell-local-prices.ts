import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { factsOf } from "../../adapters/repositories/facts-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { localPriceKind } from "../../adapters/repositories/local-price-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { parameterValue } from "../../domain/reference/rule-packs.ts";
import type { ParameterId } from "../../domain/reference/rule-parameters.ts";
import {
  type LocalPrice,
  localMedianFen,
  priceOf,
  tellLocalPrice,
} from "../../domain/risk/local-price.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Fen } from "../../domain/shared/money.ts";
import { addDays, type LocalDate, shanghaiDate } from "../../domain/shared/time.ts";
import type { TrainingCategory } from "../../domain/shared/training.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { MessageTask } from "../kit/queue.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import type { CountyMessage } from "./county-message.ts";
import { institutionsOfCounty } from "./institutions-of-county.ts";

const INSTITUTIONS_AT_ONCE = 8;

/** What is kept of an institution while its county is reckoned; a price where it sold something lately. */
interface Seller extends Pick<InstitutionState, "institutionId" | "countyUnitId" | "category"> {
  readonly priceFen: Fen | undefined;
}

/** The facts of some institutions of a county could not be read; the others were told. */
class NotPriced extends Error {
  override readonly name = "NotPriced";
}

/**
 * Reckons, for each trade of a county, the median of what a lesson cost at its institutions up to the day before, and
 * tells it to those to whom it is new: a message that comes again, or broke off, finds the others told. An institution
 * whose facts cannot be read is left out, and makes the county come again.
 */
export const tellLocalPrices = (kit: Kit): MessageTask<z.output<typeof CountyMessage>> => {
  const { table, log } = kit;
  const institutions = aggregates(table, institutionKind);
  const prices = aggregates(table, localPriceKind);

  async function tell(price: LocalPrice, context: RequestContext): Promise<number> {
    const before = await prices.find(price.institutionId);
    const told = tellLocalPrice(before?.state, price);
    if (told === undefined) return 0;
    const changes = before
      ? prices.change(before, told.price, told.event, context)
      : prices.create(told.price, told.event, context);
    await commitCommand(table, context, changes, {});
    return 1;
  }

  return async ({ countyUnitId }, context) => {
    const day = addDays(shanghaiDate(context.now), -1);
    const valueOf = await countyRules(kit, countyUnitId, day);
    const failed: string[] = [];

    async function sellerOf(institution: InstitutionState): Promise<readonly Seller[]> {
      const { institutionId, category } = institution;
      const from = addDays(day, 1 - valueOf("risk.local-price-days", category));
      try {
        const days = await factsOf(table, institutionId, { from, to: day });
        return [{ ...institution, priceFen: priceOf(days.filter((each) => each.day >= from)) }];
      } catch (error) {
        log.line("not-priced", { task: context.operation, institution: institutionId });
        log.defect(error, context.correlationId);
        failed.push(institutionId);
        return [];
      }
    }

    const sellers: Seller[] = [];
    for await (const ids of institutionsOfCounty(table, countyUnitId)) {
      const heads = await institutions.findMany(ids);
      const found = await inParallel(heads, INSTITUTIONS_AT_ONCE, ({ state }) => sellerOf(state));
      sellers.push(...found.flat());
    }
    let toldCount = 0;
    for (const [category, ofTrade] of Map.groupBy(sellers, (seller) => seller.category)) {
      const known = ofTrade.flatMap(({ priceFen }) => priceFen ?? []);
      const least = valueOf("risk.local-price-least-institutions", category);
      const local = { category, day, institutionCount: known.length };
      const medianFen = localMedianFen(known, least);
      const told = await inParallel(ofTrade, INSTITUTIONS_AT_ONCE, ({ institutionId, ...place }) =>
        againWhenStale(() =>
          tell({ ...local, medianFen, institutionId, countyUnitId: place.countyUnitId }, context),
        ),
      );
      toldCount += told.reduce((sum, each) => sum + each, 0);
    }
    if (failed.length > 0) throw new NotPriced(`${countyUnitId}: ${failed.join(", ")}`);
    return `${countyUnitId}:${toldCount} of ${sellers.length}`;
  };
};

/** The rules of a county for each of its trades, on a day. */
async function countyRules(
  { units, rules }: Pick<Kit, "units" | "rules">,
  countyUnitId: string,
  date: LocalDate,
): Promise<(id: ParameterId, category: TrainingCategory) => number> {
  const unitPath = await units.pathOf(countyUnitId);
  invariant(unitPath, `the county ${countyUnitId} is a unit`);
  const packs = await rules.inForce(unitPath, date);
  return (id, category) => parameterValue(packs, id, { date, unitPath, category });
}
