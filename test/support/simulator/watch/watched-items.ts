import type { Item } from "../../../../adapters/table/table.ts";
import type { Move } from "./books.ts";

/** What the watch reads of the platform's items: by their shape in the table, not by the platform's code. */

export interface EntryItem {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly institutionId?: string;
  readonly at: number;
  readonly eventName: string;
  readonly data: {
    readonly moves?: readonly Move[];
    readonly lessonNumber?: number;
    readonly instructionId?: string;
    readonly amountFen?: number;
    readonly shortFen?: number;
    readonly refundId?: string;
    readonly status?: string;
    readonly bankSerial?: string;
    readonly custodyFen?: number;
  };
}

export interface EnrolmentItem {
  readonly version: number;
  readonly state: {
    readonly enrolmentId: string;
    readonly institutionId: string;
    readonly studentId: string;
    readonly subjectKey: string;
    readonly classId: string;
    readonly lessonCount: number;
    readonly priceFen: number;
    readonly status: string;
    readonly balances: Readonly<Record<string, number>>;
    readonly payment?: { readonly paymentId: string; readonly expiresAt: number };
    readonly reversal?: { readonly shortFen: number };
  };
}

export interface LessonItem {
  readonly state: {
    readonly enrolmentId: string;
    readonly lessonNumber: number;
    readonly amountFen: number;
    readonly status: string;
    readonly instructionId?: string;
    readonly deadline?: { readonly fromAt: number };
  };
}

export interface CalendarItem {
  readonly state: {
    readonly namedDays: readonly { readonly date: string; readonly kind: string }[];
  };
}

/** What a bank's balance was compared with. */
export interface BalanceItem {
  readonly state: {
    readonly custodyAccountNo: string;
    readonly institutionId: string;
    readonly balanceFen: number;
    readonly heldFen: number;
    readonly mustHoldFen: number;
    readonly outcome: string;
  };
}

export interface DeliveryItem {
  readonly pk: string;
  readonly channel: string;
  readonly status: string;
}

export interface PayInItem {
  readonly state: {
    readonly bankSerial: string;
    readonly custodyAccountNo: string;
    readonly amountFen: number;
    readonly enrolmentId?: string;
    readonly paymentId?: string;
    readonly paidAt?: number;
  };
}

export interface SuspendedItem {
  readonly state: PayInItem["state"] & {
    readonly status: string;
    readonly returnId?: string;
    readonly refusedCode?: string;
  };
}

export interface TaskItem {
  readonly state: {
    readonly kind: string;
    readonly about: {
      readonly instructionId?: string;
      readonly returnId?: string;
      readonly refundId?: string;
    };
  };
}

export interface InstructionItem {
  readonly state: {
    readonly instructionId: string;
    readonly enrolmentId: string;
    readonly lessonNumber: number;
    readonly status: string;
    readonly retryAt?: number;
  };
}

export interface RefundItem {
  readonly state: {
    readonly refundId: string;
    readonly enrolmentId: string;
    readonly institutionId: string;
    readonly guardianId: string;
    readonly status: string;
    readonly custodyFen: number;
    readonly heldFen: number;
    readonly shortFen?: number;
    readonly massRefundId?: string;
    readonly bankSerial?: string;
    readonly debt?: { readonly status: string };
    readonly deadline?: { readonly fromAt: number };
    readonly payment?: { readonly instructionId: string };
    readonly taskId?: string;
  };
}

export interface InstitutionItem {
  readonly state: {
    readonly institutionId: string;
    readonly massRefundId?: string;
    readonly freeze?: { readonly since: number };
    readonly stops?: { readonly release?: string; readonly sale?: string };
  };
}

export interface NoticeItem {
  readonly state: {
    readonly recipient: { readonly memberId?: string };
    readonly about: { readonly enrolmentId?: string };
  };
}

export interface MassRefundItem {
  readonly state: {
    readonly massRefundId: string;
    readonly institutionId: string;
    readonly status: string;
    readonly plan?: {
      readonly planId: string;
      readonly familyCount: number;
      readonly claimedFen: number;
      readonly availableFen: number;
    };
  };
}

export interface MassRefundLine {
  readonly pk: string;
  readonly sk: string;
  readonly enrolmentId: string;
  readonly claimFen: number;
  readonly shareFen: number;
  readonly shortFen: number;
  readonly status: string;
  readonly refundId?: string;
}

export interface AlertItem {
  readonly state: {
    readonly alertId: string;
    readonly institutionId: string;
    readonly indicatorId: string;
    readonly level: string;
    readonly status: string;
  };
}

interface Shapes {
  readonly entry: EntryItem;
  readonly enrolment: EnrolmentItem;
  readonly lesson: LessonItem;
  readonly "matched-pay-in": PayInItem;
  readonly "suspended-pay-in": SuspendedItem;
  readonly instruction: InstructionItem;
  readonly task: TaskItem;
  readonly "calendar-year": CalendarItem;
  readonly balance: BalanceItem;
  readonly "notice-delivery": DeliveryItem;
  readonly refund: RefundItem;
  readonly institution: InstitutionItem;
  readonly alert: AlertItem;
  readonly notice: NoticeItem;
  readonly "mass-refund": MassRefundItem;
  readonly "mass-refund-line": MassRefundLine;
}

/** The item as its `type` says it is, or nothing. */
export const itemAs = <T extends keyof Shapes>(item: Item, type: T): Shapes[T] | undefined =>
  item.type === type ? (item as unknown as Shapes[T]) : undefined;
