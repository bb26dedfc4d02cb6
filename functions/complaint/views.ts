import type * as z from "zod";
import { entriesBetween, type Entry } from "../../adapters/journal.ts";
import { openRecords } from "../../adapters/personal/sealed-record.ts";
import type { Stored } from "../../adapters/aggregates.ts";
import { attachedEvidence } from "../../adapters/repositories/complaint-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { evidenceKeyOf } from "../../adapters/uploads/upload-folders.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import type { ComplaintSide } from "../../domain/shared/complaint-codes.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import * as events from "../../events/complaint.ts";
import type { EvidenceKit } from "../kit/evidence-deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { ComplaintDetail, ComplaintSummary } from "./schemas.ts";
import { standingOf, textIdOf } from "./step.ts";

export type ViewKit = PersonalKit & EvidenceKit;

/** A complaint as lists show it, to whoever may see all of it. */
export function complaintSummary(complaint: ComplaintState): z.input<typeof ComplaintSummary> {
  const { filedAt, concludedAt, resolution, enrolmentId, claimFen, stars } = complaint;
  const { institutionId, countyUnitId, kind, lessons, memberCount } = complaint;
  const { isAnonymousToInstitution, attempt, isOverdue = false } = complaint;
  return {
    ...standingOf(complaint),
    institutionId,
    countyUnitId,
    kind,
    enrolmentId,
    lessons,
    claimFen,
    memberCount,
    isAnonymousToInstitution,
    attempt,
    stars,
    isOverdue,
    filedAt: toRfc3339(filedAt),
    ...(concludedAt === undefined ? {} : { concludedAt: toRfc3339(concludedAt) }),
    ...(resolution === undefined ? {} : { resolution: shown(resolution) }),
  };
}

const shown = ({ tier, finding, refund, lead }: NonNullable<ComplaintState["resolution"]>) => ({
  tier,
  finding,
  refund,
  lead,
});

/** The same for the institution: an order would tell who complains. */
export function summaryForInstitution(complaint: ComplaintState): z.input<typeof ComplaintSummary> {
  const summary = complaintSummary(complaint);
  if (!complaint.isAnonymousToInstitution) return summary;
  const { enrolmentId: _sealed, ...rest } = summary;
  return rest;
}

/** Everything but who complains: the timeline with what each side wrote, and the evidence. */
export async function complaintDetail(
  kit: ViewKit,
  { state, version }: Stored<ComplaintState>,
): Promise<z.input<typeof ComplaintDetail>> {
  const [timeline, evidence] = await Promise.all([
    timelineOf(kit, state.complaintId, version),
    evidenceOf(kit, state.complaintId),
  ]);
  return { ...complaintSummary(state), timeline, evidence };
}

/** The same for the institution: of an anonymous complaint without what might show who complains. */
export async function detailForInstitution(
  kit: ViewKit,
  { state, version }: Stored<ComplaintState>,
): Promise<z.input<typeof ComplaintDetail>> {
  const { complaintId, isAnonymousToInstitution } = state;
  const [timeline, evidence] = await Promise.all([
    timelineOf(kit, complaintId, version),
    isAnonymousToInstitution ? [] : evidenceOf(kit, complaintId),
  ]);
  return { ...summaryForInstitution(state), timeline, evidence };
}

/** Whose step an event is, unless the platform took it by itself. */
const SIDE_OF: Readonly<Record<string, ComplaintSide>> = {
  [events.ComplaintAnswered.name]: "institution",
  [events.ComplaintTakenUp.name]: "authority",
  [events.ComplaintExtended.name]: "authority",
  [events.ComplaintDecided.name]: "authority",
  [events.ComplaintReassigned.name]: "authority",
};

function sideOf({ actor, eventName, data }: Entry): ComplaintSide {
  if (actor.startsWith("platform:")) return "platform";
  const isAuthoritysEnd = data["ending"] === "final" || data["ending"] === "declined";
  return isAuthoritysEnd ? "authority" : (SIDE_OF[eventName] ?? "family");
}

async function timelineOf(kit: PersonalKit, complaintId: string, version: number) {
  const entries = await entriesBetween(kit.table, keys.complaint(complaintId).pk, 1, version);
  const ids = entries.map(({ sequence }) => textIdOf(complaintId, sequence));
  const texts = await openRecords(kit, "complaint", ids);
  return entries.map((entry) => {
    const text = texts.get(textIdOf(complaintId, entry.sequence))?.["text"];
    return {
      at: toRfc3339(entry.at),
      event: entry.eventName,
      by: sideOf(entry),
      ...(text === undefined ? {} : { text }),
    };
  });
}

async function evidenceOf({ table, evidence: store }: ViewKit, complaintId: string) {
  const attached = await attachedEvidence(table, complaintId);
  return Promise.all(
    attached.map(async (piece) => {
      const { evidenceId, by, contentType, sizeBytes, attachedAt = piece.announcedAt } = piece;
      const download = await store.linkTo(evidenceKeyOf(piece), contentType);
      return {
        evidenceId,
        by,
        contentType,
        sizeBytes,
        attachedAt: toRfc3339(attachedAt),
        download: { ...download },
      };
    }),
  );
}
