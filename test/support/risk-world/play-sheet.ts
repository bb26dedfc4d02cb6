import type { Entry } from "../../../adapters/journal.ts";
import type { FactHistory } from "../../../domain/risk/history.ts";
import { addDays, startOfDay, toRfc3339 } from "../../../domain/shared/time.ts";
import {
  ComplaintConcluded,
  ComplaintEscalated,
  ComplaintFiled,
} from "../../../events/complaint.ts";
import { CustodyAccountBound, InstitutionUpdated } from "../../../events/institution.ts";
import { BalanceCompared } from "../../../events/settlement.ts";
import { DepositBalanceTold, DepositFloorReckoned } from "../../../events/supervision.ts";
import { PlayedInspections } from "./play-inspections.ts";
import { Journals } from "./journals.ts";
import { PlayedOrders } from "./play-orders.ts";
import { PlayedNotes } from "./play-notes.ts";
import { PlayedRefunds } from "./play-refunds.ts";
import { daysOf, type PlayedDay } from "./played-day.ts";
import { DAY_COUNT, FIRST_DATE } from "./season.ts";

const BANK = "sandbox-bank";
const UNIT = "unt_411102";
const FAR_LATER = startOfDay(addDays(FIRST_DATE, DAY_COUNT + 30));

/**
 * The journals of an institution that would lead to a sheet of facts: the entries of a year, by their instants. They keep
 * to the events' schemas and to the sheet, not to every rule of the aggregates.
 * @param number of the institution, which its ids begin with
 */
export function playSheet(
  history: FactHistory,
  number: number,
): { readonly institutionId: string; readonly entries: readonly Entry[] } {
  const journals = new Journals(number);
  const orders = new PlayedOrders(journals);
  const refunds = new PlayedRefunds(FAR_LATER);
  const complaints = new PlayedComplaints(journals);
  const rest = new PlayedInstitution(journals, orders);
  const inspections = new PlayedInspections(journals);
  const notes = new PlayedNotes(journals);
  for (const day of daysOf(history)) {
    orders.play(day);
    refunds.play(day, journals);
    complaints.play(day);
    rest.play(day);
    inspections.play(day);
    notes.play(day);
  }
  refunds.tell(journals, orders.book);
  return { institutionId: journals.institutionId, entries: journals.entries() };
}

type Finding = Pick<ReturnType<typeof ComplaintConcluded.make>["data"], "finding" | "lead">;

/** Complaints: who complained first is done first. A report is a complaint that is concluded on its day. */
class PlayedComplaints {
  private readonly open: string[] = [];
  private readonly journals: Journals;

  constructor(journals: Journals) {
    this.journals = journals;
  }

  play(day: PlayedDay): void {
    const { journals, open } = this;
    const { institutionId } = journals;
    const common = { institutionId, lessons: [], dueOn: day.date };
    const tell = (complaintId: string, event: Parameters<Journals["record"]>[3]) => {
      journals.record("complaint", complaintId, day.at(), event);
    };
    const file = (): string => {
      const complaintId = journals.newId("cmp");
      const filed = { ...common, complaintId, countyUnitId: UNIT, kind: "quality" } as const;
      tell(
        complaintId,
        ComplaintFiled.make({ ...filed, memberCount: 1, isAnonymousToInstitution: false }),
      );
      return complaintId;
    };
    const conclude = (complaintId: string, finding: Finding): void => {
      const end = { ...finding, tier: "county", ending: "final" } as const;
      tell(complaintId, ComplaintConcluded.make({ ...common, ...end, complaintId }));
    };
    for (let n = 0; n < day.count("complaintFiledCount"); n += 1) open.push(file());
    for (let n = 0; n < day.count("complaintClimbedCount"); n += 1) {
      const complaintId = open.at(-1) ?? "";
      const climb = { from: "institution", to: "county", because: "overdue" } as const;
      tell(
        complaintId,
        ComplaintEscalated.make({ ...common, ...climb, complaintId, unitId: UNIT }),
      );
    }
    for (let n = 0; n < day.count("complaintConcludedCount"); n += 1)
      conclude(open.shift() ?? "", { finding: "dismissed" });
    for (let n = 0; n < day.count("offPlatformReportCount"); n += 1)
      conclude(file(), { finding: "upheld", lead: "fee-outside-custody" });
  }
}

/** The bank's words, the licence, and who stands behind the institution. */
class PlayedInstitution {
  private readonly journals: Journals;
  private readonly orders: PlayedOrders;
  private licenceEndsOn = 0;
  private hasAccount = false;
  private missingFen = 0;

  constructor(journals: Journals, orders: PlayedOrders) {
    this.journals = journals;
    this.orders = orders;
  }

  play(day: PlayedDay): void {
    this.bank(day);
    const { journals } = this;
    const { institutionId } = journals;
    const record = journals.record.bind(journals, "institution", institutionId);
    const changed = day.count("legalPersonChangeCount");
    const licenceEndsOn = day.count("licenceEndsOn");
    if (licenceEndsOn !== this.licenceEndsOn || changed > 0) {
      this.licenceEndsOn = licenceEndsOn;
      const row = { uscc: "91411102XMX928U7EM", countyUnitId: UNIT, jobId: journals.newId("job") };
      const licenceValidTo = addDays("1970-01-01" as PlayedDay["date"], licenceEndsOn);
      const of = { institutionId, ...row, line: 2, licenceValidTo };
      const person = changed > 0 ? { legalPersonChanged: true as const } : {};
      record(day.at(), InstitutionUpdated.make({ ...of, ...person }));
    }
    const bindings = day.count("accountChangeCount") + Number(!this.hasAccount);
    this.hasAccount = true;
    for (let n = 0; n < bindings; n += 1) {
      const account = { bankId: BANK, custodyAccountNo: "88000001" };
      const proposalId = journals.newId("pro");
      record(day.at(), CustodyAccountBound.make({ ...account, institutionId, proposalId }));
    }
  }

  private bank(day: PlayedDay): void {
    const { institutionId } = this.journals;
    const asOf = toRfc3339(day.at());
    const of = { institutionId, bankId: BANK, asOf };
    if (day.isKnown("custodyBalanceFen")) {
      const balanceFen = day.count("custodyBalanceFen");
      this.missingFen += day.count("outflowFen") - day.count("releasedFen");
      const mustHoldFen = balanceFen + this.missingFen;
      this.orders.hold(day, mustHoldFen);
      const compared = { balanceFen, mustHoldFen, heldFen: mustHoldFen, outcome: "break" } as const;
      this.journals.record(
        "balance",
        institutionId,
        day.at(),
        BalanceCompared.make({ ...of, ...compared, custodyAccountNo: "88000001" }),
      );
    }
    if (!day.isKnown("depositFloorFen")) return;
    const record = this.journals.record.bind(this.journals, "deposit", institutionId);
    const balanceFen = day.count("depositBalanceFen");
    record(day.at(), DepositBalanceTold.make({ ...of, depositAccountNo: "88000002", balanceFen }));
    const floorFen = day.count("depositFloorFen");
    const days = { from: day.date, to: day.date, day: day.date };
    const floor = { institutionId, floorFen, feesFen: floorFen, ...days };
    record(day.at(), DepositFloorReckoned.make(floor));
  }
}
