import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { entriesBetween, type Entry } from "../../adapters/journal.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { isSameBalances } from "../../domain/custody/balances.ts";
import { movesOf, replayBalances } from "../../domain/custody/replay.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { coversMatter, notFound } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listJournal as contract } from "./contracts.ts";
import type { JournalEntryView } from "./schemas.ts";

/**
 * Shows a journal up to the version that the head had when the page was asked for. Each page is replayed
 * from the first entry on: an enrolment of 60 lessons has some 300 of them, so that a page costs little
 * and its balances rest on nothing but the journal.
 */
export const listJournal = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ path, query }, context) => {
    const { enrolmentId } = path;
    const head = await enrolments.find(enrolmentId);
    if (head === undefined) throw notFound("enrolment", enrolmentId);
    const institution = await institutions.find(head.state.institutionId);
    invariant(institution, `${enrolmentId} has an institution`);
    const isCompetent = await coversMatter(context, units, institution.state, ["funds", "audit"]);
    // Unlike an institution, an enrolment is no public knowledge: who may not see it learns nothing.
    if (!isCompetent) throw notFound("enrolment", enrolmentId);

    const place = await pages.read(context, path, query.cursor);
    const shownBefore = Number(place?.["sequence"] ?? 0);
    const upTo = Math.min(shownBefore + query.limit, head.version);
    const entries = await entriesBetween(table, keys.enrolment(enrolmentId).pk, 1, upTo);
    invariant(entries.length === upTo, `the journal of ${enrolmentId} has a gap below ${upTo}`);
    const balancesFen = replayBalances(entries);
    const isLast = upTo === head.version;
    return {
      enrolmentId,
      entries: entries.slice(shownBefore).map(entryView),
      balancesFen,
      ...(isLast ? { agreesWithHead: isSameBalances(balancesFen, head.state.balances) } : {}),
      ...(await pages.write(context, path, isLast ? undefined : { sequence: String(upTo) })),
    };
  };
};

const entryView = (entry: Entry): z.input<typeof JournalEntryView> => ({
  sequence: entry.sequence,
  at: toRfc3339(entry.at),
  actor: entry.actor,
  event: entry.eventName,
  moves: movesOf(entry),
});
