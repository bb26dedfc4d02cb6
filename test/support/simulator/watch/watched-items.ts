import type { Item } from "../../../../adapters/table/table.ts";
import type { Move } from "./books.ts";

/** What the watch reads of the platform's items: by their shape in the table, not by the platform's code. */

export interface EntryItem {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly institutionId?: string;
  readonly eventName: string;
  readonly data: {
    readonly moves?: readonly Move[];
    readonly lessonNumber?: number;
    readonly instructionId?: string;
    readonly amountFen?: number;
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
  };
}

export interface LessonItem {
  readonly state: {
    readonly enrolmentId: string;
    readonly lessonNumber: number;
    readonly amountFen: number;
    readonly status: string;
    readonly instructionId?: string;
  };
}

export interface PayInItem {
  readonly state: {
    readonly bankSerial: string;
    readonly custodyAccountNo: string;
    readonly amountFen: number;
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
    readonly about: { readonly instructionId?: string; readonly returnId?: string };
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

interface Shapes {
  readonly entry: EntryItem;
  readonly enrolment: EnrolmentItem;
  readonly lesson: LessonItem;
  readonly "matched-pay-in": PayInItem;
  readonly "suspended-pay-in": SuspendedItem;
  readonly instruction: InstructionItem;
  readonly task: TaskItem;
}

/** The item as its `type` says it is, or nothing. */
export const itemAs = <T extends keyof Shapes>(item: Item, type: T): Shapes[T] | undefined =>
  item.type === type ? (item as unknown as Shapes[T]) : undefined;
