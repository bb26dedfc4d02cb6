import type * as z from "zod";
import type { RecordClass } from "../../adapters/personal/record-classes.ts";
import type { KeyPrefix } from "../../adapters/table/key-names.ts";
import type { InstitutionDuty, OfficerDuty } from "../../domain/identity/member.ts";
import type { Indicator } from "../../domain/risk/indicator.ts";
import type { Bilingual } from "../../domain/shared/result.ts";
import type { EventDefinition } from "../../events/define.ts";
import type { ErrorCode } from "./problem-table.ts";

/** The five doors of the platform: one HTTP API each. */
export const ENDS = ["public", "family", "institution", "management", "bank"] as const;
export type End = (typeof ENDS)[number];

export type { InstitutionDuty, OfficerDuty };

/** Who may call: checked by the wrapper. Whose things they may touch is the use case's own check. */
export type Access =
  | { readonly role: "anyone" }
  /** Whoever has a valid token, member or not: how people become members. */
  | { readonly role: "account" }
  | { readonly role: "guardian" }
  | { readonly role: "institution"; readonly duties: readonly InstitutionDuty[] }
  | { readonly role: "officer"; readonly duties: readonly OfficerDuty[] }
  | { readonly role: "bank" };

/** What a function may reach besides its own logs; infrastructure turns it into the exact grant. */
export interface Touches {
  /** Partitions read, by the name of their key prefix. */
  readonly reads?: readonly KeyPrefix[];
  /** Partitions written (and read, for their conditions). */
  readonly writes?: readonly KeyPrefix[];
  /** Partitions on whose items a commit rests that does not write them. */
  readonly checks?: readonly KeyPrefix[];
  /**
   * Seals or opens personal fields of these classes of records, and of no other; `personal` among the reads
   * or writes says which of the two.
   */
  readonly personal?: readonly RecordClass[];
  /** Hashes personal values to find records by them. */
  readonly personalIndex?: boolean;
  readonly uploads?: UploadAccess | readonly UploadAccess[];
  /** Starts this workflow, or answers its steps that wait. */
  readonly workflow?: Machine;
  /** Calls the bank, signing with the platform's key. */
  readonly bank?: boolean;
  /** Sends email and SMS through the gateway, signing with the platform's key. */
  readonly gateway?: boolean;
  /** Posts to addresses that people have named: to public ones, and in a rehearsal to the hosts named for it. */
  readonly webhooks?: boolean;
  /** Publishes alerts on the topic to which agencies subscribe. */
  readonly topic?: boolean;
}

/** The workflows, by the names of their machines. */
export type Machine = "complaint" | "refund";

/**
 * `presign`: hands out upload forms. `read`: reads files, or gives links to them. `keep`: writes files itself.
 * Only below this prefix.
 */
export interface UploadAccess {
  readonly access: "presign" | "read" | "keep";
  readonly keyPrefix: string;
}

export interface InputSchemas {
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
}

/** The parsed input of a use case: exactly the parts that its contract names. */
export type InputOf<I extends InputSchemas> = {
  readonly [K in keyof I]: I[K] extends z.ZodType ? z.output<I[K]> : never;
};

/** One use case: handler, route, grant, OpenAPI and tests derive from it. No runtime code. */
export interface UseCaseContract<
  I extends InputSchemas = InputSchemas,
  O extends z.ZodType = z.ZodType,
> {
  /** OpenAPI operationId and the name of the function's folder in kebab-case. */
  readonly id: string;
  readonly capability: string;
  readonly end: End;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Under `/v1`, except the few public pages; parameters in braces. */
  readonly path: string;
  readonly summary: Bilingual;
  readonly access: Access;
  readonly input: I;
  readonly output: O;
  /** The media type of the answer where it is not JSON. */
  readonly contentType?: string;
  /** Whoever asks for `text/csv` has the answer as a table, in a file of this name. */
  readonly csv?: { readonly fileName: string };
  readonly status?: 200 | 201 | 202;
  /** The status of the same answer where everything was as asked before; see `DoneBefore`. */
  readonly statusWhenDoneBefore?: 200;
  /** The refusals that this operation can answer with, beside those every operation shares. */
  readonly errors: readonly ErrorCode[];
  /** Money commands: `Idempotency-Key` is required. Other commands honour one when it is sent. */
  readonly idempotent?: boolean;
  /**
   * The answer holds a secret for some minutes, such as an upload form: it is never kept. A key sent with
   * such a command is not honoured; asking again only opens another form.
   */
  readonly answersSecret?: boolean;
  readonly touches: Touches;
  /** Design load of the whole nation, requests per second in the peak hour. */
  readonly load: { readonly perSecond: number };
}

export const defineUseCase = <const I extends InputSchemas, O extends z.ZodType>(
  contract: UseCaseContract<I, O>,
): UseCaseContract<I, O> => contract;

type AnyEvent = EventDefinition<string, z.ZodObject>;

/** What wakes a function that no person calls. */
export type Trigger =
  | { readonly kind: "events"; readonly events: readonly AnyEvent[] }
  | { readonly kind: "upload"; readonly keyPrefix: string }
  /** Images of the table's stream: new entries of journals; daily facts, new and changed. */
  | { readonly kind: "stream"; readonly images: readonly ("entry" | "facts")[] }
  /** By the clock: so often, counted in minutes. */
  | { readonly kind: "schedule"; readonly everyMinutes: number }
  /** Each day at this time by Shanghai's clock, for example `00:30`. */
  | { readonly kind: "daily"; readonly at: string }
  /** A rule for each of these indicators: the event that names one of the facts that wake it. */
  | {
      readonly kind: "indicators";
      readonly event: AnyEvent;
      readonly indicators: readonly Pick<Indicator, "id" | "facts">[];
    }
  /** A queue of the task's own, which the tasks fill that name it in `fills`. */
  | { readonly kind: "queue"; readonly batchSize: number; readonly maxConcurrency: number }
  /** A step of this workflow. */
  | { readonly kind: "workflow"; readonly machine: Machine }
  | { readonly kind: "operator"; readonly input: z.ZodObject };

/** A function of the platform's own: an event consumer, a stream reader, a reader of uploads. */
export interface TaskContract {
  readonly id: string;
  readonly capability: string;
  readonly summary: Bilingual;
  readonly trigger: Trigger;
  readonly touches: Touches;
  /** The id of the task whose queue this one fills. */
  readonly fills?: string;
  /** The id of a second one, where what it queues is for two functions. */
  readonly fillsToo?: string;
  /** Puts events on the bus (the relay alone). */
  readonly publishes?: boolean;
  /** What a failure means for people, and the section of the runbook that helps. */
  readonly alarm: { readonly effect: string; readonly runbook: string };
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
}

export const defineTask = <const T extends TaskContract>(contract: T): T => contract;

/** `confirmLesson` → `confirm-lesson`. */
export const kebab = (id: string): string =>
  id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Where the bundle of a contract's function lies, below `dist/`. */
export const bundleFolder = (contract: { capability: string; id: string }): string =>
  `${contract.capability}/${kebab(contract.id)}`;
