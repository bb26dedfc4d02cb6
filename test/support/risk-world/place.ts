import type { FactName } from "../../../domain/shared/fact-names.ts";
import type { Dice } from "./dice.ts";
import { paperOf, type Paper } from "./expiry.ts";
import type { Institution } from "./institution.ts";
import type { Pressure } from "./pressure.ts";
import { dayNumberOn } from "./sheet.ts";
import { year } from "./season.ts";

type Values = Partial<Record<FactName, number>>;

const LEASE_DAYS = [365, 730, 1095, 1825] as const;
/** A lease that its tenant means to leave ends soon after. */
const LEASE_LEFT_DAYS = 45;

/** Staff, pupils seen, papers and changes of an institution, day by day. */
export class Place {
  private readonly dice: Dice;
  private readonly institution: Institution;
  private readonly wantedStaff: number;
  private readonly licence: Paper;
  private readonly inspection: Paper;
  private readonly certificate: Paper;
  private readonly lease: Paper;
  private staff: number;
  private pupils: number;
  private leftLeaseEndsOn: number | undefined;

  constructor(institution: Institution, dice: Dice) {
    this.dice = dice;
    this.institution = institution;
    this.pupils = institution.pupils;
    this.wantedStaff = Math.max(3, Math.round(institution.pupils / 12));
    this.staff = this.wantedStaff;
    this.licence = paperOf(dice, 3 * 365);
    this.inspection = paperOf(dice, 365);
    this.certificate = paperOf(dice, 3 * 365);
    this.lease = paperOf(dice, dice.pick(LEASE_DAYS) ?? 365);
  }

  live(day: number, pressure: Pressure): Values {
    this.changeStaff(day, pressure);
    this.pupils = Math.max(
      5,
      Math.round(this.pupils + (this.institution.pupils - this.pupils) * 0.02 + this.wander()),
    );
    return {
      staffCount: this.staff,
      paidHeadcount: this.pupils,
      ...this.inspect(),
      offPlatformReportCount: this.dice.count(0.0002),
      licenceEndsOn: dayNumberOn(this.licence.endsOn(day)),
      inspectionEndsOn: dayNumberOn(this.inspection.endsOn(day)),
      certificateEndsOn: dayNumberOn(this.certificate.endsOn(day)),
      leaseEndsOn: dayNumberOn(this.leaseOn(day, pressure)),
      accountChangeCount: Number(pressure.changesAccount || this.dice.happens(1 / (8 * 365))),
      legalPersonChangeCount: Number(
        pressure.changesLegalPerson || this.dice.happens(1 / (10 * 365)),
      ),
    };
  }

  private wander(): number {
    return (this.dice.next() - 0.5) * Math.sqrt(this.pupils) * 0.4;
  }

  private changeStaff(day: number, { staffLoss }: Pressure): void {
    const isTurnover = [2, 7, 8].includes(year[day]?.month ?? 1);
    const left = this.dice.count(this.staff * (0.0008 * (isTurnover ? 2 : 1) + staffLoss));
    const vacancies = this.wantedStaff - this.staff;
    const hired = staffLoss > 0 ? 0 : this.dice.count(vacancies * 0.05);
    this.staff = Math.max(1, this.staff - left + hired);
  }

  /** Somebody counts heads, about twice a year; now and then there are more than have paid. */
  private inspect(): Values {
    if (!this.dice.happens(1 / 180)) return {};
    const isBeyond = this.dice.happens(0.02);
    const seenHeadcount = isBeyond
      ? this.pupils + this.dice.whole(1, 4)
      : Math.round(this.pupils * this.dice.between(0.3, 0.9));
    return { seenHeadcount };
  }

  private leaseOn(day: number, { letsLeaseEnd }: Pressure): number {
    if (!letsLeaseEnd) return this.lease.endsOn(day);
    const regular = this.lease.endsOn(day, true);
    this.leftLeaseEndsOn ??= Math.min(regular, day + LEASE_LEFT_DAYS + this.dice.whole(0, 60));
    return this.leftLeaseEndsOn;
  }
}
