import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { openingDepositKind, openingParts } from "../../adapters/repositories/opening-deposits.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { openingFindings } from "../../domain/enrolment/opening-findings.ts";
import { requestOpeningDeposit } from "../../domain/enrolment/opening-deposit.ts";
import type { JobOf } from "../../domain/job/job.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { findingNotes } from "../../domain/shared/list-row.ts";
import type { RequestContext } from "../kit/context.ts";
import { listReader } from "../kit/list-reader.ts";
import { periodClock } from "../kit/period-clock.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { UploadedFileKit } from "../kit/upload-deps.ts";
import { readEnrolments as contract } from "./opening-task-contracts.ts";
import { openingPlacer, type PlacedOpening } from "./place-opening.ts";
import { openingTaker } from "./take-opening.ts";

/** Reads an uploaded list of earlier sales, enters it line by line, and asks for its deposit. */
export const readEnrolments = (kit: PersonalKit & UploadedFileKit) =>
  listReader<"enrolments", PlacedOpening>(kit, contract, {
    kind: "enrolments",
    readList: openingPlacer(kit),
    takeRow: openingTaker(kit),
    refusedWhenTaken: ({ line, offer }) => {
      const notes = findingNotes(line, openingFindings);
      notes.note("班级编号", "class-full", { capacity: offer.class.capacity });
      return notes.findings;
    },
    whenRead: depositRequester(kit),
  });

/** Where a line was accepted, the institution owes its total: of the lines that were entered, and no others. */
function depositRequester(kit: PersonalKit) {
  const { table } = kit;
  const institutions = aggregates(table, institutionKind);
  const deposits = aggregates(table, openingDepositKind);
  const clockOf = periodClock(kit, "opening.deposit-working-days", "lapse-openings");

  return async (
    { jobId, subject: { institutionId } }: JobOf<"enrolments">,
    context: RequestContext,
  ): Promise<readonly Change[]> => {
    const parts = await openingParts(table, jobId);
    if (parts.length === 0) return [];
    const institution = await institutions.find(institutionId);
    const account = institution?.state.account;
    invariant(institution && account, `${institutionId} has a custody account`);
    const { countyUnitId } = institution.state;
    const list = { jobId, institutionId, countyUnitId };
    const deadline = await clockOf(institution.state, context.now);
    const { deposit, event } = requestOpeningDeposit(list, account, parts, deadline);
    return deposits.create(deposit, event, context);
  };
}
