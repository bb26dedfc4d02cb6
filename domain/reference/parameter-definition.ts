export type ParameterUnit =
  | "calendar-month"
  | "lesson"
  | "fen"
  | "hour"
  | "working-day"
  | "day"
  /** Hundredths of a per cent a year: 310 is 3.10 %. */
  | "basis-point"
  | "minute"
  | "byte"
  | "file"
  /** Hundredths of the whole: 95 is 0.95, 300 is three times. */
  | "per-cent"
  /** Thousandths of the whole. */
  | "per-mille"
  | "pupil"
  | "person"
  | "institution"
  | "refund"
  | "complaint"
  /** Things of several kinds that count alike. */
  | "case"
  | "sign"
  /** Authorities of one level. */
  | "unit"
  /** Minutes after midnight in Asia/Shanghai: 20:30 is 1230. */
  | "minute-of-day"
  /** 1 is yes, 0 is no. */
  | "flag";

export interface ParameterDefinition {
  readonly unit: ParameterUnit;
  /** Which of two values binds more: for a ceiling the lower one, for a floor the higher one. */
  readonly strictest: "lower" | "higher";
}
