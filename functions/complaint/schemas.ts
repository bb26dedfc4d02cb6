import * as z from "zod";
import { ComplaintState, Resolution } from "../../domain/complaint/complaint.ts";
import { ComplaintStatus } from "../../domain/complaint/transitions.ts";
import {
  ComplaintFinding,
  ComplaintSide,
  ComplaintTurn,
  EvidenceType,
} from "../../domain/shared/complaint-codes.ts";
import { ComplaintId, EvidenceId } from "../../domain/shared/ids.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";

/** Shapes that several contracts of this capability share. */

/** What a side writes about a complaint; it may name anyone, and lies sealed. */
export const ComplaintText = z
  .string()
  .trim()
  .min(2)
  .max(2000)
  .meta({ description: "In the writer's own words; kept sealed, shown to the sides and officers" });

const personName = z.string().trim().min(1).max(50);
const phone = z.string().trim().min(5).max(20);

/** Who complains, and how they are reached. */
export const ComplainantContact = z.strictObject({
  name: personName,
  phone: phone.meta({ description: "A mobile number of mainland China" }),
  address: z.string().trim().min(2).max(200),
});
export type ComplainantContact = z.infer<typeof ComplainantContact>;

const MOST_MEMBERS = 200;
const ONE_MORE =
  "除投诉人外最多再推选一名代表 / beside the one who files, at most one more represents";

/** Those who complain together with the one who files; two at most speak for all. */
export const GroupMembers = z
  .array(z.strictObject({ name: personName, phone, isRepresentative: z.boolean().default(false) }))
  .min(1)
  .max(MOST_MEMBERS)
  .refine((members) => members.filter((one) => one.isRepresentative).length <= 1, {
    error: ONE_MORE,
  });
export type GroupMembers = z.infer<typeof GroupMembers>;

const RunningTime = z.strictObject({
  dueOn: LocalDate.meta({ description: "The last day of whoever's turn it is" }),
  article: z.string().meta({ description: "What sets the time" }),
  isProvisional: z.boolean().meta({ description: "The calendar of some day is not known yet" }),
});

/** Where a complaint stands: what every command answers. */
export const Standing = z.strictObject({
  complaintId: ComplaintId,
  status: ComplaintStatus,
  turn: ComplaintTurn.optional().meta({ description: "Whose turn it is; absent once it is over" }),
  deadline: RunningTime.optional(),
});

const { refund, lead, tier } = Resolution.shape;

export const ComplaintSummary = z.strictObject({
  ...Standing.shape,
  ...ComplaintState.pick({
    institutionId: true,
    countyUnitId: true,
    kind: true,
    enrolmentId: true,
    lessons: true,
    claimFen: true,
    memberCount: true,
    isAnonymousToInstitution: true,
    attempt: true,
    stars: true,
  }).shape,
  isOverdue: z.boolean(),
  filedAt: Timestamp,
  concludedAt: Timestamp.optional(),
  resolution: z.strictObject({ tier, finding: ComplaintFinding, refund, lead }).optional(),
});

const TimelineEntry = z.strictObject({
  at: Timestamp,
  event: z.string().meta({ description: "What happened, by the name of its event" }),
  by: ComplaintSide,
  text: z.string().optional().meta({ description: "What the side wrote then" }),
});

const EvidenceView = z.strictObject({
  evidenceId: EvidenceId,
  by: ComplaintSide,
  contentType: EvidenceType,
  sizeBytes: z.int(),
  attachedAt: Timestamp,
  download: z
    .strictObject({ url: z.url(), expiresAt: Timestamp })
    .meta({ description: "Serves the file as an attachment for some minutes, from another host" }),
});

/** A complaint as its family sees it. */
export const ComplaintDetail = z.strictObject({
  ...ComplaintSummary.shape,
  timeline: z.array(TimelineEntry),
  evidence: z.array(EvidenceView),
});

/** Who complains, masked unless asked for in clear. */
const ShownContact = z.strictObject({
  isClear: z.boolean(),
  name: z.string(),
  phone: z.string(),
  address: z.string().optional().meta({ description: "In clear only" }),
  members: z
    .array(z.strictObject({ name: z.string(), phone: z.string(), isRepresentative: z.boolean() }))
    .meta({ description: "Those who complain together with the one who filed" }),
});
export type ShownContact = z.infer<typeof ShownContact>;

/** The same for the institution: of an anonymous complaint without who complains, or anything that says so. */
export const ComplaintAboutUs = z.strictObject({
  ...ComplaintDetail.shape,
  complainant: ShownContact.optional().meta({ description: "Absent where the family chose so" }),
});

/** The same for officers, with who complains. */
export const ComplaintFile = z.strictObject({
  ...ComplaintDetail.shape,
  complainant: ShownContact,
});
