import { aggregates } from "../../adapters/aggregates.ts";
import { entriesBetween } from "../../adapters/journal.ts";
import { readShares, readTotals } from "../../adapters/position-projection.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import { type RecordedEvent, statementOf } from "../../domain/custody/statement.ts";
import { heldByBankFen } from "../../domain/enrolment/shortage.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { DAY_MS, type EpochMs, startOfDay } from "../../domain/shared/time.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import { cursors, type Place } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { BOOKKEEPERS, type getSettlementStatement as contract } from "./finance-contracts.ts";
import { type MisplacedPage, misplacedPage } from "./misplaced-page.ts";
import { statementDayView } from "./statement-view.ts";

/**
 * Goes through the institution's orders, then through the misplaced payments on its account: those that the bank still
 * holds, and those that have gone. The cursor says where in which of the three it stands.
 */
export const getSettlementStatement = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ path, query }, context) => {
    const { institutionId } = path;
    const { cursor, limit, from, to } = query;
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, BOOKKEEPERS);
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound(thing.kind, thing.id);

    const filter = { institutionId, from, to };
    const place = await pages.read(context, filter, cursor);
    const { part = "orders", ...after } = place ?? {};
    const page = { limit, ...(place === undefined ? {} : { after }) };
    const period = { fromAt: startOfDay(from), endAt: startOfDay(to) + DAY_MS };
    const orders =
      part === "orders" ? await movedOrders(table, institutionId, period.fromAt, page) : NO_ORDERS;
    const suspense =
      orders.next === undefined
        ? await misplacedPage(
            table,
            institution.state,
            limit,
            part === "orders" ? undefined : place,
          )
        : NO_PAY_INS;
    const totals = await readTotals(table, institutionId);
    const { enrolmentCount: _count, lastEntryAt: _at, shortFen, ...nowFen } = totals;
    const next = orders.next ?? suspense.next;
    return {
      ...filter,
      days: statementOf(period, orders.events, suspense.payIns).map(statementDayView),
      ...{ nowFen, shortFen },
      heldInCustodyFen: heldByBankFen(nowFen, shortFen),
      ...(await pages.write(context, filter, next)),
    };
  };
};

interface Page {
  readonly limit: number;
  readonly after?: Place;
}

interface Orders {
  readonly events: readonly RecordedEvent[];
  readonly next?: Place;
}
const NO_ORDERS: Orders = { events: [] };
const NO_PAY_INS: MisplacedPage = { payIns: [] };

/** Clocks of two functions differ by less. */
const CLOCK_SKEW_MS = 60 * 60_000;

/** A page of orders: the journals of those whose money may have moved since then. */
async function movedOrders(
  table: Table,
  institutionId: string,
  since: EpochMs,
  page: Page,
): Promise<Orders> {
  const { shares, next } = await readShares(table, institutionId, page);
  // Heads are read after the shares: what the shares lack shows in their version.
  const heads = await aggregates(table, enrolmentKind).findMany(
    shares.map((share) => share.enrolmentId),
  );
  const byId = new Map(shares.map((share) => [share.enrolmentId, share]));
  const moved = heads.filter(({ state: { enrolmentId }, version }) => {
    const share = byId.get(enrolmentId);
    invariant(share, `${enrolmentId} was read for its share`);
    return share.sequence < version || share.lastEntryAt >= since - CLOCK_SKEW_MS;
  });
  const journals = await Promise.all(
    moved.map(({ state: { enrolmentId }, version }) =>
      entriesBetween(table, keys.enrolment(enrolmentId).pk, 1, version),
    ),
  );
  return { events: journals.flat(), ...(next && { next }) };
}
