import * as z from "zod";
import { type Lifecycle, nextState } from "../shared/lifecycle.ts";
import type { MeasureKind } from "../shared/measure-codes.ts";

export const MeasureStatus = z.enum([
  /** It binds the institution. 执行中 */
  "in-force",
  /** The institution says that it has put things right; the officer looks. 待验收 */
  "submitted",
  /** What was ordered is done. 已完成 */
  "fulfilled",
  /** Over without having been met. 已解除 */
  "lifted",
]);
export type MeasureStatus = z.infer<typeof MeasureStatus>;

export type MeasureAction = "submit" | "return" | "fulfil" | "record" | "lift";
type MeasureLife = Lifecycle<MeasureStatus, MeasureAction>;

const over = { fulfilled: {}, lifted: {} } as const;

/** A stop binds until it is lifted. */
const stopLife: MeasureLife = { "in-force": { lift: "lifted" }, submitted: {}, ...over };

/** The life of each kind of measure. */
const measureLives: Readonly<Record<MeasureKind, MeasureLife>> = {
  talk: { "in-force": { fulfil: "fulfilled", lift: "lifted" }, submitted: {}, ...over },
  "stop-release": stopLife,
  "stop-sale": stopLife,
  rectify: {
    "in-force": { submit: "submitted", lift: "lifted" },
    submitted: { return: "in-force", fulfil: "fulfilled", lift: "lifted" },
    ...over,
  },
  inspect: { "in-force": { record: "fulfilled", lift: "lifted" }, submitted: {}, ...over },
};

/** Where an action leads, if the life of this kind of measure allows it now. */
export const nextStatus = (
  kind: MeasureKind,
  status: MeasureStatus,
  action: MeasureAction,
): MeasureStatus | undefined => nextState(measureLives[kind], status, action);
